package site

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestPurge(t *testing.T) {
	w := newWorld(t)
	answers, err := w.site.Purge(t.Context(), w.plan, []string{"http://public.test/es/"})
	if err != nil || len(answers) != 1 || answers[0].Answer != "200 OK" {
		t.Errorf("%+v, %v", answers, err)
	}
	w.cache.fail = 1
	if answers, err := w.site.Purge(t.Context(), w.plan, []string{"http://public.test/es/"}); err == nil || len(w.cache.told) != 2 || answers[0].Answer == "" {
		t.Errorf("%+v, %v, told %d times: repeating is the caller's business", answers, err, len(w.cache.told))
	}
	w.site.Destinations["public"] = Destination{}
	if answers, err := w.site.Purge(t.Context(), w.plan, []string{"x"}); err != nil || answers != nil {
		t.Errorf("without a cache: %+v, %v", answers, err)
	}
}

// versions are a document's publications of one page with different bytes.
func versions() (before, after *l10n.Publication) {
	version := func(id l10n.PublicationID, body string) *l10n.Publication {
		return &l10n.Publication{ID: id, Document: "d", Files: []l10n.File{{Path: "es/a.html", Ref: l10n.NewRef([]byte(body))}},
			Locales: []l10n.ManifestLocale{{Locale: "es", File: "es/a.html", URL: "http://public.test/es/a.html"}}}
	}
	return version("p1", "one"), version("p2", "two")
}

func TestCachesAreToldAgainAfterAPause(t *testing.T) {
	for _, tt := range []struct{ fail, told int }{{0, 1}, {1, 2}, {2, 3}, {9, 3}} {
		synctest.Test(t, func(t *testing.T) {
			w := newWorld(t)
			w.cache.fail = tt.fail
			before, after := versions()
			w.site.purgeOrLog(t.Context(), w.site.Destinations["public"], before, after)
			if len(w.cache.told) != tt.told || !slices.Equal(w.cache.told[0], []string{"http://public.test/es/a.html"}) {
				t.Errorf("told %q, want %d times", w.cache.told, tt.told)
			}
			for i := 1; i < len(w.cache.at); i++ {
				if pause := w.cache.at[i].Sub(w.cache.at[i-1]); pause < 200*time.Millisecond {
					t.Errorf("the pause before try %d is %s", i+1, pause)
				}
			}
			given := strings.Contains(w.log.String(), "caches could not be told")
			if given != (tt.fail > 2) || given && (!strings.Contains(w.log.String(), "503 Service Unavailable") || !strings.Contains(w.log.String(), "document=d")) {
				t.Errorf("the log says %s", w.log)
			}
		})
	}
}

func TestCachesAreNotToldOfNothing(t *testing.T) {
	w := newWorld(t)
	before, after := versions()
	d := w.site.Destinations["public"]
	w.site.purgeOrLog(t.Context(), d, after, after)
	own := d
	own.Address = func(base, _ string) string { return base }
	w.site.purgeOrLog(t.Context(), own, before, after)
	w.site.purgeOrLog(t.Context(), Destination{URL: d.URL}, before, after)
	if len(w.cache.told) != 0 {
		t.Errorf("told %q", w.cache.told)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	w.cache.fail = 9
	w.site.purgeOrLog(ctx, d, before, after)
	if len(w.cache.told) != 1 || w.log.Len() > 0 {
		t.Errorf("told %q after the end; the log says %s", w.cache.told, w.log)
	}
}

func TestChangedBy(t *testing.T) {
	w := newWorld(t)
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
	first := w.current(docOf("a.html"))
	w.publish("r2", "a.html", page(`<p>Hello.</p>`), "es", "fr")
	second := w.current(docOf("a.html"))
	all := []string{"http://public.test/es/a.html", "http://public.test/fr/a.html"}
	if got, err := w.site.changedBy(t.Context(), w.plan, second); err != nil || !slices.Equal(got, all) {
		t.Errorf("%q, %v", got, err)
	}
	if got, err := w.site.changedBy(t.Context(), w.plan, first); err != nil || !slices.Equal(got, all[:1]) {
		t.Errorf("%q, %v", got, err)
	}
	w.publish("r3", "a.html", page(`<p>Hello again.</p>`), "fr")
	if got, err := w.site.changedBy(t.Context(), w.plan, w.current(docOf("a.html"))); err != nil || !slices.Equal(got, all[1:]) {
		t.Errorf("%q, %v", got, err)
	}
	w.site.Destinations["public"] = Destination{Publisher: w.site.Destinations["public"].Publisher}
	if got, err := w.site.changedBy(t.Context(), w.plan, second); err != nil || got != nil {
		t.Errorf("without a cache: %q, %v", got, err)
	}
}
