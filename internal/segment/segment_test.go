package segment

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// sentence is a text with a bar where a sentence ends.
type sentence struct{ lang, text string }

// cases reads testdata/sentences.txt.
func cases(t testing.TB) []sentence {
	t.Helper()
	b, err := os.ReadFile("testdata/sentences.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []sentence
	for line := range strings.Lines(string(b)) {
		lang, text, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		if ok && !strings.HasPrefix(line, "#") {
			out = append(out, sentence{lang, strings.ReplaceAll(text, `\n`, "\n")})
		}
	}
	if len(out) < 300 {
		t.Fatalf("testdata/sentences.txt has %d texts only", len(out))
	}
	return out
}

func TestSentences(t *testing.T) {
	s := New()
	for _, c := range cases(t) {
		want := strings.Split(c.text, "|")
		if got := s.Sentences(l10n.Locale(c.lang), strings.Join(want, "")); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", c.lang, got, want)
		}
	}
}

// check holds what is true of any breaks of any text.
func check(t *testing.T, text string, breaks []int) {
	t.Helper()
	last := 0
	for _, b := range breaks {
		if b <= last || b >= len(text) {
			t.Fatalf("%q: break at %d after %d", text, b, last)
		}
		if text[b]&0xc0 == 0x80 && text[b-1] >= 0x80 {
			if r := []rune(text[:b]); strings.HasSuffix(string(r), "\uFFFD") && !strings.HasSuffix(text[:b], "\uFFFD") && validText(text) {
				t.Fatalf("%q: break at %d within a character", text, b)
			}
		}
		last = b
	}
}

func validText(s string) bool { return strings.ToValidUTF8(s, "") == s }

func FuzzBreaks(f *testing.F) {
	for _, c := range cases(f) {
		f.Add(c.lang, strings.ReplaceAll(c.text, "|", ""))
	}
	s := New()
	f.Fuzz(func(t *testing.T, lang, text string) { check(t, text, s.Breaks(l10n.Locale(lang), text)) })
}

func TestSRX(t *testing.T) {
	const rules = `<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="yes"/><body><languagerules>
		<languagerule languagerulename="en"><rule break="no"><beforebreak>\bMr\.</beforebreak><afterbreak>\s</afterbreak></rule></languagerule>
		<languagerule languagerulename="all"><rule break="yes"><beforebreak>[.?!]+</beforebreak><afterbreak>\s</afterbreak></rule></languagerule>
		</languagerules><maprules><languagemap languagepattern="en.*" languagerulename="en"/><languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>`
	s, err := ReadSRX(strings.NewReader(rules))
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Sentences("en-GB", "Mr. Hall left. Why?"); !slices.Equal(got, []string{"Mr. Hall left.", " Why?"}) {
		t.Errorf("en: %q", got)
	}
	if got := s.Sentences("de", "Mr. Hall left."); !slices.Equal(got, []string{"Mr.", " Hall left."}) {
		t.Errorf("de: %q", got)
	}
	_, err = ReadSRX(strings.NewReader(strings.Replace(rules, `\bMr`, `(?&lt;!\d)Mr`, 1)))
	if err == nil || !strings.Contains(err.Error(), `rule 1 of "en"`) {
		t.Errorf("a rule that looks back: %v", err)
	}
}

// TestWriteSRX holds that the exported rules read back, and find the plain cases.
func TestWriteSRX(t *testing.T) {
	var b bytes.Buffer
	if err := WriteSRX(&b); err != nil {
		t.Fatal(err)
	}
	s, err := ReadSRX(&b)
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string][]string{
		"en": {"Ask Dr. Adams. ", "He knows."}, "zh": {"今天下雨。", "我们在家。"}, "de-AT": {"Am 3. Mai. ", "Gut!"},
	} {
		if got := s.Sentences(l10n.Locale(lang), strings.Join(want, "")); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func BenchmarkBreaks(b *testing.B) {
	text := strings.Repeat("The council met on Jan. 5 at 10 a.m. and heard Dr. Ito. “It is time,” she said. Nobody (it seems) disagreed! ", 200)
	s := New()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s.Breaks("en", text)
	}
}

// TestMayPair holds that no mark of a pair is passed by.
func TestMayPair(t *testing.T) {
	for open, marks := range closing {
		for _, r := range string(open) + marks {
			if r < utf8.RuneSelf && !pairsASCII[r] || r >= utf8.RuneSelf && !mayPair(r) {
				t.Errorf("%q is passed by", r)
			}
		}
	}
}
