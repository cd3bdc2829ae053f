package arch

import (
	"go/ast"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// TestPackages holds that every package says what it is for, once, and that nothing happens before main.
func TestPackages(t *testing.T) {
	documented := map[string][]string{}
	for _, f := range sources(t) {
		if f.test {
			continue
		}
		in := documented[f.room]
		if f.ast.Doc != nil {
			in = append(in, f.name)
		}
		documented[f.room] = in
		for _, d := range f.ast.Decls {
			if fn, ok := d.(*ast.FuncDecl); ok && fn.Recv == nil && fn.Name.Name == "init" {
				t.Errorf("%s has a func init(): register in a table that one can read, or pass the value in", f.name)
			}
		}
	}
	for room, in := range documented {
		if len(in) != 1 {
			t.Errorf("%s has %d package comments %v: a newcomer needs one", room, len(in), in)
		}
	}
}

// TestGlossary holds that every noun of the vocabulary is explained, and every error that crosses rooms.
func TestGlossary(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("..", "..", "docs", "architecture.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, glossary, ok := strings.Cut(string(b), "## Glossary\n")
	if !ok {
		t.Fatal("docs/architecture.md has no glossary")
	}
	for _, f := range sources(t) {
		if f.room != "internal/l10n" || f.test {
			continue
		}
		for _, noun := range nouns(f.ast) {
			if !strings.Contains(glossary, "`"+noun+"`") {
				t.Errorf("%s: the glossary of docs/architecture.md does not explain %s", f.name, noun)
			}
		}
	}
}

// nouns are a file's exported types and errors.
func nouns(f *ast.File) []string {
	var names []string
	for _, d := range f.Decls {
		decl, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names = append(names, spec.Name.Name)
			case *ast.ValueSpec:
				if name := spec.Names[0].Name; strings.HasPrefix(name, "Err") {
					names = append(names, name)
				}
			}
		}
	}
	return slices.DeleteFunc(names, func(n string) bool { return !ast.IsExported(n) })
}
