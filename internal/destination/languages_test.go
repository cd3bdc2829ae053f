package destination

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// interpreters are what programs behind each kind of destination find code by, in their own manner: on the bytes of a
// file, whatever HTML says of them. A kind without an entry is one that the test fails for, so that a new driver says
// what reads its files.
var interpreters = map[string][]*regexp.Regexp{
	"dir":  lessThan,
	"s3":   lessThan,
	"http": lessThan,
	"git": append([]*regexp.Regexp{
		regexp.MustCompile(`\{\{|\{%|\{#|\$\{`),                        // Liquid, Jinja, Handlebars, Nunjucks, Go templates, Mako
		regexp.MustCompile(`\A(?:\x{feff})?\s*(---|\+\+\+|\{|\.\.\.)`), // front matter of Jekyll, Hugo, Eleventy
	}, lessThan...),
	"wordpress": {
		regexp.MustCompile(`\[`),                                                         // shortcodes
		regexp.MustCompile(`(?im)^\s*https?://[^\s<>"]+\s*$`),                            // embeds on a line of their own
		regexp.MustCompile(`(?i)<p(?: [^>]*)?>\s*https?://[^\s<>"]+\s*</p>`),             // and in a paragraph
		regexp.MustCompile(`<!--\s*/?wp:|<!--\s*(more|nextpage|noteaser)`),               // blocks and page breaks
		regexp.MustCompile(`(?i)<!--#|<\?|<%|<esi:|</?(script|style|iframe|object)[ >]`), // as below, and what posts may not have
	},
}

// lessThan is code that begins with "<": server-side includes, PHP and the like, edge-side includes. No target can
// write that, so the texts below that have it stand in the pages escaped.
var lessThan = []*regexp.Regexp{regexp.MustCompile(`(?i)<!--#|<\?php|<\?=|<%|<esi:`)}

// hostileTexts are targets, as a translator or an engine may write them.
var hostileTexts = []string{
	"[evil cmd=\"id\"]", "[[evil]]", "[evil]x[/evil]", "[ evil ]", "[embed]https://evil.test/[/embed]", "[caption id=1]", "[\u0065vil]",
	"https://evil.test/x", " http://evil.test/x ", "HTTPS://evil.test/x",
	"{{ site.secret }}", "{% include /etc/passwd %}", "{{{x}}}", "{#x#}", "{%- raw -%}", "{{< shortcode >}}", "${x}", "$ {{x}}", "{{{{{x",
	"{ {x} }", "{", "{x}", "{{", "%}{%", "a{", "---", "---\nlayout: evil\n---\n{{ x }}", "+++\ntitle = 1\n+++", "...", "{\"layout\": 1}",
	"<!--#exec cmd=\"id\" -->", "<?php system(1); ?>", "<?= 1 ?>", "<% evil %>", "<esi:include src=x/>", "<!-- wp:html -->", "<!--nextpage-->",
	"=cmd()", "@include x", ":) 100% $x \\u007b &#123;{ &#91;x]", "100 % [1] {0}",
}

// contexts are places of a page that texts come to; %s is the text as it is escaped there.
var contexts = []string{
	"%s", "  %s", "<p>%s</p>", "<p>\n%s\n</p>", "<p class=x>%s</p>", "<ul><li>%s<li>%[1]s</ul>", "<p><b>%s</b>%[1]s</p>",
	"<img alt=\"%s\">", "<a title='%s' href=/>x</a>", "<h1>%s</h1><p>x</p>", "<title>%s</title><p>%[1]s", "<textarea>%s</textarea>",
	"<!doctype html><html lang=\"es\"><body><main><h1>x</h1><p>%s</p></main></body></html>", "<pre>%s</pre>", "<table><td>%s</table>",
	"<p>%s<!-- a comment --></p>", "<noscript>%s</noscript>", "<p>%s", "<meta name=description content=\"%s\"><p>%[1]s</p>",
}

// shown is what a browser shows of a page: its texts and its attributes, in their order.
func shown(page string) string {
	doc, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		return err.Error()
	}
	var out strings.Builder
	for n := range doc.Descendants() {
		switch n.Type {
		case html.TextNode:
			out.WriteString(n.Data)
		case html.ElementNode:
			fmt.Fprintf(&out, "<%s %q>", n.Data, n.Attr)
		}
	}
	return out.String()
}

