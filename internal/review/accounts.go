package review

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Said is what was said of texts, in all runs.
type Said interface {
	// SaidOn returns the latest of what was said of a segment, the oldest first, and how much there is in all.
	SaidOn(ctx context.Context, k l10n.TranslationKey, segment l10n.SegmentID, limit int) ([]l10n.Statement, int, error)
	// VerdictsNow returns the latest verdict of each step on a segment in a run, and Verdicts those on all segments.
	VerdictsNow(ctx context.Context, k l10n.TranslationKey, run l10n.RunID, segment l10n.SegmentID) ([]l10n.Verdict, error)
	Verdicts(ctx context.Context, k l10n.TranslationKey, run l10n.RunID) ([]l10n.Verdict, error)
	// RoutedIn returns whether steps of people asked about segments in a run, and why, the oldest first.
	RoutedIn(ctx context.Context, k l10n.TranslationKey, run l10n.RunID) ([]l10n.Verdict, error)
	// KeptOn returns what people wrote or signed for a segment, the latest first, and how much there is in all.
	KeptOn(ctx context.Context, k l10n.TranslationKey, segment l10n.SegmentID, limit int) ([]l10n.KeptText, int, error)
}

// Texts are translations as they stand, and what people decided about them.
type Texts interface {
	Translation(ctx context.Context, k l10n.TranslationKey) (l10n.Translation, error)
	Targets(ctx context.Context, k l10n.TranslationKey) ([]l10n.Target, error)
	Decisions(ctx context.Context, k l10n.TranslationKey) ([]l10n.Decision, error)
}

// Matcher finds texts in the translation memory.
type Matcher interface {
	Lookup(ctx context.Context, qs []l10n.MatchQuery) ([][]l10n.Match, error)
}

// Publications find sentences in what visitors get. One that they don't get wraps [l10n.ErrNotFound].
type Publications interface {
	Sentence(ctx context.Context, site l10n.SiteName, k l10n.TranslationKey, segment l10n.SegmentID) (l10n.PublishedSentence, error)
}

// Accounts tells how texts came to stand as they do. It reads and changes nothing. It is safe for concurrent use.
type Accounts struct {
	Said   Said
	Texts  Texts
	Counts Counts
	Blobs  blob.Blobs
	// Memory, Publications and Price, that of a million characters, are nil where they are not known.
	Memory       Matcher
	Publications Publications
	Price        func(l10n.ProviderName) float64
}

// An account has at most so many statements and earlier texts. What is older is counted.
const (
	mostSaid    = 300
	mostEarlier = 50
)

// Account says of one sentence how it came to stand as it does. An unknown one is refused with an error that wraps
// [l10n.ErrNotFound].
func (s *Accounts) Account(ctx context.Context, k l10n.TranslationKey, segment l10n.SegmentID) (l10n.Account, error) {
	tr, err := s.Texts.Translation(ctx, k)
	if err != nil {
		return l10n.Account{}, err
	}
	a := l10n.Account{TranslationKey: k, Segment: segment, Site: tr.Site, Run: tr.Run, Title: tr.Title, URL: tr.URL,
		SourceLang: tr.SourceLang, Stage: tr.Stage, Step: tr.Step}
	at, err := s.place(ctx, tr, &a)
	if err != nil {
		return a, err
	}
	if err := s.target(ctx, &a); err != nil {
		return a, err
	}
	for _, add := range []func(context.Context, l10n.Translation, *l10n.Account) error{s.addSteps, s.addSaid, s.addApprovals, s.addEarlier, s.addPublished} {
		if err := add(ctx, tr, &a); err != nil {
			return a, err
		}
	}
	s.addEngine(tr, &a)
	return a, s.addMemory(ctx, at, &a)
}

// place finds the segment in its document.
func (s *Accounts) place(ctx context.Context, tr l10n.Translation, a *l10n.Account) (l10n.Place, error) {
	e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, tr.Extraction)
	if err != nil {
		return l10n.Place{}, err
	}
	places := e.Places()
	i := slices.IndexFunc(places, func(at l10n.Place) bool { return at.Segment.ID == a.Segment })
	if i < 0 {
		return l10n.Place{}, fmt.Errorf("%s has no segment %s: %w", a.Document, a.Segment, l10n.ErrNotFound)
	}
	a.Number, a.Of, a.Unit, a.Source = i+1, len(places), *places[i].Unit, places[i].Segment.Source
	a.SourceLang = cmp.Or(e.SourceLang(places[i].Unit), a.SourceLang)
	return places[i], nil
}

func (s *Accounts) target(ctx context.Context, a *l10n.Account) error {
	ts, err := s.Texts.Targets(ctx, a.TranslationKey)
	if err != nil {
		return err
	}
	a.Target = l10n.Target{Segment: a.Segment, SourceHash: a.Source.Hash(), State: l10n.Initial} // none was made yet
	if i := indexOf(ts, a.Segment); i >= 0 {
		a.Target = ts[i]
	}
	a.Class = a.Target.MatchClass()
	return nil
}

// addSteps says of each step of the review how it stands for the text.
func (s *Accounts) addSteps(ctx context.Context, tr l10n.Translation, a *l10n.Account) error {
	vs, err := s.Said.VerdictsNow(ctx, a.TranslationKey, tr.Run, a.Segment)
	if err != nil {
		return err
	}
	st, err := s.standing(ctx, tr, vs)
	if err != nil {
		return err
	}
	for _, step := range st.steps {
		one := l10n.StepAccount{Step: step}
		v, ok := st.verdicts[step.Name][a.Segment]
		switch {
		case ok && v.Of(a.Target):
			one.Verdict = &v
		case ok:
			one.Earlier = &v
		}
		a.Steps = append(a.Steps, one)
	}
	if v, ok := st.confirmation(a.Target); ok {
		a.Confirmed = &v
	}
	return nil
}

