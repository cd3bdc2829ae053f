package translate

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The memory's match scores that the translator acts on.
const (
	// DraftScore is the least score of a fuzzy match that is preferred to an engine.
	DraftScore = 85
	// MinScore is the least score of a fuzzy match that is better than nothing.
	MinScore = 70
)

// Matcher is the translation memory, as the translator needs it.
type Matcher interface {
	Lookup(ctx context.Context, qs []l10n.MatchQuery) ([][]l10n.Match, error)
}

// Glossary knows the terms that stand in a text.
type Glossary interface {
	TermsIn(source, target l10n.Locale, text string) []l10n.Term
}

// Draft is a translation under way: a target for each segment, in document order, some of them still empty.
type Draft struct {
	l10n.TranslationKey
	Site       l10n.SiteName       `json:"site"`
	SourceLang l10n.Locale         `json:"sourceLang"`
	Run        l10n.RunID          `json:"run,omitempty"`
	Title      string              `json:"title,omitempty"` // of the page, as the engines' context
	Chain      []l10n.ProviderName `json:"chain"`
	// Pivot is the language by way of which engines translate that lack the direct pair; empty for none.
	Pivot   l10n.Locale   `json:"pivot,omitempty"`
	Targets []l10n.Target `json:"targets"`
	// Questions are the segments that the engines are asked for, each text once.
	Questions []Question `json:"questions,omitempty"`
	// Fallback has fuzzy matches for segments that no engine answers.
	Fallback map[l10n.SegmentID]l10n.Match `json:"fallback,omitempty"`
	// Spare has what people approved for earlier sources of segments for which there is nothing else, and Gone what they
	// wrote or signed for sentences that are gone.
	Spare map[l10n.SegmentID]l10n.Target `json:"spare,omitempty"`
	Gone  []l10n.KeptText                `json:"gone,omitempty"`
}

// Question is a source that the engines are asked to translate, and the segments that have it.
type Question struct {
	Source   l10n.Fragment    `json:"source"`
	Segments []l10n.SegmentID `json:"segments"`
	// Deletable are the codes that an answer may leave out.
	Deletable []l10n.CodeID `json:"deletable,omitempty"`
	// Shows are the texts of the empty codes that show one: a date that the page writes, a protected word.
	Shows map[l10n.CodeID]string `json:"shows,omitempty"`
	// Terms are the glossary's that stand in the source.
	Terms []l10n.Term `json:"terms,omitempty"`
	// Lang is the source's language where it is another than the page's.
	Lang l10n.Locale `json:"lang,omitempty"`
}

// of is a draft as it is for a question: with the language of its source.
func (d Draft) of(q Question) Draft {
	if q.Lang != "" {
		d.SourceLang = q.Lang
	}
	return d
}

// at is a draft as it is for a place of the document.
func (d Draft) at(p l10n.Place) Draft { return d.of(Question{Lang: d.langOf(p)}) }

// langOf is the language of a place's source where it is another than the page's, and else empty.
func (d Draft) langOf(p l10n.Place) l10n.Locale {
	if p.Unit.Lang == "" || p.Unit.Lang.SameLanguage(d.SourceLang) {
		return ""
	}
	return p.Unit.Lang
}

func (q Question) deletable(id l10n.CodeID) bool { return slices.Contains(q.Deletable, id) }

// Leverage starts a draft from what is known of the document, and the memory is asked where the chain says so. What
// stays open becomes questions to the chain's engines.
func (t *Translator) Leverage(ctx context.Context, d Draft, e *l10n.Extraction, known Known) (Draft, error) {
	if len(d.Chain) == 0 {
		d.Chain = t.Default
	}
	d.Targets, d.Questions, d.Fallback = d.Targets[:0], nil, map[l10n.SegmentID]l10n.Match{}
	d.Spare, d.Gone = map[l10n.SegmentID]l10n.Target{}, known.Gone
	earlier := known.index()
	var open []slot
	for _, s := range e.Places() {
		target := l10n.Target{Segment: s.Segment.ID, SourceHash: s.Segment.Hash(),
			State: l10n.Initial, SubState: l10n.SubNoEngine}
		switch a, ok := earlier.of(s); {
		case ok:
			target = a
		case !hasLetters(s.Segment.Source), !s.Unit.For(d.Locale), d.langOf(s) != "" && d.langOf(s).SameLanguage(d.Locale):
			target.Text, target.State, target.SubState = s.Segment.Source, l10n.Translated, l10n.SubCopy
			target.Origin = l10n.Origin{Kind: l10n.SubCopy}
			if text, ok := inWriting(d.at(s), s.Segment.Source); ok && s.Unit.For(d.Locale) {
				target.Text = text
			}
		default:
			open = append(open, slot{s, len(d.Targets)})
			if spare := known.People[s.Segment.ID].Spare; spare != nil {
				d.Spare[s.Segment.ID] = reuse(*spare, s, l10n.SubNeedsEdit, nil)
			}
		}
		target.Earlier, target.Correction = known.People[s.Segment.ID].Earlier, known.People[s.Segment.ID].Correction
		d.Targets = append(d.Targets, target)
	}
	if slices.Contains(d.Chain, Memory) && t.Memory != nil {
		var err error
		if open, err = t.fromMemory(ctx, &d, open); err != nil {
			return d, err
		}
	}
	open = slices.DeleteFunc(open, func(s slot) bool { return written(d, s) })
	d.Questions = questions(d, open)
	if t.Glossary != nil {
		for i, q := range d.Questions {
			d.Questions[i].Terms = t.Glossary.TermsIn(d.of(q).SourceLang, d.Locale, q.Source.Text())
		}
	}
	return d, nil
}

