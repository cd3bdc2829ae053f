package store_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/pgtest"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// TestContract holds both databases to the same behaviour.
func TestContract(t *testing.T) {
	for _, c := range []struct {
		name string
		open func(*testing.T) string
	}{
		{"sqlite", func(t *testing.T) string { return filepath.Join(t.TempDir(), "a folder", "records.db") }},
		{"postgres", func(t *testing.T) string { return pgtest.URL(t) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			where := c.open(t)
			for range 2 { // opening twice migrates once
				s, err := store.Open(t.Context(), where)
				if err != nil {
					t.Fatal(err)
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
			s, err := store.Open(t.Context(), where)
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = s.Close() })
			for name, test := range map[string]func(*testing.T, *store.Store){
				"notices": notices, "absences": absences, "searched": searched,
				"blobs": blobs, "queue": queue, "targets": updatedTargets, "opened": opened, "kept texts": keptTexts, "verdicts": verdicts, "reports": reports, "measures": measures, "corrections": corrections, "decisions": decisions, "runs": runs, "answers": answers,
				"replaced texts": replacedTexts,
				"published":      published, "rollbacks": rollbacks, "acts": acts, "own blobs": ownBlobs, "locks": locks, "spending": spending, "watches": watches, "same meanings": sameMeanings,
				"dismissals": dismissals, "typings": typings, "site words": siteWords, "annotations": annotations, "verdict remarks": verdictRemarks, "questions": questions,
			} {
				t.Run(name, func(t *testing.T) { test(t, s) })
			}
		})
	}
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func blobs(t *testing.T, s *store.Store) {
	for _, b := range [][]byte{nil, []byte("text"), {0, 1, 255}, []byte(strings.Repeat("x", 3<<20))} {
		ref, err := s.Put(t.Context(), b)
		must(t, err)
		again, err := s.Put(t.Context(), b)
		must(t, err)
		got, err := s.Get(t.Context(), ref)
		must(t, err)
		if ref != again || string(got) != string(b) {
			t.Errorf("%d bytes: %s, %s, got %d", len(b), ref, again, len(got))
		}
	}
	for _, ref := range []l10n.Ref{l10n.NewRef([]byte("never stored")), "", "../x"} {
		if _, err := s.Get(t.Context(), ref); !errors.Is(err, l10n.ErrNotFound) {
			t.Errorf("%q: %v", ref, err)
		}
	}
}

func key(doc string, l l10n.Locale) l10n.TranslationKey {
	return l10n.TranslationKey{Document: l10n.DocumentID(doc), Locale: l}
}

func saveTranslation(t *testing.T, s *store.Store, tr l10n.Translation) {
	t.Helper()
	_, err := s.OpenTranslation(t.Context(), tr.TranslationKey, func(now *l10n.Translation) error { *now = tr; return nil })
	must(t, err)
}

func queue(t *testing.T, s *store.Store) {
	now := time.Now()
	for _, tr := range []l10n.Translation{
		{TranslationKey: key("q1", "es"), Run: "q", Stage: l10n.StagePublished, UpdatedAt: now},
		{TranslationKey: key("q2", "es"), Run: "q", Stage: l10n.StageReview, Step: "review", UpdatedAt: now.Add(-time.Hour)},
		{TranslationKey: key("q3", "ar"), Run: "q", Stage: l10n.StageReview, Step: "review", UpdatedAt: now.Add(-2 * time.Hour)},
		{TranslationKey: key("q4", "ar"), Run: "q", Stage: l10n.StageFailed, UpdatedAt: now.Add(-3 * time.Hour)},
	} {
		saveTranslation(t, s, tr)
	}
	list := func(f l10n.TranslationFilter) string {
		f.Run = "q"
		ts, err := s.Translations(t.Context(), f)
		must(t, err)
		var ids []string
		for _, tr := range ts {
			ids = append(ids, string(tr.Document))
		}
		return strings.Join(ids, " ")
	}
	for want, f := range map[string]l10n.TranslationFilter{
		"q3 q2 q1 q4": {},
		"q3 q2":       {Waiting: true},
		"q3 q4":       {Locale: "ar"},
		"q2 q1":       {Limit: 2, Offset: 1},
		"q1":          {Document: "q1"},
	} {
		if got := list(f); got != want {
			t.Errorf("%+v: %s, want %s", f, got, want)
		}
	}
	if _, err := s.Translation(t.Context(), key("q9", "es")); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
}

// waiting makes a translation that waits, with two targets.
func waiting(t *testing.T, s *store.Store, doc string) l10n.TranslationKey {
	t.Helper()
	k := key(doc, "es")
	saveTranslation(t, s, l10n.Translation{TranslationKey: k, Run: "r", Stage: l10n.StageReview, Step: "review", UpdatedAt: time.Now()})
	_, _, err := s.UpdateTargets(t.Context(), k, func(_ *l10n.Translation, _ []l10n.Target) ([]l10n.Target, error) {
		return []l10n.Target{
			{Segment: "u1.1", SourceHash: "s1", Text: l10n.ParseFragment("uno <1>y</1>"), State: l10n.Translated, SubState: l10n.SubMT, Version: 1},
			{Segment: "u1.2", SourceHash: "s2", State: l10n.Initial, Version: 1},
		}, nil
	})
	must(t, err)
	return k
}

func updatedTargets(t *testing.T, s *store.Store) {
	k := waiting(t, s, "t1")
	before, err := s.Translation(t.Context(), k)
	must(t, err)
	kept := l10n.Target{Segment: "u1.2", SourceHash: "s2", Text: l10n.TextFragment("dos"), Version: 7}
	tr, ts, err := s.UpdateTargets(t.Context(), k, func(tr *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
		if tr.Stage != l10n.StageReview || len(ts) != 2 || ts[0].Segment != "u1.1" {
			t.Errorf("the change is told %+v, %+v", tr, ts)
		}
		tr.Progress.Human = 1
		return []l10n.Target{{Segment: "u1.3", SourceHash: "s3"}, kept}, nil
	})
	must(t, err)
	read, err := s.Targets(t.Context(), k)
	must(t, err)
	if len(ts) != 2 || tr.Progress.Human != 1 {
		t.Errorf("what was written: %+v, %+v", tr, ts)
	}
	if diff := cmp.Diff(ts, read); diff != "" {
		t.Error(diff)
	}
	if read[0].Segment != "u1.3" || read[1].Version != 7 {
		t.Errorf("in their new order: %+v", read)
	}
	if now, err := s.Translation(t.Context(), k); err != nil || now.Progress.Human != 1 || !now.UpdatedAt.Equal(before.UpdatedAt) {
		t.Errorf("the record: %+v, %v", now, err)
	}
	tr, ts, err = s.UpdateTargets(t.Context(), k, func(tr *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
		tr.Stage, ts[1].Version = l10n.StageFailed, 8
		return ts[:1], l10n.ErrConflict
	})
	if !errors.Is(err, l10n.ErrConflict) || tr.Stage != l10n.StageReview || len(ts) != 2 || ts[1].Version != 7 {
		t.Errorf("a refused change: %+v, %+v, %v", tr, ts, err)
	}
	if read, err = s.Targets(t.Context(), k); err != nil || len(read) != 2 {
		t.Errorf("after a refused change: %+v, %v", read, err)
	}
	_, _, err = s.UpdateTargets(t.Context(), k, func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) {
		return []l10n.Target{kept, kept}, nil
	})
	if err == nil {
		t.Error("two targets of one segment are written")
	}
	_, _, err = s.UpdateTargets(t.Context(), key("t9", "es"), func(_ *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) { return ts, nil })
	if !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("of no translation: %v", err)
	}
}

