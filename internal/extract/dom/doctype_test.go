package dom

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestDoctype holds that a doctype's name and identifiers are in the tree, come back when it is rendered, and decide
// on quirks mode.
func TestDoctype(t *testing.T) {
	for _, c := range []struct {
		src, rendered string
		quirks        bool
	}{
		{`<!doctype html>`, `<!DOCTYPE html>`, false},
		{"<!DOCTYPE\fHTML\t>", `<!DOCTYPE html>`, false},
		{"<!doctype html\v>", "<!DOCTYPE html\v>", true},
		{"<!doctype html\u00a0>", "<!DOCTYPE html\u00a0>", true},
		{"<!doctype html\u00a0public 'a'>", "<!DOCTYPE html\u00a0public>", true},
		{"<!doctype html public\v'a'>", "<!DOCTYPE html>", true},
		{`<!doctype html system "about:legacy-compat">`, `<!DOCTYPE html SYSTEM "about:legacy-compat">`, false},
		{
			`<!doctype html public '-//W3C//DTD HTML 4.01//EN' "http://www.w3.org/TR/html4/strict.dtd">`,
			`<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">`, false,
		},
		{
			`<!doctype html public "-//W3C//DTD HTML 4.01 Transitional//EN">`,
			`<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">`, true,
		},
		{
			`<!doctype html public "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">`,
			`<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN" "http://www.w3.org/TR/html4/loose.dtd">`, false,
		},
	} {
		tree, err := Parse(c.src + "<p><table>")
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		if err := html.Render(&b, tree.Doc); err != nil {
			t.Fatal(err)
		}
		doctype, rest, _ := strings.Cut(b.String(), "<html>")
		if doctype != c.rendered {
			t.Errorf("%q is rendered as %q, want %q", c.src, doctype, c.rendered)
		}
		if quirks := strings.Contains(rest, "<p><table>"); quirks != c.quirks {
			t.Errorf("%q: quirks mode is %v, want %v", c.src, quirks, c.quirks)
		}
	}
}
