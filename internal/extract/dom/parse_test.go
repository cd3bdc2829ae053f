package dom

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// dump writes a tree one node a line.
func dump(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node, depth int)
	walk = func(n *html.Node, depth int) {
		pad := strings.Repeat(" ", depth)
		switch n.Type {
		case html.ElementNode:
			fmt.Fprintf(&b, "%s<%s %s", pad, n.Namespace, n.Data)
			// html.Parse sorts the attributes of formatting elements.
			attrs := slices.Clone(n.Attr)
			slices.SortStableFunc(attrs, func(a, b html.Attribute) int { return strings.Compare(a.Key, b.Key) })
			seen := map[string]bool{}
			for _, a := range attrs {
				if k := a.Namespace + ":" + a.Key; !seen[k] {
					seen[k] = true
					fmt.Fprintf(&b, " %s=%q", k, a.Val)
				}
			}
			b.WriteString(">\n")
		case html.TextNode:
			if p := n.PrevSibling; p != nil && p.Type == html.TextNode {
				return // html.Parse leaves some texts in pieces
			}
			text := n.Data
			for m := n.NextSibling; m != nil && m.Type == html.TextNode; m = m.NextSibling {
				text += m.Data
			}
			fmt.Fprintf(&b, "%s%q\n", pad, text)
		case html.CommentNode:
			fmt.Fprintf(&b, "%s<!-- -->\n", pad) // html.Parse decodes references in comments, the standard does not
		case html.DoctypeNode:
			fmt.Fprintf(&b, "%s<!doctype %s>\n", pad, n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, depth+1)
		}
	}
	walk(n, 0)
	return b.String()
}

func both(src string) (got, want string, err error) {
	// html.Parse makes an empty comment of </>, which the standard drops.
	for strings.Contains(src, "</>") {
		src = strings.ReplaceAll(src, "</>", "")
	}
	ref, err := html.ParseWithOptions(strings.NewReader(src), html.ParseOptionEnableScripting(false))
	if err != nil {
		return "", "", err
	}
	tree, err := Parse(src)
	if err != nil {
		return "", "", err
	}
	return dump(tree.Doc), dump(ref), nil
}

// traps are sources that a tree builder easily gets wrong, by the part of the standard that they try.
var traps = []string{
	// what is left out
	"", "text", "<p>a<p>b", "<ul><li>a<li>b", "<dl><dt>a<dd>b<dt>c", "<table><tr><td>a<td>b<tr><th>c",
	"<table><caption>a<col><tbody><td>b",
	"<ruby>a<rb>b<rt>c<rp>d<rtc>e", "<select><optgroup label=a><option>b<option>c<optgroup><hr><option>d",
	"</p></br>a", "<head></head> <body>a",
	// the head and before
	"<!-- a --><!doctype html> <!-- b --><html lang=a><head><title>t</title>x",
	"<title>a</title><p>b<title>c</title>", "<noscript><p>a</noscript>b",
	"<head><noscript><link><style>a</style></noscript>", "</head><link><body>",
	"<html a=b><body c=d><html a=x e=f><body c=y g=h>", "<template><td>a</template><div>",
	"<!doctype html PUBLIC '-//W3C//DTD HTML 4.01 Transitional//EN'><p><table>", "<!doctype html><p><table>",
	"<!doctype html PUBLIC\"><p><table>", "<!doctype html SYSTEM><p><table>", "<!doctype><p><table>",
	"<head><template><tr><td>a</table>b</template>",
	// formatting
	"<b>1<p>2</b>3</p>", "<p>1<b>2<i>3</b>4</i>5", "<a>1<div>2<a>3</div>4", "<b><b><b><b>x<p>y", "<nobr>a<nobr>b",
	"<font><p>a</font>b<p>c", "<b><button>a</b>b</button>c",
	"<a><table><td><a>b</a></table>c", "<b><em><foo><foob><fooc><aside></b></em>", "<b><a><b><a><b><a>",
	"<applet><b></applet>a", "<i>a<b>b<div>c</i>d</b>e",
	// tables
	"<table>a<b>b<tr>c<td>d", "<table> <!-- a --> <tr> <td>x</table> y",
	"<table><input type=hidden><input><form><tr></form>", "<table><td><table><td>a</table>b",
	"<table><tr><td>a</p>b</td></tr></tbody></table>c", "<table><select><option>a<tr><td>b",
	"<table><style>a</style><script>b</script>c",
	"<table><colgroup> a<col></colgroup>", "<table><caption>a</table>b", "<table><tr></table></tr>",
	"<table><thead><tr><tbody><td></thead>a",
	// forms and lists
	"<form>a<form>b</form>c", "<form><div></form>a</div>b", "<button>a<button>b", "<li><p><li>a", "<dd><div><dt>a",
	"<h1>a<h2>b</h1>c", "<select><select>a", "<select>a<input>b",
	// raw text
	"<script><!--<script>a</script>b--></script>c", "<script><!--></script>a", "<style>a</b></style >b",
	"<textarea>\n\na<b></textarea>c", "<pre>\na", "<pre>&#10;a",
	"<xmp>a<b></xmp>c", "<iframe>a<b></iframe>c", "<plaintext>a</plaintext><b>", "<title>a&amp;b</titlex></title>c",
	"<noframes>a</noframes>b",
	// foreign
	"<svg><p>a", "<svg><foreignObject><p>a</foreignObject>b</svg>c",
	"<math><mi>a<b>c</mi><annotation-xml encoding=text/html><p>d", "<svg><title><b>a</title></svg>",
	"<svg viewbox=a xlink:href=b><lineargradient><fecolormatrix/></svg>", "<svg><![CDATA[a<b>]]>c", "<p><svg></p>a",
	"<svg><font color=a>b", "<math definitionurl=a><mglyph>", "<svg><br>a",
	// frames and the end
	"<frameset><frame><frameset></frameset></frameset> a<noframes>b", "<p>a<frameset>", " <frameset>",
	"a</body> <!-- b --> c</html> <!-- d --> e",
	// lexical
	"<p a=1 a=2 B='x&amp;y' c=&copy=1 d=&notx e>", "a<b/ >c<br/>d", "<!-- a -- b --!> c", "<!-->a", "<!--->b",
	"<!--a", "<?a?>b<!b>c</ d>e", "a</", "a<", "<a b='c", "a&#0;&#x80;&#xd800;b",
	"&notin;&notit;&amp&lt;", "a\r\nb\rc", "a\x00b<p title='\x00'>", "<p\x00x>", "<DIV CLASS=A></Div>",
	"<a<b>c</a<b>", "<image src=a>", "<isindex>", "<plaintext>\x00", "<p>a</body>\x00<!-- b -->",
	"<frameset>a&#x0a;b \x00&amp; &Tab;c", "<font></p><frameset></frameset></html> x ",
}

