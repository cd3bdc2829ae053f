package extract

import (
	"errors"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Segmenter cuts text into segments.
type Segmenter interface {
	// Breaks returns the byte offsets at which new segments begin, ascending and without 0.
	Breaks(lang l10n.Locale, text string) []int
}

// Options say what of a page is for translation. The zero value takes the main content.
type Options struct {
	// Root is the CSS selector of the content root; "" lets landmarks, then readability decide.
	Root string
	// WholePage takes everything, whatever Root says.
	WholePage bool
	// Include and Exclude are CSS selectors: of parts outside the root to take too, and of parts to leave alone.
	Include, Exclude []string
	// SourceLang is the language where the page does not say.
	SourceLang l10n.Locale
	// ContentType is the HTTP header's.
	ContentType string
	// Segmenter cuts units into segments; nil makes one segment a unit.
	Segmenter Segmenter
}

// Extract splits a page into its units and the skeleton that they go back into.
func Extract(doc l10n.Document, page []byte, opt Options) (*l10n.Extraction, *Skeleton, error) {
	return nil, nil, errors.New("extract: being written")
}

// Skeleton is a page without its units.
type Skeleton struct{}

// MarshalBinary writes the skeleton for the store.
func (sk *Skeleton) MarshalBinary() ([]byte, error) { return nil, nil }

// UnmarshalBinary reads what MarshalBinary writes.
func (sk *Skeleton) UnmarshalBinary(b []byte) error { return nil }

// Merge writes targets into the page and returns it as UTF-8. A segment without an entry keeps its source; a target whose
// codes are not its source's is refused with an error that wraps [l10n.ErrCodes]. edit may be nil.
func (sk *Skeleton) Merge(targets map[l10n.SegmentID]l10n.Fragment, edit func(*Editor) error) ([]byte, error) {
	return nil, errors.New("extract: being written")
}

// Editor records changes to a page's elements for the merge.
type Editor struct{}

// Document is the source's DOM, to be read only.
func (e *Editor) Document() *goquery.Document { return nil }

// SetAttr sets an attribute to a text.
func (e *Editor) SetAttr(n *html.Node, key, value string) {}

// RemoveAttr removes an attribute.
func (e *Editor) RemoveAttr(n *html.Node, key string) {}

// SetText replaces the whole content of an element by a text.
func (e *Editor) SetText(n *html.Node, text string) {}

// AppendTo adds markup at the end of an element's content. The markup is trusted: no part of it may come from outside.
func (e *Editor) AppendTo(n *html.Node, markup string) {}

// Remove takes an element out.
func (e *Editor) Remove(n *html.Node) {}
