package work

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// standing are the texts that people wrote or signed, by the segment of a present source that has taken the place of
// theirs, the latest first; and those whose sentence is gone.
type standing struct {
	at   map[l10n.SegmentID][]placedText
	gone []l10n.KeptText
}

// placedText is a text of a person where its sentence stands now. A part is one of several sentences that its sentence was
// split into, and not the first.
type placedText struct {
	l10n.KeptText
	part bool
}

// thread is what people wrote for one sentence, through the versions of its source.
type thread struct {
	live []l10n.KeptText  // what no later text of a person has replaced, the latest first
	at   []l10n.SegmentID // where the sentence stands now; none when it is gone
	// last is the last version that had the sentence, and there where it stood in it.
	last  l10n.Ref
	there []l10n.SegmentID
}

// tracer follows threads from version to version.
type tracer struct {
	*Service
	threads []*thread
	written map[writing]bool
	ref     l10n.Ref // of the version at hand
	version *l10n.Extraction
}

// writing is one act of writing, or its text as a run fitted it to a new source. A run that takes a text up again keeps when
// it was written.
type writing struct {
	text string
	at   time.Time
}

// peopleTexts finds where each text of a person stands in the present source e. It follows the texts through all versions
// of the source in which people acted, the one that was approved last among them though nobody may have acted in it, then
// through the one that the targets on the desk are of, so that a sentence that changed twice is found; and a sentence that
// was gone and is back is found by the version that had it last.
func (s *Service) peopleTexts(ctx context.Context, k l10n.TranslationKey, base *l10n.Base, earlier l10n.Ref,
	e *l10n.Extraction) (standing, error) {
	kept, err := s.keptTexts(ctx, k)
	if err != nil || len(kept) == 0 {
		return standing{}, err
	}
	t := &tracer{Service: s, written: map[writing]bool{}}
	approved, after := kept, []l10n.KeptText(nil)
	for i := len(kept) - 1; i >= 0 && kept[i].Act != l10n.KeptFinal; i-- {
		approved, after = kept[:i], kept[i:]
	}
	if err := t.takeAll(ctx, approved); err != nil {
		return standing{}, err
	}
	if base != nil {
		if err := t.goTo(ctx, base.Extraction); err != nil {
			return standing{}, err
		}
	}
	if err := t.takeAll(ctx, after); err != nil {
		return standing{}, err
	}
	if earlier != "" {
		if err := t.goTo(ctx, earlier); err != nil {
			return standing{}, err
		}
	}
	t.follow(e, "")
	if err := t.restore(ctx, e); err != nil {
		return standing{}, err
	}
	return t.standing(), nil
}

// keptTexts returns what was kept of a translation, the oldest first, and before it that of the addresses which the page
// had earlier.
func (s *Service) keptTexts(ctx context.Context, k l10n.TranslationKey) ([]l10n.KeptText, error) {
	var all []l10n.KeptText
	seen := map[l10n.DocumentID]bool{}
	for id := k.Document; id != "" && !seen[id]; {
		seen[id] = true
		kept, err := s.Prior.KeptTexts(ctx, l10n.TranslationKey{Document: id, Locale: k.Locale})
		if err != nil {
			return nil, err
		}
		all = append(kept, all...)
		d, err := s.Documents.Document(ctx, id)
		if err != nil && !errors.Is(err, l10n.ErrNotFound) {
			return nil, err
		}
		id = d.Was
	}
	return all, nil
}

// takeAll takes up what people did, version by version.
func (t *tracer) takeAll(ctx context.Context, kept []l10n.KeptText) error {
	for len(kept) > 0 {
		n := slices.IndexFunc(kept, func(o l10n.KeptText) bool { return o.Extraction != kept[0].Extraction })
		if n < 0 {
			n = len(kept)
		}
		if err := t.goTo(ctx, kept[0].Extraction); err != nil {
			return err
		}
		t.take(kept[:n])
		kept = kept[n:]
	}
	return nil
}

// goTo follows all threads to a version. One that is not stored any more has no segments: its texts are gone.
func (t *tracer) goTo(ctx context.Context, ref l10n.Ref) error {
	if ref == t.ref && t.version != nil {
		return nil
	}
	next, err := t.stored(ctx, ref)
	if err == nil {
		t.follow(next, ref)
	}
	return err
}

func (t *tracer) stored(ctx context.Context, ref l10n.Ref) (*l10n.Extraction, error) {
	e, err := t.Extraction(ctx, ref)
	if ref == "" || errors.Is(err, l10n.ErrNotFound) {
		return &l10n.Extraction{}, nil
	}
	return e, err
}

func (t *tracer) follow(next *l10n.Extraction, ref l10n.Ref) {
	if t.version != nil {
		successors := follow.Successors(t.version, next)
		for _, th := range t.threads {
			if len(th.at) == 0 {
				continue
			}
			th.last, th.there = t.ref, th.at
			th.at = succeed(successors, th.at)
		}
	}
	t.ref, t.version = ref, next
}

func succeed(successors map[l10n.SegmentID][]l10n.SegmentID, from []l10n.SegmentID) []l10n.SegmentID {
	var to []l10n.SegmentID
	for _, id := range from {
		for _, next := range successors[id] {
			if !slices.Contains(to, next) {
				to = append(to, next)
			}
		}
	}
	return to
}

