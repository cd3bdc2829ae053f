package termbase

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/needs"
)

const glossary = "\ufeffid,en,es,fr,ru,ar,zh,note,flags\n" +
	"# names first\n" +
	"c1,member State,Estado miembro|!país miembro,État membre,государство-член,دولة عضو,成员国,,\n" +
	"c2,State,Estado,État,государство,دولة,国家,,\n" +
	"c3,Dragoman,,,,,,the product,dnt case\n" +
	"c4,election,elección|comicios,élection,выборы,انتخابات,选举,,\n" +
	"c5,child,niño,enfant,ребёнок,طفل,儿童,,\n" +
	"c6,universe,universo,univers,вселенная,كون,宇宙,,\n"

func base(t testing.TB) *Base {
	t.Helper()
	cs, err := ReadCSV(strings.NewReader(glossary))
	if err != nil {
		t.Fatal(err)
	}
	return New(cs...)
}

func TestFind(t *testing.T) {
	b := base(t)
	tests := []struct {
		name         string
		source, text string
		want         []string // the term, "@", and the text that was found
	}{
		{"longest match", "en", "The member States met.", []string{"member State@member States"}},
		{"inflected and in another case", "en", "ELECTIONS were held", []string{"election@ELECTIONS"}},
		{"irregular plural", "en", "All children voted", []string{"child@children"}},
		{"not a word that only begins so", "en", "the university", nil},
		{"as it is written only", "en", "dragoman and Dragoman", []string{"Dragoman@Dragoman"}},
		{"Spanish", "es", "Las elecciones", []string{"elección@elecciones"}},
		{"Russian", "ru", "на выборах", []string{"выборы@выборах"}},
		{"Arabic with an article", "ar", "بعد الانتخابات", []string{"انتخابات@الانتخابات"}},
		{"Chinese within a sentence", "zh", "各成员国举行选举。", []string{"成员国@成员国", "选举@选举"}},
		{"two in a row", "en", "State elections", []string{"State@State", "election@elections"}},
		{"nothing", "en", "", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			target := l10n.Locale("fr")
			var got []string
			for _, h := range b.Find(l10n.Locale(tt.source), target, tt.text) {
				got = append(got, h.Term.Source+"@"+tt.text[h.Span.Start:h.Span.End])
			}
			if d := cmp.Diff(tt.want, got); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestTermsOfAPair(t *testing.T) {
	terms := base(t).Terms("en-GB", "es-MX")
	if len(terms) != 6 {
		t.Fatalf("%d terms, want 6", len(terms))
	}
	want := l10n.Term{ID: "c1", Source: "member State", Targets: []string{"Estado miembro"},
		Forbidden: []string{"país miembro"}}
	if d := cmp.Diff(want, terms[0]); d != "" {
		t.Error(d)
	}
	if !terms[2].DoNotTranslate || !terms[2].CaseSensitive {
		t.Errorf("flags are lost: %+v", terms[2])
	}
}

func TestOfficial(t *testing.T) {
	b := New(
		Concept{ID: "1", Terms: map[l10n.Locale]Words{"en": {Allowed: []string{"World Health Organization"}},
			"es": {Allowed: []string{"Organización Mundial de la Salud", "OMS"}}}},
		Concept{ID: "2", DoNotTranslate: true, Terms: map[l10n.Locale]Words{"en": {Allowed: []string{"Dragoman"}}}},
		Concept{ID: "3", Terms: map[l10n.Locale]Words{"en": {Allowed: []string{"field"}}, "es": {Allowed: []string{"campo"}}}},
	)
	for name, want := range map[string]string{
		"World Health Organization": "Organización Mundial de la Salud", "Dragoman": "Dragoman",
		"Rose Field": "", "Field": "", "Fields": "", "The World Health Organization": "", "": "",
	} {
		if got, ok := b.Official("en", "es", name); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v; want %q", name, got, ok, want)
		}
	}
}

func TestReadCSVRefusals(t *testing.T) {
	for name, tt := range map[string]struct{ in, want string }{
		"no language":  {"note,flags\nx,y\n", "names no language"},
		"unknown flag": {"en,es,flags\na,b,bold\n", `line 2: there is no flag "bold"`},
		"no source":    {"en,es\n,b\n", "line 2: there is no term in the column en"},
		"extra column": {"en,es\na,b,c\n", "line 2: column 3 has no name"},
		"bad header":   {"en,Spanish!\n", "column 2"},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := ReadCSV(strings.NewReader(tt.in)); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want one with %q", err, tt.want)
			}
		})
	}
}

func TestRoundTrips(t *testing.T) {
	want := base(t).Concepts()
	var csv, tbx bytes.Buffer
	if err := WriteCSV(&csv, "en", want); err != nil {
		t.Fatal(err)
	}
	got, err := ReadCSV(&csv)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("CSV: %s", d)
	}
	if err := WriteTBX(&tbx, "en", want); err != nil {
		t.Fatal(err)
	}
	if got, err = ReadTBX(&tbx); err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("TBX: %s", d)
	}
}

func TestReadOldTBX(t *testing.T) {
	f, err := os.Open("testdata/old.tbx")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	got, err := ReadTBX(f)
	if err != nil {
		t.Fatal(err)
	}
	want := []Concept{{ID: "e1", Note: "a body of water", Terms: map[l10n.Locale]Words{
		"en": {Allowed: []string{"estuary"}}, "es": {Allowed: []string{"estuario"}, Forbidden: []string{"ría"}},
	}}}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}

// TestTBXSchema checks a written file against TBX-Basic's schema with xmllint (Debian: libxml2-utils).
func TestTBXSchema(t *testing.T) {
	needs.Program(t, "xmllint", "Debian: libxml2-utils")
	file := filepath.Join(t.TempDir(), "terms.tbx")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	cs := append(base(t).Concepts(),
		Concept{ID: "1 is no name", Note: "a < b & c", Terms: map[l10n.Locale]Words{"en": {Allowed: []string{"R&D"}}}})
	if err := WriteTBX(f, "en", cs); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("xmllint", "--noout", "--relaxng", "testdata/tbx-basic.rng", file).CombinedOutput()
	if err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func FuzzReadCSV(f *testing.F) {
	f.Add(glossary)
	f.Add("en,es\n\"a|!b\",c\n")
	f.Fuzz(func(t *testing.T, s string) {
		cs, err := ReadCSV(strings.NewReader(s))
		if err != nil {
			return
		}
		b := New(cs...)
		for _, l := range b.Locales() {
			for _, h := range b.Find(l, "es", s) {
				if h.Span.Start < 0 || h.Span.End > len(s) || h.Span.Start >= h.Span.End {
					t.Fatalf("span %+v in a text of %d bytes", h.Span, len(s))
				}
			}
		}
	})
}

func FuzzReadTBX(f *testing.F) {
	b, err := os.ReadFile("testdata/old.tbx")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(string(b))
	f.Fuzz(func(_ *testing.T, s string) { _, _ = ReadTBX(strings.NewReader(s)) })
}
