package desk

import (
	"strings"
	"testing"
)

// The preview lists what the page has in its locale's notation besides the segments.
func TestPreviewListsChanges(t *testing.T) {
	v := visit(t, newDesk(t, fixture()))
	d := v.get(esPage+"/preview").want(200, "details.changes li", "12,500 → 12.500").doc
	if n := d.Find("details.changes li code").Length(); n != 1 {
		t.Errorf("%d changes, want one", n)
	}
}

// A previewed page finds the files that were copied for it, which are as untrusted as it is.
func TestPreviewedFiles(t *testing.T) {
	h := fixture()
	h.page = `<img src="ASSETSabc-photo.svg">`
	v := visit(t, newDesk(t, h))
	v.get(esPage + "/preview/page")
	if !strings.Contains(v.raw, `<img src="`+esPage+`/preview/files/abc-photo.svg">`) {
		t.Errorf("%s", v.raw)
	}
	v.get(esPage + "/preview/files/abc-photo.svg")
	for key, want := range map[string]string{"Content-Type": "image/svg+xml", "X-Content-Type-Options": "nosniff", "Access-Control-Allow-Origin": "null"} {
		if got := v.header.Get(key); got != want {
			t.Errorf("%s: %q", key, got)
		}
	}
	if policy := v.header.Get("Content-Security-Policy"); !strings.HasPrefix(policy, "sandbox; default-src 'none'") || strings.Contains(policy, "script-src") {
		t.Errorf("the file's policy is %q", policy)
	}
	v.get(esPage+"/preview/files/nothing.svg").want(404, "main", "nothing at this address")
}
