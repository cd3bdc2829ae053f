package store_test

import (
	"context"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/pgtest"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// TestNoChangeIsLost makes every change from two handles on one database at once, and counts.
func TestNoChangeIsLost(t *testing.T) {
	for name, where := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "records.db") },
		"postgres": func(t *testing.T) string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			h := newHandles(t, where(t))
			t.Run("runs", h.runs)
			t.Run("documents", h.documents)
			t.Run("translations", h.translations)
			t.Run("translations that are made", h.madeTranslations)
			t.Run("decisions", h.decisions)
			t.Run("watches", h.watches)
			t.Run("findings", h.findings)
			t.Run("findings of a watch that ends", h.endedWatch)
			t.Run("published pages", h.published)
			t.Run("answers", h.answers)
			t.Run("blobs", h.blobs)
			t.Run("spending", h.spending)
			t.Run("same meanings", h.sameMeanings)
			t.Run("looks", h.looks)
			t.Run("rollbacks", h.rollbacks)
		})
	}
}

// handles are two stores on one database, as two processes have them.
type handles [2]*store.Store

func newHandles(t *testing.T, where string) *handles {
	var h handles
	for i := range h {
		s, err := store.Open(t.Context(), where)
		must(t, err)
		t.Cleanup(func() { _ = s.Close() })
		h[i] = s
	}
	return &h
}

// times is how often each handle makes each change.
const times = 15

// change is what a handle does; n is different at each call.
type change func(ctx context.Context, s *store.Store, n int) error

// atOnce makes each of the changes many times, by both handles at once.
func (h *handles) atOnce(t *testing.T, changes ...change) {
	t.Helper()
	var wg sync.WaitGroup
	start := make(chan struct{})
	for i, s := range h {
		for j, c := range changes {
			wg.Go(func() {
				<-start
				for k := range times {
					if err := c(t.Context(), s, (i*len(changes)+j)*times+k); err != nil {
						t.Error(err)
						return
					}
				}
			})
		}
	}
	close(start)
	wg.Wait()
}

func (h *handles) runs(t *testing.T) {
	h.atOnce(t, func(ctx context.Context, s *store.Store, n int) error {
		_, err := s.UpdateRun(ctx, "r", func(r *l10n.Run) error { r.Documents++; return nil })
		return err
	})
	r, err := h[0].Run(t.Context(), "r")
	if err != nil || r.ID != "r" || r.Documents != 2*times {
		t.Errorf("%+v %v", r, err)
	}
}

func (h *handles) documents(t *testing.T) {
	h.atOnce(t, func(ctx context.Context, s *store.Store, n int) error {
		_, err := s.UpdateDocument(ctx, "d", func(d *l10n.Document) error { d.Size++; return nil })
		return err
	})
	d, err := h[0].Document(t.Context(), "d")
	if err != nil || d.ID != "d" || d.Size != 2*times {
		t.Errorf("%+v %v", d, err)
	}
}

// translations has everything that changes a translation at work on one: its record, its targets and decisions.
func (h *handles) translations(t *testing.T) {
	k := key("t", "es")
	count := func(tr *l10n.Translation) error { tr.Round++; return nil }
	_, err := h[0].OpenTranslation(t.Context(), k, func(*l10n.Translation) error { return nil })
	must(t, err)
	addTarget := func(ctx context.Context, s *store.Store, n int) error {
		_, _, err := s.UpdateTargets(ctx, k, func(tr *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
			tr.Round++
			for i := range ts {
				ts[i].Version++
			}
			return append(ts, l10n.Target{Segment: l10n.SegmentID(fmt.Sprint("u", n))}), nil
		})
		return err
	}
	must(t, addTarget(t.Context(), h[0], -1)) // the first target, which every later change counts in
	h.atOnce(t,
		func(ctx context.Context, s *store.Store, n int) error {
			_, err := s.UpdateTranslation(ctx, k, count)
			return err
		},
		func(ctx context.Context, s *store.Store, n int) error {
			_, err := s.OpenTranslation(ctx, k, count)
			return err
		},
		addTarget,
		func(ctx context.Context, s *store.Store, n int) error {
			d := l10n.Decision{ID: fmt.Sprint("t", n), Kind: l10n.Approve, At: time.Now()}
			return s.RecordDecision(ctx, k, d, func(tr *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
				tr.Round++
				ts[0].Version++
				return nil, nil
			})
		},
	)
	tr, err := h[1].Translation(t.Context(), k)
	if err != nil || tr.Round != 1+4*2*times {
		t.Errorf("%d changes of the record are there, %v", tr.Round, err)
	}
	ts, err := h[1].Targets(t.Context(), k)
	if err != nil || len(ts) != 1+2*times || ts[0].Version != 2*2*times {
		t.Errorf("%d targets, %d changes of the first, %v", len(ts), ts[0].Version, err)
	}
	ds, err := h[1].Decisions(t.Context(), k)
	if err != nil || len(ds) != 2*times {
		t.Errorf("%d decisions, %v", len(ds), err)
	}
}

