package its

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ruled is a page with a rule, which CSS or XPath selects for.
func ruled(language, selector, attrs, body string) string {
	esc := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace
	return fmt.Sprintf(`<script type="application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0"
		xmlns:h="http://www.w3.org/1999/xhtml" queryLanguage="%s"><its:locNoteRule selector="%s" locNoteType="alert" %s/></its:rules></script>%s`,
		language, esc(selector), attrs, body)
}

// TestBudget holds that whatever work a page's rules ask for ends, with an error that names the rule.
func TestBudget(t *testing.T) {
	deep := strings.Repeat("<div>", 500) + strings.Repeat("<i></i>", 12000)
	wide := strings.Repeat("<p title=w>w", 3000)
	for name, page := range map[string]string{
		"axes":               ruled("xpath", "//*/following::*/preceding::*", "", wide),
		"comparison of sets": ruled("xpath", "//*[. = //*/@title]", "", wide),
		"text of all":        ruled("xpath", "//*[contains(string(/), 'zzz')]", "", wide),
		"ancestors":          ruled("xpath", "//*/ancestor::*/descendant::*", "", deep),
		"pointer to all":     ruled("xpath", "//h:p", `locNotePointer="//h:p"`, wide),
		"counts":             ruled("xpath", "//*[count(//*) > 0]", "", wide),
		"CSS pointer":        ruled("css", "div", `locNotePointer="div i, i"`, deep),
	} {
		t.Run(name, func(t *testing.T) {
			a := annotationsOf(t, page, nil)
			a.Evaluate(LocalizationNote)
			err := a.budget.Err()
			if !errors.Is(err, ErrTooComplex) || !errors.Is(err, l10n.ErrPage) || !strings.Contains(err.Error(), "locNoteRule") {
				t.Errorf("got the error %v", err)
			}
		})
	}
}

// TestLinear holds that selectors that others evaluate with a power of the page's depth or breadth take no more than their
// length times its elements.
func TestLinear(t *testing.T) {
	deep := strings.Repeat("<div><p><b>", 160)
	wide := strings.Repeat("<p>w<b>x</b>", 3000)
	for _, selector := range []string{
		"*:has(*:has(*:has(*:has(*:has(zzz)))))", "zzz * * * * * * * *", "zzz ~ * ~ * ~ * ~ * ~ *", "* > * > * > *",
		":not(:not(:not(:not(* * * * zzz))))", "p:nth-child(2n+1)", "p:nth-last-of-type(3)", "p:only-of-type", "* + * + *",
		"div div div:has(div div div:has(div div zzz))", ":root :last-child :first-of-type",
	} {
		for _, body := range []string{deep, wide} {
			a := annotationsOf(t, ruled("css", selector, "", body), nil)
			before := a.budget.left
			a.Evaluate(LocalizationNote)
			if took, most := before-a.budget.left, 8*len(selector)*len(a.css().elements); took > most || len(a.Errors) > 0 {
				t.Errorf("%s: %d steps, and not below %d; errors: %v", selector, took, most, a.Errors)
			}
		}
	}
}

// TestUncounted holds that what can't be counted is refused.
func TestUncounted(t *testing.T) {
	for _, r := range []string{
		"//*[matches(., '(a{100}){10}')]", "//*[replace(replace(., '', 'aaaaaaaa'), '', 'aaaaaaaa') = 'x']", "//*[string-join (//*, 'a') = 'b']",
	} {
		if a := annotationsOf(t, ruled("xpath", r, "", "<p>w"), nil); len(evaluated(a).Errors) != 1 {
			t.Errorf("%s: got the errors %v", r, a.Errors)
		}
	}
	for _, r := range []string{"p:contains('w')", "p:matches((a{100}){10})", "p[title#=(a*)]", "p:disabled"} {
		if a := annotationsOf(t, ruled("css", r, "", "<p>w"), nil); len(evaluated(a).Errors) != 1 {
			t.Errorf("%s: got the errors %v", r, a.Errors)
		}
	}
	if a := annotationsOf(t, ruled("xpath", "//*[@title = 'replace(x)']", "", "<p>w"), nil); len(evaluated(a).Errors) != 0 {
		t.Errorf("a literal is no function: %v", a.Errors)
	}
}

