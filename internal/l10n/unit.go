package l10n

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// Document is one fetched source page.
type Document struct {
	ID  DocumentID `json:"id"`
	URL string     `json:"url"` // after redirects
	// Asked is the address that the ID was made of; empty in records of earlier versions.
	Asked       string `json:"asked,omitempty"`
	Ref         Ref    `json:"ref"` // the bytes as they came
	ContentType string `json:"contentType,omitempty"`
	// ETag and LastModified are the server's validators, kept for the next conditional request.
	ETag string `json:"etag,omitempty"`
	// Robots is what the server says to search engines, of X-Robots-Tag.
	Robots       string    `json:"robots,omitempty"`
	LastModified string    `json:"lastModified,omitempty"`
	Size         int64     `json:"size"` // bytes
	FetchedAt    time.Time `json:"fetchedAt"`
	// Text is the content hash of what was extracted of it last, Taken that of what a run took up last, and Ignored that
	// of a change that is not to be published: see [Extraction.ContentHash].
	Text    Hash `json:"text,omitempty"`
	Taken   Hash `json:"taken,omitempty"`
	Ignored Hash `json:"ignored,omitempty"`
	// TakenBy is Taken for each site: what one has taken up is still news to another.
	TakenBy map[SiteName]Hash `json:"takenBy,omitempty"`
	// Was is the document that this page was until it was renamed: its approvals are this one's too.
	Was DocumentID `json:"was,omitempty"`
	// NotModified says that the server answered 304 and that Ref is an earlier run's.
	NotModified bool `json:"notModified,omitempty"`
}

// KeepFrom carries over what is known of a page besides what its server said this time.
func (d *Document) KeepFrom(prev Document) {
	d.Taken, d.TakenBy, d.Ignored, d.Was = prev.Taken, prev.TakenBy, prev.Ignored, prev.Was
}

// TakenFor is the content hash of what a run of the site took up last; records of older versions know of one for all.
func (d Document) TakenFor(site SiteName) Hash {
	if len(d.TakenBy) == 0 {
		return d.Taken
	}
	return d.TakenBy[site]
}

// Unit is one translatable block or attribute, in document order.
type Unit struct {
	ID UnitID `json:"id"`
	// Element is the name of the element that the text belongs to; Attribute is set when the text is an attribute's.
	Element   string `json:"element"`
	Attribute string `json:"attribute,omitempty"`
	// Path is a CSS path from the body (or html), for people.
	Path string `json:"path,omitempty"`
	// Name is the name that the page gives the text: ITS's ID value, in HTML the id attribute of its element.
	Name string `json:"name,omitempty"`
	// Headings are the texts of the headings that the unit stands under, outermost first.
	Headings []string `json:"headings,omitempty"`
	Note     string   `json:"note,omitempty"`
	// Lang is the language of the unit's source, where it differs from the document's.
	Lang Locale `json:"lang,omitempty"`
	// Codes are the unit's inline codes; Codes[i].ID is i+1.
	Codes    []Code    `json:"codes,omitempty"`
	Segments []Segment `json:"segments"`
	// Tail is what follows the last segment's text: white space and codes that no translator need see.
	Tail Fragment `json:"tail,omitempty"`
	// MaxBytes and AllowedCharacters are ITS's storage size and allowed characters, where the page states them.
	MaxBytes          int    `json:"maxBytes,omitempty"`
	AllowedCharacters string `json:"allowedCharacters,omitempty"`
	// LocaleFilter is ITS's: the locales that the unit is for, as a list of language ranges; one that begins with "!" has
	// those that it is not for. Empty means all.
	LocaleFilter string `json:"localeFilter,omitempty"`
	// RepeatOf is the first unit of the document that says the same in the same kind of place.
	RepeatOf UnitID `json:"repeatOf,omitempty"`
}

// Segment is one sentence of a unit's source.
type Segment struct {
	ID SegmentID `json:"id"`
	// Lead is what stands before the segment and is not for translation: white space and codes.
	Lead   Fragment `json:"lead,omitempty"`
	Source Fragment `json:"source"`
}

// NewSegmentID names the n-th segment of a unit, from 1.
func NewSegmentID(u UnitID, n int) SegmentID { return SegmentID(string(u) + "." + strconv.Itoa(n)) }

