package publish

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func publication(run l10n.RunID, locales ...l10n.Locale) *l10n.Publication {
	p := &l10n.Publication{Run: run, Document: "d"}
	for _, l := range locales {
		path := PagePath(l, "/a")
		p.Files = append(p.Files, l10n.File{Path: path, Locale: l, Ref: l10n.NewRef([]byte(string(run) + path))})
		p.Locales = append(p.Locales, l10n.ManifestLocale{Locale: l, File: path})
	}
	return p
}

func TestComposeCarriesOver(t *testing.T) {
	current, next := publication("r1", "fr", "ru", "ar"), publication("r2", "ru", "es")
	got := Compose(current, next, "ar")
	want := map[l10n.Locale]l10n.Ref{"es": next.Files[1].Ref, "fr": current.Files[0].Ref, "ru": next.Files[0].Ref}
	if len(got.Files) != len(want) || len(got.Locales) != len(want) {
		t.Fatalf("got %+v", got)
	}
	for i, f := range got.Files {
		if f.Ref != want[f.Locale] || got.Locales[i].Locale != f.Locale {
			t.Errorf("%s: %s", f.Path, f.Ref)
		}
	}
	if got.ID != NewID(got) || got.ID == "" || len(next.Files) != 2 {
		t.Errorf("ID %q, next %+v", got.ID, next)
	}
	if first := Compose(nil, next); len(first.Files) != 2 || first.Files[0].Locale != "es" {
		t.Errorf("without a current one: %+v", first)
	}
}
