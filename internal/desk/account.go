package desk

import (
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// accountView is the page that says why a sentence passed.
type accountView struct {
	l10n.Account
	Base, Row      string // the addresses of the translation and of the sentence's row
	Direction      l10n.Direction
	SourceDir      l10n.Direction
	Original, Name string // the names of the two languages
	Role           string
	Shown          struct{ Source, Target []chip }
	Origin         []string
	Found          string // the source of a similar sentence
	Detail         string // of the engine, in English
	MemoryAt       *moment
	Issues         []accountIssue
	Steps          []accountStep
	Standing       string // who confirmed it
	StandingAt     *moment
	Approvals      []accountApproval
	Said           []statementView
	Costs          []string
	Visible        string // what visitors get, in a sentence
	VisibleAt      *moment
	Blind          bool   // shadows are left out
	Place          string // where in the file it stands
	Passage        string
	Earlier        []keptText
}

type accountIssue struct{ Label, Comment, Overruled string }

// accountStep is how a step stands for the text.
type accountStep struct {
	Label, Kind string
	Shadow      bool
	Outcome     string
	Good, Bad   bool
	By          string
	Time        *moment
}

type accountApproval struct {
	Step, By, Signed string
	Time             *moment
}

// statementView is a verdict as it was given.
type statementView struct {
	opinion
	Step, Class, Changed string
	Shadow, Other        bool // Other is one about another text
}

func (d *desk) showAccount(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	k, err := keyOf(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	a, err := d.Accounts.Account(r.Context(), k, l10n.SegmentID(r.PathValue("segment")))
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	if p.Title = p.T("desk.account.title"); !hasPassed(a.Stage) {
		p.Title = p.T("desk.account.stands")
	}
	v := p.account(withoutShadows(a))
	v.Blind = a.Stage == l10n.StageReview
	p.Body = v
	d.render(w, http.StatusOK, "account", p)
}

// hasPassed reports whether the texts of a translation were approved.
func hasPassed(s l10n.Stage) bool {
	return s == l10n.StageApproved || s == l10n.StagePublished || s == l10n.StageHeld || s == l10n.StageWithdrawn
}

// withoutShadows leaves out what shadows say as long as people review the text: it is to be compared with what they do.
func withoutShadows(a l10n.Account) l10n.Account {
	if a.Stage != l10n.StageReview {
		return a
	}
	a.Steps = slices.DeleteFunc(slices.Clone(a.Steps), func(s l10n.StepAccount) bool { return s.Step.Shadow })
	a.Said = slices.DeleteFunc(slices.Clone(a.Said), func(s l10n.Statement) bool { return s.Verdict.Shadow })
	return a
}

func (p *page) account(a l10n.Account) *accountView {
	v := &accountView{Account: a, Base: translationPath(a.TranslationKey), Direction: a.Locale.Direction(), SourceDir: a.SourceLang.Direction(),
		Original: p.Language(a.SourceLang), Name: p.Language(a.Locale), Role: role(p.localizer, &a.Unit)}
	v.Row = v.Base
	if n := (a.Number - 1) / pageRows; n > 0 {
		v.Row += fmt.Sprintf("?page=%d", n+1)
	}
	v.Row += "#s-" + string(a.Segment)
	v.Shown.Source, v.Shown.Target = chips(&a.Unit, a.Source, nil), chips(&a.Unit, a.Target.Text, nil)
	for i := range v.Shown.Target {
		v.Shown.Target[i].Fill = ""
	}
	p.accountOrigin(v)
	for _, i := range a.Target.Issues {
		v.Issues = append(v.Issues, accountIssue{Label: label(p.localizer, issueLabels, i.Type), Comment: p.issueText(i)})
	}
	for _, i := range a.Target.Dismissed {
		one := accountIssue{Label: label(p.localizer, issueLabels, i.Type), Comment: p.issueText(i)}
		if i.Dismissed != nil {
			one.Overruled = p.T("desk.account.overruled", "Name", i.Dismissed.By)
		}
		v.Issues = append(v.Issues, one)
	}
	for _, s := range a.Steps {
		v.Steps = append(v.Steps, p.accountStep(s, a.Target))
	}
	p.accountStanding(v)
	for _, s := range a.Said {
		v.Said = append(v.Said, p.statement(s, a.Target))
	}
	p.accountCosts(v)
	p.accountPublished(v)
	for _, k := range a.Earlier {
		kept := p.keptText(&loaded{Translation: l10n.Translation{TranslationKey: a.TranslationKey}}, k)
		if k.By != "" && k.SourceHash == a.Target.SourceHash && k.Act != l10n.KeptWrong {
			kept.Who = p.T("desk.kept.sameSource", "Name", k.By) // the source is the same; the text was another one
		}
		v.Earlier = append(v.Earlier, kept)
	}
	return v
}

func (p *page) accountOrigin(v *accountView) {
	g := v.Target
	switch {
	case g.Text.IsEmpty():
		v.Origin = append(v.Origin, p.T("desk.why.none"))
	case g.SubState == l10n.SubHuman && g.Origin.By != "":
		v.Origin = append(v.Origin, p.T("desk.account.wrote", "Name", g.Origin.By))
		v.MemoryAt = p.moment(g.EditedAt)
	default:
		v.Origin = append(v.Origin, origin(p.localizer, g))
	}
	switch m := v.Memory; {
	case m != nil && m.By != "":
		v.Origin, v.MemoryAt = append(v.Origin, p.T("desk.account.memoryBy", "Name", m.By)), p.moment(m.At)
	case m != nil:
		v.Origin, v.MemoryAt = append(v.Origin, p.T("desk.account.memory")), p.moment(m.At)
	case g.Origin.Provider == "memory" && g.SubState != l10n.SubHuman:
		v.Origin = append(v.Origin, p.T("desk.account.memoryGone"))
	}
	v.Found, v.Detail = found(g.Origin)
}

func (p *page) accountStep(s l10n.StepAccount, g l10n.Target) accountStep {
	one := accountStep{Label: p.stepName(s.Step.Name), Kind: p.kindName(s.Step.Kind), Shadow: s.Step.Shadow}
	switch {
	case s.Verdict != nil:
		v := *s.Verdict
		said := p.statement(l10n.Statement{Verdict: v}, g)
		one.Outcome, one.By, one.Time = said.Label, said.Who, said.Time
		one.Good, one.Bad = v.Outcome == l10n.Pass, v.Outcome == l10n.Changes
	case s.Earlier != nil:
		one.Outcome, one.Time = p.T("desk.account.otherText"), p.moment(s.Earlier.At)
	default:
		one.Outcome = p.T("desk.account.nothing")
	}
	return one
}

// accountStanding says whether anybody has confirmed the text, and who approved the steps.
func (p *page) accountStanding(v *accountView) {
	g := v.Target
	switch {
	case v.Confirmed != nil:
		v.Standing, v.StandingAt = p.T("desk.account.confirmed", "Name", p.reviewer(v.Confirmed.By), "Step", p.stepName(v.Confirmed.Step)), p.moment(v.Confirmed.At)
	case g.Confirmed != nil:
		v.Standing, v.StandingAt = p.T("desk.account.confirmed", "Name", g.Confirmed.By, "Step", p.stepName(g.Confirmed.Step)), p.moment(g.Confirmed.At)
	case g.PassedBy != nil:
		v.Standing = p.T("desk.account.passedBy", "Name", p.reviewer(*g.PassedBy))
	case g.IsUnconfirmed():
		v.Standing = p.T("desk.account.unconfirmed")
	case g.Text.IsEmpty():
		v.Standing = p.T("desk.why.none")
	default:
		v.Standing = p.T("desk.account.noWord")
	}
	for _, d := range v.Account.Approvals {
		one := accountApproval{Step: p.stepName(d.Step), By: string(d.By), Time: p.moment(d.At)}
		switch {
		case d.Kind == l10n.Conclude:
			one.By, one.Signed = "", p.T("desk.decision.conclude")
		case d.Seal != nil:
			one.Signed = p.T("desk.account.signed", "Key", d.Seal.Key)
		default:
			one.Signed = p.T("desk.account.unsigned")
		}
		v.Approvals = append(v.Approvals, one)
	}
}

func (p *page) statement(s l10n.Statement, g l10n.Target) statementView {
	v := s.Verdict
	one := statementView{opinion: p.opinion(&loaded{}, g, v, 0), Step: p.stepName(v.Step), Shadow: v.Shadow, Other: !v.Of(g)}
	one.Who = p.reviewer(v.By)
	if id, ok := askedLabels[v.Outcome]; ok {
		one.Label = p.T(id)
	}
	switch byPerson := v.By.Kind == l10n.ReviewerKind(l10n.StepPerson); {
	case byPerson && v.Outcome == l10n.Pass:
		one.Label = p.confirmed(v)
	case !byPerson:
		if why := p.reasonFor(v.Outcome, v.Why); why != "" {
			one.Label = p.T("desk.account.because", "What", one.Label, "Why", why)
		}
	}
	if s.Assessment.Class != "" {
		one.Class = p.T("desk.account.atOnce", "Number", s.Assessment.Segments)
	}
	if r := v.Rewrite; r != nil {
		one.Changed = p.T("desk.account.changed", "Changed", r.Changed, "Length", r.Length)
	}
	return one
}

// accountCosts says what is known of the cost. Of many texts for one price no share is made up.
func (p *page) accountCosts(v *accountView) {
	switch e := v.Engine; {
	case e == nil:
	case e.Texts == 0:
		v.Costs = append(v.Costs, p.T("desk.account.engineKept", "Name", e.Engine))
	default:
		line := p.T("desk.account.engine", "Name", e.Engine, "Texts", e.Texts, "Characters", e.Characters)
		if e.Price > 0 {
			line += " · " + p.T("desk.account.amount", "Amount", p.money(l10n.Cost{Amount: e.Amount()}))
		}
		v.Costs = append(v.Costs, line)
	}
	seen := map[string]bool{}
	for _, s := range v.Account.Said {
		x := s.Assessment
		if seen[x.ID] || x.Cost == (l10n.Cost{}) {
			continue
		}
		seen[x.ID] = true
		v.Costs = append(v.Costs, p.T("desk.account.batch", "Step", p.stepName(x.Step), "Number", x.Segments)+" "+p.cost(x.Cost))
	}
}

// cost writes what an answer cost: money, tokens and characters, as far as they are known.
func (p *page) cost(c l10n.Cost) string {
	var parts []string
	if c.Amount > 0 {
		parts = append(parts, p.money(c))
	}
	if c.Input+c.Output > 0 {
		parts = append(parts, p.T("desk.account.tokens", "Input", c.Input, "Output", c.Output))
	}
	if c.Characters > 0 {
		parts = append(parts, p.T("desk.account.characters", "Number", c.Characters))
	}
	return strings.Join(parts, " · ")
}

// money writes an amount with its currency, and with as many digits as it takes to say something.
func (p *page) money(c l10n.Cost) string {
	digits := format.Digits{Min: 2, Max: 2}
	if c.Amount < 0.1 {
		digits = format.Digits{Min: 2, Max: 4}
	}
	if c.Currency == "" {
		return p.format.Decimal(c.Amount, digits)
	}
	return p.format.CurrencyWith(c.Amount, c.Currency, digits)
}

func (p *page) accountPublished(v *accountView) {
	pub := v.Published
	switch {
	case v.Unread != "":
		v.Visible = p.T("desk.account.unread")
		return
	case pub == nil:
		v.Visible = p.T("desk.account.unpublished")
		return
	case pub.Manifest.Fallback:
		v.Visible = p.T("desk.account.fallback")
	case pub.Same:
		v.Visible = p.T("desk.account.same")
	default:
		v.Visible = p.T("desk.account.otherPublished")
	}
	v.VisibleAt = p.moment(pub.At)
	if pub.Times == 0 {
		v.Place = p.T("desk.account.notFound")
		return
	}
	v.Passage = pub.Passage
	v.Place = p.T("desk.account.place", "From", pub.Offset, "To", pub.Offset+len(pub.Passage), "Times", pub.Times)
}
