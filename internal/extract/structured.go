package extract

import (
	"regexp"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// script makes units of the texts of structured data. A script that is not JSON stays as it is.
func (x *extractor) script(n *html.Node, st state) {
	if st.stays() || !st.inRoot || !isJSONLD(n) {
		return
	}
	if x.linkedData == nil {
		x.readLinkedData()
	}
	if v := x.linkedData[n]; v != nil {
		d := &structuredData{extractor: x, node: n, state: st}
		d.value(v, "", &scope{})
	}
}

func isJSONLD(n *html.Node) bool {
	kind, _ := attr(n, "type")
	kind, _, _ = strings.Cut(kind, ";")
	return n.DataAtom == atom.Script && strings.EqualFold(ascii.TrimSpace(kind), "application/ld+json")
}

// readLinkedData reads all JSON-LD of the page, and the names in it. What is called as a person or an organization is,
// such as the caption of a portrait or the name of a publisher's website, is a name too.
func (x *extractor) readLinkedData() {
	x.linkedData, x.properNames = map[*html.Node]*JSONValue{}, map[string]bool{}
	for n := range x.tree.Doc.Descendants() {
		s, ok := x.tree.Span(n)
		if n.Type != html.ElementNode || !isJSONLD(n) || !ok {
			continue
		}
		v, err := parseJSON(x.tree.Src[s.End:max(s.End, s.CloseStart)])
		if err != nil {
			continue
		}
		v.shift(s.End)
		x.linkedData[n] = v
		x.collectNames(v, "", &scope{})
	}
}

// collectNames notes the names below a value of a property.
func (x *extractor) collectNames(v *JSONValue, property string, in *scope) {
	switch {
	case v.IsText:
		if v.Text != "" && schemaNames[property] && !foreignWorks[in.under] && !in.hasText(property) {
			x.properNames[v.Text] = true
		}
	case v.IsObject():
		if text := v.Member("@value"); text != nil {
			x.collectNames(text, property, in)
			return
		}
		s := scopeOf(v, property)
		for i := range v.Members {
			x.collectNames(v.Members[i].Value, schemaTerm(v.Members[i].Key), s)
		}
	default:
		for _, item := range v.Items {
			x.collectNames(item, property, in)
		}
	}
}

// scopeOf is what an object says of itself.
func scopeOf(v *JSONValue, under string) *scope {
	s := &scope{types: TypesOf(v), under: under}
	s.named = v.Member("givenName") != nil || v.Member("familyName") != nil
	return s
}

// structuredData goes through one JSON-LD text (https://www.w3.org/TR/json-ld11/).
type structuredData struct {
	*extractor
	node  *html.Node
	state state
}

// value goes into the value of a property of the thing that in describes. At the top there is neither.
func (d *structuredData) value(v *JSONValue, property string, in *scope) {
	switch {
	case v.IsText:
		if property != "" && in.hasText(property) {
			d.text(v, property)
		}
	case v.IsObject() && v.Member("@value") != nil:
		if text := v.Member("@value"); text.IsText && d.ours(v.Member("@language")) && !typed(v) {
			d.value(text, property, in)
		}
	case v.IsObject():
		d.thing(v, property)
	default:
		for _, item := range v.Items {
			d.value(item, property, in)
		}
	}
}

// thing goes through the properties of an object.
func (d *structuredData) thing(v *JSONValue, under string) {
	if c := v.Member("@context"); c != nil && !d.isSchema(c) || foreignWorks[under] {
		return
	}
	s := scopeOf(v, under)
	if s.is(writings) && !d.ours(v.Member("inLanguage")) {
		return
	}
	for i := range v.Members {
		switch m := &v.Members[i]; {
		case m.Key == "@graph" || m.Key == "@included":
			d.value(m.Value, "", s)
		case strings.HasPrefix(m.Key, "@"):
		default:
			d.value(m.Value, schemaTerm(m.Key), s)
		}
	}
}

// typed reports whether a value object has a type that is not a text's: a date, a number.
func typed(v *JSONValue) bool {
	return slices.ContainsFunc(TypesOf(v), func(t string) bool { return t != "Text" && t != "xsd:string" && t != "rdf:HTML" })
}

// TypesOf returns the types of an object of JSON-LD without the address of the vocabulary. Some pages leave the @ out.
func TypesOf(v *JSONValue) []string {
	t := v.Member("@type")
	if t == nil {
		t = v.Member("type")
	}
	if t == nil {
		return nil
	}
	all := t.Items
	if t.IsText {
		all = []*JSONValue{t}
	}
	var names []string
	for _, v := range all {
		if v.IsText {
			names = append(names, schemaTerm(v.Text))
		}
	}
	return names
}

// isSchema reports whether a context is schema.org's, and its texts in the page's language. A context that names no
// other vocabulary only adds to the one around it.
func (d *structuredData) isSchema(context *JSONValue) bool {
	switch {
	case context.IsText:
		return strings.Contains(context.Text, "schema.org")
	case context.IsObject():
		if !d.ours(context.Member("@language")) {
			return false
		}
		v := context.Member("@vocab")
		return v == nil || !v.IsText || strings.Contains(v.Text, "schema.org")
	}
	return len(context.Items) == 0 || slices.ContainsFunc(context.Items, d.isSchema)
}

// ours reports whether a value that names languages leaves the page's possible.
func (d *structuredData) ours(v *JSONValue) bool {
	if v == nil {
		return true
	}
	lang := d.state.lang
	if lang == "" {
		lang = d.lang
	}
	all := v.Items
	if v.IsText {
		all = []*JSONValue{v}
	}
	other := false
	for _, v := range all {
		l, err := l10n.ParseLocale(ascii.TrimSpace(v.Text))
		if err != nil || lang == "" || l.Language() == lang.Language() {
			return true // also a name of a language, such as "English"
		}
		other = true
	}
	return !other
}

// text makes units of a string.
func (d *structuredData) text(v *JSONValue, property string) {
	start, end := v.start+1, v.end-1
	text := reader{d.tree.Src[start:end], inJSON}.text()
	if isMachineValue(text) || d.properNames[text] {
		return
	}
	if hasMarkup(text) && d.depth < maxPages {
		if sk, units := d.inner(text); sk != nil {
			d.markup(units, property)
			d.sk.pages = append(d.sk.pages, skPage{start, end, '"', inJSON, sk})
		}
		return
	}
	u := textUnit{element: "script", attribute: property, place: inJSON, state: d.state}
	d.emitText(d.node, u, item{start: int32(start), end: int32(end), text: text})
}

// markup takes up the units of a string that has markup. Its texts are the property's, and not the page's content.
func (d *structuredData) markup(units []l10n.Unit, property string) {
	path := d.texts.add(d.trail.to(d.node))
	for i := range units {
		u := &units[i]
		u.Path = path
		if u.Attribute == "" {
			u.Element, u.Attribute, u.Headings = "script", property, nil
		}
		d.tellUnit(d.node, u)
	}
	d.units = append(d.units, units...)
}

// markupTag is a start tag whose attributes, if any, have values: "a<b and c>d" has none.
var markupTag = regexp.MustCompile(
	`<([a-zA-Z][a-zA-Z0-9]*)(?:\s+[a-zA-Z][^\s"'<>/=]*\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'=<>]+))*\s*/?>`)

// reference is a character reference that nobody would write in a text without markup.
var reference = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});`)

// hasMarkup reports whether a text is written in HTML, as the answers of questions and the descriptions of jobs may be, and
// the titles that content systems write with their entities.
func hasMarkup(s string) bool {
	for _, r := range reference.FindAllString(s, -1) {
		if text, n := dom.CharRef(r, false); n == len(r) && text != r {
			return true
		}
	}
	for _, m := range markupTag.FindAllStringSubmatch(s, -1) {
		if atom.Lookup([]byte(ascii.ToLower(m[1]))) != 0 {
			return true
		}
	}
	return false
}
