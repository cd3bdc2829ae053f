package arch

import (
	"go/ast"
	"slices"
	"testing"
)

// ofMachines are the rooms that read what browsers and servers read: HTML, addresses, headers. White space there is
// the five characters of internal/ascii, and not Unicode's.
var ofMachines = []string{"internal/extract", "internal/localize", "internal/fetch", "internal/gather"}

// ofPeople are the functions of those rooms that read text for people, where U+00A0 is white space too.
var ofPeople = []string{
	"internal/extract.addHeading",
	"internal/extract.beginsInSpace",
	"internal/extract.endsInSpace",
	"internal/extract.visible",
	"internal/extract.wrap",
	"internal/localize.figures",
	"internal/localize.figuresOf",
	"internal/localize.innermost",
	"internal/localize.isAddressOrNumber",
	"internal/localize.isInlineText",
	"internal/localize.isolateText",
	"internal/localize.runsLeftToRight",
	"internal/localize.standsAlone",
	"internal/localize.trimmed",
	"internal/localize.words",
}

// unicodeSpace are the functions that know Unicode's white space.
var unicodeSpace = []string{
	"strings.Fields", "strings.FieldsSeq", "strings.TrimSpace", "bytes.Fields", "bytes.FieldsSeq", "bytes.TrimSpace",
	"unicode.IsSpace",
}

// TestWhiteSpace holds that what machines read is cut at HTML's white space. In class="a\u00a0notranslate" there is
// one class.
func TestWhiteSpace(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range sources(t) {
		if f.test || !slices.Contains(ofMachines, house(f.room)) {
			continue
		}
		for _, d := range f.ast.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok {
				continue
			}
			where := f.room + "." + fn.Name.Name
			for _, used := range selectors(fn) {
				if !slices.Contains(unicodeSpace, used) {
					continue
				}
				seen[where] = true
				if !slices.Contains(ofPeople, where) {
					t.Errorf("%s: %s uses %s: use internal/ascii, or list the function if people read the text", f.name, where, used)
				}
			}
		}
	}
	for _, where := range ofPeople {
		if !seen[where] {
			t.Errorf("%s uses no function that knows Unicode's white space: take it from the list", where)
		}
	}
}

// selectors returns the names with a dot that a function uses: "strings.Fields".
func selectors(fn *ast.FuncDecl) (names []string) {
	ast.Inspect(fn, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			if x, ok := s.X.(*ast.Ident); ok {
				names = append(names, x.Name+"."+s.Sel.Name)
			}
		}
		return true
	})
	return names
}
