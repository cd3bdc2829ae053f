package extract

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/segment"
)

var update = flag.Bool("update", false, "write the fixtures' expected files anew")

// shout turns a source into a target that keeps the codes.
func shout(f l10n.Fragment) l10n.Fragment {
	var out l10n.Fragment
	for _, p := range f {
		p.Text = strings.ToUpper(p.Text)
		out = append(out, p)
	}
	return out
}

// turned turns a source into a target with its codes in another order, if it can be: the parts before the last code and
// the rest change places.
func turned(f l10n.Fragment) l10n.Fragment {
	depth := 0
	for i, p := range f {
		switch p.Kind {
		case l10n.Open:
			depth++
		case l10n.Close:
			depth--
		}
		if depth == 0 && i > 0 && i < len(f)-1 && p.Kind != l10n.Text {
			return append(append(l10n.Fragment{}, f[i+1:]...), f[:i+1]...)
		}
	}
	return f
}

func targetsOf(e *l10n.Extraction, f func(l10n.Fragment) l10n.Fragment) map[l10n.SegmentID]l10n.Fragment {
	targets := map[l10n.SegmentID]l10n.Fragment{}
	for i := range e.Units {
		for _, s := range e.Units[i].Segments {
			targets[s.ID] = f(s.Source)
		}
	}
	return targets
}

// describe writes an extraction for people, a segment a line.
func describe(e *l10n.Extraction) string {
	var b strings.Builder
	fmt.Fprintf(&b, "lang %q charset %q title %q\n", e.Lang, e.Charset, e.Title)
	for i := range e.Units {
		u := &e.Units[i]
		fmt.Fprintf(&b, "\n%s", u.Element)
		if u.Attribute != "" {
			fmt.Fprintf(&b, "@%s", u.Attribute)
		}
		fmt.Fprintf(&b, "  %s", u.Path)
		for _, h := range u.Headings {
			fmt.Fprintf(&b, "  # %s", h)
		}
		if u.Lang != "" {
			fmt.Fprintf(&b, "  lang %s", u.Lang)
		}
		if u.RepeatOf != "" {
			b.WriteString("  repetition")
		}
		b.WriteString("\n")
		for _, s := range u.Segments {
			if !s.Lead.IsEmpty() {
				fmt.Fprintf(&b, "  lead %q\n", s.Lead)
			}
			fmt.Fprintf(&b, "  %s\n", s.Source)
		}
		if !u.Tail.IsEmpty() {
			fmt.Fprintf(&b, "  tail %q\n", u.Tail)
		}
		for _, c := range u.Codes {
			fmt.Fprintf(&b, "  code %d %s %s%s", c.ID, c.Name, c.Open, c.Close)
			if c.Equiv != "" {
				fmt.Fprintf(&b, " shows %q", c.Equiv)
			}
			if c.Date != "" {
				fmt.Fprintf(&b, " date %s", c.Date)
			}
			if c.CanDelete {
				b.WriteString(" may go")
			}
			b.WriteString("\n")
		}
	}
	return b.String()
}

// TestPages goes through testdata/pages: of every page, the units as PAGE.units has them, and the page with its texts in
// capitals, and with its codes in another order, as PAGE.merged has them.
func TestPages(t *testing.T) {
	files, err := filepath.Glob("testdata/pages/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, f := range files {
		t.Run(strings.TrimSuffix(filepath.Base(f), ".html"), func(t *testing.T) {
			page, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			e, sk, err := Extract(l10n.Document{}, page, Options{WholePage: true, SourceLang: "en", Segmenter: segment.New(), IsValue: format.IsValue})
			if err != nil {
				t.Fatal(err)
			}
			base := strings.TrimSuffix(f, ".html")
			golden(t, base+".units", describe(e))
			same, err := sk.Merge(targetsOf(e, func(f l10n.Fragment) l10n.Fragment { return f }), nil)
			if err != nil || !bytes.Equal(same, page) {
				t.Errorf("with its own sources the page is another: %v\n%s", err, same)
			}
			loud, err := sk.Merge(targetsOf(e, shout), nil)
			if err != nil {
				t.Fatal(err)
			}
			other, err := sk.Merge(targetsOf(e, turned), nil)
			if err != nil {
				t.Fatal(err)
			}
			golden(t, base+".merged", string(loud)+"\n=== turned\n"+string(other))
			if got, want := elementCount(t, loud), elementCount(t, page); got != want {
				t.Errorf("the elements changed: %s, want %s", got, want)
			}
		})
	}
}

