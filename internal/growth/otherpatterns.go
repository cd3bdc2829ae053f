package growth

import (
	"fmt"
	"strings"
)

// xmlns are the first tags of an XLIFF file with one unit.
const xliffHead = `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.1" srcLang="en" trgLang="fr"><file id="f1">`

// encodings are pages as bytes that are no UTF-8.
var encodings = []Pattern{
	{"UTF-16", repeated("\xff\xfe", "w\x00 \x00", "")},
	{"half of UTF-16", repeated("\xff\xfe", "\x00\xd8", "")},
	{"broken UTF-8", repeated("<p>", "\xff\xc3(", "")},
	{"Latin 1", repeated("<meta charset=latin1><p>", "caf\xe9 ", "")},
	{"Shift-JIS", repeated("<meta charset=shift_jis><p>", "\x93\xfa\x96\x7b", "")},
	{"GB 18030", repeated("<meta charset=gb18030><p>", "\x81\x30\x81\x30", "")},
	{"ISO-2022-JP", repeated("<meta charset=iso-2022-jp><p>", "\x1b$B\x1b(B", "")},
	{"declarations", repeated("", "<meta charset=", "><p>w")},
	{"pragmas", repeated("", "<meta http-equiv=content-type content='charset;charset '>", "<p>w")},
	{"charset in a declaration", repeated("<meta http-equiv=content-type content='", "charset ", "'><p>w")},
	{"comments before a declaration", repeated("", "<!-", "<meta charset=utf-8><p>w")},
	{"NUL", repeated("<p>", "\x00", "")},
}

// sitemaps, feeds and robots are what a site has besides pages.
var sitemaps = []Pattern{
	{"addresses", numbered("<urlset>", "<url><loc>https://www.example/%[1]d</loc></url>", "</urlset>")},
	{"same address", repeated("<urlset>", "<url><loc>https://www.example/</loc></url>", "</urlset>")},
	{"other elements", repeated("<urlset>", "<x/>", "</urlset>")},
	{"elements in an address", repeated("<urlset><url><loc>", "<x/>", "</loc></url></urlset>")},
	{"attributes", numbered("<urlset ", "a%[1]d='' ", "/>")},
	{"namespaces", numbered("<urlset ", "xmlns:n%[1]d='u' ", "/>")},
	{"bases", repeated("<urlset>", "<url xml:base='https://www.example/a/'><loc>b</loc></url>", "</urlset>")},
	{"comments", repeated("<urlset>", "<!-- - -->", "</urlset>")},
	{"CDATA", repeated("<urlset>", "<![CDATA[<url>]]>", "</urlset>")},
	{"references", repeated("<urlset>", "&amp;", "</urlset>")},
	{"instructions", repeated("<urlset>", "<?x y?>", "</urlset>")},
	{"declarations", repeated("<!DOCTYPE urlset [", "<!ENTITY a 'b'>", "]><urlset/>")},
	{"one long address", repeated("<urlset><url><loc>https://www.example/?", "a", "</loc></url></urlset>").atMost(300)},
	{"dots in an address", repeated("<urlset><url><loc>https://www.example/", "../", "</loc></url></urlset>").atMost(300)},
	{"lines", numbered("", "https://www.example/%[1]d\n", "")},
	{"empty lines", repeated("", "\r", "")},
}

var feeds = []Pattern{
	{"RSS", numbered("<rss><channel>", "<item><link>https://www.example/%[1]d</link></item>", "</channel></rss>")},
	{"Atom", numbered("<feed>", "<entry><link href='https://www.example/%[1]d'/></entry>", "</feed>")},
	{"links of an entry", repeated("<feed><entry>", "<link rel=x href='https://www.example/'/>", "</entry></feed>")},
	{"links of an item", repeated("<rss><channel><item>", "<link>https://www.example/</link>", "</item></channel></rss>")},
	{"texts", repeated("<rss><channel>", "<item><description>w</description></item>", "</channel></rss>")},
	{"references", repeated("<rss><channel><title>", "&nbsp;&eacute;", "</title></channel></rss>")},
	{"unclosed elements", repeated("<rss><channel>", "<br><item>", "").atMost(40)},
	{"JSON items", numbered(`{"items":[{}`, `,{"url":"https://www.example/%[1]d"}`, "]}")},
	{"JSON members", numbered(`{"a":1`, `,"a%[1]d":[1]`, "}")},
	{"nested JSON", func(n int) string {
		return `{"a":` + strings.Repeat("[", min(n, 1000)) + strings.Repeat("]", min(n, 1000)) + strings.Repeat(" ", n) + "}"
	}},
	{"escapes of JSON", repeated(`{"items":[],"a":"`, `\u0061`, `"}`)},
	{"members of an item", numbered(`{"items":[{"a":1`, `,"URL":"/%[1]d"`, "}]}")},
}