func (s *Accounts) standing(ctx context.Context, tr l10n.Translation, vs []l10n.Verdict) (*standing, error) {
	var p l10n.Plan
	if tr.Plan != "" {
		var err error
		if p, err = blob.GetJSON[l10n.Plan](ctx, s.Blobs, tr.Plan); err != nil {
			return nil, err
		}
	}
	return newStanding(p, tr, vs), nil
}

func (s *Accounts) addSaid(ctx context.Context, _ l10n.Translation, a *l10n.Account) error {
	said, all, err := s.Said.SaidOn(ctx, a.TranslationKey, a.Segment, mostSaid)
	a.Said, a.Omitted = said, all-len(said)
	return err
}

// addApprovals adds the decisions that ended steps of the run, and those by which the text was signed in an earlier one.
func (s *Accounts) addApprovals(ctx context.Context, tr l10n.Translation, a *l10n.Account) error {
	all, err := s.Texts.Decisions(ctx, a.TranslationKey)
	if err != nil {
		return err
	}
	signed := map[string]bool{}
	for _, g := range a.Target.Signed {
		signed[g.Decision] = true
	}
	for _, d := range all {
		if d.Ends() && (signed[d.ID] || len(signed) == 0 && d.Run == tr.Run) {
			a.Approvals = append(a.Approvals, d)
			delete(signed, d.ID)
		}
	}
	for _, g := range a.Target.Signed { // of a document that this one was before, say
		if signed[g.Decision] {
			a.Approvals = append(a.Approvals, l10n.Decision{ID: g.Decision, Kind: l10n.Approve, Step: g.Step, By: g.By, At: g.At})
		}
	}
	return nil
}

// addEarlier adds what people wrote for the sentence and its forerunners, but for the text that stands.
func (s *Accounts) addEarlier(ctx context.Context, _ l10n.Translation, a *l10n.Account) error {
	kept, all, err := s.Said.KeptOn(ctx, a.TranslationKey, a.Segment, mostEarlier)
	if err != nil {
		return err
	}
	a.EarlierOmitted = all - len(kept)
	seen := map[string]bool{}
	for _, k := range append(slices.Clone(a.Target.Earlier), kept...) {
		same := k.Text.String() + "\x00" + string(k.Act) + "\x00" + string(k.By)
		if seen[same] || k.Text.IsEmpty() || k.Act == l10n.KeptCarried || k.SourceHash == a.Target.SourceHash && k.Text.Hash() == a.Target.Text.Hash() {
			continue
		}
		seen[same] = true
		if k.SourceHash == a.Source.Hash() {
			k.Source = a.Source
		}
		a.Earlier = append(a.Earlier, k)
	}
	slices.SortStableFunc(a.Earlier, func(x, y l10n.KeptText) int { return y.At.Compare(x.At) })
	return nil
}

func (s *Accounts) addPublished(ctx context.Context, tr l10n.Translation, a *l10n.Account) error {
	if s.Publications == nil {
		return nil
	}
	p, err := s.Publications.Sentence(ctx, tr.Site, a.TranslationKey, a.Segment)
	if errors.Is(err, l10n.ErrNotFound) {
		return nil
	}
	if err != nil { // a destination that is away must not hide all else
		a.Unread = err.Error()
		return ctx.Err()
	}
	p.Same = p.Manifest.TargetHash.Holds(a.Target.Text.Hash()) && p.Manifest.SourceHash.Holds(a.Source.Hash())
	a.Published = &p
	return nil
}

// addEngine says what was sent to engines for the translation, where one of them made the text in this run.
func (s *Accounts) addEngine(tr l10n.Translation, a *l10n.Account) {
	if a.Target.SubState != l10n.SubMT && a.Target.SubState != l10n.SubPseudo || a.Target.Origin.Provider == "" {
		return
	}
	a.Engine = &l10n.EngineShare{Engine: a.Target.Origin.Provider, Texts: tr.Progress.Sent, Characters: tr.Progress.Characters}
	if s.Price != nil {
		a.Engine.Price = s.Price(a.Engine.Engine)
	}
}

// addMemory finds the entry of the memory that the text is. The memory may have learned better since, and then there is none.
func (s *Accounts) addMemory(ctx context.Context, at l10n.Place, a *l10n.Account) error {
	if s.Memory == nil || a.Target.Origin.Provider != "memory" || a.Target.SubState == l10n.SubHuman {
		return nil
	}
	element := at.Unit.Element
	if at.Unit.Attribute != "" {
		element = "@" + at.Unit.Attribute
	}
	found, err := s.Memory.Lookup(ctx, []l10n.MatchQuery{{Source: a.Source, Prev: at.Prev, Next: at.Next, Element: element,
		SourceLang: a.SourceLang, Locale: a.Locale, Site: a.Site, Limit: 20}})
	if err != nil || len(found) == 0 {
		return err
	}
	for _, m := range found[0] {
		if m.Target.Hash() == a.Target.Text.Hash() {
			a.Memory = &l10n.MemorySource{At: m.ChangedAt, By: m.Origin.By, Site: m.Site, Source: m.Source}
			return nil
		}
	}
	return nil
}