// keptTexts holds that what people wrote or signed stays on file whatever becomes of the targets.
func keptTexts(t *testing.T, s *store.Store) {
	k := waiting(t, s, "k1")
	_, err := s.UpdateTranslation(t.Context(), k, func(tr *l10n.Translation) error { tr.Run, tr.Extraction = "r1", "e1"; return nil })
	must(t, err)
	written := func(id l10n.SegmentID, version int, text string) l10n.Target {
		return l10n.Target{Segment: id, SourceHash: "s", Text: l10n.TextFragment(text), State: l10n.Translated, SubState: l10n.SubHuman, Version: version,
			Origin: l10n.Origin{Kind: l10n.SubHuman, By: "maria"}, EditedAt: time.Now().UTC()}
	}
	machine := l10n.Target{Segment: "b.1", Text: l10n.TextFragment("dos"), State: l10n.Translated, SubState: l10n.SubMT, Origin: l10n.Origin{Kind: l10n.SubMT}}
	var first l10n.Target
	for range 2 { // a repeat keeps nothing twice
		_, _, err = s.UpdateTargets(t.Context(), k, func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) {
			if first.Segment == "" {
				first = written("a.1", 2, "uno")
			}
			return []l10n.Target{first, machine}, nil
		})
		must(t, err)
	}
	d := l10n.Decision{ID: "k1-d1", Kind: l10n.Approve, By: "ana", Step: "translate", At: time.Now().UTC()}
	must(t, s.RecordDecision(t.Context(), k, d, func(_ *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
		for i := range ts {
			ts[i].State = l10n.Reviewed
		}
		return nil, nil
	}))
	// A run of a new source replaces the targets, and another one deletes them all.
	for _, ts := range [][]l10n.Target{{{Segment: "c.1", State: l10n.Initial}}, nil} {
		_, _, err = s.UpdateTargets(t.Context(), k, func(tr *l10n.Translation, _ []l10n.Target) ([]l10n.Target, error) {
			tr.Run, tr.Extraction = "r2", "e2"
			return ts, nil
		})
		must(t, err)
	}
	refused := errors.New("refused")
	if _, _, err = s.UpdateTargets(t.Context(), k, func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) {
		return []l10n.Target{written("x.1", 2, "refused")}, refused
	}); !errors.Is(err, refused) {
		t.Error(err)
	}
	kept, err := s.KeptTexts(t.Context(), k)
	must(t, err)
	var got []string
	for _, x := range kept {
		got = append(got, fmt.Sprintf("%s %s %s %s %s %s", x.Act, x.Segment, x.Text.Text(), x.By, x.Step, x.Extraction))
	}
	want := []string{"wrote a.1 uno maria  e1", "approved a.1 uno ana translate e1", "approved b.1 dos ana translate e1"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if other, err := s.KeptTexts(t.Context(), key("k1", "fr")); err != nil || len(other) != 0 {
		t.Errorf("another locale: %v %v", other, err)
	}
}

