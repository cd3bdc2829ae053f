package dom

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// growing are pages that grow by a size, each with a part of the parser that could search, move or copy more than
// once.
var growing = map[string]func(n int) string{
	"nested":                times("<div>"),
	"nested and closed":     func(n int) string { return times("<div>")(n) + "text" + times("</div>")(n) },
	"nested spans":          func(n int) string { return "<p><b>" + times("<span>a ")(n) },
	"unclosed items":        times("<ul><li>a<li>b"),
	"unclosed paragraphs":   times("<p>a<b>b"),
	"misnested pairs":       times("<b><i>a</b>b</i>"),
	"misnested blocks":      times("<b>a<p>b</b>c"),
	"open formatting":       times("<b><i>"),
	"formatting, closed":    func(n int) string { return times("<b><i>")(n) + times("</b></i>")(n) },
	"formatting and text":   times("<b><i>a"),
	"links":                 times("<a>a<div>b"),
	"link in link":          times("<a href=x>a"),
	"nobr":                  times("<nobr>a"),
	"fonts":                 numbered("<font size=%d>a</font>"),
	"open fonts":            numbered("<font size=%d>"),
	"open fonts and blocks": func(n int) string { return numbered("<font size=%d>")(n) + times("<p>a")(n) },
	"font of attributes":    func(n int) string { return times("<font " + numbered("a%d ")(n/30+1) + ">")(30) },
	"attributes":            func(n int) string { return "<p " + numbered("a%d=b ")(n) + ">" },
	"attributes again":      func(n int) string { return "<p " + times("a=b ")(n) + ">" },
	"attributes of html":    func(n int) string { return times("<html " + numbered("a%d ")(10) + ">")(n) },
	"more for body":         numbered("<body a%d>"),
	"text":                  times("a text of words "),
	"entities":              times("&amp;&notit;&#x41;&"),
	"ampersands":            times("&"),
	"brackets":              times("<"),
	"nulls":                 times("a\x00"),
	"carriage returns":      times("a\r\n\r"),
	"comments":              times("<!-- a -- b -->"),
	"dashes":                func(n int) string { return "<!--" + times("--!")(n) },
	"stray end tags":        times("a</x></p>"),
	"stray foreign ends":    func(n int) string { return "<svg>" + times("<g>")(n) + times("</x>")(n) },
	"svg and cdata":         times("<svg><![CDATA[a]]>"),
	"cdata":                 func(n int) string { return "<svg>" + times("<![CDATA[a]]>b")(n) },
	"svg, broken out of":    times("<svg><g><p>a"),
	"math":                  times("<math><mi>a<annotation-xml><svg>"),
	"tables":                times("<table><tr><td>a"),
	"fostered text":         func(n int) string { return "<table>" + times("a<tr>")(n) },
	"fostered elements":     func(n int) string { return "<table>" + times("<b>a<i>b</b>")(n) },
	"texts around a table":  times("a<table>b<tr><td>c</table>d"),
	"table text":            func(n int) string { return "<table>" + times(" \x00")(n) + "a" },
	"rows and stray text":   func(n int) string { return "<table>" + times("a<tr><td>b")(n) },
	"stray ends in spans":   func(n int) string { return times("<span>")(n) + times("</x>")(n) },
	"two pages in one":      func(n int) string { return times("<html " + numbered("a%d ")(50) + ">")(n) },
	"cells":                 func(n int) string { return "<table>" + times("<td>a<th>b<tr>")(n) },
	"captions":              func(n int) string { return "<table>" + times("<caption>a<col>")(n) },
	"selects":               times("<select><option>a<optgroup><option>b"),
	"options":               func(n int) string { return "<select>" + times("<option>a<hr>")(n) },
	"inputs in a select":    times("<select><input>"),
	"forms":                 times("<form><div></form>"),
	"buttons":               times("<button><p>a"),
	"headings":              times("<h1><h2>a</h3>"),
	"definitions":           times("<dl><dt><div><dd>a"),
	"items in blocks":       func(n int) string { return "<ul><li>" + times("<section><p>a<li>b")(n) },
	"templates":             times("<template><td>a"),
	"templates, closed":     times("<template><tr><td>a</template>"),
	"applets":               times("<applet><b>a"),
	"ruby":                  times("<ruby>a<rb>b<rt>c<rp>d"),
	"frames":                func(n int) string { return "<frameset>" + times("<frameset><frame>")(n) },
	"late head":             func(n int) string { return "<head></head>" + times("<link><!-- a --> ")(n) },
	"after the body":        func(n int) string { return "</body>" + times("<!-- a --></html><p>b</body>")(n) },
	"raw text":              func(n int) string { return "<script>" + times("<!--<script></scrip")(n) },
	"titles":                func(n int) string { return "<title>" + times("</titl")(n) },
	"open quotes":           times("<p a='"),
	"question marks":        times("<?"),
	"doctypes":              times("<!doctype html public 'a' 'b'>"),
}

// refused are pages of which twice as much may take more than twice the work. From some size on they must be refused.
var refused = map[string]func(n int) string{
	// The tree itself grows with the square: each block repeats all open formatting.
	"fonts in each block": func(n int) string { return "<p>" + numbered("<font size=%d>")(n) + times("<p>a")(n) },
	// Each element is looked for through all that stand around it.
	"blocks in a paragraph": func(n int) string { return "<p><object>" + times("<div>a")(n) },
	"stray ends in spans":   func(n int) string { return "<x><p>" + times("<span>")(n) + times("</x>")(n) },
	// Each end tag makes the tree deeper.
	"fonts closed in a block": func(n int) string {
		return numbered("<font size=%d>")(n) + "<p>a" + times("</font>")(n)
	},
	"links in fonts": func(n int) string { return numbered("<font size=%d>")(n) + times("<a>a</a>")(n) },
}

func times(s string) func(int) string { return func(n int) string { return strings.Repeat(s, n) } }

func numbered(format string) func(int) string {
	return func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}
}

// TestGrowth doubles pages and holds that the parser's work, counted in steps, grows no faster than they do.
func TestGrowth(t *testing.T) {
	const n, most = 3000, 2.2 // for logarithms
	for name, page := range growing {
		small, _, _ := workOf(page(n))
		large, depth, complete := workOf(page(2 * n))
		if depth > mostDepth {
			t.Errorf("%s: the tree is %d deep", name, depth)
		}
		if growth := float64(large) / float64(small); growth > most || !complete {
			t.Errorf("%s: %d steps, and ×%.2f for twice the page (read to its end: %v)", name, small, growth, complete)
		}
	}
}

// TestRefused holds that what takes more than that is refused, and before it took longer than the largest honest page.
func TestRefused(t *testing.T) {
	for name, page := range refused {
		src := page(20_000)
		work, _, complete := workOf(src)
		if _, err := Parse(src); complete || !errors.Is(err, ErrTooComplex) {
			t.Errorf("%s: read to its end, with the error %v", name, err)
		}
		if most := 34*len(src) + 1<<23; work > most {
			t.Errorf("%s: %d steps before it was refused, for %d bytes", name, work, len(src))
		}
	}
}

// workOf returns the steps that a page takes, the depth of its tree, and whether it was read to its end.
func workOf(src string) (work, depth int, complete bool) {
	b := newBuilder(src)
	complete = b.build()
	return b.work, b.deepest(), complete
}
