package remark

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/blob/blobtest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// records have in memory what the service uses of the records.
type records struct {
	translations map[l10n.TranslationKey]l10n.Translation
	targets      map[l10n.TranslationKey][]l10n.Target
	dismissals   []l10n.Dismissal
	comments     []l10n.Comment
	questions    []l10n.SourceQuestion
	annotations  []l10n.Annotation
	words        []l10n.SiteWord
	machines     []l10n.Annotation // the remarks of a model's verdicts
}

func (r *records) Translation(_ context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	tr, ok := r.translations[k]
	if !ok {
		return tr, l10n.ErrNotFound
	}
	return tr, nil
}

func (r *records) Translations(_ context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error) {
	var all []l10n.Translation
	for _, tr := range r.translations {
		if (f.Site == "" || tr.Site == f.Site) && (f.Locale == "" || tr.Locale == f.Locale) && (f.Run == "" || tr.Run == f.Run) &&
			(f.Stage == "" || tr.Stage == f.Stage) {
			all = append(all, tr)
		}
	}
	return all, nil
}

func (r *records) Targets(_ context.Context, k l10n.TranslationKey) ([]l10n.Target, error) {
	return slices.Clone(r.targets[k]), nil
}

func (r *records) UpdateTargets(_ context.Context, k l10n.TranslationKey,
	change func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error)) (l10n.Translation, []l10n.Target, error) {
	tr := r.translations[k]
	ts, err := change(&tr, slices.Clone(r.targets[k]))
	if err != nil {
		return r.translations[k], r.targets[k], err
	}
	r.translations[k], r.targets[k] = tr, ts
	return tr, ts, nil
}

func (r *records) inForce() []l10n.Dismissal {
	var all []l10n.Dismissal
	for _, d := range r.dismissals {
		taken := func(o l10n.Dismissal) bool { return o.Takes == d.ID }
		if d.Takes == "" && !slices.ContainsFunc(r.dismissals, taken) {
			all = append(all, d)
		}
	}
	return all
}

func (r *records) Dismissals(_ context.Context, site l10n.SiteName, locale l10n.Locale,
	docs ...l10n.DocumentID) ([]l10n.Dismissal, error) {
	return slices.DeleteFunc(r.inForce(), func(d l10n.Dismissal) bool {
		return d.Site != site || d.Locale != locale || d.Scope != l10n.DismissSentence && !slices.Contains(docs, d.Document)
	}), nil
}

func (r *records) AllDismissals(_ context.Context, site l10n.SiteName) ([]l10n.Dismissal, error) {
	return slices.DeleteFunc(r.inForce(), func(d l10n.Dismissal) bool { return site != "" && d.Site != site }), nil
}

func (r *records) AddDismissal(_ context.Context, d l10n.Dismissal) error {
	if !slices.ContainsFunc(r.dismissals, func(o l10n.Dismissal) bool { return o.ID == d.ID }) {
		r.dismissals = append(r.dismissals, d)
	}
	return nil
}

func (r *records) Comments(_ context.Context, k l10n.TranslationKey) ([]l10n.Comment, error) {
	return slices.DeleteFunc(slices.Clone(r.comments), func(c l10n.Comment) bool {
		return c.Document != k.Document || c.Locale != k.Locale
	}), nil
}

func (r *records) CommentsOn(_ context.Context, site l10n.SiteName, source l10n.Hash) ([]l10n.Comment, error) {
	return slices.DeleteFunc(slices.Clone(r.comments), func(c l10n.Comment) bool {
		return c.Site != site || c.SourceHash != source
	}), nil
}

func (r *records) AddComment(ctx context.Context, c l10n.Comment,
	ask func([]l10n.Comment, []l10n.SourceQuestion) (*l10n.SourceQuestion, error)) error {
	if slices.ContainsFunc(r.comments, func(o l10n.Comment) bool { return o.ID == c.ID }) {
		return nil
	}
	r.comments = append(r.comments, c)
	said, _ := r.CommentsOn(ctx, c.Site, c.SourceHash)
	asked, _ := r.QuestionsOn(ctx, c.Site, c.SourceHash)
	q, err := ask(said, asked)
	if err != nil {
		r.comments = r.comments[:len(r.comments)-1]
		return err
	}
	if q != nil {
		r.questions = append(r.questions, *q)
	}
	return nil
}

func (r *records) QuestionsOn(_ context.Context, site l10n.SiteName, sources ...l10n.Hash) ([]l10n.SourceQuestion, error) {
	return slices.DeleteFunc(slices.Clone(r.questions), func(q l10n.SourceQuestion) bool {
		return q.Site != site || !slices.Contains(sources, q.SourceHash)
	}), nil
}

func (r *records) SourceQuestions(_ context.Context, site l10n.SiteName, open bool, _ int) ([]l10n.SourceQuestion, error) {
	return slices.DeleteFunc(slices.Clone(r.questions), func(q l10n.SourceQuestion) bool {
		return site != "" && q.Site != site || open != (q.Answer == nil)
	}), nil
}

func (r *records) CountQuestions(ctx context.Context) (int, error) {
	open, err := r.SourceQuestions(ctx, "", true, 0)
	return len(open), err
}

