package publish

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestReserved has titles as a translator may write them, and what becomes of them in the locale.
func TestReserved(t *testing.T) {
	for _, tt := range []struct {
		locale, title string
		want          bool
	}{
		{"en", "Index", true}, {"es", "¡Index!", true}, {"de", "INDEX", true}, {"tr", "INDEX", true}, {"tr", "İNDEX", true},
		{"en", "ｉｎｄｅｘ", true}, {"en", "Ｉｎｄｅｘ", true}, {"en", "ⅠNDEX", false}, {"en", "ind\u00adex", false}, {"en", "index\ufe0f", true},
		{"en", "𝐢𝐧𝐝𝐞𝐱", true}, {"en", "Sitemap", true}, {"en", "Sitemap 2", true}, {"en", "sitemap—12", true}, {"en", "Robots", true},
		{"en", "Feed", true}, {"en", "Manifest", true}, {"en", "Publications", true}, {"en", "publications news", false}, {"en", "404", true},
		{"en", "NUL", true}, {"en", "COM1", true}, {"en", "lpt 9", true}, {"en", "Default", true}, {"fr", "Home", true}, {"en", "ﬁeld", false},
		{"en", "Indexes", false}, {"en", "The index", false}, {"ca", "Índex", false}, {"ru", "Индекс", false}, {"en", "Sitemaps", false},
		{"en", "Com", false}, {"en", "Robotics", false}, {"en", "2025", false}, {"en", "Communiqué 1", false}, {"hu", "Index 2", false},
	} {
		if got := Reserved(Slug(l10n.Locale(tt.locale), tt.title, false)); got != tt.want {
			t.Errorf("%s %q is %q: reserved %v", tt.locale, tt.title, Slug(l10n.Locale(tt.locale), tt.title, false), got)
		}
	}
	for _, title := range []string{"Ïndex", "Índex", "index", "INDEX"} { // Latin letters make others the same
		if s := Slug("ca", title, true); !Reserved(s) {
			t.Errorf("%q is %q", title, s)
		}
	}
}
