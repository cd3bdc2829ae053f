package extract

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// withMarks writes a page's marks into it: comments and attributes that no page has of its own.
func withMarks(page []byte, marks []Mark) string {
	var b strings.Builder
	from := 0
	for i, m := range marks {
		b.Write(page[from:m.At])
		from = m.At
		switch m.Kind {
		case SegmentStart:
			fmt.Fprintf(&b, "<!--mark+%s-->", m.Segment)
		case SegmentEnd:
			fmt.Fprintf(&b, "<!--mark-%s-->", m.Segment)
		case InTag:
			if i == 0 || marks[i-1].At != m.At {
				fmt.Fprintf(&b, " mark")
			}
		case TagName, HeadStart:
		}
	}
	b.Write(page[from:])
	return b.String()
}

// unmarkedShape is all of a tree but its marks, with texts that touch as one.
func unmarkedShape(t *testing.T, src string) string {
	t.Helper()
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		text := ""
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			switch {
			case c.Type == html.TextNode:
				text += c.Data
				continue
			case c.Type == html.CommentNode && strings.HasPrefix(c.Data, "mark"):
				continue
			}
			fmt.Fprintf(&b, "%q", text)
			text = ""
			fmt.Fprintf(&b, "<%d %s", c.Type, c.Data)
			for _, a := range c.Attr {
				if a.Key != "mark" {
					fmt.Fprintf(&b, " %s=%q", a.Key, a.Val)
				}
			}
			b.WriteString(">")
			walk(c)
			b.WriteString("</>")
		}
		fmt.Fprintf(&b, "%q", text)
	}
	walk(mustParse(t, src).Doc)
	return b.String()
}

// afterStops cuts a text after each full stop and the space behind it.
type afterStops struct{}

func (afterStops) BreaksContext(_ context.Context, _ l10n.Locale, text string) ([]int, error) {
	var b []int
	for i := 2; i < len(text); i++ {
		if text[i-2] == '.' && text[i-1] == ' ' {
			b = append(b, i)
		}
	}
	return b, nil
}

