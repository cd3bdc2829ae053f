package xliff

import (
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// codes holds the original markup of a unit's codes, for the file's originalData.
type codes struct {
	unit *l10n.Unit
	data []string       // each markup once
	at   map[string]int // markup → its index in data
}

func newCodes(u *l10n.Unit) *codes {
	c := &codes{unit: u, at: map[string]int{}}
	for i := range u.Codes {
		c.addData(u.Codes[i].Open)
		c.addData(u.Codes[i].Close)
	}
	return c
}

func (c *codes) addData(markup string) {
	if _, ok := c.at[markup]; !ok && markup != "" {
		c.at[markup] = len(c.data)
		c.data = append(c.data, markup)
	}
}

// ref returns the ID of the data element with the markup, or "" for markup that the page leaves out.
func (c *codes) ref(markup string) string {
	if markup == "" {
		return ""
	}
	return "d" + strconv.Itoa(c.at[markup]+1)
}

func (c *codes) originalData(x *writer) {
	if len(c.data) == 0 {
		return
	}
	x.put("   <originalData>\n")
	for _, d := range c.data {
		x.put("    <data")
		x.attr("id", c.ref(d))
		x.put(">")
		x.text(d)
		x.put("</data>\n")
	}
	x.put("   </originalData>\n")
}

// fragment writes text and codes.
func (x *writer) fragment(c *codes, f l10n.Fragment) {
	paired := pairs(f)
	for i, p := range f {
		code, _ := c.unit.Code(p.ID)
		if code.ID == 0 {
			code = l10n.Code{ID: p.ID}
		}
		switch {
		case p.Kind == l10n.Text:
			x.text(p.Text)
		case p.Kind == l10n.Empty:
			x.put("<ph")
			x.code(code)
			x.attr("equiv", code.Equiv)
			x.attr("disp", displayText(code))
			x.attr("dataRef", c.ref(code.Open))
			x.put("/>")
		case p.Kind == l10n.Open && paired[i]:
			x.put("<pc")
			x.code(code)
			x.attr("dispStart", displayText(code))
			x.attr("dispEnd", displayText(code))
			x.attr("dataRefStart", c.ref(code.Open))
			x.attr("dataRefEnd", c.ref(code.Close))
			x.put(">")
		case p.Kind == l10n.Close && paired[i]:
			x.put("</pc>")
		case p.Kind == l10n.Open:
			x.loneEnd(c, "sc", "id", code, code.Open)
		default:
			x.loneEnd(c, "ec", "startRef", code, code.Close)
		}
	}
}

// loneEnd writes one end of a pair whose other end is in another segment of the unit.
func (x *writer) loneEnd(c *codes, element, ref string, code l10n.Code, markup string) {
	x.put("<" + element)
	x.attr(ref, strconv.Itoa(int(code.ID)))
	x.rights(code)
	x.attr("canOverlap", "no")
	if element == "sc" {
		x.kind(code)
	}
	x.attr("disp", displayText(code))
	x.attr("dataRef", c.ref(markup))
	x.put("/>")
}

func (x *writer) code(code l10n.Code) {
	x.attr("id", strconv.Itoa(int(code.ID)))
	x.rights(code)
	x.kind(code)
}

// rights writes what a translator may do with a code. A code may be moved within its segment, but not copied, and
// deleted only where the page loses nothing.
func (x *writer) rights(code l10n.Code) {
	x.attr("canCopy", "no")
	if !code.CanDelete {
		x.attr("canDelete", "no")
	}
}

func (x *writer) kind(code l10n.Code) {
	k, ok := codeTypes[code.Name]
	switch {
	case !ok && code.Equiv != "":
		k.kind = "other" // a text that is not translated
	case !ok:
		k.kind = "fmt"
	}
	if k.subType == "" && plainName(code.Name) {
		k.subType = "html:" + code.Name
	}
	x.attr("type", k.kind)
	x.attr("subType", k.subType)
}

// codeTypes gives XLIFF's types of HTML's inline elements. Elements that are not listed are formatting. A subType that
// is not listed is made of the element's name.
var codeTypes = map[string]struct{ kind, subType string }{
	"a": {"link", ""}, "img": {"image", ""}, "svg": {"image", ""}, "picture": {"image", ""}, "canvas": {"image", ""},
	"q": {"quote", ""}, "cite": {"quote", ""},
	"b": {"fmt", "xlf:b"}, "strong": {"fmt", "xlf:b"}, "i": {"fmt", "xlf:i"}, "em": {"fmt", "xlf:i"},
	"u": {"fmt", "xlf:u"}, "br": {"fmt", "xlf:lb"},
	"button": {"ui", ""}, "input": {"ui", ""}, "select": {"ui", ""}, "label": {"ui", ""}, "textarea": {"ui", ""},
	"audio": {"other", ""}, "video": {"other", ""}, "iframe": {"other", ""}, "object": {"other", ""},
	"embed":  {"other", ""},
	"script": {"other", ""}, "style": {"other", ""}, "template": {"other", ""}, "math": {"other", ""},
}

// displayText is what a tool displays for a code.
func displayText(code l10n.Code) string {
	if code.Equiv != "" {
		return code.Equiv
	}
	return code.Name
}

// plainName reports whether an element's or attribute's name can stand in XLIFF's prefix:value notation.
func plainName(s string) bool {
	for _, r := range s {
		if (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '-' {
			return false
		}
	}
	return s != ""
}

// pairs marks the codes that can be written as one <pc> element: an open code whose close is in the fragment, and that
// close, where the two cross no other such pair.
func pairs(f l10n.Fragment) []bool {
	paired := make([]bool, len(f))
	var open []int
	for i, p := range f {
		switch p.Kind {
		case l10n.Open:
			open = append(open, i)
		case l10n.Close:
			for k := len(open) - 1; k >= 0; k-- {
				if f[open[k]].ID == p.ID {
					paired[open[k]], paired[i] = true, true
					open = open[:k]
					break
				}
			}
		}
	}
	return paired
}