func elementCount(t *testing.T, page []byte) string {
	t.Helper()
	return mustShape(t, strings.ReplaceAll(string(page), `<meta charset="utf-8">`, ""))
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(name, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s differs; look, and run with -update if it is right\ngot:\n%s\nwant:\n%s", name, got, want)
	}
}

func mustExtract(t *testing.T, page string, opt Options) (*l10n.Extraction, *Skeleton) {
	t.Helper()
	e, sk, err := Extract(l10n.Document{URL: "https://example.org/"}, []byte(page), opt)
	if err != nil {
		t.Fatal(err)
	}
	return e, sk
}

func sources(e *l10n.Extraction) string {
	var out []string
	for i := range e.Units {
		for _, s := range e.Units[i].Segments {
			out = append(out, s.Source.String())
		}
	}
	return strings.Join(out, " | ")
}

func TestRoot(t *testing.T) {
	const page = `<html lang=en><head><title>T</title></head><body><header>Site</header><main><h1>Head</h1><p>Body <i class=x>text</i></p>
		<aside>Side</aside></main><footer id=f>Foot</footer></body></html>`
	for _, c := range []struct {
		name string
		opt  Options
		want string
	}{
		{"landmark", Options{}, "T | Head | Body <1>text</1> | Side"},
		{"whole", Options{WholePage: true}, "T | Site | Head | Body <1>text</1> | Side | Foot"},
		{"selector", Options{Root: "footer"}, "T | Foot"},
		{"include and exclude", Options{Include: []string{"#f"}, Exclude: []string{"aside"}}, "T | Head | Body <1>text</1> | Foot"},
		{"inline root", Options{Root: "i.x"}, "T | text"},
		{"excluded inline", Options{WholePage: true, Exclude: []string{".x", "header"}}, "T | Head | Body | Side | Foot"},
	} {
		e, sk := mustExtract(t, page, c.opt)
		if got := sources(e); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if got, err := sk.Merge(nil, nil); err != nil || string(got) != page {
			t.Errorf("%s: %v %s", c.name, err, got)
		}
	}
	for _, opt := range []Options{{Root: "main >"}, {Root: "#none"}, {WholePage: true, Exclude: []string{"["}}} {
		if _, _, err := Extract(l10n.Document{}, []byte(page), opt); err == nil {
			t.Errorf("%+v: no error", opt)
		}
	}
}

func TestReadability(t *testing.T) {
	text := strings.Repeat("The council met in the morning, heard three reports, and agreed on the plan for the year. ", 8)
	page := `<body><div id=menu><ul><li><a href=/a>Home</a><li><a href=/b>About</a></ul></div><h1>The plan</h1><div id=story><p>` + text + `</p><p>` + text +
		`</p></div><div class=sidebar><ul><li><a href=/c>Related story</a></ul></div></body>`
	e, _ := mustExtract(t, page, Options{})
	got := sources(e)
	if !strings.Contains(got, "The plan") || !strings.Contains(got, "three reports") || strings.Contains(got, "Home") {
		t.Errorf("took %q", got)
	}
}