func (r *records) AnswerQuestion(_ context.Context, a l10n.SourceAnswer) error {
	i := slices.IndexFunc(r.questions, func(q l10n.SourceQuestion) bool { return q.ID == a.Question })
	if was := r.questions[i].Answer; was != nil {
		if was.ID == a.ID {
			return nil
		}
		return fmt.Errorf("answered by %s: %w", was.By, l10n.ErrConflict)
	}
	r.questions[i].Answer = &a
	return nil
}

func (r *records) Annotations(_ context.Context, f l10n.RemarkFilter) ([]l10n.Annotation, error) {
	return slices.DeleteFunc(slices.Clone(r.annotations), func(a l10n.Annotation) bool {
		return f.Site != "" && a.Site != f.Site || f.Locale != "" && a.Locale != f.Locale || f.Run != "" && a.Run != f.Run ||
			a.At.Before(f.Since)
	}), nil
}

func (r *records) AnnotationsOn(_ context.Context, k l10n.TranslationKey) ([]l10n.Annotation, error) {
	return slices.DeleteFunc(slices.Clone(r.annotations), func(a l10n.Annotation) bool {
		return a.Document != k.Document || a.Locale != k.Locale
	}), nil
}

func (r *records) AddAnnotation(_ context.Context, a l10n.Annotation) error {
	r.annotations = append(r.annotations, a)
	return nil
}

func (r *records) VerdictRemarks(_ context.Context, f l10n.RemarkFilter, each func(l10n.Annotation, l10n.ReviewerKind)) error {
	for _, a := range r.machines {
		if f.Locale == "" || f.Locale == a.Locale {
			each(a, "model")
		}
	}
	return nil
}

func (r *records) SiteWords(_ context.Context, site l10n.SiteName, language string) ([]l10n.SiteWord, error) {
	return slices.DeleteFunc(slices.Clone(r.words), func(w l10n.SiteWord) bool {
		taken := func(o l10n.SiteWord) bool { return o.Takes == w.ID }
		return w.Site != site || language != "" && w.Locale.Language() != language || w.Takes != "" || slices.ContainsFunc(r.words, taken)
	}), nil
}

func (r *records) AddSiteWord(_ context.Context, w l10n.SiteWord) error {
	if !slices.ContainsFunc(r.words, func(o l10n.SiteWord) bool { return o.ID == w.ID }) {
		r.words = append(r.words, w)
	}
	return nil
}

// house is a service with three pages of a site, two of which have the same sentence, in two locales.
type house struct {
	*Service
	*records
	t     *testing.T
	clock time.Time
	acts  int
}

// The sentences of the pages. That of the bridge stands on the first two.
const (
	bridge = "The bridge opens on 9 May."
	tolls  = "Tolls stay as they are."
	pilots = "Pilots board at the outer mole."
)

func newHouse(t *testing.T) *house {
	t.Helper()
	r := &records{translations: map[l10n.TranslationKey]l10n.Translation{}, targets: map[l10n.TranslationKey][]l10n.Target{}}
	h := &house{records: r, t: t, clock: time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)}
	blobs := blobtest.Memory{}
	h.Service = &Service{Translations: r, Dismissals: r, Comments: r, Questions: r, Annotations: r, Dictionary: r, Blobs: blobs,
		Now: func() time.Time { h.clock = h.clock.Add(time.Minute); return h.clock }}
	for doc, sentences := range map[l10n.DocumentID][]string{"one": {bridge, tolls}, "two": {pilots, bridge}, "three": {pilots}} {
		e := l10n.Extraction{Document: l10n.Document{ID: doc}, Lang: "en"}
		u := l10n.Unit{ID: "u"}
		for i, s := range sentences {
			u.Segments = append(u.Segments, l10n.Segment{ID: l10n.NewSegmentID("u", i+1), Source: l10n.TextFragment(s)})
		}
		e.Units = []l10n.Unit{u}
		ref, err := blob.PutJSON(t.Context(), blobs, e)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range []l10n.Locale{"es", "fr"} {
			k := l10n.TranslationKey{Document: doc, Locale: l}
			var ts []l10n.Target
			for _, s := range u.Segments {
				ts = append(ts, l10n.Target{Segment: s.ID, SourceHash: s.Hash(), State: l10n.Translated,
					Text:   l10n.TextFragment(string(l) + ": " + s.Source.Text()),
					Issues: []l10n.Issue{{Check: "dates", Severity: 95, Comment: "May differs."}, {Check: "codes", Severity: 95}}})
			}
			r.targets[k] = ts
			r.translations[k] = l10n.Translation{TranslationKey: k, Site: "news", Run: "r1", Stage: l10n.StageReview, Step: "review",
				Extraction: ref, Progress: l10n.CountProgress(ts)}
		}
	}
	return h
}

// about names a sentence of a page as it stands.
func (h *house) about(doc l10n.DocumentID, l l10n.Locale, id l10n.SegmentID) About {
	k := l10n.TranslationKey{Document: doc, Locale: l}
	for _, t := range h.targets[k] {
		if t.Segment == id {
			return About{TranslationKey: k, Segment: id, SourceHash: t.SourceHash, TargetHash: t.Text.Hash()}
		}
	}
	h.t.Fatalf("no %s in %s", id, doc)
	return About{}
}

func (h *house) id() string {
	h.acts++
	return fmt.Sprintf("act-%d", h.acts)
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) target(a About) l10n.Target {
	i := slices.IndexFunc(h.targets[a.TranslationKey], func(t l10n.Target) bool { return t.Segment == a.Segment })
	return h.targets[a.TranslationKey][i]
}
