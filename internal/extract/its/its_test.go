package its

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
)

func annotationsOf(t *testing.T, page string, load Loader) *Annotations {
	t.Helper()
	tree, err := dom.Parse(page)
	if err != nil {
		t.Fatal(err)
	}
	return New(tree.Doc, load, NewBudget(len(page)))
}

func printed(t *testing.T, a *Annotations, c Category) string {
	t.Helper()
	r, ok := a.Evaluate(c)
	if !ok {
		t.Fatalf("no category %s", c)
	}
	var b strings.Builder
	if err := r.Print(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestCategories goes through testdata: PAGE.html, and for each category of interest PAGE.CATEGORY.txt with lines that
// must be among those printed.
func TestCategories(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no fixtures: %v", err)
	}
	for _, f := range files {
		name, category, _ := strings.Cut(strings.TrimSuffix(filepath.Base(f), ".txt"), ".")
		t.Run(name+"/"+category, func(t *testing.T) {
			page, err := os.ReadFile(filepath.Join("testdata", name+".html"))
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			a := annotationsOf(t, string(page), func(href string) ([]byte, error) {
				return os.ReadFile(filepath.Join("testdata", filepath.Base(href)))
			})
			got := "\n" + printed(t, a, Category(category))
			for line := range strings.Lines(string(want)) {
				if !strings.Contains(got, "\n"+strings.TrimSpace(line)+"\n") {
					t.Errorf("not there: %s\ngot:%s", line, got)
				}
			}
			for _, err := range a.Errors {
				t.Error(err)
			}
		})
	}
}

// TestFaults holds that a bad rule is named and the others count.
func TestFaults(t *testing.T) {
	page := `<script type="application/its+xml">
		<its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">
		<its:translateRule selector="//h:p[" translate="no"/>
		<its:translateRule selector="//h:b" translate="no"/></its:rules></script>
		<link rel="its-rules" href="gone.xml"><p>one <b>two</b>`
	a := annotationsOf(t, page, func(string) ([]byte, error) { return nil, errors.New("gone") })
	got := printed(t, a, Translate)
	if !strings.Contains(got, "/html/body[1]/p[1]/b[1]\ttranslate=\"no\"") {
		t.Errorf("the good rule does not count:\n%s", got)
	}
	if len(a.Errors) != 2 {
		t.Errorf("faults: %v", a.Errors)
	}
}

// TestDeepRules holds that rules that nest without end are refused before anybody walks them.
func TestDeepRules(t *testing.T) {
	rules := strings.Repeat("<a>", 100_000) + strings.Repeat("</a>", 100_000)
	a := annotationsOf(t, `<script type="application/its+xml">`+rules+`</script><p>x`, nil)
	if len(a.Errors) != 1 || !strings.Contains(a.Errors[0].Error(), "maximum depth") {
		t.Errorf("got the errors %v", a.Errors)
	}
}

// FuzzSelectors holds that whatever selector a page's rules have, there is an answer or an error.
func FuzzSelectors(f *testing.F) {
	for _, s := range []string{
		"//h:p", "//@title", "//h:p[@id=$x]/h:*", "id('a')", "p:first-child > b", "//h:p[position()<2]", "../..", "//*[",
		"count(//h:p)", "//text()",
	} {
		f.Add(s, "@title", false)
		f.Add(s, "..", true)
	}
	f.Fuzz(func(t *testing.T, selector, pointer string, css bool) {
		language := "xpath"
		if css {
			language = "css"
		}
		esc := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace
		rules := fmt.Sprintf(`<its:rules xmlns:its="http://www.w3.org/2005/11/its" xmlns:h="http://www.w3.org/1999/xhtml"
			version="2.0" queryLanguage="%s"><its:param name="x">a</its:param>
			<its:locNoteRule selector="%s" locNoteType="alert" locNotePointer="%s"/></its:rules>`,
			language, esc(selector), esc(pointer))
		load := func(string) ([]byte, error) { return []byte(rules), nil }
		a := annotationsOf(t, `<link rel=its-rules href=r><p id=a title=t>one <b>two</b></p><p>three`, load)
		printed(t, a, LocalizationNote)
	})
}