// take takes up what people did while the version at hand was theirs to translate.
func (t *tracer) take(kept []l10n.KeptText) {
	sources := map[l10n.SegmentID]l10n.Segment{}
	for _, at := range t.version.Places() {
		sources[at.Segment.ID] = at.Segment
	}
	for _, k := range kept {
		by := writing{k.Text.String(), k.EditedAt}
		known := t.written[by]
		t.written[by] = true
		if k.Act == l10n.KeptCarried || k.Act == l10n.KeptWritten && known {
			continue
		}
		s, ok := sources[k.Segment]
		if ok && k.SourceHash.Holds(s.Hash()) {
			k.Source = s.Source
		}
		if k.Act == l10n.KeptWritten || k.Act == l10n.KeptFinal {
			t.answer(k)
		}
		here := t.threadAt(k.Segment)
		if here == nil {
			here = &thread{last: t.ref, there: []l10n.SegmentID{k.Segment}}
			t.threads = append(t.threads, here)
		}
		if k.Source != nil {
			here.at = []l10n.SegmentID{k.Segment}
		}
		here.live = slices.DeleteFunc(here.live, func(o l10n.KeptText) bool { return o.Text.String() == k.Text.String() })
		if !k.Text.IsEmpty() {
			here.live = slices.Insert(here.live, 0, k)
		}
	}
}

// threadAt returns the first thread that stands at a segment and nowhere else, or nil.
func (t *tracer) threadAt(id l10n.SegmentID) *thread {
	for _, th := range t.threads {
		if len(th.at) == 1 && th.at[0] == id {
			return th
		}
	}
	return nil
}

// answer takes away the texts that a person saw when they wrote another or approved it at last: those for the same source,
// and those beside it. A sentence that was split keeps its text at its other parts.
func (t *tracer) answer(k l10n.KeptText) {
	for _, th := range t.threads {
		here := slices.Contains(th.at, k.Segment)
		answered := func(o l10n.KeptText) bool {
			return slices.Contains(k.Answers, o.ID) || here && o.SourceHash.Holds(k.SourceHash)
		}
		if here && len(th.at) > 1 && slices.ContainsFunc(th.live, answered) {
			th.at = slices.DeleteFunc(slices.Clone(th.at), func(at l10n.SegmentID) bool { return at == k.Segment })
			continue
		}
		th.live = slices.DeleteFunc(th.live, answered)
	}
}

// restore finds the sentences that were gone and are back, by the version that had them last.
func (t *tracer) restore(ctx context.Context, e *l10n.Extraction) error {
	successors := map[l10n.Ref]map[l10n.SegmentID][]l10n.SegmentID{}
	for _, th := range t.threads {
		if len(th.at) > 0 || len(th.live) == 0 || th.last == "" {
			continue
		}
		if successors[th.last] == nil {
			had, err := t.stored(ctx, th.last)
			if err != nil {
				return err
			}
			successors[th.last] = follow.Successors(had, e)
		}
		th.at = succeed(successors[th.last], th.there)
	}
	return nil
}

func (t *tracer) standing() standing {
	out := standing{at: map[l10n.SegmentID][]placedText{}}
	for _, th := range slices.Backward(t.threads) {
		for _, k := range th.live {
			if len(th.at) == 0 {
				out.gone = append(out.gone, k)
			}
			for i, id := range th.at {
				out.at[id] = append(out.at[id], placedText{k, i > 0})
			}
		}
	}
	for _, kept := range out.at {
		slices.SortStableFunc(kept, func(a, b placedText) int { return b.At.Compare(a.At) })
	}
	slices.SortStableFunc(out.gone, func(a, b l10n.KeptText) int { return b.At.Compare(a.At) })
	return out
}

// known makes of the texts at each segment what the translator takes: a target for this very source, or one that is
// fitted to it and waits for a person.
func (st standing) known(e *l10n.Extraction, locale l10n.Locale) map[l10n.SegmentID]translate.PeopleTexts {
	out := map[l10n.SegmentID]translate.PeopleTexts{}
	for _, at := range e.Places() {
		kept := st.at[at.Segment.ID]
		if len(kept) == 0 {
			continue
		}
		var p translate.PeopleTexts
		for _, k := range kept {
			exact, final := k.SourceHash.Holds(at.Segment.Hash()), k.Act == l10n.KeptFinal
			switch t := fitted(k.KeptText, at, exact, e.Lang, locale); {
			case exact && !final && p.Same == nil && translate.Fits(t, at):
				p.Same = &t
				continue
			case k.part || !translate.Fits(t, at):
			case final && p.Spare == nil:
				p.Spare = &t
			case !final && p.Draft == nil:
				p.Draft = &t
			}
			if !exact || !final {
				p.Earlier = append(p.Earlier, k.KeptText)
			}
		}
		out[at.Segment.ID] = p
	}
	return out
}

// fitted makes a target of a person's text. Its origin says which source it was written for, where that is another, and
// what was fitted to the present one.
func fitted(k l10n.KeptText, at l10n.Place, exact bool, lang, locale l10n.Locale) l10n.Target {
	t := l10n.Target{Text: k.Text, Origin: k.Origin, EditedAt: k.EditedAt}
	if exact {
		return t
	}
	adapted := memory.Adapt(k.Source, at.Segment.Source, k.Text, lang, locale)
	t.Text = adapted.Text
	t.Origin.Detail = strings.Join(append([]string{"from: " + k.Source.Text()}, adapted.Notes...), "; ")
	return t
}