var robots = []Pattern{
	{"rules", numbered("User-agent: *\n", "Disallow: /x%[1]d\n", "")},
	{"same rules", repeated("User-agent: *\n", "Allow: /\n", "")},
	{"wildcards", numbered("User-agent: *\n", "Disallow: /*a*a*a*%[1]d$\n", "")},
	{"one rule of wildcards", repeated("User-agent: *\nDisallow: /", "*a", "$\n")},
	{"asterisks", repeated("User-agent: *\nDisallow: /", "*", "b\n")},
	{"escapes", repeated("User-agent: *\nDisallow: /", "%61", "\n")},
	{"groups", numbered("", "User-agent: x%[1]d\nDisallow: /\n", "")},
	{"groups of ours", repeated("", "User-agent: dragoman\nDisallow: /x\n", "")},
	{"names of one group", repeated("", "User-agent: d\nUser-agent: dr\nUser-agent: dragoman\n", "Disallow: /x\n")},
	{"delays", repeated("User-agent: *\n", "Crawl-delay: 0.0\n", "")},
	{"comments", repeated("", "# x #\n", "")},
	{"colons", repeated("User-agent", ":", "\n")},
}

// sites are the published pages of a site, a line each: document, locale, title.
var sites = []Pattern{
	{"documents", numbered("", "d%[1]d\tes\tTitle %[1]d\n", "")},
	{"locales", numbered("", "d%[1]d\tes-x-l%[1]d\tTitle\n", "").atMost(40)}, // each names all others
	{"same titles", repeated("", "d\tes\tTitle\n", "")},
	{"hidden titles", repeated("", "d\tes\t\n", "")},
	{"one long title", repeated("d\tes\t", "<w>", "\n")},
}

// memories are units of a memory, a line each: source, target.
var memories = []Pattern{
	{"units", numbered("", "This is the sentence %[1]d.\tVoici %[1]d.\n", "")},
	{"targets of one source", numbered("", "This is one sentence.\tVoici %[1]d.\n", "")},
	{"same unit", repeated("", "This is one sentence.\tVoici.\n", "")},
	{"numbers in one source", numbered("", "There are %[1]d of 100 boats here.\tIl y a %[1]d bateaux sur 100.\n", "")},
	{"identical beginnings", numbered("", "The delegates of the member states of the union met on day w%[1]d.\tVoici %[1]d.\n", "")},
	{"identical ends", numbered("", "w%[1]d is what the delegates of the member states of the union said.\tVoici %[1]d.\n", "")},
	{"one long source", repeated("", "word ", "\tmot\n")},
	{"one long word", repeated("", "a", "\tmot\n")},
	{"one long Chinese source", repeated("", "的确如此", "\tmot\n")},
	{"one long source of numbers", repeated("", "12 ", "\t12\n")},
	{"addresses in one source", repeated("", "http://a.b/ a@b.c {d} ", "\tmot\n")},
	{"combining characters", repeated("a", "\u0301", "\tmot\n")},
}