func evaluated(a *Annotations) *Annotations {
	a.Evaluate(LocalizationNote)
	return a
}

const selectorPage = `<!doctype html><html lang=en><body class="a b"><h1 id=x>One</h1><!-- c --><p class=a>two <b>three <i>four</i></b> <i>five</i></p>
	<p title="w x">six<p lang=fr class='b c'>seven <a href=/x>eight</a><br><a>nine</a></p><ul><li>1<li class=a>2<li>3<li>4<li>5</ul><div><p></p><p> </p>
	<div><div><p>ten<svg><g><title>t</title></g></svg></div></div></div><input type=checkbox checked><section><p>a</section>`

// TestCascadia holds that selectors match what they match by the library that evaluates them one element at a time.
func TestCascadia(t *testing.T) {
	for _, s := range selectors {
		sameAsCascadia(t, s)
	}
}

var selectors = []string{
	"p", "*", "p b", "p > b", "h1 + p", "h1 ~ p", "p, b , i", "body :not(p):not(b)", "div div p", "div > div > p", ".a", "#x", "[title]",
	"[title~=x]", "p[title='w x']", `p[title="w, x > y"], i`, "li:first-child", "li:last-child", "li:nth-child(2n+1)", "li:nth-child(odd)",
	"li:nth-child(-n+2)", "li:nth-child( 2n + 1 )", "li:nth-last-child(2)", "p:nth-of-type(2)", "p:nth-last-of-type(1)", "a:only-child", "a:only-of-type",
	"i:first-of-type", "b:last-of-type", "p:has(b)", "p:has(b i)", "div:haschild(p)", "div:has(p, section)", "p:empty", ":root", "a:link", ":lang(fr)",
	":input", ":checked", "*:has(*:has(*:has(i)))", "p:not(:has(b)):not(.b)", "li:nth-child(even) + li", "ul li.a ~ li", "p.b.c > a", "svg title",
	"body>p>b>i", "div p:first-child, section p", "p:hover", "html", "* > html", ":not(*)", "li:NTH-CHILD(2)", "p:first-child:empty",
}

func sameAsCascadia(t *testing.T, selector string) {
	t.Helper()
	tree, err := dom.Parse(selectorPage)
	if err != nil {
		t.Fatal(err)
	}
	sel, err := cascadia.ParseGroup(selector)
	got, second := newSheet(tree.Doc, NewBudget(1<<20)).within(tree.Doc, selector)
	if err != nil || second != nil {
		if (err == nil) != (second == nil) {
			t.Errorf("%q: the errors %v and %v", selector, second, err)
		}
		return
	}
	want := slices.DeleteFunc(cascadia.QueryAll(tree.Doc, sel), func(n *html.Node) bool { return n.Type != html.ElementNode })
	if !slices.Equal(got, want) {
		t.Errorf("%q: %d elements, want %d", selector, len(got), len(want))
	}
}

// TestNamespaces holds that many namespaces cost no rule a copy of them.
func TestNamespaces(t *testing.T) {
	var declared, rules strings.Builder
	for i := range 2000 {
		fmt.Fprintf(&declared, " xmlns:n%d='u%d'", i, i)
		rules.WriteString(`<its:translateRule selector="//n1:p" translate="no"/>`)
	}
	page := `<script type="application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0"` + declared.String() + `>` +
		rules.String() + `</its:rules></script>`
	a := annotationsOf(t, page, nil)
	if len(a.rules) != 2000 || a.budget.Err() != nil || len(a.rules[0].ns) != 2001 {
		t.Fatalf("%d rules, %v", len(a.rules), a.budget.Err())
	}
	if allocs := testing.AllocsPerRun(1, func() { annotationsOf(t, page, nil) }); allocs > 40*2000 {
		t.Errorf("%.0f allocations", allocs)
	}
}
