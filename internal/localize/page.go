package localize

import (
	"context"
	"fmt"
	"net/url"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
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
	// Link returns the address of a page in this locale, and the language of that address. It gets the absolute address,
	// without a fragment, that the source links to. It reports false where that is no localized page. It may be nil.
	Link func(abs *url.URL) (href string, hreflang l10n.Locale, ok bool)
	// Name returns the official form that a name has in this locale: of a person, an organization or a place that
	// structured data names. It reports false where none is known; then the name stays. It may be nil.
	Name func(name string) (string, bool)
	// Assets has the addresses of the copies of files that the page uses, by their absolute addresses at the source. It
	// may be nil.
	Assets map[string]string
	// Untranslated are the segments that keep the source's text. They are marked with the source's language. It may be
	// nil.
	Untranslated map[l10n.SegmentID]bool
	// Stylesheets are the addresses of the site's style sheets for the locale's direction, as the source page would write
	// them.
	Stylesheets []string
	// Feed is the address of this locale's feed; empty is none.
	Feed string
	// Canonical is the address of the source's page that the source's page is a copy of; empty is none.
	Canonical string
	// NoIndex says that the server keeps the source's page from search engines, without the page's own word.
	NoIndex bool
	// Switcher adds a list of the document's languages to a page that has no switcher.
	Switcher bool
	// SwitcherTemplate is an html/template for the switcher. Empty means a plain list. The template gets Label, Lang (the
	// language of the label) and Languages, each with URL, Locale, Dir, Name and Current. It comes from the site and is
	// trusted.
	SwitcherTemplate string
	// Bundle has the strings of the switcher, the attribution and the notice of a page that is translated in part. It may
	// be nil when the page needs none of them.
	Bundle      *i18n.Bundle
	Attribution Attribution
	// Corrections are the days on which errors of the translation were put right. A line at the page's end says so of each.
	Corrections []time.Time
}

// Sibling is the same document in a locale.
type Sibling struct {
	Locale l10n.Locale
	URL    string
}

// Attribution is the line at a page's end that says how the translation was made. The zero value means no line.
type Attribution struct {
	Kind AttributionKind
	Date time.Time // of the review, where there was one
	// Unconfirmed counts the sentences that a machine made and nobody looked at, All all of them; for ReviewedInPart and
	// CheckedInPart.
	Unconfirmed, All int
}

// AttributionKind says how a translation was made.
type AttributionKind string

// The kinds of attribution.
const (
	NoAttribution   AttributionKind = ""
	Machine         AttributionKind = "machine"
	MachineReviewed AttributionKind = "machine-reviewed" // without a date it is like Machine: nobody has reviewed it yet
	Reviewed        AttributionKind = "reviewed"         // with or without a date
	ReviewedInPart  AttributionKind = "reviewed-in-part" // approved, and some of it is a machine's that nobody looked at
	MachineChecked  AttributionKind = "machine-checked"  // a program passed it and may approve; nobody looked at it
	CheckedInPart   AttributionKind = "checked-in-part"  // the same of some of it, with or without a date
)

// Render merges the targets into the page and localizes it. For a target with wrong codes the error wraps
// [l10n.ErrCodes].
func Render(p Page) ([]byte, error) {
	page, _, err := RenderWithChanges(context.Background(), p)
	return page, err
}

// RenderWithChanges is [Render], and also returns the dates and amounts besides the segments that were written in the
// locale's notation, in the order of the page's parts. It ends with the context's error soon after the context does.
func RenderWithChanges(ctx context.Context, p Page) ([]byte, []l10n.PageChange, error) {
	l, err := newLocalizer(p)
	if err != nil {
		return nil, nil, err
	}
	page, err := p.Skeleton.MergeContext(ctx, p.Targets, func(e *extract.Editor) error { return l.localize(ctx, e) })
	if err != nil {
		return nil, nil, err
	}
	page, _ = l.dropDoubledStop(page, nil)
	return page, l.changes, nil
}

// note remembers a text that was written anew in an element.
func (l *localizer) note(n *html.Node, before, after string) {
	if before, after = ascii.TrimSpace(before), ascii.TrimSpace(after); before != after {
		l.changes = append(l.changes, l10n.PageChange{Element: n.Data, Before: before, After: after})
	}
}

// localizer localizes one page.
type localizer struct {
	Page
	format *format.Formatter
	page   *url.URL // of URL
	source *url.URL // of SourceURL
	base   *url.URL // of the source's relative addresses
	// canonical is the source's canonical address, or nil.
	canonical  *url.URL
	edit       *extract.Editor
	doc        *goquery.Document
	endsInStop map[string]bool // the dates that were written and end in a full stop
	changes    []l10n.PageChange
	// methods are those of the page's forms, by their IDs, once a button has asked.
	methods map[string]string
	// afar says that addresses are read far from the page, so that each needs its origin.
	afar bool
	// kept are the elements and texts that stay in the source's language and were marked so.
	kept map[*html.Node]bool
	// rewritten are the elements whose whole text was written anew, in the locale's notation and with its marks of direction.
	rewritten map[*html.Node]bool
	// figuresNow are the texts of the nodes with figures that were written anew.
	figuresNow map[*html.Node]string
	// sourceLangs says of the languages that were asked about whether they are the source's.
	sourceLangs map[string]bool
	// columns says of the tables which columns hold amounts.
	columns map[*html.Node]map[int]bool
	// descriptions says of the lists of descriptions which of them are amounts.
	descriptions map[*html.Node]map[*html.Node]bool
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
	return &localizer{
		Page: p, format: format.New(p.Locale), page: page, source: source, base: source, endsInStop: map[string]bool{},
		kept: map[*html.Node]bool{}, figuresNow: map[*html.Node]string{}, rewritten: map[*html.Node]bool{},
		sourceLangs: map[string]bool{},
	}, nil
}

func (l *localizer) localize(ctx context.Context, e *extract.Editor) error {
	l.edit = e
	l.doc = e.Document()
	l.removeBase()
	l.markUntranslated()
	l.language()
	if err := l.addPendingNotice(); err != nil {
		return err
	}
	l.joinSentences()
	l.setDirection()
	l.addresses()
	l.openGraph()
	l.metadata()
	if err := l.structuredData(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	switcher := l.switcher()
	l.links(switcher)
	l.feed()
	l.forms()
	l.dates()
	l.figures()
	l.isolate()
	l.frames(e)
	if l.Switcher && len(switcher) == 0 {
		if err := l.addSwitcher(); err != nil {
			return err
		}
	}
	if err := l.addCorrections(); err != nil {
		return err
	}
	return l.addAttribution()
}

// frames localizes the documents in the page's srcdoc attributes, whose addresses are relative to the page's, and the
// pieces of markup in its structured data.
func (l *localizer) frames(e *extract.Editor) {
	for _, f := range e.Frames() {
		in := *l
		in.edit = f
		in.doc, in.methods = f.Document(), nil
		if f.InJSON() {
			in.afar = true
		} else {
			in.removeBase()
			in.markUntranslated()
		}
		in.language()
		in.joinSentences()
		in.links(nil)
		in.forms()
		in.dates()
		in.figures()
		in.isolate()
		in.frames(f)
		l.changes = in.changes
	}
}

// isWeb reports whether visitors can open an address. They cannot open a local file.
func isWeb(u *url.URL) bool { return u.Scheme == "http" || u.Scheme == "https" }
