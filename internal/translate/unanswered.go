package translate

import (
	"cmp"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// maxReasons is how many reasons of one batch an outcome names, those of the most texts.
const maxReasons = 5

// reasons collect, by question, why an engine's answer was not used. The last reason counts. They go into histories and
// records, so they hold nothing of the document.
type reasons map[l10n.SegmentID]string

func (rs reasons) note(q Question, err error) { rs[q.Segments[0]] = reasonOf(err) }

func (rs reasons) answered(q Question) { delete(rs, q.Segments[0]) }

// of adds the reasons up.
func (rs reasons) of(engine l10n.ProviderName) []l10n.Unanswered {
	texts := map[string]int{}
	for _, why := range rs {
		texts[why]++
	}
	var all []l10n.Unanswered
	for _, why := range slices.Sorted(maps.Keys(texts)) {
		all = append(all, l10n.Unanswered{Engine: engine, Why: why, Texts: texts[why]})
	}
	slices.SortStableFunc(all, func(a, b l10n.Unanswered) int { return cmp.Compare(b.Texts, a.Texts) })
	return all[:min(len(all), maxReasons)]
}

// reasonOf says why an answer was not used, in words that many texts share.
func reasonOf(err error) string {
	if f, ok := errors.AsType[*Failure](err); ok {
		if errors.Is(f.Kind, ErrBadAnswer) && f.Code != "" {
			return f.Code
		}
		return f.Error()
	}
	for _, kind := range []error{l10n.ErrCodes, ErrLeft, ErrNoAnswer} {
		if errors.Is(err, kind) {
			return kind.Error()
		}
	}
	if errors.Is(err, l10n.ErrTooLong) {
		return "it is much longer than its source"
	}
	return shortReason(err.Error())
}

// refusedBefore is the reason of an answer that was refused earlier, as it is kept.
func refusedBefore(kept string) string {
	if strings.Contains(kept, l10n.ErrCodes.Error()) {
		return l10n.ErrCodes.Error()
	}
	return shortReason(kept)
}

// shortReason is one line; an engine's worker may say what it likes.
func shortReason(s string) string {
	s = strings.Join(strings.Fields(strings.TrimPrefix(s, ErrBadAnswer.Error()+": ")), " ")
	if r := []rune(s); len(r) > 200 {
		s = string(r[:200]) + "…"
	}
	return s
}

// Lacking returns the engines of the draft's chain that don't have its pair of languages.
func (t *Translator) Lacking(d Draft) ([]l10n.Unanswered, error) {
	rs, err := t.routes(d)
	if err != nil {
		return nil, err
	}
	var lacking []l10n.Unanswered
	for _, name := range d.Chain {
		if name == Source {
			break
		}
		has := func(r route) bool { return r.traits.Name == name }
		if name != Memory && !slices.ContainsFunc(rs, has) {
			lacking = append(lacking, l10n.Unanswered{Engine: name, Why: ErrPair.Error()})
		}
	}
	return lacking, nil
}