func TestCharsets(t *testing.T) {
	utf16 := func(s string) string {
		b := []byte{0xff, 0xfe}
		for _, r := range s {
			b = append(b, byte(r), byte(r>>8))
		}
		return string(b)
	}
	for _, c := range []struct{ name, page, contentType, charset, merged string }{
		{"bom", "\xef\xbb\xbf<p>é", "", "utf-8", `<meta charset="utf-8"><p>é`},
		{"declared", "<meta charset=\"iso-8859-1\"><p>\xe9", "", "windows-1252", `<meta charset="utf-8"><p>é`},
		{"unquoted", "<meta charset=koi8-r><p>\xc1", "", "koi8-r", `<meta charset="utf-8"><p>а`},
		{"http-equiv", "<meta http-equiv=Content-Type content='text/html; charset=shift_jis'><p>\x83e", "", "shift_jis",
			`<meta http-equiv=Content-Type content='text/html; charset=utf-8'><p>テ`},
		{"header wins", "<meta charset=utf-8><p>\xe9", "text/html; charset=iso-8859-1", "windows-1252", "<meta charset=utf-8><p>é"},
		{"gbk", "<meta charset=gb2312><p>\xd6\xd0\x81\x30\x84\x36", "", "gbk", `<meta charset="utf-8"><p>中` + "\u00a5"},
		{"utf-16", utf16("<p>é</p>"), "", "utf-16le", `<meta charset="utf-8"><p>é</p>`},
		{"xml", "<?xml version=\"1.0\" encoding='iso-8859-2'?><html><head></head><p>\xb1", "", "iso-8859-2",
			`<?xml version="1.0" encoding='UTF-8'?><html><head><meta charset="utf-8"></head><p>ą`},
		{"broken", "<meta charset=utf-8><p>a\xf0\x90\x80b", "", "utf-8", "<meta charset=utf-8><p>a\ufffdb"},
		{"utf-8 by its bytes", "<p>é", "", "utf-8", "<p>é"},
	} {
		_, sk, err := Extract(l10n.Document{}, []byte(c.page), Options{WholePage: true, ContentType: c.contentType})
		if err != nil {
			t.Fatal(err)
		}
		got, err := sk.Merge(nil, nil)
		if err != nil || sk.charset != c.charset || string(got) != c.merged {
			t.Errorf("%s: charset %s, merged %q, %v; want %s, %q", c.name, sk.charset, got, err, c.charset, c.merged)
		}
	}
}

func TestRefusal(t *testing.T) {
	e, sk := mustExtract(t, "<p>One <b>two</b> three", Options{WholePage: true})
	id := e.Units[0].Segments[0].ID
	for target, fault := range map[string]string{
		"uno": "<1> is missing", "uno <1>dos</1> <1>tres</1>": "more than once", "</1>dos<1>": "closes before it opens", "<1>a</1><2/>": "not in the source",
	} {
		_, err := sk.Merge(map[l10n.SegmentID]l10n.Fragment{id: l10n.ParseFragment(target)}, nil)
		if !errors.Is(err, l10n.ErrCodes) || !strings.Contains(err.Error(), fault) || !strings.Contains(err.Error(), string(id)) {
			t.Errorf("%s: %v", target, err)
		}
	}
}

func TestLanguage(t *testing.T) {
	for page, want := range map[string]l10n.Locale{
		"<html lang=de-at><p>a": "de-AT", "<p>a": "en", "<html lang=x_?><p>a": "en", "<html xml:lang=fr><p>a": "fr",
		"<meta http-equiv=Content-Language content=ru><p>a":               "ru",
		"<html lang=es><meta http-equiv=Content-Language content=ru><p>a": "es",
	} {
		if e, _ := mustExtract(t, page, Options{WholePage: true, SourceLang: "en"}); e.Lang != want {
			t.Errorf("%s: %q, want %q", page, e.Lang, want)
		}
	}
}

// TestSeams holds that the end of a text that stays does not join what comes behind it into a tag or a reference.
func TestSeams(t *testing.T) {
	const page = `<p>a &lt <.b> AT& .lt; c</p>`
	e, sk := mustExtract(t, page, Options{WholePage: true, Segmenter: halves{}})
	for i := range e.Units[0].Segments {
		got, err := sk.Merge(map[l10n.SegmentID]l10n.Fragment{e.Units[0].Segments[i].ID: l10n.TextFragment("b>lt;")}, nil)
		if err != nil || strings.Contains(string(got), "<b") || strings.Contains(string(got), " &lt;lt;") {
			t.Errorf("segment %d: %v %s", i+1, err, got)
		}
	}
}