// TestMarks holds that marks stand around the texts of segments, and in the tags of those in attributes.
func TestMarks(t *testing.T) {
	for _, tt := range []struct{ page, want string }{
		{"<p>One. <b>Two.</b> Three.</p>", "<p><!--+1-->ONE.<!---1--> <b><!--+2-->TWO.<!---2--></b> <!--+3-->THREE.<!---3--></p>"},
		{"<title>T</title><p title=x>y", "<title [1=]>T</title><p [2=title] title=\"X\"><!--+3-->Y<!---3-->"},
		{`<p>a <img alt="b. c"> d</p>`, `<p><!--+1-->A <img [2=alt 3=alt] alt="B. C"> D<!---1--></p>`},
		{"<textarea>a</textarea><select><option label=b>c</select>",
			`<textarea [1=]>A</textarea><select><option [2=label] label="B"><!--+3-->C<!---3--></select>`},
		{`<svg><text><![CDATA[a]]></text></svg>`, `<svg><text><!--+1--><![CDATA[A]]><!---1--></text></svg>`},
		{`<script type=application/ld+json>{"headline":"a"}</script>`, `<script [1={}] type=application/ld+json>{"headline":"A"}</script>`},
		{`<iframe srcdoc="<p>a"></iframe>`, `<iframe [1=srcdoc] srcdoc="&lt;p&gt;A"></iframe>`},
	} {
		e, sk := mustExtract(t, tt.page, Options{WholePage: true, Segmenter: afterStops{}})
		page, marks, err := sk.MergeMarked(t.Context(), targetsOf(e, shout), func(*Editor) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		names := map[l10n.SegmentID]string{}
		for i, at := range e.Places() {
			names[at.Segment.ID] = fmt.Sprint(i + 1)
		}
		if got := namedMarks(page, marks, names); got != tt.want {
			t.Errorf("%s\ngot  %s\nwant %s", tt.page, got, tt.want)
		}
	}
}

// TestMarksFollowPointers holds that a translation which goes elsewhere is marked there, and where it stays, where it is.
func TestMarksFollowPointers(t *testing.T) {
	const rules = `<script type=application/its+xml><its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0" xmlns:h="http://www.w3.org/1999/xhtml">
<its:targetPointerRule selector="//h:td[@class='s']" targetPointer="../h:td[@class='t']"/>
<its:targetPointerRule selector="//h:a/@title" targetPointer="../@data-title"/>
<its:translateRule selector="//h:a/@title" translate="yes"/></its:rules></script>`
	const page = `<table><tr><td class=s>One <b title=tip>two</b><td class=t>old</table><p><a title=Nine data-title='y'>Ten</a></p>`
	e, sk := mustExtract(t, rules+page, Options{WholePage: true})
	names := map[l10n.SegmentID]string{}
	for _, at := range e.Places() {
		names[at.Segment.ID] = strings.Fields(at.Segment.Source.Text())[0]
	}
	for _, tt := range []struct {
		targets map[l10n.SegmentID]l10n.Fragment
		want    string
	}{
		{targetsOf(e, shout), `<table><tr><td class=s>One <b title=tip>two</b><td class=t><!--+One-->ONE <b [tip=title] title="TIP">TWO</b><!---One--></table>` +
			`<p><a [Nine=data-title] title=Nine data-title='NINE'><!--+Ten-->TEN<!---Ten--></a></p>`},
		{nil, `<table><tr><td class=s><!--+One-->One <b [tip=title] title=tip>two</b><!---One--><td class=t>old</table>` +
			`<p><a [Nine=data-title] title=Nine data-title='y'><!--+Ten-->Ten<!---Ten--></a></p>`},
	} {
		got, marks, err := sk.MergeMarked(t.Context(), tt.targets, func(*Editor) error { return nil })
		if err != nil {
			t.Fatal(err)
		}
		if text := strings.TrimPrefix(namedMarks(got, marks, names), rules); text != tt.want {
			t.Errorf("got  %s\nwant %s", text, tt.want)
		}
	}
}

// TestWithin holds which segments a unit has within it.
func TestWithin(t *testing.T) {
	e, sk := mustExtract(t, `<p>Before.</p><p>One <img alt="a">. Two <button title="b">c</button>.</p><p>After.</p>`,
		Options{WholePage: true, Segmenter: afterStops{}})
	texts := map[l10n.SegmentID]string{}
	for _, at := range e.Places() {
		texts[at.Segment.ID] = at.Segment.Source.Text()
	}
	for i := range e.Units {
		u := &e.Units[i]
		if u.Element != "p" {
			continue
		}
		var got []string
		for _, id := range sk.Within(u.Segments[0].ID, u.Segments[len(u.Segments)-1].ID) {
			got = append(got, texts[id])
		}
		want := map[string]string{"Before.": "[Before.]", "After.": "[After.]"}[u.Source().Text()]
		if want == "" {
			want = "[One . Two c. a b]"
		}
		if fmt.Sprint(got) != want {
			t.Errorf("%v, want %s", got, want)
		}
	}
	if got := sk.Within("u1.1", "u1.1"); got != nil {
		t.Errorf("%v", got)
	}
}

// namedMarks writes marks with short names of their segments.
func namedMarks(page []byte, marks []Mark, names map[l10n.SegmentID]string) string {
	var b strings.Builder
	from := 0
	for i, m := range marks {
		b.Write(page[from:m.At])
		from = m.At
		switch m.Kind {
		case SegmentStart:
			b.WriteString("<!--+" + names[m.Segment] + "-->")
		case SegmentEnd:
			b.WriteString("<!---" + names[m.Segment] + "-->")
		case InTag:
			if i > 0 && marks[i-1].At == m.At {
				b.WriteString(" ")
			} else {
				b.WriteString(" [")
			}
			b.WriteString(names[m.Segment] + "=" + m.Attribute)
			if i+1 == len(marks) || marks[i+1].At != m.At {
				b.WriteString("]")
			}
		case TagName, HeadStart:
			b.WriteString("|")
		}
	}
	b.Write(page[from:])
	return b.String()
}

// FuzzMarks holds that a page with marks is the page without them, and that they change nothing of what a browser makes of it.
func FuzzMarks(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, "x & y")
		f.Add(s, "<")
	}
	f.Fuzz(func(t *testing.T, src, more string) {
		e, sk := extractOrSkip(t, src, halves{})
		targets := targetsOf(e, func(source l10n.Fragment) l10n.Fragment {
			out := append(l10n.TextFragment(more), turned(source)...)
			if out.CheckCodes(source, nil) != nil {
				return append(l10n.TextFragment(more), source...)
			}
			return out
		})
		nothing := func(*Editor) error { return nil }
		plain, err := sk.Merge(targets, nothing)
		if err != nil {
			t.Fatal(err)
		}
		page, marks, err := sk.MergeMarked(t.Context(), targets, nothing)
		if err != nil || string(page) != string(plain) {
			t.Fatalf("%v\ngot  %q\nwant %q", err, page, plain)
		}
		for i, m := range marks {
			if m.At > len(page) || i > 0 && m.At < marks[i-1].At {
				t.Fatalf("a mark at %d of %d bytes: %+v", m.At, len(page), marks)
			}
		}
		with := withMarks(page, marks)
		if got, want := unmarkedShape(t, with), unmarkedShape(t, string(page)); got != want {
			t.Fatalf("%q\nbecomes %q\ngot  %s\nwant %s", page, with, got, want)
		}
	})
}
