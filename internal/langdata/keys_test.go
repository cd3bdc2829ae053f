package langdata

import (
	"flag"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/BurntSushi/toml"
)

var update = flag.Bool("update", false, "write data/KEYS.md and data/COVERAGE.md anew")

// TestKeysAreUsed holds that every key is read by some package and set by some file.
func TestKeysAreUsed(t *testing.T) {
	read := selectors(t)
	set := map[string]bool{}
	for _, name := range names() {
		for _, key := range keysOf(t, name) {
			set[key] = true
		}
	}
	for _, f := range fields(new(Language)) {
		if !read[f.name] {
			t.Errorf("no package reads the key %s", f.key)
		}
		if !set[f.key] {
			t.Errorf("no file has the key %s", f.key)
		}
	}
}

// selectors are the names that packages which know this one select: x.Sentences.Starters.
func selectors(t *testing.T) map[string]bool {
	t.Helper()
	byFolder := map[string][]string{}
	knows := map[string]bool{}
	err := filepath.WalkDir(filepath.Join("..", ".."), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		b, err := os.ReadFile(path)
		folder := filepath.Dir(path)
		byFolder[folder] = append(byFolder[folder], string(b))
		knows[folder] = knows[folder] || strings.Contains(string(b), `internal/langdata"`) || filepath.Base(folder) == "langdata"
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]bool{}
	for folder, sources := range byFolder {
		if !knows[folder] {
			continue
		}
		for _, source := range sources {
			f, err := parser.ParseFile(token.NewFileSet(), "", source, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if s, ok := n.(*ast.SelectorExpr); ok {
					out[s.Sel.Name] = true
				}
				return true
			})
		}
	}
	return out
}

// keysOf lists the keys that a file has, as "sentences.starters".
func keysOf(t *testing.T, name string) []string {
	t.Helper()
	b, err := files.ReadFile("data/" + name + ".toml")
	if err != nil {
		t.Fatal(err)
	}
	meta, err := toml.Decode(string(b), new(Language))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, k := range meta.Keys() {
		if len(k) >= 2 && !slices.Contains(out, k[0]+"."+k[1]) {
			out = append(out, k[0]+"."+k[1])
		}
	}
	return out
}

// TestKeysPage holds data/KEYS.md to the comments of the structs.
func TestKeysPage(t *testing.T) { samePage(t, "KEYS.md", keysPage(t)) }

func samePage(t *testing.T, name, want string) {
	t.Helper()
	path := filepath.Join("data", name)
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s is not up to date (%v): go test ./internal/langdata -update", path, err)
	}
}

// keysPage writes the comments of the structs for people who do not read Go.
func keysPage(t *testing.T) string {
	t.Helper()
	structs := documented(t)
	names := map[string]string{} // of fields → of keys
	for _, s := range structs {
		for _, f := range s.fields {
			names[f.name] = f.key
		}
	}
	word := regexp.MustCompile(`\b[A-Z]\w+`)
	inKeys := func(s string) string {
		return word.ReplaceAllStringFunc(s, func(w string) string {
			if key := names[w]; key != "" {
				return "`" + key + "`"
			}
			return w
		})
	}
	var b strings.Builder
	b.WriteString("# Keys\n\nMade by `go test ./internal/langdata -update`.\n")
	for _, section := range structs["Language"].fields {
		s := structs[section.kind]
		doc := strings.TrimPrefix(s.doc, section.kind+" is ")
		fmt.Fprintf(&b, "\n## [%s]\n\n%s\n\n", section.key, strings.ToUpper(doc[:1])+doc[1:])
		for _, f := range s.fields {
			fmt.Fprintf(&b, "- %s\n", inKeys(f.doc))
			for _, part := range structs[f.kind].fields { // the keys of a table within a list
				fmt.Fprintf(&b, "  - %s\n", inKeys(part.doc))
			}
		}
	}
	return b.String()
}

type documentedStruct struct {
	doc    string
	fields []documentedField
}

type documentedField struct{ name, key, kind, doc string }

// documented reads the structs of this package with their comments, by name.
func documented(t *testing.T) map[string]documentedStruct {
	t.Helper()
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]documentedStruct{}
	for _, path := range sources {
		f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range f.Decls {
			g, ok := d.(*ast.GenDecl)
			if !ok || g.Tok != token.TYPE || strings.HasSuffix(path, "_test.go") {
				continue
			}
			for _, spec := range g.Specs {
				ts := spec.(*ast.TypeSpec)
				if st, ok := ts.Type.(*ast.StructType); ok {
					out[ts.Name.Name] = documentedStruct{oneLine(g.Doc.Text()), fieldDocs(t, ts.Name.Name, st)}
				}
			}
		}
	}
	return out
}

func fieldDocs(t *testing.T, in string, st *ast.StructType) []documentedField {
	t.Helper()
	var out []documentedField
	for _, f := range st.Fields.List {
		_, rest, _ := strings.Cut(f.Tag.Value, `toml:"`)
		key, _, _ := strings.Cut(rest, `"`)
		kind := ""
		of := f.Type
		if list, ok := of.(*ast.ArrayType); ok {
			of = list.Elt
		}
		if id, ok := of.(*ast.Ident); ok {
			kind = id.Name
		}
		for _, n := range f.Names {
			if key == "-" {
				continue
			}
			if in != "Language" && !strings.HasPrefix(f.Doc.Text(), n.Name+" ") {
				t.Errorf("%s.%s has no comment that begins with its name", in, n.Name)
			}
			out = append(out, documentedField{n.Name, key, kind, oneLine(f.Doc.Text())})
		}
	}
	return out
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