// glossaries are termbases as CSV. Their stages look for terms in the terms themselves, and in the last line.
var glossaries = []Pattern{
	{"terms", numbered("en,fr\n", "word%[1]d,mot%[1]d\n", "")},
	{"same term", repeated("en,fr\n", "word,mot\n", "")},
	{"concepts of one term", numbered("id,en,fr\n", "%[1]d,word,mot%[1]d\n", "")},
	{"terms of one beginning", numbered("en,fr\n", "wordy%[1]d,mot\n", "")},
	{"one beginning and one word", numbered("en,fr\n", "word w%[1]d,mot\n", "")},
	{"longer and longer terms", func(n int) string {
		var b strings.Builder
		b.WriteString("en,fr\n")
		for i := range 40 {
			b.WriteString(strings.Repeat("word ", i+1) + fmt.Sprintf("x%d,mot\n", i))
		}
		return b.String() + strings.Repeat("word ", n) + ",mot\n"
	}},
	{"overlapping terms", numbered("en,fr\n", "a b%[1]d c,mot\nb%[1]d c a,mot\n", "")},
	{"one long term", repeated("en,fr\n", "word ", ",mot\n")},
	{"one long word", repeated("en,fr\n", "a", ",mot\n")},
	{"words of one cell", numbered("en,fr\nword,mot", "|mot%[1]d", "\n")},
	{"sources of one concept", numbered("en,fr\nword", "|word%[1]d", ",mot\n")},
	{"same source of one concept", repeated("en,fr\nword", "|word", ",mot\n")},
	{"forbidden words", numbered("en,fr\nword,mot", "|!mot%[1]d", "\n")},
	{"same forbidden word", repeated("en,fr\nword,mot", "|!mot", "\n")},
	{"Chinese term", repeated("zh,fr\n", "的", ",mot\n")},
	{"case", repeated("en,fr,flags\n", "Word,mot,case\n", "")},
	{"same term that is kept", repeated("en,fr,flags\n", "word,,dnt\n", "")},
	{"flags", repeated("en,fr,flags\nword,mot,", "case ", "\n")},
	{"notes", numbered("en,fr,note\n", "word%[1]d,mot,a note\n", "")},
	{"locales", numbered("en", ",fr-x-l%[1]d", "\nword,mot\n").atMost(300)},
	{"quotes", repeated("en,fr\n\"", `""`, "\",mot\n")},
	{"apostrophes", repeated("en,fr\n", "l'eau d'", ",mot\n")},
}

var tbxFiles = []Pattern{
	{"concepts", numbered("<tbx>", "<conceptEntry id='c%[1]d'><langSec xml:lang='en'><termSec><term>w%[1]d</term></termSec></langSec></conceptEntry>", "</tbx>")},
	{"languages of a concept", repeated("<tbx><conceptEntry>", "<langSec xml:lang='en'><termSec><term>w</term></termSec></langSec>", "</conceptEntry></tbx>")},
	{"terms of a language", repeated("<tbx><conceptEntry><langSec xml:lang='en'>", "<termSec><term>w</term></termSec>", "</langSec></conceptEntry></tbx>")},
	{"preferred terms", repeated("<tbx><conceptEntry><langSec xml:lang='en'>",
		"<termSec><term>w</term><termNote type='administrativeStatus'>preferredTerm-admn-sts</termNote></termSec>", "</langSec></conceptEntry></tbx>")},
	{"notes", repeated("<tbx><conceptEntry><langSec xml:lang='en'><termSec><term>w</term></termSec></langSec>", "<note>n</note>", "</conceptEntry></tbx>")},
	{"highlighting", repeated("<tbx><conceptEntry><langSec xml:lang='en'><termSec><term>", "<hi>w</hi>", "</term></termSec></langSec></conceptEntry></tbx>")},
	{"nested highlighting", nested("<tbx><conceptEntry><langSec xml:lang='en'><termSec><term>", "<hi>", "w", "</hi>", "</term></termSec></langSec></conceptEntry></tbx>")},
	{"nested elements", nested("<tbx>", "<x>", "", "</x>", "</tbx>")},
}

var tmxFiles = []Pattern{
	{"units", numbered(tmxHead, "<tu tuid='%[1]d'><tuv xml:lang='en'><seg>w %[1]d</seg></tuv><tuv xml:lang='fr'><seg>m</seg></tuv></tu>", "</body></tmx>")},
	{"variants of a unit", repeated(tmxHead+"<tu><tuv xml:lang='en'><seg>w</seg></tuv>", "<tuv xml:lang='fr'><seg>m</seg></tuv>", "</tu></body></tmx>")},
	{"locales of a unit", numbered(tmxHead+"<tu><tuv xml:lang='en'><seg>w</seg></tuv>", "<tuv xml:lang='fr-x-l%[1]d'><seg>m</seg></tuv>", "</tu></body></tmx>")},
	{"sources of a unit", repeated(tmxHead+"<tu>", "<tuv xml:lang='en'><seg>w</seg></tuv>", "<tuv xml:lang='fr'><seg>m</seg></tuv></tu></body></tmx>")},
	{"properties", repeated(tmxHead+"<tu>", "<prop type='x'>p</prop><note>n</note>", "<tuv xml:lang='en'><seg>w</seg></tuv></tu></body></tmx>")},
	{"other elements", repeated(tmxHead, "<x/>", "</body></tmx>")},
	{"broken units", repeated(tmxHead, "<tu><tuv xml:lang='en'><seg>a &nope; b</seg></tuv></tu>", "</body></tmx>")},
	{"broken characters", repeated(tmxHead, "<tu><tuv xml:lang='en'><seg>\x01</seg></tuv></tu>", "</body></tmx>")},
	{"references that break a unit", repeated(tmxHead+"<tu><tuv xml:lang='en'><seg>", "&nope;", "</seg></tuv></tu></body></tmx>")},
	{"codes in codes", repeated(tmxHead+"<tu><tuv xml:lang='en'><seg>", "<ph>a<sub>b</sub></ph>", "</seg></tuv><tuv xml:lang='fr'><seg>m</seg></tuv></tu></body></tmx>")},
	{"nested codes", nested(tmxHead+"<tu><tuv xml:lang='en'><seg>", "<hi>", "w", "</hi>", "</seg></tuv><tuv xml:lang='fr'><seg>m</seg></tuv></tu></body></tmx>")},
	{"open pairs", numbered(tmxHead+"<tu><tuv xml:lang='en'><seg>", "<bpt i='%[1]d'/>w", "</seg></tuv><tuv xml:lang='fr'><seg>m</seg></tuv></tu></body></tmx>")},
	{"comments", repeated(tmxHead, "<!-- - -->", "</body></tmx>")},
	{"declarations", repeated("<!DOCTYPE tmx [", "<!ENTITY a 'b'>", "]>"+tmxHead+"</body></tmx>")},
}

