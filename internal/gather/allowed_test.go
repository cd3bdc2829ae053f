package gather

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestAllowed(t *testing.T) {
	policy := l10n.AssetPolicy{From: []string{"https://cdn.example/shared/"}, Localized: "https://media.example/{locale}/img"}
	for address, want := range map[string]bool{
		"https://s.example/x.png":                      true,
		"https://S.EXAMPLE/x.png":                      true,
		"http://s.example/x.png":                       false,
		"https://s.example:8443/x.png":                 false,
		"https://other.example/x.png":                  false,
		"https://cdn.example/shared/x.png":             true,
		"https://cdn.example/shared":                   false,
		"https://cdn.example/sharedelse/x.png":         false,
		"https://cdn.example/shared/../x.png":          false,
		"https://cdn.example/shared/%2e%2e/secret.png": false,
		"http://cdn.example/shared/x.png":              false,
		"https://media.example/es/img/x.png":           true,
		"https://%zz/":                                 false,
	} {
		g := &gathering{plan: l10n.Plan{Assets: policy}, page: page}
		if got := g.allowed(address); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
	beside := &gathering{plan: l10n.Plan{Assets: l10n.AssetPolicy{Localized: l10n.BesideAssets}}, page: page}
	if beside.allowed("beside/x.png") {
		t.Error("the policy's own word was taken for a place")
	}
	file := &gathering{page: "file:///home/me/site/page.html"}
	for address, want := range map[string]bool{
		"file:///home/me/site/img/x.png": true, "file:///home/me/x.png": false, "file:///home/me/site/../x.png": false,
	} {
		if got := file.allowed(address); got != want {
			t.Errorf("%s: %v", address, got)
		}
	}
}