func opened(t *testing.T, s *store.Store) {
	k := key("o1", "es")
	if _, err := s.UpdateTranslation(t.Context(), k, func(*l10n.Translation) error { return nil }); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("a change of no translation: %v", err)
	}
	tr, err := s.OpenTranslation(t.Context(), k, func(tr *l10n.Translation) error { tr.Site = "opened"; return nil })
	if err != nil || tr.TranslationKey != k || tr.UpdatedAt.IsZero() {
		t.Errorf("%+v %v", tr, err)
	}
	long := time.Now().Add(-time.Hour).UTC()
	_, err = s.OpenTranslation(t.Context(), k, func(tr *l10n.Translation) error { tr.UpdatedAt = long; return nil })
	must(t, err)
	ts, err := s.Translations(t.Context(), l10n.TranslationFilter{Site: "opened"})
	if err != nil || len(ts) != 1 || !ts[0].UpdatedAt.Equal(long) || ts[0].Site != "opened" {
		t.Errorf("of the site: %+v %v", ts, err)
	}
	if _, err := s.OpenTranslation(t.Context(), k, func(*l10n.Translation) error { return l10n.ErrRefused }); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("a refused change: %v", err)
	}
}

func decisions(t *testing.T, s *store.Store) {
	k := waiting(t, s, "d1")
	d := l10n.Decision{ID: "d1-1", Kind: l10n.Approve, Step: "review", By: "maria", At: time.Now(), SourceHash: "s", TargetHash: "t"}
	refuse := errors.New("refused by the rule")
	if err := s.RecordDecision(t.Context(), k, d, func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) { return nil, refuse }); !errors.Is(err, refuse) {
		t.Fatal(err)
	}
	if ds, _ := s.Decisions(t.Context(), k); len(ds) != 0 {
		t.Errorf("a refused decision is recorded: %+v", ds)
	}
	applied := 0
	approve := func(tr *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
		applied++
		tr.Stage, tr.Step = l10n.StageApproved, ""
		for i := range ts {
			ts[i].State = l10n.Final
		}
		return ts, nil
	}
	for range 2 {
		must(t, s.RecordDecision(t.Context(), k, d, approve))
	}
	ds, err := s.Decisions(t.Context(), k)
	must(t, err)
	if applied != 1 || len(ds) != 1 {
		t.Errorf("applied %d times, %d recorded", applied, len(ds))
	}
	other := d
	other.By = "eve"
	if err := s.RecordDecision(t.Context(), k, other, approve); !errors.Is(err, l10n.ErrConflict) || applied != 1 {
		t.Errorf("another decision with the same ID: %v", err)
	}
	elsewhere := waiting(t, s, "d2") // the ID is of this translation alone: another's decision says nothing here
	must(t, s.RecordDecision(t.Context(), elsewhere, other, approve))
	if ds, err := s.Decisions(t.Context(), elsewhere); err != nil || applied != 2 || len(ds) != 1 || ds[0].By != "eve" {
		t.Errorf("%v %+v", err, ds)
	}
	signed, err := s.Approved(t.Context(), k)
	must(t, err)
	if len(signed) != 2 || signed[0].State != l10n.Final {
		t.Errorf("approved: %+v", signed)
	}
}

