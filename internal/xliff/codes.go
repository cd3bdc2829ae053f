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
			x.inline.empty(x, c, code)
		case p.Kind == l10n.Open && paired[i]:
			x.inline.open(x, c, code)
		case p.Kind == l10n.Close && paired[i]:
			x.inline.close(x)
		default:
			x.inline.lone(x, c, code, p.Kind == l10n.Open)
		}
	}
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
