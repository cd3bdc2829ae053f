package dom

import (
	"cmp"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// unmet are the cases of html5lib that the parser deliberately does not meet, by their sources, with the reason.
var unmet = map[string]string{
	"<select><button><selectedcontent></button><option>X":                   copied,
	"<select><button><selectedcontent></button><option>x<i>i<b>ib</i>b":     copied,
	"<select><button><selectedcontent></button><option>X<option>Y":          copied,
	"<select><button><selectedcontent></button><option>X<option selected>Y": copied,
	`<!DOCTYPE &gt; PUBLIC "&gt;" "&gt;">`:                                  decoded,
}

const (
	copied  = "a browser copies the chosen option to <selectedcontent>; the copy has no place in the source"
	decoded = "this case is html.Parse's own: it decodes references in doctypes, and the standard does not"
)

// treeCase is a case of html5lib's tree-construction tests: a source and the tree that the standard makes of it.
type treeCase struct {
	name, src, want string
	fragment        bool // the source is the content of an element
	scripts         bool // the tree is that of a browser which runs scripts
}

// TestHTML5Lib holds the parser to the expected trees of html5lib, which golang.org/x/net brings along. The parser
// reads whole pages and runs no scripts, so cases of fragments and of scripts are left out.
func TestHTML5Lib(t *testing.T) {
	ran := 0
	for _, c := range treeCases(t) {
		if c.fragment || c.scripts {
			continue
		}
		ran++
		tree, err := Parse(c.src)
		if err != nil {
			t.Errorf("%s: %q: %v", c.name, c.src, err)
			continue
		}
		got := dumpHTML5Lib(tree.Doc)
		reason, listed := unmet[c.src]
		switch {
		case listed && got == c.want:
			t.Errorf("%s: %q is met: take it from the list of those that are not (%s)", c.name, c.src, reason)
		case !listed && got != c.want:
			t.Errorf("%s: %q\ngot\n%s\nwant\n%s", c.name, c.src, got, c.want)
		}
	}
	if ran < 1580 {
		t.Errorf("only %d cases ran: golang.org/x/net had 1,589 in version 0.62", ran)
	}
}

// treeCases reads html5lib's cases, and those that Go's authors wrote in the same form, from the module in the cache.
func treeCases(t testing.TB) (cases []treeCase) {
	t.Helper()
	for name, content := range caseFiles(t, "html5lib-tests/tree-construction/*.dat", "go/*.dat") {
		for i, s := range strings.Split("\n"+content, "\n#data\n")[1:] {
			c, err := readTreeCase(s)
			if err != nil {
				t.Fatalf("%s/%d: %v", name, i, err)
			}
			c.name = fmt.Sprintf("%s/%d", name, i)
			cases = append(cases, c)
		}
	}
	return cases
}

// caseFiles reads the files of the patterns in the test data of golang.org/x/net/html, by their names.
func caseFiles(t testing.TB, patterns ...string) map[string]string {
	t.Helper()
	out, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "golang.org/x/net").Output()
	if err != nil {
		t.Fatalf("the module golang.org/x/net can't be found: %v", err)
	}
	contents := map[string]string{}
	for _, p := range patterns {
		pattern := filepath.Join(strings.TrimSpace(string(out)), "html", "testdata", p)
		files, err := filepath.Glob(pattern)
		if err != nil || len(files) == 0 {
			t.Fatalf("no file is like %s: %v", pattern, err)
		}
		for _, file := range files {
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			contents[p[:strings.LastIndex(p, "/")+1]+filepath.Base(file)] = string(b)
		}
	}
	return contents
}

// readTreeCase reads a case, which is described in html5lib-tests/tree-construction/README.md.
func readTreeCase(s string) (c treeCase, err error) {
	src, rest, ok := strings.Cut("\n"+s, "\n#errors\n")
	head, want, found := strings.Cut("\n"+rest, "\n#document\n")
	if !ok || !found {
		return c, fmt.Errorf("%q has no errors or no document", s)
	}
	c.src = strings.TrimPrefix(src, "\n")
	c.want = strings.TrimRight(want, "\n")
	c.fragment = strings.Contains(head, "\n#document-fragment\n")
	c.scripts = strings.Contains(head, "\n#script-on")
	return c, nil
}

// dumpHTML5Lib writes a tree as html5lib's cases do.
func dumpHTML5Lib(doc *html.Node) string {
	var b strings.Builder
	for c := doc.FirstChild; c != nil; c = c.NextSibling {
		dumpNode(&b, c, 0)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func dumpNode(b *strings.Builder, n *html.Node, depth int) {
	line := func(depth int, format string, args ...any) {
		fmt.Fprintf(b, "| %s%s\n", strings.Repeat("  ", depth), fmt.Sprintf(format, args...))
	}
	switch n.Type {
	case html.TextNode:
		line(depth, `"%s"`, n.Data)
	case html.CommentNode:
		line(depth, "<!-- %s -->", n.Data)
	case html.DoctypeNode:
		ids := map[string]string{}
		for _, a := range n.Attr {
			ids[a.Key] = a.Val
		}
		if ids["public"] == "" && ids["system"] == "" {
			line(depth, "<!DOCTYPE %s>", n.Data)
		} else {
			line(depth, `<!DOCTYPE %s "%s" "%s">`, n.Data, ids["public"], ids["system"])
		}
	case html.ElementNode:
		line(depth, "<%s>", qualified(n.Namespace, n.Data))
		attrs := slices.SortedFunc(slices.Values(n.Attr), func(a, b html.Attribute) int {
			return cmp.Compare(qualified(a.Namespace, a.Key), qualified(b.Namespace, b.Key))
		})
		for _, a := range attrs {
			line(depth+1, `%s="%s"`, qualified(a.Namespace, a.Key), a.Val)
		}
		if n.Namespace == "" && n.DataAtom == atom.Template {
			depth++
			line(depth, "content")
		}
	default:
		line(depth, "a node of type %d", n.Type)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		dumpNode(b, c, depth+1)
	}
}

func qualified(namespace, name string) string {
	if namespace == "" {
		return name
	}
	return namespace + " " + name
}