func runs(t *testing.T, s *store.Store) {
	start := time.Now().UTC().Truncate(time.Millisecond)
	save := func(r l10n.Run) {
		t.Helper()
		_, err := s.UpdateRun(t.Context(), r.ID, func(now *l10n.Run) error { *now = r; return nil })
		must(t, err)
	}
	for i := range 3 {
		save(l10n.Run{ID: l10n.RunID(fmt.Sprint("run", i)), Status: l10n.RunRunning, StartedAt: start.Add(time.Duration(i) * time.Minute)})
	}
	save(l10n.Run{ID: "run1", Status: l10n.RunCompleted, StartedAt: start.Add(time.Minute)})
	rs, err := s.Runs(t.Context(), 2)
	must(t, err)
	if len(rs) != 2 || rs[0].ID != "run2" || rs[1].Status != l10n.RunCompleted {
		t.Errorf("%+v", rs)
	}
	d := l10n.Document{ID: "doc", URL: "http://site.test/", ETag: `"x"`, FetchedAt: start}
	written, err := s.UpdateDocument(t.Context(), "doc", func(now *l10n.Document) error { *now = d; return nil })
	must(t, err)
	if diff := cmp.Diff(d, written); diff != "" {
		t.Error(diff)
	}
	got, err := s.Document(t.Context(), "doc")
	must(t, err)
	if diff := cmp.Diff(d, got); diff != "" {
		t.Error(diff)
	}
}

func answers(t *testing.T, s *store.Store) {
	first := map[l10n.Hash]l10n.Answer{"q1": {Text: l10n.TextFragment("uno"), Provider: "x"}}
	must(t, s.KeepAnswers(t.Context(), first))
	must(t, s.KeepAnswers(t.Context(), map[l10n.Hash]l10n.Answer{"q1": {Text: l10n.TextFragment("otro")}, "q2": {}}))
	as, err := s.Answers(t.Context(), []l10n.Hash{"q1", "q3"})
	if err != nil || len(as) != 1 || as["q1"].Text.Text() != "uno" {
		t.Errorf("the first answer stays, and there is none to what was not asked: %+v %v", as, err)
	}
	old, both := l10n.NewHash("paid before hashes were whole"), l10n.NewHash("asked at both times")
	must(t, s.KeepAnswers(t.Context(), map[l10n.Hash]l10n.Answer{
		old.Shortened(): {Characters: 1}, both.Shortened(): {Characters: 2}, both: {Characters: 3},
	}))
	as, err = s.Answers(t.Context(), []l10n.Hash{old, both, "q1"})
	if err != nil || len(as) != 3 || as[old].Characters != 1 || as[both].Characters != 3 {
		t.Errorf("%v %+v", err, as)
	}
	many := map[l10n.Hash]l10n.Answer{}
	var questions []l10n.Hash
	for i := range 1200 { // more than one statement asks for
		q := l10n.Hash(fmt.Sprint("many", i))
		questions = append(questions, q, q+"?")
		many[q] = l10n.Answer{Provider: "x", Characters: i}
	}
	must(t, s.KeepAnswers(t.Context(), many))
	got, err := s.Answers(t.Context(), questions)
	must(t, err)
	if diff := cmp.Diff(many, got); diff != "" {
		t.Error(diff)
	}
	if got, err = s.Answers(t.Context(), nil); err != nil || len(got) != 0 {
		t.Error(got, err)
	}
}

