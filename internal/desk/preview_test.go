package desk

import "testing"

// The preview lists what the page has in its locale's notation besides the segments.
func TestPreviewListsChanges(t *testing.T) {
	v := visit(t, newDesk(t, fixture()))
	d := v.get(esPage+"/preview").want(200, "details.changes li", "12,500 → 12.500").doc
	if n := d.Find("details.changes li code").Length(); n != 1 {
		t.Errorf("%d changes, want one", n)
	}
}