// TestSecondLanguages checks for every kind of destination that no text in a page is code to the programs behind it,
// and that a browser shows the same as without.
func TestSecondLanguages(t *testing.T) {
	tries := 0
	for kind := range drivers {
		found, ok := interpreters[kind]
		if !ok {
			t.Errorf("nobody says what programs read the files of the destination %s", kind)
		}
		for _, text := range hostileTexts {
			for _, context := range contexts {
				tries++
				escaped := html.EscapeString(text)
				page := strings.ReplaceAll(strings.ReplaceAll(context, "%[1]s", escaped), "%s", escaped)
				out, compare := neutralAt(t, kind, page)
				for _, code := range found {
					if at := code.FindString(out); at != "" {
						t.Errorf("%s reads %q in %q, of %q", kind, at, out, page)
					}
				}
				if compare && shown(out) != shown(page) {
					t.Errorf("%s: a browser shows %q, and %q before", kind, shown(out), shown(page))
				}
			}
		}
	}
	t.Logf("attack: %d tries of second languages", tries)
}

// neutralAt is a page as it stands at a destination. The content of a post is another part of the page than the whole,
// so it is compared by itself in TestWordPressTexts.
func neutralAt(t *testing.T, kind, page string) (string, bool) {
	t.Helper()
	if kind == "wordpress" {
		p, err := postOf(mark{Document: "d", Path: "p", Ref: "r"}, []byte(page), false)
		if err != nil {
			t.Fatal(err)
		}
		return p.Title + "\n" + strings.TrimPrefix(p.Content, mark{Document: "d", Path: "p", Ref: "r"}.String()), false
	}
	if f := Neutral(kind, false); f != nil {
		return string(f("text/html; charset=utf-8", []byte(page))), true
	}
	return page, true
}

// TestWordPressTexts checks that a reader of a post sees the same texts.
func TestWordPressTexts(t *testing.T) {
	for _, text := range hostileTexts {
		page := "<body><main><p title=\"" + html.EscapeString(text) + "\">" + html.EscapeString(text) + "</p></main></body>"
		before, err := postOf(mark{}, []byte(page), true)
		if err != nil {
			t.Fatal(err)
		}
		after, err := postOf(mark{}, []byte(page), false)
		if err != nil {
			t.Fatal(err)
		}
		if shown(before.Content) != shown(after.Content) {
			t.Errorf("%q: %q and %q", text, before.Content, after.Content)
		}
	}
}

// TestRawIsRaw checks that a site may have its files read as code, where it says so.
func TestRawIsRaw(t *testing.T) {
	if Neutral("git", true) != nil {
		t.Error("git is not raw")
	}
	p, err := postOf(mark{}, []byte("<body><p>[gallery]</p></body>"), true)
	if err != nil || !strings.Contains(p.Content, "[gallery]") {
		t.Errorf("%+v, %v", p, err)
	}
}

// TestNeutralKeepsTheRest checks that what is no text, or means nothing to anybody, keeps its bytes.
func TestNeutralKeepsTheRest(t *testing.T) {
	for _, page := range []string{
		"<!DOCTYPE html>\r\n<HTML><p  Class=x >{a} { b }</P>\x00<br/>&amp;&nbsp;<", "<script>let x = {{}}; `${y}`</script>",
		"<style>a{b:c}{{</style>", "<!-- {{ x }} --><p>", "<p", "<![CDATA[x]]>", "<svg><path d='M{'/></svg>", "", "x",
	} {
		if got := string(neutralForGenerators("text/html", []byte(page))); got != page {
			t.Errorf("%q became %q", page, got)
		}
	}
	for in, want := range map[string]string{
		`<script type="application/ld+json">{"a":{"b":"{{x}} {%y%}"}}</script>`: `<script type="application/ld+json">{"a":{"b":"\u007b{x}} \u007b%y%}"}}</script>`,
		"\ufeff--- <p>": "\ufeff&#45;-- <p>",
	} {
		if got := string(neutralForGenerators("text/html; charset=utf-8", []byte(in))); got != want {
			t.Errorf("%q became %q", in, got)
		}
	}
	if got := string(neutralForGenerators("application/atom+xml", []byte("<title>{{x}}</title>"))); got != "<title>&#123;{x}}</title>" {
		t.Error(got)
	}
	if got := string(neutralForGenerators("image/png", []byte("{{x}}"))); got != "{{x}}" {
		t.Error(got)
	}
}