func published(t *testing.T, s *store.Store) {
	save := func(site l10n.SiteName, doc l10n.DocumentID, pages []l10n.PublishedPage) {
		t.Helper()
		must(t, s.UpdatePublished(t.Context(), site, doc, func([]l10n.PublishedPage) ([]l10n.PublishedPage, error) { return pages, nil }))
	}
	pages := []l10n.PublishedPage{
		{Site: "news", Document: "d", Locale: "es", SourceURL: "http://site.test/d", URL: "http://public.test/es/d", Pending: []string{"x"}},
		{Site: "news", Document: "d", Locale: "fr", SourceURL: "http://site.test/d", URL: "http://public.test/fr/d"},
	}
	save("news", "d", pages)
	save("news", "e", []l10n.PublishedPage{{Document: "e", Locale: "es", SourceURL: "http://site.test/e"}})
	got, err := s.PublishedPages(t.Context(), "news", "d")
	must(t, err)
	if diff := cmp.Diff(pages, got); diff != "" {
		t.Error(diff)
	}
	addresses := func() string {
		site, err := s.PublishedSite(t.Context(), "news")
		must(t, err)
		var all []string
		for _, p := range site {
			all = append(all, fmt.Sprintf("%s/%s@%s", p.Document, p.Locale, p.SourceURL))
		}
		return strings.Join(all, " ")
	}
	if got := addresses(); got != "d/es@http://site.test/d d/fr@http://site.test/d e/es@http://site.test/e" {
		t.Errorf("at first: %s", got)
	}
	// What changes after the site was read is read again, in its place, and what is gone is gone.
	save("news", "c", []l10n.PublishedPage{{Document: "c", Locale: "es", SourceURL: "http://site.test/c"}})
	save("news", "z", []l10n.PublishedPage{{Document: "z", Locale: "es", SourceURL: "http://site.test/z"}})
	save("other", "y", []l10n.PublishedPage{{Document: "y", Locale: "es", SourceURL: "http://other.test/y"}})
	if got := addresses(); got != "c/es@http://site.test/c d/es@http://site.test/d d/fr@http://site.test/d e/es@http://site.test/e z/es@http://site.test/z" {
		t.Errorf("after changes: %s", got)
	}
	save("news", "d", pages[1:])
	save("news", "e", nil)
	save("news", "c", nil)
	if got := addresses(); got != "d/fr@http://site.test/d z/es@http://site.test/z" {
		t.Errorf("after withdrawals: %s", got)
	}
}

func rollbacks(t *testing.T, s *store.Store) {
	at := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	later := l10n.Rollback{ID: "b", Site: "news", Document: "d", By: "ana", At: at, From: "p1", To: "p2"}
	first := l10n.Rollback{ID: "c", Site: "news", Document: "d", By: "maria", At: at.Add(time.Second), From: "p3", To: "p1"} // by a clock that is ahead
	for _, r := range []l10n.Rollback{first, later, {ID: "c", Site: "other", Document: "d", By: "x", At: at}, {ID: "c", Site: "news", Document: "e", By: "x", At: at}} {
		must(t, s.RecordRollback(t.Context(), r))
	}
	again := first
	again.By, again.At = "somebody else", at.Add(time.Hour)
	must(t, s.RecordRollback(t.Context(), again))
	got, err := s.Rollbacks(t.Context(), "news", "d")
	must(t, err)
	if diff := cmp.Diff([]l10n.Rollback{first, later}, got); diff != "" {
		t.Error(diff)
	}
}

