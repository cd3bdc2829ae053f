package arch

import (
	"go/ast"
	"slices"
	"testing"
)

// toTheEnd are the functions that read a stream to its end into memory, and those that unpack.
var toTheEnd = []string{
	"io.ReadAll", "ioutil.ReadAll", "io.Copy", "io.CopyBuffer", "gzip.NewReader", "zlib.NewReader", "zlib.NewReaderDict", "flate.NewReader", "flate.NewReaderDict",
	"bzip2.NewReader", "lzw.NewReader", "zstd.NewReader", "brotli.NewReader", "zip.NewReader", "zip.OpenReader", "tar.NewReader", "strict.UnmarshalRead", "json.UnmarshalRead",
}

// withoutBound are the functions that may use them, with the reason. Everybody else uses internal/bounded.
var withoutBound = map[string]string{
	"internal/bounded.Read":          "it is the bound",
	"internal/bounded.Beginning":     "it is the bound",
	"internal/bounded.Gunzip":        "it is the bound",
	"internal/bounded.Unzip":         "it is the bound",
	"internal/destination.writeFrom": "a body goes to a file, and its handler has bounded it",
	"internal/destination.sum":       "a file of this program is read through a hash",
	"internal/destination.send":      "an answer of a cache is thrown away, to a bound",
	"internal/format/cldr.archive":   "the tables are part of the program",
}

// TestStreams holds that nothing reads a stream to its end, or unpacks, without saying how far.
func TestStreams(t *testing.T) {
	seen := map[string]bool{}
	for _, f := range sources(t) {
		if f.test || slices.Contains(tools, f.room) {
			continue
		}
		for _, d := range f.ast.Decls {
			where, node := f.room, ast.Node(d)
			switch d := d.(type) {
			case *ast.FuncDecl:
				where += "." + d.Name.Name
			case *ast.GenDecl:
				if len(d.Specs) == 1 {
					if v, ok := d.Specs[0].(*ast.ValueSpec); ok {
						where += "." + v.Names[0].Name
					}
				}
			}
			ast.Inspect(node, func(n ast.Node) bool {
				s, ok := n.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				if x, ok := s.X.(*ast.Ident); ok && slices.Contains(toTheEnd, x.Name+"."+s.Sel.Name) {
					seen[where] = true
					if withoutBound[where] == "" {
						t.Errorf("%s: %s uses %s.%s: use internal/bounded, or give the reason in this test", f.name, where, x.Name, s.Sel.Name)
					}
				}
				return true
			})
		}
	}
	for where := range withoutBound {
		if !seen[where] {
			t.Errorf("%s reads no stream to its end: take it from the list", where)
		}
	}
}
