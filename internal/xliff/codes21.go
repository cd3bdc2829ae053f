package xliff

import (
	"fmt"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// v21 writes the codes of XLIFF 2.1.
type v21 struct{}

func (v21) char(x *writer, r rune) { _, _ = fmt.Fprintf(x, `<cp hex="%04X"/>`, r) }

func (v21) empty(x *writer, c *codes, code l10n.Code) {
	x.put("<ph")
	x.code(code)
	x.attr("equiv", code.Equiv)
	x.attr("disp", displayText(code))
	x.attr("dataRef", c.ref(code.Open))
	x.put("/>")
}

func (v21) open(x *writer, c *codes, code l10n.Code) {
	x.put("<pc")
	x.code(code)
	x.attr("dispStart", displayText(code))
	x.attr("dispEnd", displayText(code))
	x.attr("dataRefStart", c.ref(code.Open))
	x.attr("dataRefEnd", c.ref(code.Close))
	x.put(">")
}

func (v21) close(x *writer) { x.put("</pc>") }

func (v21) lone(x *writer, c *codes, code l10n.Code, opens bool) {
	if !opens {
		x.loneEnd(c, "ec", "startRef", code, code.Close)
		return
	}
	x.loneEnd(c, "sc", "id", code, code.Open)
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
