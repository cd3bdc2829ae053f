package extract

import (
	"fmt"
	"strings"
	"testing"
)

// The elements of the HTML standard, its obsolete ones, and those of SVG and MathML.
const (
	htmlElements = `a abbr acronym address applet area article aside audio b base basefont bdi bdo big blink blockquote body br
		button canvas caption center cite code col colgroup data datalist dd del details dfn dialog dir div dl dt em embed fieldset
		figcaption figure font footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr html i iframe img input ins kbd
		label legend li link listing main map mark marquee menu meta meter nav nobr noembed noframes noscript object ol optgroup
		option output p param picture plaintext pre progress q rb rp rt rtc ruby s samp script search section select slot small
		source span strike strong style sub summary sup table tbody td template textarea tfoot th thead time title tr track tt u ul
		var video wbr xmp my-element`
	svgElements = `a animate animateMotion animateTransform circle clipPath defs desc discard ellipse feImage filter foreignObject g
		handler image line linearGradient listener marker mask metadata mpath path pattern polygon rect script set stop style switch
		symbol text textPath title tref tspan use view`
	mathElements = `annotation annotation-xml maction math menclose merror mfenced mfrac mglyph mi mlabeledtr mmultiscripts mn mo
		mover mpadded mroot mrow ms mspace msqrt mstyle msub mtable mtd mtext mtr munder semantics script style`
)

// codeAttributes are those that browsers or scripts follow, run or lay out by, on whichever element: none may be filled.
const codeAttributes = `accept accept-charset accesskey action allow allowfullscreen as async autocapitalize autocomplete autofocus
	autoplay background blocking charset checked cite class classid code codebase color cols colspan command commandfor
	controls coords crossorigin data datetime declare default defer dir dirname disabled download draggable enctype
	enterkeyhint fetchpriority for form formaction formenctype formmethod formnovalidate formtarget headers height hidden high href
	hreflang http-equiv id imagesizes imagesrcset inert inputmode integrity is ismap itemid itemprop itemref itemscope itemtype kind
	lang list longdesc loop low lowsrc manifest max maxlength media method min minlength multiple muted name nomodule nonce
	novalidate open optimum pattern ping playsinline popover popovertarget poster preload profile readonly referrerpolicy rel required
	rev rows rowspan sandbox scope selected shape size sizes slot span spellcheck src srcdoc srclang srcset start step style
	tabindex target type usemap width wrap
	onabort onafterprint onanimationend onbeforeunload onblur oncancel onchange onclick onclose oncopy ondrop onend onerror onfocus
	onhashchange oninput onkeydown onload onmessage onmouseover onpaste onpointerdown onrepeat onreset onscroll onsubmit ontoggle
	onunload onwheel onbegin
	attributeName begin by calcMode end fill filter from keyTimes path requiredFeatures to transform values xmlns actiontype
	annotation-xml definitionURL encoding
	data-on-title data-hx-on data-hx-title data-bind data-bind-text data-x-text data-ng-bind data-v-text data-action data-controller data-url
	data-href data-src data-srcset data-html data-template data-config data-json data-expr data-style data-target data-id
	x-text x-on:click @click :title v-html v-on:click hx-get hx-on:click hx-vals ng-click ng-bind-html [title] (click) aria-labelledby
	aria-controls aria-owns aria-describedby role its-loc-note`

const everything = `<script type=application/its+xml><its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0">` +
	`<its:translateRule selector="//@*" translate="yes"/><its:translateRule selector="//*" translate="yes"/>` +
	`<its:withinTextRule selector="//*" withinText="%s"/></its:rules></script>`

// TestNeverCode holds that whatever a page's rules say, no target becomes an attribute that is code.
func TestNeverCode(t *testing.T) {
	var attrs strings.Builder
	for name := range strings.FieldsSeq(codeAttributes) {
		fmt.Fprintf(&attrs, " %s=\"word%s\"", name, "s")
	}
	for _, within := range []string{"yes", "no", "nested"} {
		for space, elements := range map[string]string{"": htmlElements, "svg": svgElements, "math": mathElements} {
			for element := range strings.FieldsSeq(elements) {
				page := fmt.Sprintf(everything, within)
				if space != "" {
					page += "<" + space + ">"
				}
				page += "<" + element + attrs.String() + ` xlink:href="words">`
				e, _ := mustExtract(t, page, Options{WholePage: true, Code: true})
				for i := range e.Units {
					if element == "iframe" && e.Units[i].Attribute == "" {
						continue // a text of the page in srcdoc, which is taken apart as a page
					}
					t.Errorf("%s %s: the attribute %q is for translation: %s", space, element, e.Units[i].Attribute, e.Units[i].Source())
				}
			}
		}
	}
}

