package check

import (
	"fmt"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestFigures(t *testing.T) {
	for _, c := range []struct {
		locale         l10n.Locale
		source, target string
		want           string
	}{
		{"de", "It cost 1,200 crowns in 2026.", "2026 kostete es 1.200 Kronen.", "[1,200→1 2026→0] [2026→1 1.200→0]"},
		{"ar", "Ships of <1>190</1> metres", "سفن طولها <1>١٩٠</1> مترًا", "[190→0] [١٩٠→0]"},
		{"es", "37 million, 6 years", "38 millones, seis años", "[37 ✗ 6 →] [38 ✗]"},
		{"fr", "No figures.", "Sans chiffres.", "[] []"},
	} {
		source, target := Figures(Pair{Source: l10n.ParseFragment(c.source), Target: l10n.ParseFragment(c.target), SourceLang: "en", Locale: c.locale})
		say := func(fs []Figure, text string) []string {
			out := []string{}
			for _, f := range fs {
				if text[f.Span.Start:f.Span.End] != f.Text {
					t.Errorf("%q is not at %+v of %q", f.Text, f.Span, text)
				}
				switch {
				case !f.Paired:
					out = append(out, f.Text+" ✗")
				case f.Partner < 0:
					out = append(out, f.Text+" →")
				default:
					out = append(out, fmt.Sprintf("%s→%d", f.Text, f.Partner))
				}
			}
			return out
		}
		got := fmt.Sprint(say(source, l10n.ParseFragment(c.source).Text()), " ", say(target, l10n.ParseFragment(c.target).Text()))
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.target, got, c.want)
		}
	}
}
