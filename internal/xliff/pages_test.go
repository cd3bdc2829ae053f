package xliff

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/beevik/etree"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/needs"
	"github.com/dragoman-l10n/dragoman/internal/segment"
)

// testPage is a page and its extraction.
type testPage struct {
	name string
	page []byte
	e    *l10n.Extraction
	sk   *extract.Skeleton
}

func mustExtract(t testing.TB, name string, page []byte) testPage {
	t.Helper()
	e, sk, err := extract.Extract(l10n.Document{URL: name}, page,
		extract.Options{WholePage: true, SourceLang: "en", Segmenter: segment.New(), IsValue: format.IsValue})
	if err != nil {
		t.Fatal(err)
	}
	return testPage{name, page, e, sk}
}

// allFeatures has what the fixtures of extract do not have: ITS attributes, sizes, characters that XML cannot hold, a
// pair that spans two sentences, and a custom element.
const allFeatures = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>All “of” it</title>
<meta name="keywords" content="a, b" its-allowed-characters="[a-z, ]"></head><body>
<h1 id="top" its-storage-size="40">Head &amp; <i>tail</i></h1>
<p its-loc-note="Keep it light." its-loc-note-type="alert">One <b>two. Three</b> four<br>five &#x1;six <my-tag x="&quot;">seven</my-tag> <img src="a?b&c" alt="A &quot;picture&quot;">.</p>
<p its-locale-filter-list="fr">Only <code>x &lt; y</code> in <dfn its-term="yes" its-term-info-ref="#t">French</dfn>, or was it <span translate="no">Dragoman &lt;3</span>? French bread.</p>
<p>   spaced   &nbsp; <wbr>out <ruby>漢<rp>(</rp><rt>kan</rt></ruby></p></body></html>`

func pages(t testing.TB) []testPage {
	t.Helper()
	files, err := filepath.Glob("../extract/testdata/pages/*.html")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	all := []testPage{mustExtract(t, "all.html", []byte(allFeatures))}
	for _, f := range files {
		page, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, mustExtract(t, filepath.Base(f), page))
	}
	return all
}

// translated makes targets of an extraction's sources.
func translated(e *l10n.Extraction, f func(l10n.Fragment) l10n.Fragment) []l10n.Target {
	var out []l10n.Target
	for _, p := range e.Places() {
		out = append(out, l10n.Target{
			Segment: p.Segment.ID, SourceHash: p.Segment.Hash(), Text: f(p.Segment.Source), State: l10n.Reviewed,
			SubState: l10n.SubMT, Origin: l10n.Origin{Kind: l10n.SubMT}, Confirmed: &l10n.Signature{By: "ana"},
		})
	}
	return out
}

func same(f l10n.Fragment) l10n.Fragment { return f }

func loud(f l10n.Fragment) l10n.Fragment {
	out := append(l10n.Fragment{}, f...)
	for i := range out {
		out[i].Text = strings.ToUpper(out[i].Text)
	}
	return out
}

func fragments(ts []l10n.Target) map[l10n.SegmentID]l10n.Fragment {
	out := map[l10n.SegmentID]l10n.Fragment{}
	for _, t := range ts {
		out[t.Segment] = t.Text
	}
	return out
}

func mustWrite(t testing.TB, e *l10n.Extraction, opt Options) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := Write(&b, e, opt); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestRoundTrip checks that a page whose sources are its targets comes back through XLIFF byte for byte, and that other
// targets come back as they were.
func TestRoundTrip(t *testing.T) {
	for _, format := range Formats {
		for _, p := range pages(t) {
			roundTrip(t, format, p)
		}
	}
}

func roundTrip(t *testing.T, format Format, p testPage) {
	t.Helper()
	for name, f := range map[string]func(l10n.Fragment) l10n.Fragment{"same": same, "loud": loud} {
		name += " in " + string(format)
		want := translated(p.e, f)
		file := mustWrite(t, p.e, Options{Format: format, Locale: "es", Targets: want, Base: l10n.NewRef(p.page)})
		if again := mustWrite(t, p.e, Options{Format: format, Locale: "es", Targets: want, Base: l10n.NewRef(p.page)}); !bytes.Equal(file, again) {
			t.Errorf("%s, %s: a second time other bytes are written", p.name, name)
		}
		got, err := Read(bytes.NewReader(file), p.e)
		if err != nil {
			t.Errorf("%s, %s: %v", p.name, name, err)
			continue
		}
		if len(got.Targets) != len(want) || got.Base != l10n.NewRef(p.page) {
			t.Fatalf("%s, %s: %d targets with the base %s, want %d", p.name, name, len(got.Targets), got.Base, len(want))
		}
		for i, g := range got.Targets {
			if w := want[i]; g.Segment != w.Segment || g.Text.String() != w.Text.String() || g.State != w.State ||
				g.SubState != w.SubState || g.SourceHash != w.SourceHash {
				t.Errorf("%s, %s: got %+v, want %+v", p.name, name, g, w)
			}
		}
		page, err := p.sk.Merge(fragments(got.Targets), nil)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasPrefix(name, "same") && !bytes.Equal(page, p.page) {
			t.Errorf("%s: the page changed:\n%s", p.name, page)
		}
	}
}

// TestSchema checks the files of all pages against the schema, with targets and without.
func TestSchema(t *testing.T) {
	lint := needs.Program(t, "xmllint", "Debian: libxml2-utils")
	for _, format := range Formats {
		dir := t.TempDir()
		args := []string{"--noout", "--nonet", "--relaxng", "testdata/" + string(format) + ".rng"}
		for _, p := range pages(t) {
			for i, opt := range []Options{{}, {Locale: "ar", Targets: translated(p.e, loud)}, everything(p.e)} {
				opt.Format = format
				b := mustWrite(t, p.e, opt)
				if format == V21 {
					relations(t, p.name, b)
				}
				f := filepath.Join(dir, fmt.Sprint(i, p.name, ".xlf"))
				if err := os.WriteFile(f, b, 0o600); err != nil {
					t.Fatal(err)
				}
				args = append(args, f)
			}
		}
		if out, err := exec.Command(lint, args...).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", format, err, out)
		}
	}
}

// everything has what a file can hold: issues, terms, matches with codes of their own, segments that are not asked about.
func everything(e *l10n.Extraction) Options {
	opt := Options{Locale: "ar", Unreviewed: true, SourceAsTarget: true, Targets: translated(e, loud),
		Asked: map[l10n.SegmentID]bool{}, Matches: map[l10n.SegmentID][]l10n.Match{}, Terms: map[l10n.SegmentID][]l10n.Term{}}
	similar := l10n.ParseFragment("a <7>similar <8/>&lt;text</7>")
	for i := range opt.Targets {
		t := &opt.Targets[i]
		t.Issues = []l10n.Issue{{Check: "numbers", Severity: 70, Comment: "12 is \"13\" <here>"}}
		t.Earlier = []l10n.KeptText{{Source: similar, Text: similar}, {Text: similar}}
		if i%2 == 0 {
			t.Confirmed = nil
			opt.Asked[t.Segment] = true
		}
		opt.Matches[t.Segment] = []l10n.Match{{Source: similar, Target: similar, Score: 101, Origin: l10n.Origin{Provider: "memory"}}}
		opt.Terms[t.Segment] = []l10n.Term{{Source: "text", Targets: []string{"texto"}, Forbidden: []string{"escrito"}, Note: "of law"}}
	}
	return opt
}

// relations checks rules of XLIFF that a grammar cannot express.
func relations(t *testing.T, name string, file []byte) {
	t.Helper()
	doc := etree.NewDocument()
	if err := doc.ReadFromBytes(file); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	units := map[string]bool{}
	for _, u := range doc.FindElements("//unit") {
		if units[u.SelectAttrValue("id", "")] {
			t.Errorf("%s: unit %s is there twice", name, u.SelectAttrValue("id", ""))
		}
		units[u.SelectAttrValue("id", "")] = true
		for _, side := range []string{"source", "target"} {
			sideOf(t, name, u, side)
		}
	}
}

// sideOf checks the sources or the targets of a unit: IDs are unique, data elements exist, and an sc and its ec have
// the same rights.
func sideOf(t *testing.T, name string, u *etree.Element, side string) {
	t.Helper()
	ids, data := map[string]*etree.Element{}, map[string]bool{}
	for _, d := range u.FindElements("./originalData/data") {
		data[d.SelectAttrValue("id", "")] = true
	}
	for _, s := range u.ChildElements() {
		if id := s.SelectAttr("id"); id != nil {
			ids[id.Value] = s
		}
	}
	open := map[string]*etree.Element{}
	for _, c := range u.FindElements("./*/" + side + "//*") {
		if id := c.SelectAttr("id"); id != nil {
			if ids[id.Value] != nil {
				t.Errorf("%s: id %s is there twice in a %s", name, id.Value, side)
			}
			ids[id.Value] = c
		}
		for _, a := range c.Attr {
			if strings.HasPrefix(a.Key, "dataRef") && !data[a.Value] {
				t.Errorf("%s: there is no data %s", name, a.Value)
			}
		}
		switch c.Tag {
		case "sc":
			open[c.SelectAttrValue("id", "")] = c
		case "ec":
			o := open[c.SelectAttrValue("startRef", "")]
			delete(open, c.SelectAttrValue("startRef", ""))
			for _, a := range []string{"canCopy", "canDelete", "canOverlap", "canReorder"} {
				if o == nil || o.SelectAttrValue(a, "") != c.SelectAttrValue(a, "") {
					t.Errorf("%s: an ec has not the %s of its sc", name, a)
				}
			}
		}
	}
	if side == "source" && len(open) > 0 {
		t.Errorf("%s: an sc without ec", name)
	}
}

func TestWritten(t *testing.T) {
	p := mustExtract(t, "all.html", []byte(allFeatures))
	got := string(mustWrite(t, p.e, Options{Locale: "es"}))
	for _, want := range []string{
		`srcLang="en" trgLang="es"`,
		`<file id="f1" original="all.html" canResegment="no" srcDir="ltr" trgDir="ltr" xml:space="preserve">`,
		`<skeleton>dragoman:` + string(l10n.SourceHash(p.e.Units)) + `</skeleton>`,
		`<slr:profiles storageProfile="xliff:utf8"/>`, `slr:storageRestriction="40"`,
		`<note category="size">At most 40 bytes in UTF-8.</note>`,
		`<note category="title">All “of” it</note>`, `type="html:h1"`, `type="html:@alt"`,
		`<note category="location">img @alt: `, `<note category="note" priority="1">Keep it light.</note>`,
		`<note category="allowed-characters">[a-z, ]</note>`, `<note category="heading">Head &amp; tail</note>`,
		`<note category="term">French: #t</note>`, `translate="no"`, `<note category="locale-filter">fr</note>`,
		`Head &amp; <pc id="1" canCopy="no" canDelete="no" type="fmt" subType="xlf:i" dispStart="i" dispEnd="i" ` +
			`dataRefStart="d1" dataRefEnd="d2">tail</pc>`,
		`<sc id="1" canCopy="no" canDelete="no" canOverlap="no" type="fmt" subType="xlf:b" disp="b" dataRef="d1"/>`,
		`<ec startRef="1" canCopy="no" canDelete="no" canOverlap="no" disp="b" dataRef="d2"/>`,
		`subType="xlf:lb"`, `subType="html:my-tag"`, `<data id="d4">&lt;my-tag x="&amp;quot;"&gt;</data>`,
		`equiv="Dragoman &lt;3" disp="Dragoman &lt;3"`, `equiv="x &lt; y"`, `type="image" subType="html:img"`,
		`<ph id="1" canCopy="no" type="fmt" subType="html:wbr"`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("not there: %s", want)
		}
	}
	if t.Failed() {
		t.Log(got)
	}
	var b bytes.Buffer
	if err := Write(&b, &l10n.Extraction{}, Options{}); err == nil {
		t.Error("an empty file is written")
	}
	if err := Write(&b, p.e, Options{Targets: translated(p.e, same)}); err == nil {
		t.Error("targets without a language are written")
	}
}
