package review_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// typed keeps typings in memory, as the records do.
type typed []l10n.Typing

func (m *typed) SaveTyping(_ context.Context, _ l10n.TranslationKey, t l10n.Typing, most int, _ time.Time) error {
	if len(*m) >= most {
		return l10n.ErrRefused
	}
	*m = append(slices.DeleteFunc(*m, func(o l10n.Typing) bool { return o.By == t.By && o.Segment == t.Segment }), t)
	return nil
}

func (m *typed) DropTyping(_ context.Context, _ l10n.TranslationKey, by l10n.UserID, version int, ids ...l10n.SegmentID) error {
	*m = slices.DeleteFunc(*m, func(o l10n.Typing) bool { return o.By == by && slices.Contains(ids, o.Segment) && o.Version <= version })
	return nil
}

func (m *typed) Typings(context.Context, l10n.TranslationKey) ([]l10n.Typing, error) { return *m, nil }

// TestWhatIsTypedIsKept holds that a person finds what they typed, that others learn that they typed and not what, and that it ends
// when the text is saved.
func TestWhatIsTypedIsKept(t *testing.T) {
	d, tr, e := fourTitles(t)
	kept := &typed{}
	d.Typings = kept
	half := l10n.Typing{Segment: "u.1", By: "ana", Text: l10n.ParseFragment("La <1>escl"), Version: 1, At: noon}
	d.must(d.Type(t.Context(), tr, e, half))
	d.must(d.Type(t.Context(), tr, e, l10n.Typing{Segment: "u.2", By: "ben", Text: l10n.TextFragment("Tarifas"), Version: 1, At: noon}))
	got, err := d.Typed(t.Context(), tr, e, "ana")
	d.must(err)
	if own := got.Own["u.1"]; len(got.Own) != 1 || own.Text.String() != half.Text.String() || own.Version != 1 || own.Source.String() != "The <1>lock</1>" {
		t.Errorf("her own: %+v", got.Own)
	}
	if o := got.Others["u.2"]; len(got.Others) != 1 || len(o) != 1 || o[0].By != "ben" || len(got.Lost) != 0 {
		t.Errorf("of others: %+v, lost %+v", got.Others, got.Lost)
	}
	if d.targets[key][0].Version != 1 || len(d.said) != 0 {
		t.Error("what is typed is an edit")
	}
	_, err = d.Save(t.Context(), tr, e, saving("La <1>esclusa</1>", 1))
	d.must(err)
	if got, err = d.Typed(t.Context(), tr, e, "ana"); err != nil || len(got.Own) != 0 || len(got.Others) != 1 {
		t.Errorf("after the text was saved: %v %+v", err, got)
	}
	later := l10n.Typing{Segment: "u.1", By: "ana", Text: l10n.TextFragment("x"), Version: 2, At: noon}
	d.must(d.Type(t.Context(), tr, e, later))
	_, err = d.Edit(t.Context(), tr, e, l10n.Edit{Segment: "u.1", Text: l10n.ParseFragment("La <1>esclusa</1>"), Version: 1, By: "ana"})
	if !errors.Is(err, l10n.ErrConflict) || len(*kept) != 2 {
		t.Errorf("a refused edit drops what is typed: %v", err)
	}
	d.must(d.Untype(t.Context(), key, "ana", "u.1"))
	if len(*kept) != 1 {
		t.Errorf("dropped: %+v", *kept)
	}
}

// TestWhatIsTypedOutlivesItsSentence holds that a typed text is offered again when its source has changed, beside the sentence that
// has its place.
func TestWhatIsTypedOutlivesItsSentence(t *testing.T) {
	d, e := newDesk(t), extraction("The northern lock is open from Monday.", "Nothing else stays as it was here.")
	tr := d.open(e, twoSteps, "a", "b")
	kept := &typed{}
	d.Typings = kept
	for _, id := range []l10n.SegmentID{"u.1", "u.2"} {
		d.must(d.Type(t.Context(), tr, e, l10n.Typing{Segment: id, By: "ana", Text: l10n.TextFragment("typed " + string(id)), Version: 1, At: noon}))
	}
	now := extraction("A new first sentence about tolls.", "The northern lock is open from Tuesday.")
	tr = d.open(now, twoSteps, "c", "d")
	got, err := d.Typed(t.Context(), tr, now, "ana")
	d.must(err)
	if len(got.Own) != 0 || len(got.Lost) != 2 || got.Lost[0].Now != "u.2" || got.Lost[0].Source.String() != e.Units[0].Segments[0].Source.String() || got.Lost[1].Now != "" {
		t.Errorf("own %+v, lost %+v", got.Own, got.Lost)
	}
}

func TestTypingHasBounds(t *testing.T) {
	d, tr, e := fourTitles(t)
	d.Typings = &typed{}
	long := l10n.Typing{Segment: "u.1", By: "ana", Text: l10n.TextFragment(strings.Repeat("x", 20_000)), Version: 1, At: noon}
	if err := d.Type(t.Context(), tr, e, long); !errors.Is(err, l10n.ErrTooLong) {
		t.Errorf("a long one: %v", err)
	}
	if err := d.Type(t.Context(), tr, e, l10n.Typing{Segment: "u.9", By: "ana", At: noon}); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("of no segment: %v", err)
	}
}
