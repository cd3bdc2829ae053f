package xliff

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// v12 writes the codes of XLIFF 1.2. Codes have no rights there but that of being copied.
type v12 struct{}

// charPrefix begins the ID of a code that stands for a character. XLIFF 1.2 has no <cp>.
const charPrefix = "char-"

func (v12) char(x *writer, r rune) {
	_, _ = fmt.Fprintf(x, `<x id="%s%04X" ctype="x-char"/>`, charPrefix, r)
}

func (v12) empty(x *writer, _ *codes, code l10n.Code) {
	x.put("<x")
	x.code12(code, placeholderTypes)
	x.attr("equiv-text", code.Equiv)
	x.put("/>")
}

func (v12) open(x *writer, _ *codes, code l10n.Code) {
	x.put("<g")
	x.code12(code, delimiterTypes)
	x.put(">")
}

func (v12) close(x *writer) { x.put("</g>") }

// lone writes no rid, because a rid names another code of the same text.
func (v12) lone(x *writer, _ *codes, code l10n.Code, opens bool) {
	if !opens {
		x.put("<ex")
		x.attr("id", strconv.Itoa(int(code.ID)))
		x.put("/>")
		return
	}
	x.put("<bx")
	x.code12(code, delimiterTypes)
	x.put("/>")
}

func (x *writer) code12(code l10n.Code, types map[string]string) {
	x.attr("id", strconv.Itoa(int(code.ID)))
	ctype := types[code.Name]
	switch {
	case ctype != "" || code.Name == "" && code.Equiv == "":
	case plainName(code.Name):
		ctype = "x-html-" + code.Name
	default:
		ctype = "x-code"
	}
	x.attr("ctype", ctype)
	x.attr("clone", "no")
}

// delimiterTypes and placeholderTypes are XLIFF 1.2's types of pairs and of empty codes.
var (
	delimiterTypes = map[string]string{
		"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underlined", "a": "link",
	}
	placeholderTypes = map[string]string{"br": "lb", "img": "image", "svg": "image", "picture": "image", "canvas": "image"}
)

// charOf returns the character that an <x> stands for.
func charOf(id string) (string, bool) {
	hex, ok := strings.CutPrefix(id, charPrefix)
	if !ok {
		return "", false
	}
	s, err := codePoint(hex)
	return s, err == nil
}
