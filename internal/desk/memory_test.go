package desk

import (
	"context"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/glossary"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// visitMemory opens a desk with a memory of one entry.
func visitMemory(t *testing.T) (*visitor, *memory.Memory) {
	t.Helper()
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
	if err := m.Add(context.Background(), []l10n.MemoryEntry{{Source: l10n.ParseFragment("The <1>lock</1> & its gates."), Target: l10n.ParseFragment("La <1>cerradura</1>."),
		SourceLang: "en", Locale: "es", Author: "Luz", Site: "news"}}); err != nil {
		t.Fatal(err)
	}
	o := options(t, fixture())
	o.Memory = m
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return visit(t, d), m
}

func TestMemory(t *testing.T) {
	v, _ := visitMemory(t)
	v.get("/memory").want(200, "h1", "Memory").want(200, ".queue-head .hint", "One entry").want(200, "select[name=pair] option", "English → Spanish")
	v.get("/memory?q=nothing&pair=en%2Fes").want(200, ".calm", "No entry")
	v.get("/memory?q=cerradura&pair=en%2Fes").want(200, ".hits mark", "cerradura").want(200, ".hits", "Luz")
	entry, _ := v.doc.Find(".hits a").Attr("href")
	v.get(entry).want(200, ".lens-text", "its gates").want(200, "#past ~ ol .badge", "stands")
	v.press("button[value=change]", map[string]string{"text": "La esclusa."}).want(422, ".notice.bad", "Nothing was changed").want(200+222, "textarea", "La esclusa.")
	v.press("button[value=change]", map[string]string{"text": "La <1>esclusa</1>."}).want(200, ".notice.good", "changed").want(200, "#past ~ ol", "replaced")
	v.get("/memory?q=esclusa&pair=en%2Fes").want(200, ".hits", "Ana")
	entry, _ = v.doc.Find(".hits a").Attr("href")
	v.get(entry).press("button[value=take-out]", map[string]string{"why": "of a door"}).want(200, ".urgent", "of a door").want(200, ".notice.note", "does not stand")
	v.get("/memory?q=esclusa&pair=en%2Fes").want(200, ".calm", "No entry")
	v.upload("/memory", map[string]string{"more.tsv": "en\tes\nThe quay\tEl muelle\n"}).want(200, ".notice.good", "1 new")
	v.upload("/memory", map[string]string{"more.tmx": "<html>"}).want(200, ".notice.bad", "more.tmx")
	v.get("/memory/999").want(404, "main", "nothing at this address")
	v.get("/memory/x").want(404, "main", "nothing at this address")
	if v.get("/memory?q=a&pair=x"); v.status != http.StatusBadRequest {
		t.Error(v.status)
	}
}

// terms is a glossary in memory.
type terms struct {
	text    string
	changes []l10n.FileChange
}

func (f *terms) Read() (string, []byte, error) { return "glossary.csv", []byte(f.text), nil }
func (f *terms) Write(_, now []byte) error     { f.text = string(now); return nil }
func (f *terms) AddFileChange(_ context.Context, c l10n.FileChange) error {
	f.changes = append(f.changes, c)
	return nil
}
func (f *terms) FileChanges(context.Context, string, int) ([]l10n.FileChange, error) {
	return f.changes, nil
}

func visitGlossary(t *testing.T, f *terms, writes bool) *visitor {
	t.Helper()
	o := options(t, fixture())
	o.Glossary, o.FileChanges, o.WritesSettings = &glossary.Service{File: f, Changes: f, Writes: writes}, f, writes
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return visit(t, d)
}

func TestGlossary(t *testing.T) {
	const file = "# ours\nen,es,ar,note\nlock,esclusa|!cerradura,هويس,\nquay,muelle,رصيف,<b>\n"
	f := &terms{text: file}
	v := visitGlossary(t, f, false)
	v.get("/glossary?q=رصيف").want(200, ".terms", "muelle").want(200, ".queue-head .hint", "1 of 2").want(200, ".terms td[lang=ar][dir=rtl]", "رصيف")
	edit, _ := v.doc.Find(".terms a").Attr("href")
	v.get(strings.TrimSuffix(edit, "#edit")).press("button[value=show]", map[string]string{"c1": "muelle|andén"})
	v.want(200, ".patch .new", "muelle|andén").want(200, ".patch .gone", "quay,muelle,رصيف,<b>").wantNone("button[value=write]")
	v.get("/glossary?new=1").press("button[value=show]", map[string]string{"c0": "tide"}).want(200, ".patch .new", "+tide,,,")
	v = visitGlossary(t, f, true)
	v.get("/glossary?line=3").press("button[value=remove]", nil).want(200, ".patch .gone", "-lock").press("button[value=write]", nil).want(200, ".notice.good", "written").want(200, "#changes ~ ol", "Ana")
	if f.text != "# ours\nen,es,ar,note\nquay,muelle,رصيف,<b>\n" {
		t.Errorf("%q", f.text)
	}
	hash, _ := v.doc.Find("form[enctype] input[name=hash]").Attr("value")
	v.post("/glossary", map[string][]string{"act": {"write"}, "hash": {"old"}, "line": {"3"}, "remove": {"1"}}).want(409, ".notice.bad", "Nothing was changed")
	v.post("/glossary", map[string][]string{"act": {"show"}, "hash": {hash}, "name": {"x.csv"}, "kept": {"en,es\r\nquay,atracadero\r\n"}})
	v.want(200, ".patch .new", "+quay,atracadero").press("button[value=write]", nil)
	if !strings.Contains(f.text, "quay,atracadero,رصيف,<b>") || len(f.changes) != 2 {
		t.Errorf("%q", f.text)
	}
}
