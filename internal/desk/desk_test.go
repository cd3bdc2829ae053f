package desk

import (
	"net/http"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/locales"
)

func options(t testing.TB, h *pipeline) Options {
	t.Helper()
	bundle, err := locales.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	return Options{Records: h, Documents: h, Previews: h, Runs: h, Reviews: h, Editor: h, Overview: overviewOf(h), Bundle: bundle, DefaultUser: "Ana",
		Listen: "127.0.0.1:8080",
		RunURL: func(k l10n.TranslationKey, r l10n.RunID) string {
			return "http://localhost:8233/namespaces/default/workflows/" + string(r)
		},
		Now: func() time.Time { return noon }}
}

func newDesk(t testing.TB, h *pipeline) http.Handler {
	t.Helper()
	d, err := New(options(t, h))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
