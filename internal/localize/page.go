package localize

import (
	"fmt"
	"net/url"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Page is what one page of one locale is made from.
type Page struct {
	Skeleton   *extract.Skeleton
	Targets    map[l10n.SegmentID]l10n.Fragment
	Locale     l10n.Locale
	SourceLang l10n.Locale
	URL        string // this page's public address
	SourceURL  string // the source page's, after redirects; the base of its relative addresses
	// Siblings are all locales that the document is published in, this one included.
	Siblings []Sibling
	// Link finds a page of the site in this locale: given the absolute address (without a fragment) that the source links
	// to, its localized address and that address's language. ok is false for what is not a localized page. It may be nil.
	Link func(abs *url.URL) (href string, hreflang l10n.Locale, ok bool)
	// Assets are the addresses of files that the page uses, by their absolute addresses at the source, where visitors are to
	// get them from elsewhere. It may be nil.
	Assets map[string]string
	// Untranslated are the segments that keep the source's text, marked as being in its language. It may be nil.
	Untranslated map[l10n.SegmentID]bool
	// Stylesheets are the addresses of the site's style sheets for the locale's direction, as the source page would name them.
	Stylesheets []string
	// Switcher adds a list of the document's languages to a page that has no switcher of its own.
	Switcher bool
	// SwitcherTemplate is an html/template for it; empty is a plain list. It gets Label and its Lang, and Languages, each with
	// URL, Locale, Dir, Name and Current. It is the site's, and trusted.
	SwitcherTemplate string
	// Bundle has the strings of Switcher and Attribution, and may be nil when neither is wanted.
	Bundle      *i18n.Bundle
	Attribution Attribution
}

// Sibling is the same document in a locale.
type Sibling struct {
	Locale l10n.Locale
	URL    string
}

// Attribution is the line at a page's end that says how the translation was made. The zero value is no line.
type Attribution struct {
	Kind AttributionKind
	Date time.Time // of the review, where the kind has one
}

// AttributionKind is how a translation was made.
type AttributionKind string

// The kinds of attribution.
const (
	NoAttribution   AttributionKind = ""
	Machine         AttributionKind = "machine"
	MachineReviewed AttributionKind = "machine-reviewed" // without a date it is Machine: nobody has reviewed it yet
	Reviewed        AttributionKind = "reviewed"         // with a date, or without
)

// Render merges the targets and localizes the page. The error of a target whose codes are broken wraps [l10n.ErrCodes].
func Render(p Page) ([]byte, error) {
	l, err := newLocalizer(p)
	if err != nil {
		return nil, err
	}
	page, err := p.Skeleton.Merge(p.Targets, l.localize)
	if err != nil {
		return nil, err
	}
	return l.oneStop(page), nil
}

// localizer works on one page.
type localizer struct {
	Page
	format *format.Formatter
	page   *url.URL // of URL
	source *url.URL // of SourceURL
	base   *url.URL // what the source's relative addresses are relative to
	// canonical is the address that the source says it has, or nil.
	canonical *url.URL
	edit      *extract.Editor
	doc       *goquery.Document
	dotted    map[string]bool // the dates that were written and end in a full stop
}

func newLocalizer(p Page) (*localizer, error) {
	page, err := url.Parse(p.URL)
	if err != nil || !page.IsAbs() {
		return nil, fmt.Errorf("localizing %s: the page's address %q is not absolute", p.SourceURL, p.URL)
	}
	source, err := url.Parse(p.SourceURL)
	if err != nil || !source.IsAbs() {
		return nil, fmt.Errorf("localizing: the source's address %q is not absolute", p.SourceURL)
	}
	source.Fragment = ""
	return &localizer{Page: p, format: format.New(p.Locale), page: page, source: source, base: source, dotted: map[string]bool{}}, nil
}

func (l *localizer) localize(e *extract.Editor) error {
	l.edit, l.doc = e, e.Document()
	l.rebase()
	l.language()
	if err := l.pending(); err != nil {
		return err
	}
	l.joinSentences()
	l.direct()
	l.addresses()
	l.openGraph()
	if err := l.structuredData(); err != nil {
		return err
	}
	switcher := l.switcher()
	l.links(switcher)
	l.dates()
	l.figures()
	l.frames(e)
	if l.Switcher && len(switcher) == 0 {
		if err := l.addSwitcher(); err != nil {
			return err
		}
	}
	return l.attribute()
}

// frames localizes the documents in the page's srcdoc attributes, whose addresses are relative to the page's.
func (l *localizer) frames(e *extract.Editor) {
	for _, f := range e.Frames() {
		in := *l
		in.edit, in.doc = f, f.Document()
		in.rebase()
		in.language()
		in.markUntranslated()
		in.joinSentences()
		in.links(nil)
		in.dates()
		in.figures()
		in.frames(f)
	}
}

// web tells addresses that a visitor's browser can follow from those of local files.
func web(u *url.URL) bool { return u.Scheme == "http" || u.Scheme == "https" }