// acts holds that the first to be recorded under an ID stays.
func acts(t *testing.T, s *store.Store) {
	if _, _, err := s.ActDone(t.Context(), "withdraw 1"); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
	must(t, s.RecordAct(t.Context(), "withdraw 1", "digest", "first"))
	must(t, s.RecordAct(t.Context(), "withdraw 1", "another", "second"))
	if digest, execution, err := s.ActDone(t.Context(), "withdraw 1"); err != nil || digest != "digest" || execution != "first" {
		t.Errorf("%s %s %v", digest, execution, err)
	}
	d := l10n.Decision{ID: "ahead", Kind: l10n.Reassign, Step: "review", By: "ana", At: time.Now().Add(time.Hour)}
	k := l10n.TranslationKey{Document: "clocks", Locale: "es"}
	_, err := s.OpenTranslation(t.Context(), k, func(tr *l10n.Translation) error { tr.Run = "r1"; return nil })
	must(t, err)
	nothing := func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) { return nil, nil }
	must(t, s.RecordDecision(t.Context(), k, d, nothing))
	d.ID, d.At = "behind", time.Now().Add(-time.Hour)
	must(t, s.RecordDecision(t.Context(), k, d, nothing))
	d.ID, d.Run = "ahead", "r2"                                          // said once more, of another run
	if err := s.RecordDecision(t.Context(), k, d, nothing); err != nil { // the first did not say of which
		t.Error(err)
	}
	all, err := s.Decisions(t.Context(), k)
	if err != nil || len(all) != 2 || all[0].ID != "ahead" || all[1].ID != "behind" || all[0].Run != "r1" {
		t.Errorf("decisions come in the order in which they were recorded, with their run: %+v %v", all, err)
	}
	d.ID, d.Document, d.Locale, d.Run = "signed", k.Document, k.Locale, "r1"
	must(t, s.RecordDecision(t.Context(), k, d, nothing))
	for what, change := range map[string]func(*l10n.Decision){
		"of another document": func(d *l10n.Decision) { d.Document = "other" }, "of another locale": func(d *l10n.Decision) { d.Locale = "fr" },
		"of another run": func(d *l10n.Decision) { d.Run = "r2" },
	} {
		again := d
		change(&again)
		if err := s.RecordDecision(t.Context(), k, again, nothing); !errors.Is(err, l10n.ErrConflict) {
			t.Errorf("the same id, %s: %v", what, err)
		}
	}
}

// ownBlobs holds that what came from outside is never taken for what this program made, until it makes the very same.
func ownBlobs(t *testing.T, s *store.Store) {
	plan := []byte(`{"site":"news","destination":"public"}`)
	ref, err := s.Put(t.Context(), plan)
	must(t, err)
	if _, err := s.GetOwn(t.Context(), ref); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("a page that reads like a plan: %v", err)
	}
	if b, err := s.Get(t.Context(), ref); err != nil || string(b) != string(plan) {
		t.Errorf("%s %v", b, err)
	}
	again, err := s.PutOwn(t.Context(), plan)
	must(t, err)
	_, err = s.Put(t.Context(), plan)
	must(t, err)
	if b, err := s.GetOwn(t.Context(), ref); err != nil || string(b) != string(plan) || again != ref {
		t.Errorf("%s %v", b, err)
	}
	if _, err := s.GetOwn(t.Context(), l10n.NewRef([]byte("nothing"))); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
}

