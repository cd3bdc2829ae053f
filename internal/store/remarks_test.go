package store_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

func dismissals(t *testing.T, s *store.Store) {
	at := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	d := l10n.Dismissal{ID: "a", Site: "talk", Document: "doc", Locale: "es", Scope: l10n.DismissText, Check: "numbers", By: "ana", At: at}
	add := func(change func(*l10n.Dismissal)) error {
		one := d
		change(&one)
		return s.AddDismissal(t.Context(), one)
	}
	must(t, add(func(*l10n.Dismissal) {}))
	must(t, add(func(o *l10n.Dismissal) { o.At = at.Add(time.Hour) })) // a repeat
	if err := add(func(o *l10n.Dismissal) { o.Check = "quotes" }); !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("another act with the same id: %v", err)
	}
	must(t, add(func(o *l10n.Dismissal) { o.Document = "other" })) // the id of an act on another page
	must(t, add(func(o *l10n.Dismissal) { o.ID, o.Document, o.Scope = "b", "other", l10n.DismissSentence }))
	must(t, add(func(o *l10n.Dismissal) { o.ID, o.Locale, o.Scope = "c", "fr", l10n.DismissSentence }))
	must(t, add(func(o *l10n.Dismissal) { o.ID, o.Site, o.Scope = "d", "elsewhere", l10n.DismissSentence }))
	want := func(ids string, got []l10n.Dismissal, err error) {
		t.Helper()
		must(t, err)
		have := ""
		for _, d := range got {
			have += d.ID
		}
		if have != ids {
			t.Errorf("dismissals %q, want %q", have, ids)
		}
	}
	got, err := s.Dismissals(t.Context(), "talk", "es", "doc", "was")
	want("ab", got, err)
	got, err = s.Dismissals(t.Context(), "talk", "es")
	want("b", got, err)
	got, err = s.AllDismissals(t.Context(), "talk")
	want("aabc", got, err)
	must(t, add(func(o *l10n.Dismissal) { o.ID, o.Takes = "e", "a" }))
	got, err = s.Dismissals(t.Context(), "talk", "es", "doc", "other")
	want("ab", got, err) // that of the other page
}

func annotations(t *testing.T, s *store.Store) {
	for i, l := range []l10n.Locale{"es", "fr", "es"} {
		must(t, s.AddAnnotation(t.Context(), l10n.Annotation{ID: fmt.Sprint(i), Site: "talk", Document: "doc", Locale: l, Run: l10n.RunID("r" + string(l))}))
	}
	must(t, s.AddAnnotation(t.Context(), l10n.Annotation{ID: "0", Site: "talk", Document: "doc", Locale: "es", Run: "res"}))
	for f, want := range map[l10n.RemarkFilter]int{
		{Site: "talk"}: 3, {Locale: "es"}: 2, {Run: "rfr"}: 1, {Site: "x"}: 0, {Since: time.Now().Add(time.Hour)}: 0,
		{Since: time.Now().Add(-time.Hour)}: 3,
	} {
		if got, err := s.Annotations(t.Context(), f); err != nil || len(got) != want {
			t.Errorf("%+v: %d annotations, %v: want %d", f, len(got), err, want)
		}
	}
	got, err := s.AnnotationsOn(t.Context(), l10n.TranslationKey{Document: "doc", Locale: "fr"})
	if err != nil || len(got) != 1 {
		t.Errorf("%d annotations, %v", len(got), err)
	}
}

// verdictRemarks holds that the remarks of all verdicts are told one by one, with who gave them and where.
func verdictRemarks(t *testing.T, s *store.Store) {
	k := l10n.TranslationKey{Document: "remarked", Locale: "es"}
	_, err := s.OpenTranslation(t.Context(), k, func(tr *l10n.Translation) error {
		tr.Run, tr.Site = "rr", "remarked"
		return nil
	})
	must(t, err)
	say := func(id string, kind l10n.ReviewerKind, remarks ...l10n.Remark) {
		must(t, s.RecordAssessment(t.Context(), k, l10n.Assessment{ID: id}, func(l10n.Translation, []l10n.Target) ([]l10n.Verdict, error) {
			return []l10n.Verdict{{Segment: "u.1", Step: "judge", SourceHash: "s", TargetHash: "t", Outcome: l10n.Changes, Remarks: remarks,
				By: l10n.Reviewer{Kind: kind, ID: "judge-1"}, Assessment: id, Comment: `"remarks":[`}}, nil
		}))
	}
	say("a", "model", l10n.Remark{Category: l10n.CategoryStyle, Severity: l10n.Minor}, l10n.Remark{Category: l10n.CategoryAccuracy, Severity: l10n.Major})
	say("b", "checks")
	say("c", "file", l10n.Remark{Category: l10n.CategoryStyle, Severity: l10n.Minor})
	for f, want := range map[l10n.RemarkFilter]string{
		{Site: "remarked"}:                                   "model style, model accuracy, file style",
		{Site: "remarked", Locale: "fr"}:                     "",
		{Run: "rr"}:                                          "model style, model accuracy, file style",
		{Site: "remarked", Run: "another"}:                   "",
		{Site: "remarked", Since: time.Now().Add(time.Hour)}: "",
	} {
		var got []string
		must(t, s.VerdictRemarks(t.Context(), f, func(a l10n.Annotation, by l10n.ReviewerKind) {
			got = append(got, string(by)+" "+string(a.Remark.Category))
			if a.Document != k.Document || a.Locale != "es" || a.Site != "remarked" || a.Run != "rr" || a.Segment != "u.1" || a.Step != "judge" ||
				a.SourceHash != "s" || a.TargetHash != "t" || a.By != "judge-1" {
				t.Errorf("told %+v", a)
			}
		}))
		if strings.Join(got, ", ") != want {
			t.Errorf("%+v: %q, want %q", f, got, want)
		}
	}
}