const tmxHead = `<tmx version="1.4"><header srclang="en"/><body>`

var xliffFiles = []Pattern{
	{"units", numbered(xliffHead, "<unit id='u%[1]d'><segment><source>w</source><target>m</target></segment></unit>", "</file></xliff>")},
	{"same unit", repeated(xliffHead, "<unit id='u1'><segment><source>w</source><target>m</target></segment></unit>", "</file></xliff>")},
	{"segments of a unit", numbered(xliffHead+"<unit id='u1'>", "<segment id='s%[1]d'><source>w</source><target>m</target></segment>", "</unit></file></xliff>")},
	{"ordered segments", func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "<segment id='s%d'><source>w</source><target order='%d'>m</target></segment>", i, n-i)
		}
		return xliffHead + "<unit id='u1'>" + b.String() + "</unit></file></xliff>"
	}},
	{"groups", nested(xliffHead, "<group id='g'>", "", "</group>", "</file></xliff>")},
	{"files", numbered(xliffHead+"</file>", "<file id='g%[1]d'><unit id='u1'><segment><source>w</source></segment></unit></file>", "</xliff>")},
	{"notes", repeated(xliffHead+"<unit id='u1'><notes>", "<note>n</note>", "</notes><segment><source>w</source></segment></unit></file></xliff>")},
	{"data", numbered(xliffHead+"<unit id='u1'><originalData>", "<data id='d%[1]d'>x</data>", "</originalData><segment><source>w</source></segment></unit></file></xliff>")},
	{"codes", numbered(xliffHead+"<unit id='u1'><segment><source>", "<ph id='%[1]d'/>", "</source><target>m</target></segment></unit></file></xliff>")},
	{"nested codes", nested(xliffHead+"<unit id='u1'><segment><source>", "<pc id='1'>", "w", "</pc>", "</source></segment></unit></file></xliff>")},
	{"nested marks", nested(xliffHead+"<unit id='u1'><segment><source>", "<mrk id='1'>", "w", "</mrk>", "</source></segment></unit></file></xliff>")},
	{"open codes", numbered(xliffHead+"<unit id='u1'><segment><source>", "<sc id='%[1]d'/>", "</source></segment></unit></file></xliff>")},
	{"ends of codes", numbered(xliffHead+"<unit id='u1'><segment><source>", "<ec startRef='%[1]d'/>", "</source></segment></unit></file></xliff>")},
	{"characters", repeated(xliffHead+"<unit id='u1'><segment><source>", "<cp hex='001A'/>", "</source></segment></unit></file></xliff>")},
}

