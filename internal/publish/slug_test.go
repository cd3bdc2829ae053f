package publish

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestSlug(t *testing.T) {
	long := strings.Repeat("declaración conjunta ", 20)
	for _, tt := range []struct {
		locale, title, native, ascii string
	}{
		{"es", "¡La Comisión: 25 años & más!", "la-comisión-25-años-más", "la-comision-25-anos-mas"},
		{"de", "Eröffnung der siebten Tagung – Übersicht", "eröffnung-der-siebten-tagung-übersicht",
			"eroeffnung-der-siebten-tagung-uebersicht"},
		{"fr", "L’ouverture de l'Assemblée", "l-ouverture-de-l-assemblée", "l-ouverture-de-l-assemblee"},
		{"ru", "Открытие седьмой сессии", "открытие-седьмой-сессии", "otkrytie-sedmoi-sessii"},
		{"zh", "第七届会议开幕", "第七届会议开幕", "di-qi-jie-hui-yi-kai-mu"},
		{"tr", "IĞDIR", "ığdır", "igdir"},
		{"fa", "می\u200cگوید", "می-گوید", "my-gwyd"},
		{"es", "—", "", ""},
		{"es", "", "", ""},
		{"es", long, strings.TrimSuffix(strings.Repeat("declaración-conjunta-", 5), "-"),
			strings.Repeat("declaracion-conjunta-", 5) + "declaracion"},
	} {
		if got := Slug(l10n.Locale(tt.locale), tt.title, false); got != tt.native {
			t.Errorf("%s %q: %q, want %q", tt.locale, tt.title, got, tt.native)
		}
		if got := Slug(l10n.Locale(tt.locale), tt.title, true); got != tt.ascii {
			t.Errorf("%s %q in Latin letters: %q, want %q", tt.locale, tt.title, got, tt.ascii)
		}
	}
}

func TestLatinPath(t *testing.T) {
	for in, want := range map[string]string{
		"/новости/заявление.html": "/novosti/zaiavlenie.html", "/News/A_b.html": "/News/A_b.html", "/новости/": "/novosti/",
		"/v1.2/ä.php": "/v1.2/a.php", "/что.где": "/chto-gde",
	} {
		if got := LatinPath("ru", in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestPageName(t *testing.T) {
	for in, want := range map[string]string{"/": "", "/news/": "", "/news/index.html": "", "/news/a.htm": "a",
		"/news/v1.2": "v1.2"} {
		if got := PageName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := PagePath("es", WithName("/news/a.htm", "año")); got != "es/news/año.html" {
		t.Error(got)
	}
}

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"a b", strings.Repeat("á", 100), strings.Repeat("́", 200), "第七届会议", "\xff\xfe", "../../etc",
		strings.Repeat("x", 300)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, title string) {
		for _, ascii := range []bool{true, false} {
			s := Slug("de", title, ascii)
			if len(s) > longestSlug || !utf8.ValidString(s) || strings.ContainsAny(s, "/. \\") {
				t.Errorf("%q: %q", title, s)
			}
			if s == "" {
				continue
			}
			if err := CheckPath(PagePath("de", WithName("/x/y", s))); err != nil {
				t.Error(err)
			}
		}
	})
}
