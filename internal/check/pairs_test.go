package check

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// readPair reads a line of testdata/pairs.txt.
func readPair(t *testing.T, line string) (p Pair, want []string) {
	t.Helper()
	escapes := strings.NewReplacer(`\u200b`, "\u200b", `\u200d`, "\u200d", `\u00a0`, "\u00a0")
	cells := strings.Split(escapes.Replace(line), "|")
	if len(cells) < 4 {
		t.Fatalf("%q has no four parts", line)
	}
	for i := range cells {
		cells[i] = strings.TrimSpace(cells[i])
	}
	from, to, ok := strings.Cut(cells[0], ">")
	if !ok {
		from, to = "en", cells[0]
	}
	p = Pair{
		SourceLang: l10n.Locale(from), Locale: l10n.Locale(to), Unit: &l10n.Unit{Element: "p"},
		Source: l10n.ParseFragment(cells[1]), Target: l10n.ParseFragment(cells[2]),
	}
	for id := range l10n.CodeID(9) {
		p.Unit.Codes = append(p.Unit.Codes, l10n.Code{ID: id + 1, Name: "b", Paired: true})
	}
	if len(cells) > 4 {
		for term := range strings.SplitSeq(cells[4], ";") {
			source, target, ok := strings.Cut(strings.TrimSpace(term), "=")
			x := l10n.Term{Source: source, Targets: []string{target}}
			if !ok {
				x = l10n.Term{Source: source, DoNotTranslate: true}
			}
			p.Terms = append(p.Terms, x)
		}
	}
	return p, strings.Fields(cells[3])
}

// TestPairs holds the pairs of testdata/pairs.txt: whether a pair is right, and else which check warns of it. A good
// text must have no warning at all.
func TestPairs(t *testing.T) {
	f, err := os.Open("testdata/pairs.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	c := New(Options{})
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		if line := lines.Text(); line != "" && line[0] != '#' {
			p, want := readPair(t, line)
			var got, said []string
			for _, is := range c.Segment(p) {
				if is.Severity >= WarnSeverity {
					got = append(got, string(is.Check))
					said = append(said, string(is.Check)+": "+is.Comment)
				}
			}
			if len(want) == 0 && len(got) > 0 || len(want) > 0 && !slices.Contains(got, want[0]) {
				t.Errorf("%s\n  got %v, want %v", line, said, want)
			}
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}