// Unit returns the ID of the unit that the segment is of.
func (s SegmentID) Unit() UnitID { return UnitID(s[:max(0, strings.LastIndexByte(string(s), '.'))]) }

// Hash returns the hash of the segment's source, to which approvals are bound.
func (s Segment) Hash() Hash { return s.Source.Hash() }

// Code returns the unit's code with that ID.
func (u *Unit) Code(id CodeID) (Code, bool) {
	if id < 1 || int(id) > len(u.Codes) {
		return Code{}, false
	}
	return u.Codes[id-1], true
}

// For reports whether the unit is for a locale, by its locale filter (extended filtering of RFC 4647).
func (u *Unit) For(l Locale) bool {
	list, except := strings.CutPrefix(u.LocaleFilter, "!")
	if u.LocaleFilter == "" {
		return true
	}
	for r := range strings.SplitSeq(list, ",") {
		if inRange(ascii.ToLower(ascii.TrimSpace(r)), ascii.ToLower(string(l))) {
			return !except
		}
	}
	return except
}

// inRange is RFC 4647's extended filtering of one language range.
func inRange(r, tag string) bool {
	ranges, tags := strings.Split(r, "-"), strings.Split(tag, "-")
	if r == "" || ranges[0] != "*" && ranges[0] != tags[0] {
		return false
	}
	i := 1
	for _, want := range ranges[1:] {
		if want == "*" {
			continue
		}
		for i < len(tags) && tags[i] != want {
			if len(tags[i]) == 1 {
				return false
			}
			i++
		}
		if i == len(tags) {
			return false
		}
		i++
	}
	return true
}

// Deletable reports whether a target may leave the code out.
func (u *Unit) Deletable(id CodeID) bool {
	c, ok := u.Code(id)
	return ok && c.CanDelete
}

// Source joins the segments and what stands between them: the whole unit, exactly.
func (u *Unit) Source() Fragment {
	var f Fragment
	for _, s := range u.Segments {
		f = append(append(f, s.Lead...), s.Source...)
	}
	return append(f, u.Tail...)
}

// PlainText returns a fragment as a reader sees it: its text, with what empty codes stand for in their places. A line
// break breaks the line.
func (u *Unit) PlainText(f Fragment) string {
	var b strings.Builder
	for _, p := range f {
		b.WriteString(p.Text)
		if c, ok := u.Code(p.ID); ok && p.Kind == Empty {
			b.WriteString(c.Equiv)
			if c.Name == "br" {
				b.WriteByte('\n')
			}
		}
	}
	return b.String()
}

// Extraction is what a page's extraction gives: the units, and the facts about the page. The skeleton that they were
// cut from is stored beside it and known to the extract room alone.
type Extraction struct {
	Document Document `json:"document"`
	Lang     Locale   `json:"lang"` // the source language, by the page or else by the site
	Charset  string   `json:"charset"`
	Title    string   `json:"title"`
	Units    []Unit   `json:"units"`
	// Terms are the terms that the page marks, with what it says of them as a note; Domains are its fields of knowledge.
	Terms   []Term   `json:"terms,omitempty"`
	Domains []string `json:"domains,omitempty"`
	// Links is a short name of what the content has beside its texts that localized pages have too: addresses and pictures.
	Links ShortName `json:"links,omitempty"`
	// NoIndex says that the page asks search engines not to list it, and Canonical is the address of the page that it is a
	// copy of, by its own word.
	NoIndex   bool   `json:"noIndex,omitempty"`
	Canonical string `json:"canonical,omitempty"`
	// SiteTitle is how the page names its site.
	SiteTitle SiteTitle `json:"siteTitle,omitzero"`
	// Skeleton is the ref of what the units were taken from; extractions of earlier versions don't say.
	Skeleton Ref `json:"skeleton,omitempty"`
	// Left are the texts that stay as they are although nobody has asked for it.
	Left []Left `json:"left,omitempty"`
}

// SiteTitle is a site's name as a page has it, and the unit that has its translation.
type SiteTitle struct {
	Text string `json:"text,omitempty"`
	Unit UnitID `json:"unit,omitempty"`
}