// madeTranslations has both handles make the same records.
func (h *handles) madeTranslations(t *testing.T) {
	h.atOnce(t, func(ctx context.Context, s *store.Store, n int) error {
		_, err := s.OpenTranslation(ctx, key(fmt.Sprint("made", n%times), "es"), func(tr *l10n.Translation) error { tr.Round++; return nil })
		return err
	})
	for n := range times {
		tr, err := h[0].Translation(t.Context(), key(fmt.Sprint("made", n), "es"))
		if err != nil || tr.Round != 2 {
			t.Errorf("%d: %+v %v", n, tr, err)
		}
	}
}

// decisions has both handles record the same decisions, each of which is applied once.
func (h *handles) decisions(t *testing.T) {
	k := key("decided", "es")
	_, err := h[0].OpenTranslation(t.Context(), k, func(*l10n.Translation) error { return nil })
	must(t, err)
	h.atOnce(t, func(ctx context.Context, s *store.Store, n int) error {
		d := l10n.Decision{ID: fmt.Sprint("same", n%times), Kind: l10n.Approve, At: time.Now()}
		return s.RecordDecision(ctx, k, d, func(tr *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
			tr.Round++
			return []l10n.Target{{Segment: "u1", SourceHash: l10n.Hash(d.ID)}}, nil
		})
	})
	tr, err := h[0].Translation(t.Context(), k)
	if err != nil || tr.Round != times {
		t.Errorf("%d decisions were applied, %v", tr.Round, err)
	}
	approved, err := h[0].Approved(t.Context(), k)
	if err != nil || len(approved) != times {
		t.Errorf("%d targets are kept as approved, %v", len(approved), err)
	}
}

func (h *handles) watches(t *testing.T) {
	h.atOnce(t, func(ctx context.Context, s *store.Store, n int) error {
		_, err := s.UpdateWatch(ctx, "watched", func(w *l10n.Watch) error { w.Every++; return nil })
		return err
	})
	w, err := h[0].Watch(t.Context(), "watched")
	if err != nil || w.Site != "watched" || w.Every != 2*times {
		t.Errorf("%+v %v", w, err)
	}
}

// findings adds some, answers one and takes others away, all at once.
func (h *handles) findings(t *testing.T) {
	_, err := h[0].UpdateWatch(t.Context(), "found", func(*l10n.Watch) error { return nil })
	must(t, err)
	first := []l10n.Finding{{Site: "found", Document: "answered"}}
	for n := range 2 * 3 * times {
		first = append(first, l10n.Finding{Site: "found", Document: l10n.DocumentID(fmt.Sprint("old", n))})
	}
	_, err = h[0].UpdateFindings(t.Context(), "found", func([]l10n.Finding) ([]l10n.Finding, error) { return first, nil })
	must(t, err)
	h.atOnce(t,
		func(ctx context.Context, s *store.Store, n int) error {
			_, err := s.UpdateFindings(ctx, "found", func(fs []l10n.Finding) ([]l10n.Finding, error) {
				return append(fs, l10n.Finding{Site: "found", Document: l10n.DocumentID(fmt.Sprint("new", n))}), nil
			})
			return err
		},
		func(ctx context.Context, s *store.Store, n int) error {
			_, err := s.UpdateFindings(ctx, "found", func(fs []l10n.Finding) ([]l10n.Finding, error) {
				for i, f := range fs {
					if f.Document == "answered" {
						fs[i].Title += "x"
					}
				}
				return fs, nil
			})
			return err
		},
		func(ctx context.Context, s *store.Store, n int) error {
			_, err := s.UpdateFindings(ctx, "found", func(fs []l10n.Finding) ([]l10n.Finding, error) {
				var rest []l10n.Finding
				for _, f := range fs {
					if f.Document != l10n.DocumentID(fmt.Sprint("old", n)) {
						rest = append(rest, f)
					}
				}
				return rest, nil
			})
			return err
		},
	)
	fs, err := h[1].Findings(t.Context(), "found")
	must(t, err)
	if want := len(first) - 2*times + 2*times; len(fs) != want {
		t.Errorf("%d findings, want %d", len(fs), want)
	}
	for _, f := range fs {
		if f.Document == "answered" && len(f.Title) != 2*times {
			t.Errorf("%d answers are there", len(f.Title))
		}
	}
}

// endedWatch holds that a watch that has ended gets no findings from a look that is still under way.
func (h *handles) endedWatch(t *testing.T) {
	for n := range times {
		site := l10n.SiteName(fmt.Sprint("ends", n))
		_, err := h[0].UpdateWatch(t.Context(), site, func(*l10n.Watch) error { return nil })
		must(t, err)
		var wg sync.WaitGroup
		wg.Go(func() {
			if err := h[0].RemoveWatch(t.Context(), site); err != nil {
				t.Error(err)
			}
		})
		wg.Go(func() { // found or not: that is the order of the two
			_, _ = h[1].UpdateFindings(t.Context(), site, func([]l10n.Finding) ([]l10n.Finding, error) {
				return []l10n.Finding{{Site: site, Document: "d"}}, nil
			})
		})
		wg.Wait()
		if fs, err := h[0].Findings(t.Context(), site); err != nil || len(fs) != 0 {
			t.Errorf("%+v %v", fs, err)
		}
	}
}

