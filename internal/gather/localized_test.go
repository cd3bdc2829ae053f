package gather

import (
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestLocalizedAddress(t *testing.T) {
	for _, tt := range []struct{ address, tag, where, want string }{
		{"https://s.example/i/photo.png", "es", l10n.BesideAssets, "https://s.example/i/photo.es.png"},
		{"https://s.example/i/photo.png?v=2", "pt-BR", l10n.BesideAssets, "https://s.example/i/photo.pt-BR.png?v=2"},
		{"https://s.example/i/photo", "es", l10n.BesideAssets, "https://s.example/i/photo.es"},
		{"https://s.example/i/photo.png", "es", "https://m.example/{locale}/img/", "https://m.example/es/img/photo.png"},
		{"https://s.example/i/photo.png", "es", "https://m.example/{locale}", "https://m.example/es/photo.png"},
		{"https://s.example/i/", "es", l10n.BesideAssets, ""},
		{"https://s.example/i/.png", "es", l10n.BesideAssets, ""},
		{"https://%zz/", "es", l10n.BesideAssets, ""},
		{"https://s.example/i/photo.png", "es", "https://%zz/{locale}", ""},
	} {
		if got := localizedAddress(tt.address, tt.tag, tt.where); got != tt.want {
			t.Errorf("%s for %s at %s: %q, want %q", tt.address, tt.tag, tt.where, got, tt.want)
		}
	}
}

func TestALocalesOwnFolder(t *testing.T) {
	f := &files{bodies: map[string]string{"https://m.example/es/0.png": "foto", "https://m.example/pt/0.png": "foto pt"}}
	policy := l10n.AssetPolicy{Localized: "https://m.example/{locale}"}
	out, assets := gathered(t, &Service{Blobs: memory{}, Fetcher: f}, page, `<img src="https://elsewhere.example/0.png">`, policy)
	want := []l10n.Asset{
		{Source: "https://elsewhere.example/0.png", Locale: "es", URL: "https://m.example/es/0.png"},
		{Source: "https://elsewhere.example/0.png", Locale: "pt-BR", URL: "https://m.example/pt/0.png"},
	}
	if out.Localized != 2 || out.Copied != 0 || out.Linked != 0 || !slices.Equal(assets, want) {
		t.Errorf("%+v, %+v", out, assets)
	}
	if asked := []string{"https://m.example/es/0.png", "https://m.example/pt-BR/0.png", "https://m.example/pt/0.png"}; !slices.Equal(f.asked, asked) {
		t.Errorf("asked for %q", f.asked)
	}
}

func TestStylesheetsHaveNoLocalizedVersion(t *testing.T) {
	f := &files{}
	gathered(t, &Service{Blobs: memory{}, Fetcher: f}, page, `<link rel=stylesheet href="/a.css">`, l10n.AssetPolicy{Localized: l10n.BesideAssets})
	if len(f.asked) > 0 {
		t.Errorf("asked for %q", f.asked)
	}
}
