package xliff

import (
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// codes are a unit's codes on their way into a file, and the markup that they stand for.
type codes struct {
	unit *l10n.Unit
	data []string       // the markup, each once
	at   map[string]int // in data
}

func newCodes(u *l10n.Unit) *codes {
	c := &codes{unit: u, at: map[string]int{}}
	for i := range u.Codes {
		c.keep(u.Codes[i].Open)
		c.keep(u.Codes[i].Close)
	}
	return c
}

func (c *codes) keep(markup string) {
	if _, ok := c.at[markup]; !ok && markup != "" {
		c.at[markup] = len(c.data)
		c.data = append(c.data, markup)
	}
}

// ref names the data element that has the markup; markup that the source leaves out has none.
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
	whole := pairs(f)
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
			x.attr("disp", shown(code))
			x.attr("dataRef", c.ref(code.Open))
			x.put("/>")
		case p.Kind == l10n.Open && whole[i]:
			x.put("<pc")
			x.code(code)
			x.attr("dispStart", shown(code))
			x.attr("dispEnd", shown(code))
			x.attr("dataRefStart", c.ref(code.Open))
			x.attr("dataRefEnd", c.ref(code.Close))
			x.put(">")
		case p.Kind == l10n.Close && whole[i]:
			x.put("</pc>")
		case p.Kind == l10n.Open:
			x.half(c, "sc", "id", code, code.Open)
		default:
			x.half(c, "ec", "startRef", code, code.Close)
		}
	}
}

// half writes one end of a pair whose other end is in another segment of the unit.
func (x *writer) half(c *codes, element, ref string, code l10n.Code, markup string) {
	x.put("<" + element)
	x.attr(ref, strconv.Itoa(int(code.ID)))
	x.rights(code)
	x.attr("canOverlap", "no")
	if element == "sc" {
		x.kind(code)
	}
	x.attr("disp", shown(code))
	x.attr("dataRef", c.ref(markup))
	x.put("/>")
}

func (x *writer) code(code l10n.Code) {
	x.attr("id", strconv.Itoa(int(code.ID)))
	x.rights(code)
	x.kind(code)
}

// rights says what a translator may do with a code: move it within its segment, and delete it where nothing is lost.
func (x *writer) rights(code l10n.Code) {
	x.attr("canCopy", "no")
	if !code.CanDelete {
		x.attr("canDelete", "no")
	}
}

func (x *writer) kind(code l10n.Code) {
	k, ok := kinds[code.Name]
	switch {
	case !ok && code.Equiv != "":
		k.of = "other" // a text that stays as it is
	case !ok:
		k.of = "fmt"
	}
	if k.sub == "" && plainName(code.Name) {
		k.sub = "html:" + code.Name
	}
	x.attr("type", k.of)
	x.attr("subType", k.sub)
}

// kinds says what XLIFF calls HTML's inline elements; those that are not listed are formatting. Only the subtypes of
// XLIFF's own are listed, others are made of the element's name.
var kinds = map[string]struct{ of, sub string }{
	"a": {"link", ""}, "img": {"image", ""}, "svg": {"image", ""}, "picture": {"image", ""}, "canvas": {"image", ""},
	"q": {"quote", ""}, "cite": {"quote", ""},
	"b": {"fmt", "xlf:b"}, "strong": {"fmt", "xlf:b"}, "i": {"fmt", "xlf:i"}, "em": {"fmt", "xlf:i"}, "u": {"fmt",
		"xlf:u"},
	"br":     {"fmt", "xlf:lb"},
	"button": {"ui", ""}, "input": {"ui", ""}, "select": {"ui", ""}, "label": {"ui", ""}, "textarea": {"ui", ""},
	"audio": {"other", ""}, "video": {"other", ""}, "iframe": {"other", ""}, "object": {"other", ""}, "embed": {"other",
		""},
	"script": {"other", ""}, "style": {"other", ""}, "template": {"other", ""}, "math": {"other", ""},
}

// shown is what a tool displays for a code.
func shown(code l10n.Code) string {
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

// pairs marks the ends of the pairs that can be one element: both ends are in the fragment, and they cross no other
// such.
func pairs(f l10n.Fragment) []bool {
	whole := make([]bool, len(f))
	var open []int
	for i, p := range f {
		switch p.Kind {
		case l10n.Open:
			open = append(open, i)
		case l10n.Close:
			for k := len(open) - 1; k >= 0; k-- {
				if f[open[k]].ID == p.ID {
					whole[open[k]], whole[i] = true, true
					open = open[:k]
					break
				}
			}
		}
	}
	return whole
}
