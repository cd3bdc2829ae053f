package check

import (
	"bufio"
	"fmt"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"os"
	"strings"
	"testing"
)

// lines: to | source | target | want (empty none) ; optional from>to ; terms after 5th field  src=tgt;src!dnt
func TestZZ(t *testing.T) {
	f, _ := os.Open("/tmp/qa_own.txt")
	sc := bufio.NewScanner(f)
	bad := 0
	n := 0
	for sc.Scan() {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		p := strings.Split(line, "|")
		for i := range p {
			p[i] = strings.TrimSpace(p[i])
		}
		if len(p) < 4 {
			fmt.Println("??", line)
			continue
		}
		from, to := "en", p[0]
		if a, b, ok := strings.Cut(p[0], ">"); ok {
			from, to = a, b
		}
		q := func(s string) string {
			return strings.NewReplacer("\\n", "\n", "␣", " ", "\\u200b", "\u200b", "\\u200c", "\u200c", "\\u200d", "\u200d", "\\u00a0", "\u00a0", "\\u202f", "\u202f").Replace(s)
		}
		pr := Pair{Source: l10n.ParseFragment(q(p[1])), Target: l10n.ParseFragment(q(p[2])), SourceLang: l10n.Locale(from), Locale: l10n.Locale(to), Unit: &l10n.Unit{Element: "p"}}
		for i := 0; i < 9; i++ {
			pr.Unit.Codes = append(pr.Unit.Codes, l10n.Code{ID: l10n.CodeID(i + 1), Name: "b", Paired: true})
		}
		if len(p) > 4 {
			for _, x := range strings.Split(p[4], ";") {
				if s, tg, ok := strings.Cut(x, "="); ok {
					pr.Terms = append(pr.Terms, l10n.Term{Source: s, Targets: []string{tg}})
				} else {
					pr.Terms = append(pr.Terms, l10n.Term{Source: strings.TrimSuffix(x, "!"), DoNotTranslate: true})
				}
			}
		}
		var got []string
		var detail []string
		for _, is := range New(Options{}).Segment(pr) {
			if is.Severity >= WarnSeverity {
				got = append(got, string(is.Check))
			}
			d := fmt.Sprintf("%s/%d %s", is.Check, is.Severity, is.Comment)
			if is.Fix != nil {
				d += " FIX " + is.Fix.String()
			}
			detail = append(detail, d)
		}
		ok := p[3] == "" && len(got) == 0
		if p[3] != "" {
			for _, g := range got {
				for _, w := range strings.Split(p[3], ",") {
					ok = ok || g == w
				}
			}
		}
		n++
		if !ok {
			bad++
			fmt.Printf("WANT[%s] %s | %s | %s\n     %v\n", p[3], p[0], p[1], p[2], detail)
		}
	}
	fmt.Println(bad, "of", n)
}