func questions(t *testing.T, s *store.Store) {
	at := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	hash := l10n.NewHash("a sentence")
	told := 0
	say := func(id string, k l10n.TranslationKey, ask bool) error {
		c := l10n.Comment{ID: id, Site: "talk", Document: k.Document, Locale: k.Locale, SourceHash: hash, Text: id, At: at}
		return s.AddComment(t.Context(), c, func(said []l10n.Comment, before []l10n.SourceQuestion) (*l10n.SourceQuestion, error) {
			told = len(said)
			if said[len(said)-1].ID != id {
				t.Errorf("the comment is not the last that is told: %+v", said)
			}
			switch {
			case id == "refused":
				return nil, l10n.ErrRefused
			case !ask:
				return nil, nil
			}
			q := &l10n.SourceQuestion{Site: "talk", SourceHash: hash, Round: len(before) + 1}
			q.ID = l10n.NewQuestionID(q.Site, hash, q.Round)
			return q, nil
		})
	}
	es, fr := l10n.TranslationKey{Document: "q", Locale: "es"}, l10n.TranslationKey{Document: "q", Locale: "fr"}
	must(t, say("one", es, false))
	must(t, say("two", fr, true))
	must(t, say("two", fr, true)) // a repeat
	if err := say("refused", es, false); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("refused: %v", err)
	}
	must(t, say("three", es, false))
	if told != 3 {
		t.Errorf("told %d comments, want 3", told)
	}
	got, err := s.Comments(t.Context(), es)
	if err != nil || len(got) != 2 || got[0].ID != "one" || got[1].ID != "three" {
		t.Errorf("comments %+v, %v", got, err)
	}
	open := func(want int) []l10n.SourceQuestion {
		t.Helper()
		n, err := s.CountQuestions(t.Context())
		must(t, err)
		qs, err := s.SourceQuestions(t.Context(), "talk", true, 10)
		if err != nil || n != want || len(qs) != want {
			t.Fatalf("%d open, counted %d, %v: want %d", len(qs), n, err, want)
		}
		return qs
	}
	q := open(1)[0]
	a := l10n.SourceAnswer{ID: "a", Question: q.ID, Site: "talk", SourceHash: hash, Text: "It is so.", By: "chief", At: at}
	must(t, s.AnswerQuestion(t.Context(), a))
	must(t, s.AnswerQuestion(t.Context(), a)) // a repeat
	other := a
	other.ID = "b"
	if err := s.AnswerQuestion(t.Context(), other); !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("a second answer: %v", err)
	}
	other.Question = "x"
	if err := s.AnswerQuestion(t.Context(), other); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("an answer to nothing: %v", err)
	}
	open(0)
	must(t, say("four", es, true))
	got, err = s.Comments(t.Context(), es)
	if n := len(got); err != nil || n != 3 || !got[2].At.After(at) || !got[1].At.Equal(at) {
		t.Errorf("what is said after the answer, by an equal clock: %+v, %v", got, err)
	}
	if again := open(1)[0]; again.Round != 2 {
		t.Errorf("asked again: %+v", again)
	}
	var hashes []l10n.Hash // more than one query takes
	for i := range 1000 {
		hashes = append(hashes, l10n.NewHash(fmt.Sprint(i)))
	}
	on, err := s.QuestionsOn(t.Context(), "talk", slices.Insert(hashes, 700, hash)...)
	if err != nil || len(on) != 2 || on[0].Answer == nil || on[0].Answer.Text != "It is so." || on[1].Answer != nil {
		t.Errorf("questions on the sentence %+v, %v", on, err)
	}
	if done, err := s.SourceQuestions(t.Context(), "", false, 0); err != nil || len(done) != 1 {
		t.Errorf("answered %+v, %v", done, err)
	}
}
