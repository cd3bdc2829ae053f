package desk

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// reportDays is how far a report goes back by itself.
const reportDays = 30

// reportView is the report of a site's steps of machines.
type reportView struct {
	Site, Since, Step string // as they were typed
	Sites             []l10n.SiteName
	Steps             []reportStep
}

type reportStep struct {
	Label, Kinds string
	Shadow       bool
	Lines        []reportLine
	Reasons      []reportLine // of abstentions
}

type reportLine struct{ Label, Value, Note string }

func (d *desk) showReport(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p, q := d.newPage(r, u), r.URL.Query()
	v := &reportView{Site: q.Get("site"), Since: q.Get("since"), Step: q.Get("step")}
	if v.Since == "" {
		v.Since = d.Now().AddDate(0, 0, -reportDays).Format(time.DateOnly)
	}
	since, err := time.Parse(time.DateOnly, v.Since)
	if err != nil {
		d.showError(w, r, u, fmt.Errorf("%w: %w", errBadRequest, err))
		return
	}
	if v.Sites, err = d.Accounts.Sites(r.Context()); err != nil {
		d.showError(w, r, u, err)
		return
	}
	if v.Site == "" && len(v.Sites) > 0 {
		v.Site = string(v.Sites[0])
	}
	if slices.Contains(v.Sites, l10n.SiteName(v.Site)) {
		report, err := d.Accounts.Report(r.Context(), l10n.ReportFilter{Site: l10n.SiteName(v.Site), Step: l10n.StepName(v.Step), Since: since})
		if err != nil {
			d.showError(w, r, u, err)
			return
		}
		for _, s := range report.Steps {
			v.Steps = append(v.Steps, p.reportStep(s))
		}
	}
	p.Title = p.T("desk.report.title")
	p.Body = v
	d.render(w, http.StatusOK, "reviews", p)
}

func (p *page) reportStep(s l10n.StepReport) reportStep {
	v := reportStep{Label: p.stepName(s.Step), Shadow: s.Shadow}
	kinds := make([]string, len(s.Kinds))
	for i, k := range s.Kinds {
		kinds[i] = p.kindName(l10n.StepKind(k))
	}
	v.Kinds = p.format.List(kinds)
	add := func(id, value, note string) {
		v.Lines = append(v.Lines, reportLine{p.T(id), value, note})
	}
	passed := "desk.report.passed"
	if s.Shadow {
		passed = "desk.report.wouldPass"
	}
	add("desk.report.asked", p.Number(s.Asked), "")
	add(passed, p.share(s.Passed.All, s.Asked), "")
	add("desk.report.changes", p.share(s.Changes.All, s.Asked), "")
	add("desk.report.abstained", p.share(s.Abstained.All, s.Asked), "")
	add("desk.report.toPeople", p.share(s.Passed.ToPeople+s.Changes.ToPeople+s.Abstained.ToPeople, s.Asked), "")
	add("desk.report.falsePasses", p.share(s.Passed.Refused(), s.Passed.Seen()), p.whatPeopleDid(s.Passed))
	add("desk.report.falseAlarms", p.share(s.Changes.Left, s.Changes.Seen()), p.whatPeopleDid(s.Changes))
	if n := s.Passed.Edits + s.Changes.Edits; n > 0 {
		add("desk.report.edits", p.Number(n), p.T("desk.account.changed", "Changed", s.Passed.Edited+s.Changes.Edited, "Length", s.Passed.EditedOf+s.Changes.EditedOf))
	}
	same, of := s.AgreesWithChecks()
	add("desk.report.likeChecks", p.share(same, of), "")
	var costs []string
	for _, c := range s.Costs {
		costs = append(costs, p.cost(c))
	}
	add("desk.report.answers", p.Number(s.Answers), strings.Join(costs, " · "))
	if s.Dropped+s.Malformed > 0 {
		add("desk.report.faults", p.Number(s.Dropped+s.Malformed), "")
	}
	for why, n := range s.Reasons {
		said := p.reasonFor(l10n.Abstain, why)
		switch why {
		case "":
			said = p.T("desk.report.noReason")
		case "other":
			said = p.T("desk.report.otherReasons")
		}
		v.Reasons = append(v.Reasons, reportLine{Label: said, Value: p.Number(n)})
	}
	slices.SortFunc(v.Reasons, func(a, b reportLine) int { return slices.Compare([]rune(a.Label), []rune(b.Label)) })
	return v
}

// share writes how many of how many, and as a percentage where there are enough.
func (p *page) share(n, of int) string {
	if of < l10n.FewestForShare {
		return p.T("desk.report.of", "Number", n, "All", of)
	}
	percent := p.format.Percent(float64(n)/float64(of), format.Digits{Max: 1})
	return p.T("desk.report.share", "Number", n, "All", of, "Share", percent)
}

func (p *page) whatPeopleDid(c l10n.OutcomeCount) string {
	if c.Seen() == 0 {
		return ""
	}
	did := p.T("desk.report.did", "Changed", c.Changed, "SentBack", c.SentBack, "Left", c.Left)
	if c.AtOnce > 0 {
		did += " · " + p.T("desk.report.atOnce", "Number", c.AtOnce)
	}
	return did
}