// TestStored holds that a stored skeleton that is cut or changed is refused, and never brings the program down.
func TestStored(t *testing.T) {
	_, sk := mustExtract(t, "<p title=t>One <b>two</b>. Three", Options{WholePage: true, Segmenter: halves{}})
	b, err := sk.MarshalBinary()
	if err != nil {
		t.Fatal(err)
	}
	for i := range b {
		var cut, changed Skeleton
		if cut.UnmarshalBinary(b[:i]) == nil {
			t.Errorf("cut at %d it is accepted", i)
		}
		c := bytes.Clone(b)
		c[i] ^= 0x15
		if changed.UnmarshalBinary(c) == nil {
			_, _ = changed.Merge(nil, nil)
		}
	}
}

// TestStableIDs holds that an edit elsewhere leaves a unit its name.
func TestStableIDs(t *testing.T) {
	ids := func(page string) map[l10n.UnitID]bool {
		e, _ := mustExtract(t, page, Options{WholePage: true})
		m := map[l10n.UnitID]bool{}
		for i := range e.Units {
			m[e.Units[i].ID] = true
		}
		return m
	}
	before, after := ids("<h1>Head</h1><p>One<p>Two<p>Two"), ids("<h1>New head</h1><div>More</div><p>Two<p>One<p>Two")
	kept := 0
	for id := range before {
		if after[id] {
			kept++
		}
	}
	if kept != 3 {
		t.Errorf("%d of 3 units kept their names", kept)
	}
}

// TestHostile holds that pages made to break a parser are read, or refused with a clear error, and lose nothing.
func TestHostile(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	for name, page := range map[string]string{
		"nested":      strings.Repeat("<div>", 20000) + "text" + strings.Repeat("</div>", 20000),
		"nested span": "<p>" + strings.Repeat("<span>a ", 20000) + "text",
		"attributes":  "<p " + strings.Repeat("a b=c ", 25000) + manyAttrs(50000) + ">text",
		"unclosed":    strings.Repeat("<p><b><i><a href=x>text ", 3000),
		"tables":      strings.Repeat("<table><tr><td>text ", 3000),
		"formatting":  formatting(400) + strings.Repeat("<p>text", 400),
		"stray":       strings.Repeat("text</x>", 100000),
		"foster":      strings.Repeat("<table>text<tr><td>cell</table>", 20000),
		"comments":    strings.Repeat("<!-- a -->b", 100000),
		"brackets":    strings.Repeat("<", 1<<20),
		"ampersands":  "<p>" + strings.Repeat("&", 1<<20),
		"one line":    "<p>" + strings.Repeat("word. (And “more ", 60000),
		"breaks":      "<p>" + strings.Repeat("a<br>", 50000),
		"images":      "<p>" + strings.Repeat(`<img alt="a picture">`, 30000),
	} {
		t.Run(name, func(t *testing.T) {
			e, sk, err := Extract(l10n.Document{}, []byte(page), Options{WholePage: true, Segmenter: segment.New(), IsValue: format.IsValue})
			if errors.Is(err, dom.ErrTooComplex) {
				t.Log(err)
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if e.Segments() == 0 && strings.Contains(page, "text") {
				t.Error("no text found")
			}
			got, err := sk.Merge(targetsOf(e, func(f l10n.Fragment) l10n.Fragment { return f }), nil)
			if err != nil || string(got) != page {
				t.Errorf("the page came back another: %v", err)
			}
		})
	}
}

func manyAttrs(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "a%d=x ", i)
	}
	return b.String()
}

func formatting(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<b id=%d>", i)
	}
	return b.String()
}

