package growth

import (
	"fmt"
	"strings"
)

// Pattern is a text that grows: Text(n) has n of what its name says.
type Pattern struct {
	Name string
	Text growing
}

// growing makes a text with so many of something.
type growing func(n int) string

// repeated repeats a piece between a beginning and an end.
func repeated(before, piece, after string) growing {
	return func(n int) string { return before + strings.Repeat(piece, n) + after }
}

// nested repeats what opens before a text, and what closes after it.
func nested(before, open, text, shut, after string) growing {
	return func(n int) string { return before + strings.Repeat(open, n) + text + strings.Repeat(shut, n) + after }
}

// atMost ends what is refused when there is more of it, and lets the text grow by white space from there on.
func (g growing) atMost(most int) growing {
	return func(n int) string { return g(min(n, most)) + strings.Repeat("\n", n) }
}

// paragraph is one paragraph that repeats a piece of markup.
func paragraph(piece string) growing {
	return func(n int) string { return "<p>Start " + strings.Repeat(piece, n) + " end." }
}

// numbered repeats a piece of markup with a number in the place of each %[1]d.
func numbered(before, piece, after string) growing {
	return func(n int) string {
		var b strings.Builder
		b.WriteString(before)
		for i := range n {
			fmt.Fprintf(&b, piece, i)
		}
		b.WriteString(after)
		return b.String()
	}
}

// ruledBy begins a page with ITS rules, in CSS or XPath.
func ruledBy(language string) string {
	return `<script type="application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml"
		version="2.0" queryLanguage="` + language + `">`
}

