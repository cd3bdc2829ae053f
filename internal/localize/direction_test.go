package localize

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestDirection(t *testing.T) {
	for _, tt := range []struct{ locale, in, want string }{
		{"ar", `<html class="no-js ltr"><body class="page dir-ltr ltr-grid"><p>x</p></body></html>`,
			`<html lang="ar" dir="rtl" class="no-js rtl">`},
		{"ar", `<html><body class="page  dir-ltr ltr-grid"><p>x</p></body></html>`, `<body class="page dir-rtl ltr-grid">`},
		{"es", `<html><body class="page  ltr"><p dir="ltr" align="left">x</p></body></html>`,
			`<body class="page  ltr"><p dir="ltr" align="left">x</p>`},
		{"ar", `<div dir="ltr"><p dir="LTR">Words</p></div>`, `<div dir="rtl"><p dir="rtl">Words</p></div>`},
		{"ar", `<p dir="ltr">+1 202 555 0100</p>`, `<p dir="ltr">+1 202 555 0100</p>`},
		{"ar", `<p dir="ltr" translate="no">Words</p>`, `<p dir="ltr" translate="no">Words</p>`},
		{"ar", `<p dir="ltr" lang="fr">Mots</p><p>Words</p>`, `<p dir="ltr" lang="fr">`},
		{"ar", `<p>See <code dir="ltr">run it</code> now</p>`, `<code dir="ltr">`},
		{"ar", `<p align="left">Words</p>`, `<p align="right">Words</p>`},
		{"ar", `<p align="right">Words</p>`, `<p align="left">Words</p>`},
		{"ar", `<p align="right" lang="ar" dir="rtl">كلمات</p>`, `<p align="right" lang="ar" dir="rtl">`},
		{"ar", `<table><tr><td align="right">87,600</td></tr></table>`, `<td align="left">`},
		{"ar", `<td align="center">Words</td>`, `Words`},
		{"ar", `<p>Words <img align="left" src="https://x.example/a.png"></p>`, `<img align="left"`},
		{"ar", `<p style="color:red; text-align: left ;direction:ltr">Words</p>`,
			`style="color:red; text-align: right ;direction:rtl"`},
		{"ar", `<p style="text-align:right;float:left">Words</p>`, `style="text-align:left;float:left"`},
		{"ar", `<p style="text-align:leftish">Words</p>`, `style="text-align:leftish"`},
		{"ar", `<p style="text-align:left">+1 202</p>`, `style="text-align:left"`},
		{"ar", `<p style="text-align:left;background:url(a.png)">Words</p>`,
			`style="text-align:right;background:url(&quot;https://www.example/en/news/a.png&quot;)"`},
	} {
		p := testPage(t, l10n.Locale(tt.locale))
		p.Attribution = Attribution{}
		if got := render(t, p, tt.in); !strings.Contains(got, tt.want) {
			t.Errorf("%s: got %s\nwant %s", tt.in, got, tt.want)
		}
	}
}

func TestDirectionOfARightToLeftSource(t *testing.T) {
	p := testPage(t, "es")
	p.SourceLang, p.Attribution = "ar", Attribution{}
	got := render(t, p, `<html lang="ar" dir="rtl" class="rtl"><body><p dir="rtl" align="right">كلمات</p></body></html>`)
	if !strings.Contains(got, `<html lang="es" dir="ltr" class="ltr">`) ||
		!strings.Contains(got, `<p dir="ltr" align="left">`) {
		t.Error(got)
	}
}

func TestStylesheetsOfADirection(t *testing.T) {
	p := testPage(t, "ar")
	p.Stylesheets = []string{"/css/rtl.css", "https://cdn.example/x.css"}
	p.Assets = map[string]string{"https://cdn.example/x.css": "https://news.example/assets/d/1-x.css"}
	got := render(t, p, `<head><link rel=stylesheet href=/css/site.css></head><p>x</p>`)
	at, own := strings.Index(got, `href="https://www.example/css/site.css"`),
		strings.Index(got, `<link rel="stylesheet" href="https://www.example/css/rtl.css">`)
	if own < 0 || at > own || !strings.Contains(got, `href="/assets/d/1-x.css"`) {
		t.Error(got)
	}
}
