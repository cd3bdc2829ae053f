package check

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// fixture is a line of testdata/checks.jsonl.
type fixture struct {
	Check   l10n.CheckName
	Fires   bool
	From    l10n.Locale
	To      l10n.Locale
	Source  l10n.Fragment
	Target  l10n.Fragment
	Terms   []l10n.Term
	Max     int    `json:"maxBytes"`
	Allowed string `json:"allowed"`
}

func (f fixture) pair() Pair {
	if f.From == "" {
		f.From = "en"
	}
	u := &l10n.Unit{Element: "p", MaxBytes: f.Max, AllowedCharacters: f.Allowed}
	return Pair{Unit: u, Source: f.Source, Target: f.Target, SourceLang: f.From, Locale: f.To, Terms: f.Terms}
}

func fixtures(t testing.TB) []fixture {
	t.Helper()
	b, err := os.ReadFile("testdata/checks.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out []fixture
	for sc := bufio.NewScanner(bytes.NewReader(b)); sc.Scan(); {
		var f fixture
		if err := json.Unmarshal(sc.Bytes(), &f); err != nil {
			t.Fatalf("%s: %v", sc.Text(), err)
		}
		out = append(out, f)
	}
	return out
}

// lexicon is a speller for tests.
type lexicon string

func (lexicon) Knows(l l10n.Locale) bool { return l == "es" }

func (x lexicon) Misspelled(_ l10n.Locale, words []string) []string {
	var out []string
	for _, w := range words {
		if !strings.Contains(string(x), w) {
			out = append(out, w)
		}
	}
	return out
}

var itsTypes = strings.Fields("terminology mistranslation omission untranslated addition duplication inconsistency grammar legal register " +
	"locale-specific-content locale-violation style characters misspelling typographical formatting inconsistent-entities numbers markup " +
	"pattern-problem whitespace internationalization length non-conformance uncategorized other")

// TestTable holds the table's contract: every check has a name of its own, an ITS type, a severity and words for
// people, and a fixture that fires and one that does not.
func TestTable(t *testing.T) {
	fires, silent := map[l10n.CheckName]bool{}, map[l10n.CheckName]bool{}
	for _, f := range fixtures(t) {
		if f.Fires {
			fires[f.Check] = true
		} else {
			silent[f.Check] = true
		}
	}
	seen := map[l10n.CheckName]bool{}
	for _, c := range Checks() {
		if seen[c.Name] || c.Name == "" {
			t.Errorf("the name %q is not its own", c.Name)
		}
		seen[c.Name] = true
		if !strings.Contains(" "+strings.Join(itsTypes, " ")+" ", " "+string(c.Type)+" ") {
			t.Errorf("%s: %q is no ITS type", c.Name, c.Type)
		}
		if c.Severity < 1 || c.Severity > 100 || c.Doc == "" {
			t.Errorf("%s: severity %d, doc %q", c.Name, c.Severity, c.Doc)
		}
		if (c.segment == nil) == (c.document == nil) {
			t.Errorf("%s: has to check either segments or documents", c.Name)
		}
		if c.segment != nil && (!fires[c.Name] || !silent[c.Name]) {
			t.Errorf("%s: needs a fixture that fires and one that does not", c.Name)
		}
	}
	for name := range fires {
		if !seen[name] {
			t.Errorf("fixtures for %s, which is no check", name)
		}
	}
}

func TestFixtures(t *testing.T) {
	c := New(Options{Speller: lexicon("el puente")})
	for _, f := range fixtures(t) {
		name := string(f.Check) + "/" + string(f.To) + "/" + f.Target.Text()
		t.Run(name, func(t *testing.T) {
			p := f.pair()
			fired := false
			for _, is := range c.Segment(p) {
				fired = fired || is.Check == f.Check
				if !f.Fires && is.Severity >= WarnSeverity && f.Check != "length" {
					t.Errorf("a warning on a good pair: %s: %s", is.Check, is.Comment)
				}
				checkIssue(t, p, is)
			}
			if fired != f.Fires {
				t.Errorf("fires %v, want %v: %q → %q", fired, f.Fires, f.Source, f.Target)
			}
		})
	}
}

// checkIssue holds what is true of every issue: its spans lie within the texts, and its fix does away with it.
func checkIssue(t *testing.T, p Pair, is l10n.Issue) {
	t.Helper()
	for text, s := range map[string]l10n.Span{p.Source.Text(): is.Source, p.Target.Text(): is.Target} {
		if s.Start < 0 || s.End < s.Start || s.End > len(text) {
			t.Errorf("%s: the span %+v is not in %q", is.Check, s, text)
		}
	}
	if is.Comment == "" || is.Check == "" {
		t.Errorf("an issue without a comment: %+v", is)
	}
	if is.Fix == nil {
		return
	}
	p.Target = *is.Fix
	before := 0
	for _, again := range New(Options{}).Segment(p) {
		if again.Check == is.Check && again.Comment == is.Comment && again.Target == is.Target {
			before++
		}
	}
	if before > 0 {
		t.Errorf("%s: its own fix %q does not satisfy it", is.Check, is.Fix)
	}
}

func TestDocument(t *testing.T) {
	pair := func(source, target string) Pair {
		return Pair{Unit: &l10n.Unit{Element: "p"}, Source: l10n.TextFragment(source), Target: l10n.TextFragment(target), SourceLang: "en", Locale: "es"}
	}
	got := New(Options{}).Document([]Pair{
		pair("Read more", "Leer más"), pair("Read more", "Más"), pair("Read on", "Leer más"), pair("Sign in", "Entrar"), pair("Sign in", "Entrar"),
	})
	want := []string{"inconsistent-target inconsistent-source", "inconsistent-target", "inconsistent-source", "", ""}
	for i, issues := range got {
		var names []string
		for _, is := range issues {
			names = append(names, string(is.Check))
		}
		if g := strings.Join(names, " "); g != want[i] {
			t.Errorf("pair %d: %q, want %q", i, g, want[i])
		}
	}
}

func TestOptions(t *testing.T) {
	p := fixture{To: "es", Source: l10n.TextFragment("Read 2"), Target: l10n.TextFragment(" Leer 3")}.pair()
	if got := New(Options{Disabled: []l10n.CheckName{"edge-whitespace"}, Severities: map[l10n.CheckName]int{"numbers": 95}}).Segment(p); len(got) != 1 || !l10n.Blocks(got) {
		t.Errorf("issues %+v, want one that blocks", got)
	}
}

func TestJSONL(t *testing.T) {
	in := `{"id":"a","src_lang":"en","tgt_lang":"es","format":"html","source":"<b class=\"x\">Read</b> 5","target":"<b class=\"y\">Leer</b> 5"}
{"id":"b","source":"Read 5","target":"Leer 5"}
`
	var got []string
	err := New(Options{}).JSONL(strings.NewReader(in), "en", "es", nil, func(_ Item, v Verdict) error {
		s := v.ID
		for _, is := range v.Issues {
			s += " " + string(is.Check)
		}
		got = append(got, s)
		return nil
	})
	if err != nil || strings.Join(got, "|") != "a codes|b" {
		t.Errorf("verdicts %q, %v", got, err)
	}
	if err := New(Options{}).JSONL(strings.NewReader("{\"id\":\"a\"}\n"), "", "", nil, nil); err == nil || !strings.Contains(err.Error(), "line 1") {
		t.Errorf("error %v, want one that names the line", err)
	}
}

func TestFunctionWords(t *testing.T) {
	words := allFunctionWords()
	if n := len(words.bit); n > 64 {
		t.Errorf("%d languages do not fit into a mask of 64 bits", n)
	}
	for _, group := range langdata.Root().Compare.Groups {
		for _, lang := range group {
			if _, ok := words.bit[lang]; !ok {
				t.Errorf("%s has relatives and no function words", lang)
			}
			for _, sister := range langdata.Of(l10n.Locale(lang)).Words.Sisters {
				if !slices.Contains(langdata.Of(l10n.Locale(sister)).Words.Sisters, lang) {
					t.Errorf("%s names %s its sister, and %s does not name %s", lang, sister, sister, lang)
				}
			}
		}
	}
}

// FuzzSegment holds that any two texts are checked without a panic, and that spans lie within.
func FuzzSegment(f *testing.F) {
	for _, x := range fixtures(f) {
		f.Add(x.Source.String(), x.Target.String(), string(x.To))
	}
	c := New(Options{})
	f.Fuzz(func(t *testing.T, source, target, to string) {
		if len(to) > 12 {
			return
		}
		p := Pair{Source: l10n.ParseFragment(source), Target: l10n.ParseFragment(target), SourceLang: "en", Locale: l10n.Locale(to)}
		p.Terms = []l10n.Term{{Source: "bridge", Targets: []string{target}, Forbidden: []string{source}}}
		within := func(s l10n.Span, f l10n.Fragment) bool {
			return s.Start >= 0 && s.End >= s.Start && s.End <= len(strings.ToValidUTF8(f.Text(), "\uFFFD"))
		}
		for _, is := range c.Segment(p) {
			if !within(is.Source, p.Source) || !within(is.Target, p.Target) {
				t.Fatalf("%s: spans %+v and %+v in texts of %d and %d bytes", is.Check, is.Source, is.Target, len(source), len(target))
			}
		}
	})
}

// BenchmarkSegment checks the fixtures over and over, all checks on, and says how many pairs a second that makes.
func BenchmarkSegment(b *testing.B) {
	c := New(Options{})
	var ps []Pair
	for _, f := range fixtures(b) {
		ps = append(ps, f.pair())
	}
	// Sentences of a usual length beside the fixtures' short ones.
	for i := range ps {
		long := fixture{To: ps[i].Locale, Source: l10n.TextFragment(strings.Repeat(ps[i].Source.Text()+" ", 4)), Target: l10n.TextFragment(strings.Repeat(ps[i].Target.Text()+" ", 4))}
		ps = append(ps, long.pair())
	}
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		c.Segment(ps[i%len(ps)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pairs/s")
}

// The fixes of punctuation keep the codes, and leave nothing to find.
func TestPunctuationIsFixed(t *testing.T) {
	c := New(Options{})
	for _, tt := range []struct {
		locale         l10n.Locale
		source, target string
		want           string
	}{
		{"fr", "He says <1>\"yes\"</1>, why?", "Il dit <1>\"oui\"</1>, pourquoi?", "Il dit <1>«\u00a0oui\u00a0»</1>, pourquoi\u202f?"},
		{"es", "Who <1>comes</1>?", "Quién <1>viene</1>?", "¿Quién <1>viene</1>?"},
		{"zh", "Yes, it is <1>so</1>.", "是的,的确<1>如此</1>.", "是的，的确<1>如此</1>。"},
	} {
		fixed := false
		for _, is := range c.Segment(Pair{Source: l10n.ParseFragment(tt.source), Target: l10n.ParseFragment(tt.target), SourceLang: "en", Locale: tt.locale}) {
			if is.Fix != nil && is.Fix.String() == tt.want {
				fixed = true
			}
		}
		if !fixed {
			t.Errorf("%s, %s: no fix %q", tt.locale, tt.target, tt.want)
		}
		for _, is := range c.Segment(Pair{Source: l10n.ParseFragment(tt.source), Target: l10n.ParseFragment(tt.want), SourceLang: "en", Locale: tt.locale}) {
			if is.Check == "local-punctuation" || is.Check == "quote-style" || is.Check == "spacing" {
				t.Errorf("%s, %s: still %s", tt.locale, tt.want, is.Comment)
			}
		}
	}
}