// TestNeverScript holds that whatever a page's rules say, no target becomes the content of an element that is code.
func TestNeverScript(t *testing.T) {
	for _, element := range []string{
		"<script>", "<style>", "<noembed>", "<svg><script>", "<svg><style>", "<math><script>", "<math><style>", "<template><script>", "<p><script>",
		"<script type=module>", "<script type=importmap>", "<script type=application/its+xml>", "<noscript><style>", "<table><script>", "<select><script>",
	} {
		for _, within := range []string{"yes", "no", "nested"} {
			e, _ := mustExtract(t, fmt.Sprintf(everything, within)+element+"words", Options{WholePage: true, Code: true})
			for i := range e.Units {
				t.Errorf("%s: %q is for translation", element, e.Units[i].Source())
			}
		}
	}
}

// TestNoPointerToCode holds that no target pointer leads a target to where it would be code.
func TestNoPointerToCode(t *testing.T) {
	const rule = `<script type=application/its+xml><its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0" xmlns:h="http://www.w3.org/1999/xhtml">` +
		`<its:translateRule selector="//@title" translate="yes"/><its:targetPointerRule selector="//h:b%s" targetPointer="%s"/></its:rules></script>`
	for name := range strings.FieldsSeq(strings.ToLower(codeAttributes)) {
		if strings.ContainsAny(name, "@:[](") {
			continue // no expression leads there
		}
		page := fmt.Sprintf(rule, "/@title", "../@"+name) + `<b title="code" ` + name + `="x">w</b>`
		e, sk := mustExtract(t, page, Options{WholePage: true, Code: true})
		got, err := sk.Merge(targetsOf(e, shout), nil)
		if err != nil || !strings.Contains(string(got), name+`="x"`) {
			t.Errorf("%s: %v: %s", name, err, got)
		}
	}
	for _, element := range []string{"script", "style", "iframe", "noembed", "noframes", "object", "svg><style", "svg><script"} {
		last := element[strings.LastIndex(element, "<")+1:]
		page := `<b title=t>code</b><` + element + ` id=to>x</` + last + `>`
		e, sk := mustExtract(t, fmt.Sprintf(rule, "", "//*[@id='to']")+page, Options{WholePage: true, Code: true})
		got, err := sk.Merge(targetsOf(e, shout), nil)
		if err != nil || !strings.Contains(string(got), ">CODE</b>") {
			t.Errorf("%s: %v: %s", element, err, got)
		}
	}
}

// TestFillable holds which attributes a rule may make translatable.
func TestFillable(t *testing.T) {
	for _, page := range []string{
		`<p title=words>`, `<i alt=words>`, `<my-element label=words>`, `<p aria-label=words>`, `<p data-hint=words>`, `<p data-empty-text=words>`,
		`<meta name=author content=words>`, `<meta name=application-name content=words>`, `<a data-tooltip=words>`, `<p data-confirm=words>`,
	} {
		e, _ := mustExtract(t, fmt.Sprintf(everything, "no")+page, Options{WholePage: true})
		if len(e.Units) != 1 || e.Units[0].Source().Text() != "words" {
			t.Errorf("%s: %d units", page, len(e.Units))
		}
	}
	for _, page := range []string{
		`<meta http-equiv=refresh content=words>`, `<meta name=viewport content=words>`, `<meta http-equiv=refresh name=author content=words>`,
		`<input type=hidden value=words>`, `<option value=words>`, `<param value=words>`, `<meta property=og:url content=words>`, `<data value=words>`,
	} {
		e, _ := mustExtract(t, fmt.Sprintf(everything, "no")+page, Options{WholePage: true})
		if len(e.Units) != 0 {
			t.Errorf("%s: %v", page, e.Units[0].Source())
		}
	}
}
