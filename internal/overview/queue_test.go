package overview

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func names(ws []Waiting) string {
	var out []string
	for _, w := range ws {
		out = append(out, string(w.Document)+"/"+string(w.Locale))
	}
	return strings.Join(out, " ")
}

// TestQueueInTheOrderOfWork holds that the queue is sorted as a person would do it, and says whom each step asks.
func TestQueueInTheOrderOfWork(t *testing.T) {
	r := newRecords()
	named := r.put(t, l10n.Plan{Review: []l10n.ReviewStep{{Name: "review", Who: []l10n.UserID{"Ana", "Luis"}}, {Name: "legal", Who: []l10n.UserID{"Olga"}}}})
	eyes := r.put(t, l10n.Plan{FourEyes: true, Steps: []l10n.StepName{"review"}})
	r.waits("old", "es", func(t *l10n.Translation) { t.WaitsSince = noon.Add(-50 * time.Hour) })
	r.waits("new", "es", func(t *l10n.Translation) { t.WaitsSince = noon.Add(-time.Minute) })
	r.waits("due", "es", func(t *l10n.Translation) { t.Due, t.Plan = noon.Add(time.Hour), named })
	r.waits("late", "ar", func(t *l10n.Translation) { t.Due = noon.Add(-time.Hour) })
	r.waits("luis", "es", func(t *l10n.Translation) { t.Assignee, t.Due = "Luis", noon.Add(-9*time.Hour) })
	r.waits("legal", "es", func(t *l10n.Translation) { t.Step, t.Plan = "legal", named })
	r.waits("eyes", "es", func(t *l10n.Translation) { t.Plan = eyes })
	r.waits("judge", "es", func(t *l10n.Translation) { t.StepKind = l10n.StepModel })
	s := r.service()
	s.Barred = func(context.Context, l10n.Translation) (func(l10n.UserID) bool, error) {
		return func(id l10n.UserID) bool { return id == "Ana" }, nil
	}
	q, err := s.Queue(t.Context(), "Ana", QueueFilter{})
	if err != nil {
		t.Fatal(err)
	}
	if got, want := names(q.Waiting), "late/ar due/es old/es new/es luis/es eyes/es legal/es"; got != want {
		t.Errorf("the queue is %s, want %s", got, want)
	}
	if q.All != 7 || q.ForYou != 4 || q.Late != 2 || q.Locales["es"] != 6 || q.Steps["legal"] != 1 {
		t.Errorf("%d in all, %d for Ana, %d late, locales %v, steps %v", q.All, q.ForYou, q.Late, q.Locales, q.Steps)
	}
	for want, f := range map[string]QueueFilter{
		"late/ar due/es old/es new/es": {Mine: true},
		"late/ar luis/es":              {Late: true},
		"late/ar":                      {Locale: "ar"},
		"legal/es":                     {Step: "legal"},
		"old/es":                       {Query: "OLD"},
		"due/es":                       {Offset: 1, Limit: 1},
		"new/es due/es":                {Order: ByNewest, Limit: 2},
		"old/es due/es":                {Order: ByWaiting, Limit: 2},
	} {
		q, err := s.Queue(t.Context(), "Ana", f)
		if got := names(q.Waiting); err != nil || got != want {
			t.Errorf("%+v: %s, want %s (%v)", f, got, want, err)
		}
	}
	if n, err := s.News(t.Context(), "Ana", QueueFilter{}, noon.Add(-30*time.Minute)); err != nil || n != 1 {
		t.Errorf("%d came in the last half hour (%v), want 1", n, err)
	}
}

func TestNext(t *testing.T) {
	r := newRecords()
	r.waits("a", "es", func(t *l10n.Translation) { t.Due = noon.Add(time.Hour) })
	r.waits("b", "es", func(t *l10n.Translation) { t.Due = noon.Add(2 * time.Hour) })
	r.waits("c", "es", func(t *l10n.Translation) { t.Assignee = "Luis" })
	s := r.service()
	key := func(doc string) l10n.TranslationKey {
		return l10n.TranslationKey{Document: l10n.DocumentID(doc), Locale: "es"}
	}
	for after, want := range map[string]string{"a": "b", "b": "a", "gone": "a"} {
		got, err := s.Next(t.Context(), "Ana", QueueFilter{}, key(after))
		if err != nil || got != key(want) {
			t.Errorf("after %s comes %v (%v), want %s", after, got, err, want)
		}
	}
	if _, err := s.Next(t.Context(), "Ana", QueueFilter{Query: "b"}, key("b")); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("after the only one comes %v", err)
	}
}

// TestWork holds that translations are measured by their words, each by the weight of its class.
func TestWork(t *testing.T) {
	r := newRecords()
	e := l10n.Extraction{Units: []l10n.Unit{{ID: "u1", Segments: []l10n.Segment{
		{ID: "u1.1", Source: l10n.TextFragment("Ships may pass the lock")}, {ID: "u1.2", Source: l10n.TextFragment("Tolls stay as they are")}}}}}
	ref := r.put(t, e)
	for doc, sub := range map[string]l10n.SubState{"engine": l10n.SubMT, "exact": l10n.SubTMExact} {
		r.waits(doc, "es", func(t *l10n.Translation) { t.Extraction = ref })
		r.targets[l10n.TranslationKey{Document: l10n.DocumentID(doc), Locale: "es"}] = []l10n.Target{
			{Segment: "u1.1", Text: l10n.TextFragment("x"), SubState: sub}, {Segment: "u1.2"}}
	}
	q, err := r.service().Queue(t.Context(), "Ana", QueueFilter{Order: ByLarge})
	if err != nil {
		t.Fatal(err)
	}
	if names(q.Waiting) != "engine/es exact/es" || q.Waiting[0].Work != 9 || q.Waiting[1].Work != 7 || q.Words != 16 {
		t.Errorf("%s: %d and %d words of work, together %d", names(q.Waiting), q.Waiting[0].Work, q.Waiting[1].Work, q.Words)
	}
	// 5 words of an engine's at three quarters and 5 new ones are 8.75; of the memory's at three tenths it is 6.5.
	if size := q.Waiting[0].Size["none"]; size.Words != 5 || size.Segments != 1 {
		t.Errorf("untranslated: %+v", size)
	}
}
