package localize

import (
	"strings"
	"testing"
)

// TestWhiteSpace checks that lists in attributes are split at HTML's white space. A no-break space is part of a word or
// an address.
func TestWhiteSpace(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{"<a href=' \f\n/report.pdf\t'>x</a>", "href='https://www.example/report.pdf'"},
		{"<a href='\u00a0report.pdf'>x</a>", "href='https://www.example/en/news/%C2%A0report.pdf'"},
		{"<img srcset='a.jpg\f1x,\u00a0b.jpg 2x'>",
			"srcset='https://www.example/en/news/a.jpg 1x, https://www.example/en/news/%C2%A0b.jpg 2x'"},
		{"<head><link rel='x\fcanonical' href=/gone></head><p>x", ""},
		{"<head><link rel='x\u00a0canonical' href=/kept></head><p>x", "/kept"},
		{"<body class='a\fis-ltr'>x", "class='a is-rtl'"},
		{"<body class='a\u00a0b is-ltr'>x", "class='a\u00a0b is-rtl'"},
		{"<body class='a\u00a0is-ltr'>x", "class='a\u00a0is-ltr'"},
		{"<meta itemprop='x\finLanguage' content=en>", `content="ar"`},
		{"<meta itemprop='x\u00a0inLanguage' content=en>", `content=en`},
	} {
		p := testPage(t, "ar")
		p.Attribution = Attribution{}
		got := render(t, p, "<html>"+c.in)
		if !strings.Contains(got, c.want) || strings.Contains(got, "/gone") {
			t.Errorf("%q: got %q\nwant %q", c.in, got, c.want)
		}
	}
}
