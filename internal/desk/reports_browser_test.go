package desk

import (
	"net/http/httptest"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/dragoman-l10n/dragoman/internal/blob/blobtest"
	"github.com/dragoman-l10n/dragoman/internal/browsertest"
	"github.com/dragoman-l10n/dragoman/internal/glossary"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/lens"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/offline"
	"github.com/dragoman-l10n/dragoman/internal/report"
	"github.com/dragoman-l10n/dragoman/internal/settings"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// openHouse opens a desk with reports, files, the lens, settings, terms and a memory.
func openHouse(t *testing.T) tab {
	t.Helper()
	h := fixture()
	ctx := browsertest.Start(t)
	records, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "records.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = records.Close() })
	m, err := memory.Open(t.Context(), records.DB(), memory.SQLite)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = m.Close() })
	err = m.Add(t.Context(), []l10n.MemoryEntry{{Source: l10n.ParseFragment("The <1>lock</1> and its gates."), Target: l10n.ParseFragment("الهويس <1>وبواباته</1>."),
		SourceLang: "en", Locale: "ar", Author: "Samira", Site: "news"}})
	if err != nil {
		t.Fatal(err)
	}
	f := &terms{text: "en,es,ar,note\nlock,esclusa|!cerradura,هويس,of a harbour\nquay,muelle,رصيف,\n"}
	o := options(t, h)
	o.Reports = &told{tables: []report.Table{wordsTable()}, since: noon.AddDate(0, -1, 0)}
	o.Offline = &offline.Service{Records: h, Sources: h, Reviews: nothingOpen{}, Editor: oneByOne{h}, Blobs: blobtest.Memory{}}
	o.Lens = &lens.Service{Records: h, Sources: h}
	o.Settings = &settings.Service{File: &yamlFile{text: "sites:\n  - name: news\n    locales: [es]\n"}}
	o.Memory, o.Glossary, o.FileChanges = m, &glossary.Service{File: f, Changes: f}, f
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(d)
	t.Cleanup(srv.Close)
	return tab{T: t, ctx: ctx, base: srv.URL}
}

// TestBrowserReportsAndSettings looks at each of these pages with axe, in both directions, light and dark, wide and narrow, and
// shows a change of the settings.
func TestBrowserReportsAndSettings(t *testing.T) {
	b := openHouse(t)
	b.run(chromedp.EmulateViewport(1280, 900))
	b.open("en", "/settings/news")
	b.run(chromedp.SendKeys("#f-exclude", "nav"), chromedp.Click("button[value=show]"), chromedp.WaitVisible(".patch"))
	b.axe("a change of the settings")
	b.shoot("settings-change")
	for _, look := range []struct {
		lang   l10n.Locale
		scheme string
		width  int64
	}{{"en", "light", 1280}, {"en", "dark", 360}, {"ar", "dark", 1280}, {"ar", "light", 360}} {
		b.run(chromedp.EmulateViewport(look.width, 900))
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: look.scheme}}}); err != nil {
			t.Fatal(err)
		}
		for page, path := range map[string]string{"reports": "/reports", "files": esPage + "/files", "many-files": "/files", "lens": "/lens/" + string(statement) + "?s=u5.1",
			"settings": "/settings", "memory": "/memory?q=lock&pair=en%2Far", "entry": "/memory/1", "glossary": "/glossary?line=2"} {
			b.open(look.lang, path)
			name := page + "-" + string(look.lang) + "-" + look.scheme
			b.fits(name)
			b.axe(name)
			b.shoot("house-" + name)
		}
	}
}
