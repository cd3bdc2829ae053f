package extract

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestContentHash holds that what is published of a page changes its content's hash, and what is not doesn't.
func TestContentHash(t *testing.T) {
	const page = `<html lang="en"><head><title>T</title><script nonce="a1">x()</script></head><body><aside><a href="/ad?n=1">Buy</a></aside>
<main><h1>Head</h1><p class="x">One sentence. <a href="/two">Another</a>.</p><p>Third.</p><img src="a.png" alt="A picture"><script>y(1)</script></main></body></html>`
	hash := func(p string) l10n.Hash {
		e, _, err := Extract(l10n.Document{URL: "http://site.test/"}, []byte(p), Options{Root: "main"})
		if err != nil {
			t.Fatal(err)
		}
		return e.ContentHash()
	}
	before := hash(page)
	for _, c := range []struct {
		name, old, now string
		changes        bool
	}{
		{"nothing", "T", "T", false}, {"a nonce", "a1", "b2", false}, {"an advertisement", "/ad?n=1\">Buy", "/ad?n=2\">Sell", false},
		{"a script", "y(1)", "y(2)", false}, {"a class", `class="x"`, `class="y"`, false},
		{"a word", "Third", "Fourth", true}, {"a title", "<title>T", "<title>U", true}, {"a link", "/two", "/three", true},
		{"a picture", "a.png", "b.png", true}, {"an attribute's text", "A picture", "The picture", true},
		{"the order", "<p>Third.</p>", "", true}, {"emphasis", ">Another<", "><em>Another</em><", true},
	} {
		if got := hash(strings.Replace(page, c.old, c.now, 1)); (got != before) != c.changes {
			t.Errorf("%s: %s after %s", c.name, got, before)
		}
	}
}
