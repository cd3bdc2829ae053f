package bilingual

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

var ref = l10n.NewRef([]byte("targets"))

func table(l l10n.Locale) Table {
	row := func(n int, source, target string) Row {
		return Row{ID: l10n.SegmentID(fmt.Sprintf("u%d.1", n)), Number: n, Source: l10n.ParseFragment(source), Target: l10n.ParseFragment(target),
			Status: "engine", Heading: n == 1}
	}
	return Table{Mark: Mark{l10n.TranslationKey{Document: "news-0a1b", Locale: l}, ref}, Title: `Harbour <news> & "more"`, SourceLang: "en",
		Words: Words{Lang: "en", Number: "No.", Source: "Source", Target: "Target", Status: "State", HowTo: "Write into the third column.", Keep: "Keep:"},
		Rows: []Row{row(1, "The lock", "القفل"), row(2, "It is <1>open</1>, at 5\u00a0pm<2/>.", "إنه <1>مفتوح</1> 214<2/>."), row(3, "5 < 6 & \"x\"", ""),
			row(4, "Write &lt;1> so.", "<script>alert(1)</script>")}}
}

func write(t testing.TB, f Format, table Table) []byte {
	t.Helper()
	var b bytes.Buffer
	err := WriteDOCX(&b, table)
	if f == HTML {
		b.Reset()
		err = WriteHTML(&b, table)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRoundTrip holds that what goes out comes back as it was, codes and all.
func TestRoundTrip(t *testing.T) {
	for _, f := range []Format{HTML, DOCX} {
		for _, l := range []l10n.Locale{"ar", "es"} {
			want := table(l)
			got, faults, err := Read(write(t, f, want))
			if err != nil || len(faults) > 0 || got.Mark != want.Mark || len(got.Rows) != len(want.Rows) {
				t.Fatalf("%s: %+v, %v, %v", f, got, faults, err)
			}
			for i, r := range want.Rows {
				source, target := l10n.ParseEditable(got.Rows[i].Source, l10n.LTR), l10n.ParseEditable(got.Rows[i].Target, l.Direction())
				if got.Rows[i].ID != r.ID || source.String() != r.Source.String() || target.String() != r.Target.String() {
					t.Errorf("%s %s: %q %q, want %q %q", f, r.ID, source, target, r.Source, r.Target)
				}
			}
		}
	}
}

func TestHTMLIsHarmless(t *testing.T) {
	page := string(write(t, HTML, table("ar")))
	if strings.Contains(page, "<script>") || strings.Contains(page, "<news>") {
		t.Error("a text of the page is markup in the file")
	}
}

// TestDOCXIsWellFormed holds that each part of the document is well-formed XML, and has what programs look for.
func TestDOCXIsWellFormed(t *testing.T) {
	broken := table("ar")
	broken.Rows[0].Target = l10n.TextFragment("a\x01b\uFFFE")
	z, err := zip.NewReader(bytes.NewReader(write(t, DOCX, broken)), int64(len(write(t, DOCX, broken))))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		d := xml.NewDecoder(r)
		for err == nil {
			_, err = d.Token()
		}
		if !errors.Is(err, io.EOF) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	if z.File[0].Name != "[Content_Types].xml" || len(z.File) != 5 {
		t.Error("the first part of a document says what the others are")
	}
}

// docxOf packs a body as a document.
func docxOf(t testing.TB, body string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	if _, err = io.WriteString(w, body); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const begin = `<w:document xmlns:w="` + wordML + `"><w:body><w:tbl>`

func body(target string) string {
	return begin + `<w:tr><w:tc><w:p><w:r><w:t>1 · u1.1</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>One</w:t></w:r></w:p></w:tc><w:tc>` + target +
		`</w:tc></w:tr></w:tbl><w:p><w:r><w:t>dragoman:1:news-0a1b:es:` + string(ref) + `</w:t></w:r></w:p></w:body></w:document>`
}

// TestWhatWordProcessorsDo reads texts that are cut into runs and paragraphs, with changes tracked.
func TestWhatWordProcessorsDo(t *testing.T) {
	for target, want := range map[string]string{
		`<w:p><w:r><w:t>U</w:t></w:r><w:proofErr/><w:r><w:t xml:space="preserve">no </w:t></w:r></w:p>`:                                                   "Uno",
		`<w:p><w:r><w:t>Uno</w:t></w:r></w:p><w:p><w:r><w:t>dos</w:t></w:r></w:p>`:                                                                        "Uno dos",
		`<w:p><w:del><w:r><w:delText>Dos</w:delText><w:t>Dos</w:t></w:r></w:del><w:ins><w:r><w:t>Uno</w:t></w:r></w:ins></w:p>`:                           "Uno",
		`<w:p><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:r><w:t>Uno</w:t><w:br/><w:t>dos</w:t><w:tab/><w:t>3</w:t><w:noBreakHyphen/></w:r></w:p>`: "Uno dos 3\u2011",
		`<w:p><w:r><w:t>&lt;1&gt;Uno&lt;/1&gt;</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>in</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`:             "<1>Uno</1> in",
		`<w:p><w:r><w:instrText>HYPERLINK</w:instrText><w:t>Uno</w:t></w:r></w:p>`:                                                                        "Uno",
	} {
		got, faults, err := Read(docxOf(t, body(target)))
		if err != nil || len(faults) > 0 || len(got.Rows) != 1 || got.Rows[0].Target != want {
			t.Errorf("%s: %+v, %v, %v; want %q", target, got.Rows, faults, err, want)
		}
	}
	saved := `<html><head><meta charset="windows-1252"><style>p{}</style></head><body><table><tr><th>No.</th><th>S</th><th>T</th></tr><tr><td><p>1 &middot;
u1.1</p></td><td>One</td><td><p>A` + "\xf1" + `o <del>2</del><ins>3</ins>
&lt;1&gt;&nbsp;x</p><script>alert(1)</script></td></tr></table><p>dragoman:1:news-0a1b:es:` + string(ref) + `</p></body></html>`
	got, faults, err := Read([]byte(saved))
	if err != nil || len(faults) > 0 || len(got.Rows) != 1 || got.Rows[0].Target != "Año 3 <1>\u00a0x" {
		t.Errorf("%+v, %v, %v", got.Rows, faults, err)
	}
}

// TestReadRefuses gives back what can't be used, and says why.
func TestReadRefuses(t *testing.T) {
	good := string(write(t, HTML, table("es")))
	for says, file := range map[string][]byte{
		"which translation the file is of": []byte(strings.ReplaceAll(good, "dragoman:1:", "")),
		"no table of sentences":            []byte("<p>dragoman:1:news-0a1b:es:" + string(ref) + "</p>"),
		"can't be unpacked":                []byte("PK\x03\x04 and nothing more"),
		"no word/document.xml":             []byte(strings.ReplaceAll(string(docxOf(t, "")), "document.xml", "documant.xml")),
		"document type":                    docxOf(t, `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>`+body("")),
		"nested more than":                 docxOf(t, begin+strings.Repeat("<w:a>", maxDepth+1)),
		"can't be read":                    docxOf(t, body("")[:200]),
		"more than":                        docxOf(t, begin+strings.Repeat(" ", maxUnpacked)),
	} {
		if _, _, err := Read(file); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), says) {
			t.Errorf("want %q, got %v", says, err)
		}
	}
	if _, err := readBody([]byte(body("&e;"))); err == nil {
		t.Error("an entity that nobody has declared is read")
	}
}

func TestRowsThatDontBelong(t *testing.T) {
	page := string(write(t, HTML, table("es")))
	page = strings.Replace(page, "2 · u2.1", "1 · u1.1", 1)
	page = strings.Replace(page, "3 · u3.1", "three", 1)
	got, faults, err := Read([]byte(page))
	if err != nil || len(got.Rows) != 2 || len(faults) != 2 || !strings.Contains(fmt.Sprint(faults), "twice") {
		t.Errorf("%+v, %v, %v", got.Rows, faults, err)
	}
}

// FuzzRead holds that whatever comes back is read or refused.
func FuzzRead(f *testing.F) {
	f.Add(write(f, HTML, table("ar")))
	f.Add(write(f, DOCX, table("es")))
	f.Add(docxOf(f, body("<w:p/>")))
	f.Fuzz(func(t *testing.T, file []byte) {
		got, _, err := Read(file)
		if err == nil && (len(got.Rows) == 0 || got.Mark.Key.Document == "") {
			t.Errorf("%+v", got)
		}
		if err != nil && !errors.Is(err, l10n.ErrRefused) {
			t.Error(err)
		}
	})
}