func TestEditor(t *testing.T) {
	const page = `<html><head><title>T</title></head><body class=a><p>See <a href=x title='old'>the <time datetime="2024-07-25">2024-07-25</time></a> now</p><hr></body></html>`
	e, sk := mustExtract(t, page, Options{WholePage: true, IsValue: format.IsValue})
	targets := map[l10n.SegmentID]l10n.Fragment{}
	for i := range e.Units {
		if u := &e.Units[i]; u.Element == "p" && u.Attribute == "" {
			targets[u.Segments[0].ID] = l10n.ParseFragment("Ahora <1>el <2/></1> ve")
		}
	}
	got, err := sk.Merge(targets, func(ed *Editor) error {
		doc := ed.Document()
		node := func(sel string) *html.Node { return doc.Find(sel).Get(0) }
		ed.SetAttr(node("html"), "lang", "es")
		ed.SetAttr(node("a"), "href", `/es/"x"`)
		ed.RemoveAttr(node("a"), "title")
		ed.SetText(node("time"), "25/7/2024 <b>")
		ed.AppendTo(node("head"), `<link rel="alternate">`)
		ed.AppendTo(node("body"), `<footer></footer>`)
		ed.RemoveAttr(node("body"), "class")
		ed.Remove(node("hr"))
		return nil
	})
	const want = `<html lang="es"><head><title>T</title><link rel="alternate"></head><body><p>Ahora <a href="/es/&quot;x&quot;">el <time datetime="2024-07-25">25/7/2024 &lt;b&gt;</time></a> ve</p><footer></footer></body></html>`
	if err != nil || string(got) != want {
		t.Errorf("%v\ngot  %s\nwant %s", err, got, want)
	}
	boom := errors.New("boom")
	if _, err := sk.Merge(nil, func(*Editor) error { return boom }); !errors.Is(err, boom) {
		t.Errorf("an editor's error: %v", err)
	}
}

// TestImplied holds that a page whose html and body have no tags can have their attributes.
func TestImplied(t *testing.T) {
	for page, want := range map[string]string{
		"<!doctype html><title>T</title><p>a":    `<!doctype html><html lang="ar"><title>T</title><link><body dir="rtl"><p>a`,
		"<!-- c --> text":                        `<!-- c --> <html lang="ar"><link><body dir="rtl">text`,
		"<html><p>a":                             `<html lang="ar"><link><body dir="rtl"><p>a`,
		"<head><title>T</title></head>\n<body>a": `<html lang="ar"><head><title>T</title><link></head>` + "\n" + `<body dir="rtl">a`,
	} {
		_, sk := mustExtract(t, page, Options{WholePage: true})
		got, err := sk.Merge(nil, func(e *Editor) error {
			e.SetAttr(e.Document().Find("body").Get(0), "dir", "rtl")
			e.AppendTo(e.Document().Find("head").Get(0), "<link>")
			e.SetAttr(e.Document().Find("html").Get(0), "lang", "ar")
			return nil
		})
		if err != nil || string(got) != want {
			t.Errorf("%s: %v\ngot  %s\nwant %s", page, err, got, want)
		}
	}
}

func TestITS(t *testing.T) {
	const page = `<head><link rel=its-rules href=r></head><body><p its-loc-note="A pun" its-loc-note-type=alert its-storage-size=40>One <span class=b>Acme</span></p>
		<p its-locale-filter-list="fr, de" its-allowed-characters="[a-z]" data-hint="Hint">Two <dfn its-term=yes its-term-info-ref="#d">term</dfn></p>`
	const rules = `<its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">
		<its:translateRule selector="//h:span" translate="no"/><its:translateRule selector="//@data-hint" translate="yes"/></its:rules>`
	e, _ := mustExtract(t, page, Options{WholePage: true, Load: func(string) ([]byte, error) { return []byte(rules), nil }})
	if got := sources(e); got != "One <1/> | Hint | Two <1>term</1>" {
		t.Errorf("took %q", got)
	}
	if u := e.Units[0]; u.Note != "! A pun" || u.MaxBytes != 40 {
		t.Errorf("%+v", u)
	}
	if u := e.Units[2]; u.AllowedCharacters != "[a-z]" || u.For("es") || !u.For("de-AT") {
		t.Errorf("%+v", u)
	}
	if len(e.Terms) != 1 || e.Terms[0].Source != "term" || e.Terms[0].Note != "#d" {
		t.Errorf("%+v", e.Terms)
	}
}
