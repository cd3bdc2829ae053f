package publish

import (
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestChanged(t *testing.T) {
	pub := func(files ...string) *l10n.Publication {
		p := &l10n.Publication{Locales: []l10n.ManifestLocale{{File: "es/a.html", URL: "https://es.example.org/a.html"}}}
		for i := 0; i < len(files); i += 2 {
			p.Files = append(p.Files, l10n.File{Path: files[i], Ref: l10n.Ref(files[i+1])})
		}
		return p
	}
	one := pub("es/a.html", "1", "es/same.css", "1", "fr/gone.html", "1")
	for name, tt := range map[string]struct {
		before, after *l10n.Publication
		want          []string
	}{
		"first": {nil, pub("es/a.html", "1"), []string{"https://es.example.org/a.html"}},
		"same":  {one, one, nil},
		"next": {one, pub("es/a.html", "2", "es/same.css", "1", "ar/new.html", "1"),
			[]string{"https://es.example.org/a.html", "https://x.example/ar/new.html", "https://x.example/fr/gone.html"}},
		"withdrawn": {one, pub(),
			[]string{"https://es.example.org/a.html", "https://x.example/es/same.css", "https://x.example/fr/gone.html"}},
	} {
		if got := Changed(tt.before, tt.after, "https://x.example/"); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v", name, got)
		}
	}
}