// Left is a text of a page that stays as it is: a part beside the content, what is marked as in another language, or the
// label of a submit button, which is sent to the server.
type Left struct {
	Button string `json:"button,omitempty"` // the label; empty for the others
	Part   string `json:"part,omitempty"`   // as a CSS selector, for people; empty for texts in another language
	Lang   Locale `json:"lang,omitempty"`   // that the page marks; empty for a part, and where the page says that it is unknown
	Words  int    `json:"words"`
}

// LeftNotes say in English what stays, and what to configure so that it is translated.
func LeftNotes(left []Left) []string {
	var parts, languages, buttons []string
	partWords, unknown := 0, 0
	for _, l := range left {
		switch {
		case l.Button != "":
			buttons = append(buttons, strconv.Quote(l.Button))
		case l.Part != "":
			parts, partWords = append(parts, l.Part), partWords+l.Words
		case l.Lang != "":
			languages = append(languages, fmt.Sprintf("%s (%s)", l.Lang, countOf(l.Words, "word")))
		default:
			unknown += l.Words
		}
	}
	var notes []string
	if len(parts) > 0 {
		notes = append(notes, fmt.Sprintf("Beside the content, %s stay in the source's language: %s. "+
			"To translate such parts, name them under `include` of the site, or set its `root` to whole-page.",
			countOf(partWords, "word"), strings.Join(parts, ", ")))
	}
	if len(buttons) > 0 {
		notes = append(notes, fmt.Sprintf("Labels of submit buttons, which are sent to the server, and left: %s. "+
			"To translate such labels, set `named_buttons` of the site.", strings.Join(buttons, ", ")))
	}
	if len(languages) > 0 {
		notes = append(notes, fmt.Sprintf("Marked as in another language, and left: %s. "+
			"To translate such texts, name their languages under `also_translate` of the site.", strings.Join(languages, ", ")))
	}
	if unknown > 0 {
		notes = append(notes, fmt.Sprintf("Marked as in no known language, and left: %s.", countOf(unknown, "word")))
	}
	return notes
}

func countOf(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return strconv.Itoa(n) + " " + what + "s"
}

// SourceLang is the language of a unit's source: the page's, or its own where that is another one.
func (e *Extraction) SourceLang(u *Unit) Locale {
	if u.Lang == "" || u.Lang.SameLanguage(e.Lang) {
		return e.Lang
	}
	return u.Lang
}

// ContentHash is the hash of what is published of a page: its units in their order with what their codes stand for, and
// its links. An advertisement outside the content, a script or a style changes nothing of it.
func (e *Extraction) ContentHash() Hash {
	parts := []string{string(e.Lang), string(e.Links)}
	for i := range e.Units {
		u := &e.Units[i]
		parts = append(parts, u.Role(), string(u.Lang), u.Source().String())
		for _, c := range u.Codes {
			parts = append(parts, c.Name, c.Equiv, c.Date)
		}
	}
	if e.NoIndex {
		parts = append(parts, "noindex")
	}
	if e.Canonical != "" {
		parts = append(parts, "canonical", e.Canonical)
	}
	return NewHash(parts...)
}

// Segments counts the extraction's segments.
func (e *Extraction) Segments() int {
	n := 0
	for i := range e.Units {
		n += len(e.Units[i].Segments)
	}
	return n
}

// Role is the unit's role for the memory: its element's name, or "@" and its attribute's.
func (u *Unit) Role() string {
	if u.Attribute != "" {
		return "@" + u.Attribute
	}
	return u.Element
}

// Place is a segment where it stands.
type Place struct {
	Unit       *Unit
	Segment    Segment
	Prev, Next Fragment // the neighbouring segments' sources; nil at the ends of the document
}

// Places lists the extraction's segments in document order.
func (e *Extraction) Places() []Place {
	all := make([]Place, 0, e.Segments())
	for i := range e.Units {
		for _, s := range e.Units[i].Segments {
			all = append(all, Place{Unit: &e.Units[i], Segment: s})
		}
	}
	for i := 1; i < len(all); i++ {
		all[i].Prev, all[i-1].Next = all[i-1].Segment.Source, all[i].Segment.Source
	}
	return all
}