// configurations are files as dragoman.yaml.
var configurations = []Pattern{
	{"brackets", repeated("pages: ", "[", "")},
	{"closed brackets", nested("pages: ", "[", "", "]", "\n")},
	{"braces", repeated("a: ", "{", "")},
	{"pairs", repeated("a: ", "{a: ", "")},
	{"dashes", repeated("", "- ", "")},
	{"question marks", repeated("", "? ", "")},
	{"keys of keys", repeated("", "a: ", "")},
	{"indented keys", func(n int) string {
		var b strings.Builder
		for i := range min(n, 200) {
			b.WriteString(strings.Repeat(" ", i) + "a:\n")
		}
		return b.String() + strings.Repeat("# c\n", n)
	}},
	// The parser's work for keys grows with their square; the configuration bounds how many lines there may be.
	{"anchors", numbered("", "a%[1]d: &a%[1]d b\n", "").atMost(100)},
	{"aliases", repeated("a: &a b\nb: [", "*a, ", "*a]\n")},
	{"aliases of aliases", func(n int) string {
		var b strings.Builder
		b.WriteString("a0: &a0 [x, x]\n")
		for i := range min(n, 30) {
			fmt.Fprintf(&b, "a%d: &a%d [*a%d, *a%d]\n", i+1, i+1, i, i)
		}
		return b.String() + strings.Repeat("# c\n", n)
	}},
	{"merged aliases", func(n int) string {
		var b strings.Builder
		b.WriteString("a0: &a0 {x: y}\n")
		for i := range min(n, 30) {
			fmt.Fprintf(&b, "a%d: &a%d {b: {<<: *a%d}, c: {<<: *a%d}}\n", i+1, i+1, i, i)
		}
		return b.String() + strings.Repeat("# c\n", n)
	}},
	{"an alias of itself", repeated("a: &a [*a]\n", "# c\n", "")},
	{"unknown keys", numbered("", "a%[1]d: b\n", "").atMost(100)},
	{"same key", repeated("", "data: b\n", "")},
	{"sites", numbered("sites:\n", "- {name: s%[1]d, source_lang: en, locales: [fr], pages: ['https://www.example/%[1]d']}\n", "")},
	{"same site", repeated("sites:\n", "- {name: s, source_lang: en, locales: [fr], pages: ['https://www.example/']}\n", "")},
	{"pages of a site", numbered("sites:\n- name: s\n  source_lang: en\n  locales: [fr]\n  pages:\n", "  - https://www.example/%[1]d\n", "")},
	{"locales of a site", repeated("sites:\n- name: s\n  source_lang: en\n  locales: [", "fr, ", "es]\n")},
	{"documents", repeated("", "---\na: b\n", "").atMost(100)},
	{"tags", repeated("a: ", "!!str ", "b\n")},
	{"escapes", repeated(`data: "`, `\x41`, "\"\n")},
	{"quotes", repeated("data: '", "''", "'\n")},
	{"an open quotation", repeated("data: \"", "w ", "\n")},
	{"lines of a text", repeated("data: |\n", "  w\n", "")},
	{"empty lines of a text", repeated("data: >\n", "\n", "  w\n")},
	{"comments", repeated("", "# w\n", "")},
	{"tabs", repeated("data:", "\t", "b\n")},
	{"colons", repeated("data: ", "::", "\n")},
	{"one long key", repeated("? ", "w", "\n: b\n")},
	{"bytes of no text", repeated("data: ", "\x01", "\n")},
	{"broken UTF-8", repeated("data: ", "\xff", "\n")},
}

// changes are two forms of a page, with a line === between them.
var changes = []Pattern{
	{"swapped halves", func(n int) string {
		a, b := strings.Repeat("<p>One.", n), strings.Repeat("<p>Two.", n)
		return a + b + between + b + a
	}},
	{"other elements", func(n int) string { return strings.Repeat("<p>One.", n) + between + strings.Repeat("<h2>One.</h2>", n) }},
	{"turned around", func(n int) string {
		a, b := "", ""
		for i := range n {
			a += fmt.Sprintf("<p>Text %d.", i)
			b += fmt.Sprintf("<p>Text %d.", n-i)
		}
		return a + between + b
	}},
	{"every word another", func(n int) string {
		return numbered("", "<p>Text of a %[1]d b.", "")(n) + between + numbered("", "<p>Text of c %[1]d d.", "")(n)
	}},
	{"long texts that changed", func(n int) string {
		text := numbered("", "word%[1]d ", "")(n)
		return strings.Repeat("<p>"+text, 20) + between + strings.Repeat("<p>x "+text, 20)
	}},
	{"half of them gone", func(n int) string {
		return numbered("", "<p>Text %[1]d.", "")(2*n) + between + numbered("", "<p>Text %[1]d.", "")(n)
	}},
	{"a word in each", func(n int) string {
		return "<p>" + numbered("", "a%[1]d ", "")(n) + between + "<p>" + numbered("", "b%[1]d ", "")(n)
	}},
	{"words turned around", func(n int) string {
		return "<p>" + strings.Repeat("a b ", n) + between + "<p>" + strings.Repeat("b a ", n)
	}},
}

const between = "\n===\n"
