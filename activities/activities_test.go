package activities

import (
	"errors"
	"fmt"
	"net/url"
	"testing"
	"time"

	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

func TestErrorsAreMappedOnce(t *testing.T) {
	for _, c := range []struct {
		err       error
		typ       string
		retryable bool
	}{
		{fetch.ErrGone, TypeSource, false},
		{fmt.Errorf("x: %w", fetch.ErrRobots), TypeSource, false},
		{fetch.ErrForbiddenAddress, TypeSource, false},
		{&fetch.StatusError{Code: 503, RetryAfter: time.Minute}, TypeBusy, true},
		{fmt.Errorf("x: %w", l10n.ErrConflict), TypeConflict, false},
		{publish.ErrOlder, TypeRefused, false},
		{l10n.ErrNotFound, TypeNotFound, false},
		{l10n.ErrCodes, TypePage, false},
	} {
		var app *temporal.ApplicationError
		if err := fail(c.err); !errors.As(err, &app) || app.Type() != c.typ || app.NonRetryable() == c.retryable {
			t.Errorf("%v: %v", c.err, err)
		}
	}
	var app *temporal.ApplicationError
	if errors.As(fail(&fetch.StatusError{Code: 429, RetryAfter: 42 * time.Second}), &app); app.NextRetryDelay() != 42*time.Second || app.Category() != temporal.ApplicationErrorCategoryBenign {
		t.Errorf("Retry-After becomes the next delay: %v %v", app.NextRetryDelay(), app.Category())
	}
	plain := errors.New("connection reset")
	if fail(plain) != plain || fail(nil) != nil { //nolint:errorlint // the very same error must come back
		t.Error("an unknown error is retried as it is")
	}
}

func TestLinksLeadToWhatIsPublished(t *testing.T) {
	r := &rendering{
		page:     l10n.PublishedPage{Locale: "es", SourceURL: "http://site.test/a.html"},
		siblings: []l10n.PublishedPage{{Locale: "es", SourceURL: "http://site.test/a.html", URL: "http://public.test/es/a.html"}},
		site: []l10n.PublishedPage{
			{Locale: "es", SourceURL: "http://site.test/", URL: "http://public.test/es/"},
			{Locale: "ar", SourceURL: "http://site.test/b.html", URL: "http://public.test/ar/b.html"},
		},
	}
	link := r.link("http://site.test/a.html")
	for to, want := range map[string]string{
		"http://site.test/a.html":     "http://public.test/es/a.html",
		"http://site.test/index.html": "http://public.test/es/",
		"http://site.test":            "http://public.test/es/",
		"http://site.test/b.html":     "", // in another locale only
		"http://site.test/c.html":     "",
		"https://elsewhere.test/":     "",
	} {
		u, err := url.Parse(to)
		if err != nil {
			t.Fatal(err)
		}
		if href, _, ok := link(u); href != want || ok != (want != "") {
			t.Errorf("%s → %q %v", to, href, ok)
		}
	}
	if len(r.page.Pending) != 2 {
		t.Errorf("pages of the site that are not there yet are noted, once: %v", r.page.Pending)
	}
}

func TestAttributionSaysWhatIsTrue(t *testing.T) {
	at := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	by := []l10n.Decision{{At: at.Add(-time.Hour)}, {At: at}}
	for kind, ts := range map[localize.AttributionKind][]l10n.Target{
		localize.Reviewed:        {{Origin: l10n.Origin{Kind: l10n.SubHuman}}, {Origin: l10n.Origin{Kind: l10n.SubTMExact}}},
		localize.MachineReviewed: {{Origin: l10n.Origin{Kind: l10n.SubHuman}}, {Origin: l10n.Origin{Kind: l10n.SubMT}}},
	} {
		if got := attribution(ts, by); got.Kind != kind || !got.Date.Equal(at) {
			t.Errorf("%+v", got)
		}
	}
}

func TestRollbackBringsTheRecordsBack(t *testing.T) {
	pub := &l10n.Publication{ID: "p1", Site: "s", Document: "d", Run: "r", Locales: []l10n.ManifestLocale{
		{Locale: "es", URL: "http://public.test/es/", SourceURL: "http://site.test/", Targets: "t1", Skeleton: "k1", Extraction: "e1"},
	}}
	pages := pagesOf(pub)
	if len(pages) != 1 || pages[0].Targets != "t1" || pages[0].Publication != "p1" || pages[0].SourceURL != "http://site.test/" {
		t.Errorf("%+v", pages)
	}
}