// written fills a segment that is nothing but an amount or a date, with its words ("USD 8,577,900"), in the locale's
// notation. People's way of writing it, which the memory has, comes first.
func written(d Draft, s slot) bool {
	text, ok := inWriting(d.at(s.Place), s.Segment.Source)
	if !ok {
		return false
	}
	target := &d.Targets[s.at]
	target.Text, target.State, target.SubState = text, l10n.Translated, l10n.SubCopy
	target.Origin = l10n.Origin{Kind: l10n.SubCopy, Detail: "in the locale's notation"}
	delete(d.Fallback, s.Segment.ID)
	return true
}

// slot is an open segment, and where its target goes.
type slot struct {
	l10n.Place
	at int // in Draft.Targets
}

// hasLetters reports whether there is anything to translate: a figure or a dash alone stays as it is.
func hasLetters(f l10n.Fragment) bool {
	return strings.ContainsFunc(f.Text(), unicode.IsLetter)
}

func (t *Translator) fromMemory(ctx context.Context, d *Draft, open []slot) ([]slot, error) {
	qs := make([]l10n.MatchQuery, len(open))
	for i, s := range open {
		qs[i] = l10n.MatchQuery{
			Source: s.Segment.Source, Prev: s.Prev, Next: s.Next, Element: s.Unit.Role(),
			SourceLang: d.at(s.Place).SourceLang, Locale: d.Locale, Site: d.Site, MinScore: MinScore, Limit: 3,
		}
	}
	found, err := t.Memory.Lookup(ctx, qs)
	if err != nil {
		return nil, fmt.Errorf("ask the memory: %w", err)
	}
	rest := open[:0]
	for i, s := range open {
		m, ok := usable(found[i], s)
		switch {
		case ok && (m.Score >= DraftScore):
			fill(&d.Targets[s.at], m)
			continue
		case ok:
			d.Fallback[s.Segment.ID] = m
		}
		rest = append(rest, s)
	}
	return rest, nil
}

// usable returns the best match whose codes fit the segment.
func usable(ms []l10n.Match, s slot) (l10n.Match, bool) {
	for _, m := range ms {
		fits := m.Target.CheckLength(s.Segment.Source) == nil && m.Target.CheckCodes(s.Segment.Source, s.Unit.Deletable) == nil
		if fits && !m.Target.IsEmpty() {
			return m, true
		}
	}
	return l10n.Match{}, false
}

// fill takes a match as the target. An ambiguous match is never more than a draft to be looked at.
func fill(t *l10n.Target, m l10n.Match) {
	kind, detail := l10n.SubTMFuzzy, "from: "+cmp.Or(m.Origin.Detail, m.Source.Text())
	switch {
	case m.Ambiguous:
		detail = "the memory has several translations of this text"
	case m.Score > 100:
		kind, detail = l10n.SubTMContext, ""
	case m.Score == 100 || (m.Score == 99 && m.Adapted):
		kind, detail = l10n.SubTMExact, ""
	}
	t.Text, t.State, t.SubState = m.Target, l10n.Translated, kind
	t.Origin = l10n.Origin{Kind: kind, Provider: Memory, Score: m.Score, By: m.Origin.By, Detail: detail, Unapproved: m.Origin.Unapproved}
}

// shown are the texts of a segment's empty codes, where they have one.
func shown(p l10n.Place) map[l10n.CodeID]string {
	var out map[l10n.CodeID]string
	for _, part := range p.Segment.Source {
		// A unit's codes are numbered from 1, in their order.
		at := int(part.ID) - 1
		if part.Kind != l10n.Empty || at < 0 || at >= len(p.Unit.Codes) {
			continue
		}
		if c := &p.Unit.Codes[at]; c.ID == part.ID && c.Equiv != "" {
			if out == nil {
				out = map[l10n.CodeID]string{}
			}
			out[c.ID] = c.Equiv
		}
	}
	return out
}

// questions gathers the open slots by their source, so that a salutation that comes back ten times is asked once.
func questions(d Draft, open []slot) []Question {
	var qs []Question
	at := map[string]int{}
	for _, s := range open {
		var deletable []l10n.CodeID
		seen := map[l10n.CodeID]bool{}
		for _, p := range s.Segment.Source {
			if p.Kind != l10n.Text && !seen[p.ID] && s.Unit.Deletable(p.ID) {
				deletable = append(deletable, p.ID)
			}
			seen[p.ID] = seen[p.ID] || p.Kind != l10n.Text
		}
		shows := shown(s.Place)
		lang := d.langOf(s.Place)
		key := fmt.Sprint(s.Segment.Source, deletable, shows, lang)
		i, ok := at[key]
		if !ok {
			i = len(qs)
			at[key] = i
			qs = append(qs, Question{Source: s.Segment.Source, Deletable: deletable, Shows: shows, Lang: lang})
		}
		qs[i].Segments = append(qs[i].Segments, s.Segment.ID)
	}
	return qs
}