func (h *handles) published(t *testing.T) {
	h.atOnce(t, func(ctx context.Context, s *store.Store, n int) error {
		return s.UpdatePublished(ctx, "site", "d", func(ps []l10n.PublishedPage) ([]l10n.PublishedPage, error) {
			return append(ps, l10n.PublishedPage{Site: "site", Document: "d", Locale: l10n.Locale(fmt.Sprint("x", n))}), nil
		})
	}, func(ctx context.Context, s *store.Store, n int) error {
		_, err := s.PublishedSite(ctx, "site")
		return err
	})
	ps, err := h[0].PublishedPages(t.Context(), "site", "d")
	if err != nil || len(ps) != 2*times {
		t.Errorf("%d pages, %v", len(ps), err)
	}
	for _, s := range h {
		if all, err := s.PublishedSite(t.Context(), "site"); err != nil || len(all) != 2*times {
			t.Errorf("a handle knows of %d pages, %v", len(all), err)
		}
	}
}

// answers has both handles keep the same answers, the first of which stay, and others.
func (h *handles) answers(t *testing.T) {
	h.atOnce(t, func(ctx context.Context, s *store.Store, n int) error {
		as := map[l10n.Hash]l10n.Answer{}
		for i := range 20 {
			as[l10n.Hash(fmt.Sprint("shared", i))] = l10n.Answer{Characters: n}
		}
		as[l10n.Hash(fmt.Sprint("own", n))] = l10n.Answer{Characters: n}
		return s.KeepAnswers(ctx, as)
	})
	var questions []l10n.Hash
	for n := range 2 * times {
		questions = append(questions, l10n.Hash(fmt.Sprint("own", n)))
	}
	as, err := h[0].Answers(t.Context(), questions)
	if err != nil || len(as) != 2*times {
		t.Errorf("%d answers, %v", len(as), err)
	}
}

func (h *handles) blobs(t *testing.T) {
	h.atOnce(t, func(ctx context.Context, s *store.Store, n int) error {
		ref, err := s.Put(ctx, []byte(fmt.Sprint(n%times)))
		if err != nil {
			return err
		}
		_, err = s.Get(ctx, ref)
		return err
	})
}

func (h *handles) spending(t *testing.T) {
	h.atOnce(t, func(ctx context.Context, s *store.Store, n int) error { return s.Spend(ctx, "p", "r", "2026-11", 1) })
	if run, month, err := h[0].Spent(t.Context(), "p", "r", "2026-11"); err != nil || run != 2*times || month != 2*times {
		t.Errorf("%d in the run, %d in the month, %v", run, month, err)
	}
}

// sameMeanings has the handles declare the same changes in opposite orders.
func (h *handles) sameMeanings(t *testing.T) {
	h.atOnce(t, func(ctx context.Context, s *store.Store, n int) error {
		ms := []l10n.SameMeaning{{Document: "d", New: "h1"}, {Document: "d", New: "h2"}, {Document: "d", New: l10n.Hash(fmt.Sprint("own", n))}}
		if s == h[1] {
			ms[0], ms[1] = ms[1], ms[0]
		}
		return s.DeclareSame(ctx, ms)
	})
	if ms, err := h[0].SameMeanings(t.Context(), "d"); err != nil || len(ms) != 2+2*times {
		t.Errorf("%d declarations, %v", len(ms), err)
	}
}

func (h *handles) looks(t *testing.T) {
	at := time.Date(2026, 3, 9, 12, 0, 0, 0, time.UTC)
	h.atOnce(t, func(ctx context.Context, s *store.Store, n int) error {
		return s.SaveLook(ctx, l10n.Look{Site: "looked", At: at.Add(time.Duration(n) * time.Minute)})
	})
	if ls, err := h[0].Looks(t.Context(), "looked", 1000); err != nil || len(ls) != 2*times {
		t.Errorf("%d looks, %v", len(ls), err)
	}
}

// rollbacks has both handles record the same acts, each of which is one.
func (h *handles) rollbacks(t *testing.T) {
	h.atOnce(t, func(ctx context.Context, s *store.Store, n int) error {
		return s.RecordRollback(ctx, l10n.Rollback{ID: fmt.Sprint("act", n%times), Site: "site", Document: "d", At: time.Now()})
	})
	if rs, err := h[0].Rollbacks(t.Context(), "site", "d"); err != nil || len(rs) != times {
		t.Errorf("%d rollbacks, %v", len(rs), err)
	}
}