func watches(t *testing.T, s *store.Store) {
	if _, err := s.Watch(t.Context(), "news"); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
	w := l10n.Watch{Site: "news", Rules: l10n.WatchRules{New: l10n.WatchAsk}, Pages: map[l10n.DocumentID]l10n.WatchedPage{"d": {URL: "http://site.test/d"}}}
	if _, err := s.UpdateFindings(t.Context(), "news", func([]l10n.Finding) ([]l10n.Finding, error) { return nil, nil }); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("findings of a site that is not watched: %v", err)
	}
	for _, to := range []l10n.Watch{{Site: "news"}, w} {
		_, err := s.UpdateWatch(t.Context(), "news", func(now *l10n.Watch) error { *now = to; return nil })
		must(t, err)
	}
	if _, err := s.UpdateWatch(t.Context(), "none", func(*l10n.Watch) error { return l10n.ErrRefused }); !errors.Is(err, l10n.ErrRefused) {
		t.Error(err)
	}
	got, err := s.Watch(t.Context(), "news")
	must(t, err)
	if diff := cmp.Diff(w, got); diff != "" {
		t.Error(diff)
	}
	at := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	for i := range 3 {
		must(t, s.SaveLook(t.Context(), l10n.Look{Site: "news", At: at.Add(time.Duration(i) * time.Minute), New: i}))
	}
	must(t, s.SaveLook(t.Context(), l10n.Look{Site: "news", At: at, New: 7})) // the same look again
	looks, err := s.Looks(t.Context(), "news", 10)
	must(t, err)
	if len(looks) != 3 || looks[0].New != 2 || looks[2].New != 7 {
		t.Errorf("%+v", looks)
	}
	set := func(fs []l10n.Finding, err error) ([]l10n.Finding, error) {
		return s.UpdateFindings(t.Context(), "news", func([]l10n.Finding) ([]l10n.Finding, error) { return fs, err })
	}
	b, a := l10n.Finding{Site: "news", Document: "b", Text: "h1", FoundAt: at.Add(time.Hour)}, l10n.Finding{Site: "news", Document: "a", FoundAt: at}
	old := l10n.Finding{Site: "news", Document: "old", FoundAt: at}
	_, err = set([]l10n.Finding{b, old, a}, nil)
	must(t, err)
	b.Answer, b.By, b.At = l10n.Dismissed, "maria", at
	written, err := set([]l10n.Finding{b, a}, nil)
	must(t, err)
	fs, err := s.Findings(t.Context(), "")
	must(t, err)
	for _, got := range [][]l10n.Finding{written, fs} {
		if diff := cmp.Diff([]l10n.Finding{a, b}, got); diff != "" {
			t.Error(diff)
		}
	}
	if _, err := set(nil, l10n.ErrConflict); !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("a refused change: %v", err)
	}
	if _, err := set([]l10n.Finding{{Site: "other", Document: "c"}}, nil); err == nil {
		t.Error("another site's finding is written")
	}
	if fs, err = s.Findings(t.Context(), "news"); err != nil || len(fs) != 2 {
		t.Errorf("after refused changes: %+v %v", fs, err)
	}
	must(t, s.RemoveWatch(t.Context(), "news"))
	if all, err := s.Watches(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("%+v %v", all, err)
	}
	if fs, err = s.Findings(t.Context(), "news"); err != nil || len(fs) != 0 {
		t.Errorf("%+v %v", fs, err)
	}
}

func sameMeanings(t *testing.T, s *store.Store) {
	first := l10n.SameMeaning{ID: "d1", Document: "d", Old: "h0", New: "h1", By: "maria", At: time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)}
	again := first
	again.By = "ivan"
	must(t, s.DeclareSame(t.Context(), []l10n.SameMeaning{first, {Document: "e", New: "h1"}}))
	must(t, s.DeclareSame(t.Context(), []l10n.SameMeaning{again}))
	got, err := s.SameMeanings(t.Context(), "d")
	must(t, err)
	if diff := cmp.Diff([]l10n.SameMeaning{first}, got); diff != "" {
		t.Error(diff)
	}
}

func locks(t *testing.T, s *store.Store) {
	var wg sync.WaitGroup
	counter, most := 0, 0
	var mu sync.Mutex
	for range 8 {
		wg.Go(func() {
			err := s.Locked(t.Context(), "one", func() error {
				mu.Lock()
				counter++
				most = max(most, counter)
				mu.Unlock()
				time.Sleep(2 * time.Millisecond)
				mu.Lock()
				counter--
				mu.Unlock()
				return nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if most != 1 {
		t.Errorf("%d held the lock at once", most)
	}
	held, release := make(chan struct{}), make(chan struct{})
	go func() {
		_ = s.Locked(context.Background(), "two", func() error { close(held); <-release; return nil })
	}()
	<-held
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := s.Locked(ctx, "two", func() error { return nil }); err == nil {
		t.Error("a lock that is held was given")
	}
	close(release)
}

func TestOpenSaysWhatIsWrong(t *testing.T) {
	_, err := store.Open(t.Context(), "postgres://user:secret@127.0.0.1:1/none")
	if err == nil || strings.Contains(err.Error(), "secret") {
		t.Errorf("%v", err)
	}
}
