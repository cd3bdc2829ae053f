package xliff

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Format is a version of XLIFF that [Write] writes.
type Format string

// The formats. The empty one is V21.
const (
	V21 Format = "xliff-2.1"
	V12 Format = "xliff-1.2"
)

// Formats are all formats.
var Formats = []Format{V21, V12}

// Options say what a file holds beside the sources. The zero value makes a file of sources alone.
type Options struct {
	Format Format
	// Locale is the language to translate into. Some tools need it. Units that are not for this locale are marked with
	// translate="no".
	Locale l10n.Locale
	// Targets are the translations to start from, with their issues as notes. They need the Locale.
	Targets []l10n.Target
	// Base is the ref of the targets as they were sent out, so that one can later see what a translator changed.
	Base l10n.Ref
	// Asked, where it is not nil, are the segments that the file is about. Others are there for context, with
	// translate="no" where the format can say so.
	Asked map[l10n.SegmentID]bool
	// Unreviewed says that no state counts as finished that is not a person's confirmation. A file that goes out to be
	// reviewed has this, so that what a reviewer finished differs from what nobody touched.
	Unreviewed bool
	// SourceAsTarget fills each target that is not confirmed with its source, for tools that translate the target in its
	// place: OmegaT 3.6 does. The target itself is then a match. XLIFF 1.2 alone has this.
	SourceAsTarget bool
	// Matches are similar texts with their translations, and Terms the glossary's terms of a segment.
	Matches map[l10n.SegmentID][]l10n.Match
	Terms   map[l10n.SegmentID][]l10n.Term
}

// Write writes an extraction as an XLIFF document of one file. The file holds a hash of the sources, by which [Read]
// recognizes the page, and the base. An extraction without units is an error, because XLIFF has no empty files.
//
// In XLIFF 2.1 units and segments keep their IDs, and text between segments is an <ignorable>. Codes are <pc> and <ph>,
// or <sc> and <ec> where the ends of a pair are in different segments. In XLIFF 1.2 a unit is a group, and a segment a
// <trans-unit>, because many tools don't know <seg-source>; text between segments stays on the page. Codes are <g> and
// <x>, or <bx> and <ex>.
func Write(w io.Writer, e *l10n.Extraction, opt Options) error {
	switch {
	case len(e.Units) == 0:
		return errors.New("the page has no text for translation, and an XLIFF file can't be empty")
	case len(opt.Targets) > 0 && opt.Locale == "":
		return errors.New("an XLIFF file with targets needs their language")
	}
	x := &writer{Writer: bufio.NewWriter(w), opt: opt, targets: map[l10n.SegmentID]*l10n.Target{}}
	for i := range opt.Targets {
		x.targets[opt.Targets[i].Segment] = &opt.Targets[i]
	}
	x.terms = newPageTerms(e.Terms)
	switch opt.Format {
	case V12:
		x.inline = v12{}
		x.document12(e)
	case V21, "":
		x.inline = v21{}
		x.document21(e)
	default:
		return fmt.Errorf("the format %q is not known; there are %s and %s", opt.Format, V21, V12)
	}
	return x.Flush()
}

// writer writes one document. Its bufio.Writer keeps the first error for Flush.
type writer struct {
	*bufio.Writer
	opt     Options
	inline  inline
	targets map[l10n.SegmentID]*l10n.Target
	terms   *pageTerms
}

// inline writes the codes of a text as one version of XLIFF has them.
type inline interface {
	char(x *writer, r rune) // a character that XML cannot hold
	empty(x *writer, c *codes, code l10n.Code)
	open(x *writer, c *codes, code l10n.Code)
	close(x *writer)
	// lone writes one end of a pair whose other end is in another segment of the unit.
	lone(x *writer, c *codes, code l10n.Code, opens bool)
}

func (x *writer) put(s string) { _, _ = x.WriteString(s) }

// attr writes an attribute, unless its value is empty.
func (x *writer) attr(name, value string) {
	if value == "" {
		return
	}
	x.put(" " + name + `="`)
	for _, r := range value {
		switch {
		case r == '"':
			x.put("&quot;")
		case r == '\t' || r == '\n':
			x.put("&#" + strconv.Itoa(int(r)) + ";")
		case !allowed(r):
			x.put("\uFFFD") // attributes have no <cp>
		default:
			x.rune(r)
		}
	}
	x.put(`"`)
}

// text writes character data.
func (x *writer) text(s string) {
	for _, r := range s {
		if !allowed(r) {
			x.inline.char(x, r)
			continue
		}
		x.rune(r)
	}
}

func (x *writer) rune(r rune) {
	switch r {
	case '&':
		x.put("&amp;")
	case '<':
		x.put("&lt;")
	case '>':
		x.put("&gt;")
	case '\r':
		x.put("&#13;") // a reader would take a plain one for a line feed
	default:
		_, _ = x.WriteRune(r)
	}
}

// allowed reports whether XML 1.0 allows a character (its production Char).
func allowed(r rune) bool {
	return r >= 0x20 && r != 0xfffe && r != 0xffff || r == '\t' || r == '\n' || r == '\r'
}

// asked reports whether the file is about a segment.
func (x *writer) asked(id l10n.SegmentID) bool { return x.opt.Asked == nil || x.opt.Asked[id] }

// locked reports whether nothing of a unit is to be translated into the locale.
func (x *writer) locked(u *l10n.Unit) bool {
	if x.opt.Locale != "" && !u.For(x.opt.Locale) {
		return true
	}
	for i := range u.Segments {
		if x.asked(u.Segments[i].ID) {
			return false
		}
	}
	return true
}

// confirmed reports whether people stand for a target: a state alone does not say so, since a page is approved with the
// texts of machines that nobody has looked at.
func confirmed(t *l10n.Target) bool {
	return !t.Text.IsEmpty() && !t.IsUnconfirmed() && (t.Confirmed != nil || t.State.AtLeast(l10n.Reviewed))
}

// before is the origin of candidates that people wrote or approved for an earlier form of the source.
const before l10n.ProviderName = "approved-before"

// candidates are the matches of a segment: those for earlier forms of its source first, then [Options.Matches].
func (x *writer) candidates(s *l10n.Segment) []l10n.Match {
	var list []l10n.Match
	if t := x.targets[s.ID]; t != nil {
		for _, e := range t.Earlier {
			if !e.Source.IsEmpty() && !e.Text.IsEmpty() {
				list = append(list, l10n.Match{Source: e.Source, Target: e.Text, Origin: l10n.Origin{Provider: before}})
			}
		}
	}
	return append(list, x.opt.Matches[s.ID]...)
}