// TestSame holds the parser to html.Parse, which passes the standard's own tests.
func TestSame(t *testing.T) {
	for _, src := range traps {
		got, want, err := both(src)
		if err != nil {
			t.Fatal(err)
		}
		if got != want {
			t.Errorf("%q\ngot\n%s\nwant\n%s", src, got, want)
		}
	}
}

// TestSpans holds that the places of nodes are those of their tags.
func TestSpans(t *testing.T) {
	const src = "<!doctype html><p id=a>One <b>two</b><br>three<p>four<table>x<tr><td>five</table>"
	tree, err := Parse(src)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			s, _ := tree.Span(c)
			got = append(got, src[s.Start:s.End]+"~"+src[s.CloseStart:s.CloseEnd])
			walk(c)
		}
	}
	walk(tree.Doc)
	want := []string{
		"<!doctype html>~", "~", "~", "~", "<p id=a>~", "One ~", "<b>~</b>", "two~", "<br>~", "three~", "<p>~", "four~", "x~",
		"<table>~</table>", "~", "<tr>~", "<td>~", "five~",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestDepth holds that nesting is cut where browsers cut it, and nothing is lost.
func TestDepth(t *testing.T) {
	tree, err := Parse(strings.Repeat("<div>", 3000) + "text")
	if err != nil {
		t.Fatal(err)
	}
	depth, elements := 0, 0
	var walk func(n *html.Node, d int)
	walk = func(n *html.Node, d int) {
		depth = max(depth, d)
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			elements++
			walk(c, d+1)
		}
	}
	walk(tree.Doc, 0)
	if depth > maxDepth+2 || elements != 3000+4 {
		t.Errorf("depth %d, %d nodes", depth, elements)
	}
}

func BenchmarkParse(b *testing.B) {
	src := strings.Repeat("<section class=part><h2>Head</h2><p>The <a href=/x title='A link'>first</a> text &amp; "+
		"<b>more</b>.</p></section>\n", 1000)
	b.Run("ours", func(b *testing.B) {
		b.SetBytes(int64(len(src)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := Parse(src); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("html.Parse", func(b *testing.B) {
		b.SetBytes(int64(len(src)))
		b.ReportAllocs()
		for b.Loop() {
			if _, err := html.Parse(strings.NewReader(src)); err != nil {
				b.Fatal(err)
			}
		}
	})
}
