package its

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

func TestAnnotationsInOtherFiles(t *testing.T) {
	const lists = `<its:provenanceRecords xmlns:its="http://www.w3.org/2005/11/its" xml:id="p1"><its:provenanceRecord org="Acme" person="Jo"/>` +
		`<its:provenanceRecord revPerson="Al"/></its:provenanceRecords>`
	const issues = `<its:locQualityIssues xmlns:its="http://www.w3.org/2005/11/its" xml:id="q1">` +
		`<its:locQualityIssue locQualityIssueType="misspelling" locQualityIssueComment="&quot;c'es&quot;"/></its:locQualityIssues>`
	files := map[string]string{
		"notes.xml":  `<?xml version="1.0"?><root>` + lists + issues + `</root>`,
		"one.xml":    lists,
		"notes.html": `<!doctype html><p>x<script type="application/its+xml" id="p9">` + strings.ReplaceAll(lists, "p1", "p9") + `</script>`,
		"x.xhtml":    `<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><script type="application/its+xml">` + lists + `</script></head></html>`,
		"broken.xml": `<its:provenanceRecords`,
	}
	loads := 0
	load := func(href string) ([]byte, error) {
		loads++
		text, ok := files[href]
		if !ok {
			return nil, errors.New("not there")
		}
		return []byte(text), nil
	}
	const records = "\torg[1]=\"Acme\"\tperson[1]=\"Jo\"\trevPerson[2]=\"Al\"\n"
	for _, tt := range []struct {
		category  Category
		attribute string
		ref, want string
		faults    int
	}{
		{Provenance, "its-provenance-records-ref", "notes.xml#p1", records, 0},
		{Provenance, "its-provenance-records-ref", "one.xml#p1", records, 0},
		{Provenance, "its-provenance-records-ref", "notes.html#p9", records, 0},
		{Provenance, "its-provenance-records-ref", "x.xhtml#p1", records, 0},
		{Provenance, "its-provenance-records-ref", "notes.xml#p2", "\n", 0},
		{Provenance, "its-provenance-records-ref", "none.xml#p1", "\n", 1},
		{Provenance, "its-provenance-records-ref", "broken.xml#p1", "\n", 0},
		{QualityIssue, "its-loc-quality-issues-ref", "notes.xml#q1",
			"\tlocQualityIssueComment[1]=\"\"c'es\"\"\tlocQualityIssueEnabled[1]=\"yes\"\tlocQualityIssueType[1]=\"misspelling\"\n", 0},
	} {
		a := annotationsOf(t, fmt.Sprintf(`<p %s="%s">text<b>more</b></p>`, tt.attribute, tt.ref), load)
		loads = 0
		got := printed(t, a, tt.category)
		if !strings.Contains(got, "/p[1]\t") || !strings.Contains(got, `Ref="`+tt.ref+`"`+tt.want) || len(a.Errors) != tt.faults || loads != 1 {
			t.Errorf("%s: %d loads, %v\n%s", tt.ref, loads, a.Errors, got)
		}
	}
	a := annotationsOf(t, `<p its-provenance-records-ref="notes.xml#p1">x`, nil)
	if got := printed(t, a, Provenance); strings.Contains(got, "Acme") {
		t.Errorf("without a loader: %s", got)
	}
}

// TestFewFilesAPage holds that a page makes us read so many files and no more.
func TestFewFilesAPage(t *testing.T) {
	var b strings.Builder
	for i := range 3 * maxFiles {
		fmt.Fprintf(&b, `<link rel=its-rules href=r%d.xml><p its-provenance-records-ref="f%d.xml#x">x`, i, i)
	}
	loads := 0
	a := annotationsOf(t, b.String(), func(string) ([]byte, error) {
		loads++
		return []byte("<x/>"), nil
	})
	printed(t, a, Provenance)
	if loads > maxFiles {
		t.Errorf("%d files were read", loads)
	}
}