// pages are patterns of pages. A new one is a line.
var pages = []Pattern{
	// One paragraph with many of a kind.
	{"links", paragraph("<a href=/x>w</a> ")},
	{"other links", numbered("<p>", "<a href=/x%[1]d title=t%[1]d>w%[1]d</a> ", "")},
	{"links alone", paragraph("<a href=/x>w</a>")},
	{"br", paragraph("w<br>")},
	{"wbr", paragraph("w<wbr>")},
	{"bold", paragraph("<b><i>w</i></b> ")},
	{"bold and sentences", paragraph("<b>One is here.</b> <i>Two</i> are. ")},
	{"images", paragraph("<img src=x alt=w> ")},
	{"time", paragraph("<time datetime=2024-07-25>25 July 2024</time> ")},
	{"data", paragraph("<data value=1234>1,234</data> ")},
	{"protected words", paragraph("<span translate=no>w</span> ")},
	{"code", paragraph("<code>w</code> ")},
	{"other languages", paragraph("<i lang=fr>mot</i> ")},
	{"footnotes", numbered("<p>", "w<sup><a href=#n%[1]d>%[1]d</a></sup> ", "")},
	{"comments", paragraph("w<!-- c --> ")},
	{"misnested", paragraph("<b>w<i>x</b>y</i> ")},
	{"ruby", paragraph("<ruby>漢<rt>kan</rt></ruby>")},
	{"character references", paragraph("a &amp; b &eacute; &nbsp; ")},
	{"inputs", paragraph("<input placeholder=w> <button>w</button> ")},

	// One text with many of a kind.
	{"words", paragraph("word ")},
	{"other words", numbered("<p>", "word%[1]d ", "")},
	{"same word", paragraph("the the ")},
	{"one long word", paragraph("a")},
	{"one long Chinese word", paragraph("的")},
	{"Chinese sentences", paragraph("的确如此。")},
	{"Thai", paragraph("ภาษาไทย")},
	{"addresses of mail", paragraph("a@b. ")},
	{"addresses without spaces", paragraph("a@b.")},
	{"addresses of pages", paragraph("http://a.b/ ")},
	{"closing brackets of an address", func(n int) string { return "<p>http://a.b/" + strings.Repeat(")", n) + " w" }},
	{"dotted letters", paragraph("a.")},
	{"open conversions", paragraph("%(")},
	{"one long address", numbered("<p>http://a.b/", "a.b/", "")},
	{"numbered points", paragraph("1. ")},
	{"lettered points", paragraph("(a) w; ")},
	{"initials", paragraph("J. ")},
	{"abbreviations", paragraph("Mr. Smith, e.g. No. 5. ")},
	{"dots", paragraph(".")},
	{"dots and spaces", paragraph(". ")},
	{"ellipses", paragraph("w… ")},
	{"questions", paragraph("Why? No! ")},
	{"sentences", paragraph("This is one. ")},
	{"other sentences", numbered("<p>", "This is sentence %[1]d of many. ", "")},
	{"quotes", paragraph(`"w" ‘w’ “w” `)},
	{"open quotes", paragraph(`“w `)},
	{"quoted sentences", paragraph(`“Yes.” she said. `)},
	{"quotes within a sentence", paragraph(`w." w `)},
	{"dots in parentheses", paragraph("(.)")},
	{"times of day", paragraph("at 5 p.m. Mr. W, ")},
	{"parentheses", paragraph("(w) [w] ")},
	{"open parentheses", paragraph("(")},
	{"nested parentheses", func(n int) string { return "<p>" + strings.Repeat("(", n) + "w" + strings.Repeat(")", n) }},
	{"apostrophes", paragraph("don't l'eau ")},
	{"dashes", paragraph("w – w — w-w ")},
	{"commas", paragraph(",")},
	{"colons", paragraph("w: w; ")},
	{"numbers", paragraph("1,234.5 ")},
	{"one long number", paragraph("1")},
	{"one long grouped number", paragraph("1,234,")},
	{"a number of dots", paragraph("1.")},
	{"amounts", paragraph("$1.5 million 20% ")},
	{"ranges", paragraph("1–2 and 3 to 4, ")},
	{"units", paragraph("5 km 3 kg ")},
	{"dates", paragraph("5 May 2024, ")},
	{"other dates", paragraph("on 2024-05-03 at 10:30 a.m. ")},
	{"months", paragraph("May ")},
	{"number words", paragraph("one two twenty-five ")},
	{"times", paragraph("10:30 ")},
	{"fractions", paragraph("1/2 ½ ")},
	{"variables", paragraph("{w} %s {{w}} $w ")},
	{"formulas", paragraph(`Let $x^2$ be \(y\) w. `)},
	{"open formulas", paragraph(`\[ $x `)},
	{"dollars", paragraph("$")},
	{"dollars between words", paragraph("$5 w ")},
	{"escaped brackets", paragraph(`\[see this\] `)},
	{"lines of a formula", func(n int) string { return "<p>$$a" + strings.Repeat("<br>b", n) + "$$ w" }},
	{"open braces", paragraph("{")},
	{"percent signs", paragraph("%")},
	{"spaces", paragraph(" \t\n")},
	{"non-breaking spaces", paragraph("w\u00a0")},
	{"combining characters", paragraph("\u0301")},
	{"marks of direction", paragraph("\u200fw\u200e ")},
	{"capitals", paragraph("UNESCO ")},
	{"hashes", paragraph("#w @w ")},
	{"slashes", paragraph("/w")},
	{"ampersands", paragraph("&amp;")},
	{"angle brackets", paragraph("&lt;b&gt; ")},
	{"quotes without spaces", paragraph(`ate="no"/>`)},
	{"sentences with line breaks", paragraph("This is one.<br> ")},
	{"formulas and brackets", repeated("", "<div> $x \\[ $x end.\t(</div>", "")},
	{"unknown elements", paragraph("w <supw>w</supw> ")},
	{"homoglyphs", paragraph("pаypаl ")},
	{"one foreign letter", numbered("<p>", "wörd%[1]d ", "")},
	{"single letters", paragraph("c = c) a ")},
	{"tildes", paragraph("~a^_`b`")},
	{"telephone numbers", paragraph("+31 20 555 01 99, ")},
	{"backslashes", paragraph(`\a\n `)},
	{"notes in brackets", paragraph("w.[1] [2] ")},
	{"numbers of notes", numbered("<p>", "One.<sup>%[1]d</sup> ", "")},
	{"sentences in a note", func(n int) string { return "<p>One.<sup>" + strings.Repeat("This is one. ", n) + "</sup> Two." }},
	{"emoji", paragraph("👩‍👩‍👧")},
	{"words in capitals", numbered("<p>", "WORD%[1]d ", "")},
	{"names", numbered("<p>", "Anna W%[1]d met ", "")},
	{"Arabic", paragraph("كلمة 123 ")},
	{"Japanese", paragraph("これは、100円です。")},
	{"Hindi", paragraph("यह एक है। ")},
	{"HTML in text", paragraph("&lt;a href=\"x\"&gt; &amp;#39; ")},
	{"Roman numbers", paragraph("Chapter XIV. ")},

	// Many elements.
	{"paragraphs", numbered("", "<p>This is paragraph %[1]d of many.\n", "")},
	{"same paragraphs", numbered("", "<p>This is a paragraph.\n", "")},
	{"paragraphs with links", numbered("", "<p>This is <a href=/x%[1]d>paragraph</a> %[1]d.\n", "")},
	{"empty paragraphs", numbered("", "<p>", "w")},
	{"headings", numbered("", "<h2>Part %[1]d</h2><p>Text %[1]d.\n", "")},
	{"list", numbered("<ul>", "<li>Item %[1]d", "</ul>")},
	{"nested lists", func(n int) string { return strings.Repeat("<ul><li>w", min(n, 200)) + strings.Repeat(" w", n) }},
	{"table", numbered("<table>", "<tr><td>w%[1]d<td>%[1]d", "</table>")},
	{"tables", numbered("", "<table><tr><td>w%[1]d</table>", "")},
	{"table with texts between", numbered("<table>", "<tr>w%[1]d<td>%[1]d", "</table>")},
	{"captions", numbered("<table>", "<caption>w</caption>", "</table>")},
	{"options", numbered("<select>", "<option value=%[1]d label=l>w%[1]d", "</select>")},
	{"definitions", numbered("<dl>", "<dt>w%[1]d<dd>This is %[1]d.", "</dl>")},
	{"figures", numbered("", "<figure><img src=/i%[1]d.png alt='Picture %[1]d' srcset='/a%[1]d.png 1x, /b%[1]d.png 2x'><figcaption>c</figcaption></figure>", "")},
	{"one srcset", numbered("<p>w<img src=/x alt=w srcset='", "/a%[1]d.png %[1]dw, ", "/z.png'>")},
	{"attributes", numbered("<p ", "a%[1]d=w ", ">text")},
	{"classes", numbered("<p class='", "c%[1]d ", "'>text")},
	{"styles", numbered("", `<p style="background: url(x%[1]d)">w`, "")},
	{"one style", numbered(`<p style="`, "background: url(x%[1]d);", `">w`)},
	{"style sheet", numbered("<style>", "p.c%[1]d { background: url(x%[1]d); margin-left: 1px; }\n", "</style><p>w")},
	{"open style sheet", numbered("<style>", "url(", "</style><p>w")},
	{"ids", numbered("", "<p id=i%[1]d>w <a href=#i%[1]d>x</a>", "")},
	{"sections", numbered("<main>", "<section><h2>Part %[1]d</h2><p>w</section>", "</main>")},
	{"open formatting", numbered("", "<p><b>w</b>", "")},
	{"frames", numbered("", "<iframe srcdoc='<p>Text %[1]d.'></iframe>", "")},
	{"paragraphs of a frame", numbered(`<iframe srcdoc="`, "<p>Text &amp;amp; %[1]d.", `"></iframe>`)},
	{"svg", numbered("", "<svg><title>t%[1]d</title><text>w</text></svg>", "")},
	{"texts of an svg", numbered("<svg>", "<text>w %[1]d</text>", "</svg>")},
	{"CDATA in svg", numbered("<svg><text>", "<![CDATA[w]]>", "</text></svg>")},
	{"open CDATA in svg", numbered("<svg><text>", "<![CDATA[w", "</text></svg>")},
	{"math", numbered("<p>w", "<math><mi>x</mi></math> ", "")},
	{"templates", numbered("", "<template><p>w%[1]d</template>", "")},
	{"noscript", numbered("", "<noscript><p>w%[1]d</noscript>", "")},
	{"scripts", numbered("", "<script>var a = %[1]d;</script><p>w", "")},
	{"structured data", numbered(`<script type="application/ld+json">[{}`, `,{"@type":"Person","name":"N %[1]d","url":"/x%[1]d"}`, "]</script><p>w")},
	{"texts of structured data", numbered(`<script type="application/ld+json">[{}`, `,{"@type":"Question","name":"Text %[1]d","text":"w <"}`, "]</script><p>w")},
	{"markup in structured data", numbered(`<script type="application/ld+json">[{}`, `,{"@type":"Answer","text":"<p>Text %[1]d</p>"}`, "]</script><p>w")},
	{"markup in one string", numbered(`<script type="application/ld+json">{"text":"`, "<p>Text <b>%[1]d</b>", `"}</script><p>w`)},
	{"pieces of structured data", numbered("", `<script type="application/ld+json">{"@type":"Person","name":"N %[1]d"}</script>`, "<p>w")},
	{"nested structured data", func(n int) string {
		n = min(n, 2000)
		return `<script type="application/ld+json">` + strings.Repeat(`{"a":`, n) + `"w"` + strings.Repeat("}", n) + "</script><p>w"
	}},
	{"meta", numbered("", "<meta property=og:title content='Title %[1]d'><meta name=description content=w>", "<p>w")},
	{"alternates", numbered("", "<link rel=alternate hreflang=fr href=/fr/%[1]d>", "<p>w")},
	{"style sheets", numbered("", "<link rel=stylesheet href=/s%[1]d.css>", "<p>w")},
	{"switcher", numbered("<nav><ul>", "<li><a hreflang=fr lang=fr href=/fr/%[1]d>Français</a>", "</ul></nav><p>w")},
	{"texts of microdata", numbered("<div itemscope>", "<meta itemprop=description content='w %[1]d'>", "</div>")},
	{"microdata", numbered("<div itemscope>", "<span itemprop=p content=%[1]d>%[1]d</span> ", "</div>")},
	{"terms", numbered("<p>", "<span its-term=yes its-term-info-ref=#t%[1]d>w%[1]d</span> ", "")},
	{"notes", numbered("<p>", "<span its-loc-note='note %[1]d'>w</span> ", "")},
	{"rules", numbered(`<script type="application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">`,
		`<its:translateRule selector="//h:i[@id='i%[1]d']" translate="no"/>`, `</its:rules></script><p>w`)},
	{"nodes of a rule", numbered(`<script type="application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">`+
		`<its:translateRule selector="//h:i" translate="no"/><its:translateRule selector="i + i" translate="no"/></its:rules></script>`, "<p><i>w</i> x", "")},
	{"notes by pointer", numbered(`<script type="application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">`+
		`<its:locNoteRule selector="//h:p" locNoteType="alert" locNotePointer="@title"/></its:rules></script>`, "<p title=t%[1]d>w", "")},
	{"CSS rules of ancestors", numbered(ruledBy("css"), `<its:translateRule selector="b b i#i%[1]d, p:has(b#i%[1]d) i" translate="no"/>`, `</its:rules></script><p><b>w</b>`)},
	{"nodes of a CSS rule", numbered(ruledBy("css")+`<its:translateRule selector="p:has(i) ~ p i:nth-child(2n+1):not(* b i)" translate="no"/></its:rules></script>`,
		"<p><b>w <i>x</i></b> <i>%[1]d</i>", "")},
	{"one long CSS selector", numbered(ruledBy("css")+`<its:translateRule selector="b" translate="no"/><its:translateRule selector="`, "b, ", `b" translate="no"/></its:rules></script><p>w`)},
	{"namespaces of rules", numbered(`<script type="application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0">`,
		`<its:translateRule xmlns:n%[1]d="u" selector="//n%[1]d:b" translate="no"/>`, `</its:rules></script><p>w`)},
	{"tools of elements", numbered("", "<p its-annotators-ref='terminology|t%[1]d'><b its-term=yes>w</b>", "")},
	{"notes of elements", numbered("<div its-loc-note='a note for all'>", "<p>w %[1]d", "</div>")},
	{"line breaks", numbered("<pre>", "line %[1]d\n", "</pre><p>w")},
	{"textarea", numbered("<textarea>", "line %[1]d\n", "</textarea>")},
	{"end tags of nothing", numbered("<p>w", "</x>", "")},
	{"tags without an end", numbered("<p>w", "<a ", "")},
	{"direction", numbered("", "<p style='text-align:left;margin-left:1em' align=left>w %[1]d", "")},
}
