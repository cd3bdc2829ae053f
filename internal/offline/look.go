package offline

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/bilingual"
	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
)

// MaxFile is how many bytes a file may have, and all that is packed into one together.
const MaxFile = 32 << 20

// maxPacked is how many files may be packed into one, with those of a document of Word.
const maxPacked = 2000

// Upload is a file that came back.
type Upload struct {
	Name  string
	Bytes []byte
}

// Fate says what a text of a file would do.
type Fate string

// The fates.
const (
	// Changes says that the text is another one, and that nobody has touched it here since the file went out.
	Changes Fate = "changes"
	// Conflict says that it was changed here too since the file went out.
	Conflict Fate = "conflict"
	// Refused says that it can't be taken, and why.
	Refused Fate = "refused"
)

// Text is a text of a file that says something else than what stands.
type Text struct {
	Segment l10n.SegmentID
	Number  int
	Fate    Fate
	Source  l10n.Fragment
	Sent    l10n.Fragment // as it went out
	Now     l10n.Target   // as it stands
	Back    l10n.Fragment // as it came back
	Why     error         // why it is refused
}

// Page is what came back for one translation.
type Page struct {
	l10n.Translation
	File  string
	Texts []Text // that say something else, in document order
	Same  int    // sentences of the file that stand as they are in it
	Empty int    // sentences without a text in the file; those say nothing
	// Faults say what of the file can't be used besides, in English.
	Faults []error
	// Kept has what was read, for [Service.Take].
	Kept l10n.Ref
}

// Looked is what came back, before anything is taken.
type Looked struct {
	Pages []Page
	// Strays are files that can't be used, and why.
	Strays []Stray
}

// Stray is a file that can't be used.
type Stray struct {
	Name string
	Why  error
}

// returned is what was read of a file. It is kept between the look and the taking.
type returned struct {
	Key   l10n.TranslationKey              `json:"key"`
	File  string                           `json:"file"`
	Base  l10n.Ref                         `json:"base,omitempty"`
	Texts map[l10n.SegmentID]l10n.Fragment `json:"texts"`
	Other map[l10n.SegmentID]bool          `json:"other,omitempty"` // whose source in the file is not that of the page
	Notes []string                         `json:"notes,omitempty"`
}

// Look reads files that came back and says what they would change. on is the translation on whose page they were uploaded; it has
// no document where they say themselves which they are of. Nothing is changed.
func (s *Service) Look(ctx context.Context, uploads []Upload, on l10n.TranslationKey) (Looked, error) {
	var out Looked
	for _, u := range unpack(uploads, &out) {
		r, err := s.read(ctx, u, on)
		if err == nil {
			var page Page
			if page, err = s.compare(ctx, r); err == nil {
				out.Pages = append(out.Pages, page)
				continue
			}
		}
		if !isFault(err) {
			return Looked{}, err
		}
		out.Strays = append(out.Strays, Stray{u.Name, err})
	}
	return out, nil
}

// isFault reports whether an error is one of the file and not of the house.
func isFault(err error) bool {
	return errors.Is(err, l10n.ErrRefused) || errors.Is(err, l10n.ErrCodes) || errors.Is(err, l10n.ErrNotFound)
}

// unpack takes files out of those that others are packed into. A document of Word is packed too, and stays as it is.
func unpack(uploads []Upload, out *Looked) (files []Upload) {
	left := int64(MaxFile)
	for _, u := range uploads {
		document := false
		packed, err := bounded.Unzip(u.Bytes, maxPacked, left, func(name string) bool {
			document = document || name == "word/document.xml" || name == "[Content_Types].xml"
			return !document && !strings.HasPrefix(name, "__MACOSX/")
		})
		switch {
		case document || !bytes.HasPrefix(u.Bytes, []byte("PK\x03\x04")):
			files = append(files, u)
		case err != nil:
			out.Strays = append(out.Strays, Stray{u.Name, fmt.Errorf("%w: it can't be unpacked: %w", l10n.ErrRefused, err)})
		}
		if document {
			continue
		}
		for _, f := range packed {
			left -= int64(len(f.Bytes))
			files = append(files, Upload{path.Base(f.Name), f.Bytes})
		}
	}
	return files
}

// named finds in a file's name which translation it is of. Browsers put a number behind a name that is there already.
var named = regexp.MustCompile(`^([A-Za-z0-9_-]+)\.([A-Za-z0-9-]+?)(?: ?\([0-9]+\))?(?:\.[A-Za-z0-9.]+)?$`)

// read reads a file. Which translation it is of, a table says itself, and XLIFF by its name.
func (s *Service) read(ctx context.Context, u Upload, on l10n.TranslationKey) (returned, error) {
	if len(u.Bytes) > MaxFile {
		return returned{}, fmt.Errorf("%w: the file is larger than %d MB", l10n.ErrRefused, MaxFile>>20)
	}
	if isXLIFF(u) {
		return s.readXLIFF(ctx, u, on)
	}
	return s.readTable(ctx, u, on)
}

// isXLIFF tells XLIFF from HTML, which a word processor may have written as XML.
func isXLIFF(u Upload) bool {
	beginning := u.Bytes[:min(len(u.Bytes), 4096)]
	return bytes.Contains(beginning, []byte("<xliff")) || bytes.Contains(beginning, []byte(":xliff")) ||
		slices.Contains([]string{".xlf", ".xliff", ".sdlxliff", ".mqxliff", ".mxliff"}, strings.ToLower(path.Ext(u.Name)))
}

// errNameless refuses an XLIFF file under a name of its own: XLIFF has no place of ours that says what it is of.
var errNameless = fmt.Errorf("%w: its name doesn't say which translation it is of; bring it back on the page of the translation, or give it the name "+
	"under which it was taken out", l10n.ErrRefused)

func (s *Service) readXLIFF(ctx context.Context, u Upload, on l10n.TranslationKey) (returned, error) {
	k := on
	if k.Document == "" {
		found := named.FindStringSubmatch(u.Name)
		if found == nil {
			return returned{}, errNameless
		}
		l, err := l10n.ParseLocale(found[2])
		if err != nil {
			return returned{}, errNameless
		}
		k = l10n.TranslationKey{Document: l10n.DocumentID(found[1]), Locale: l}
	}
	w, err := s.load(ctx, k)
	if err != nil {
		return returned{}, fmt.Errorf("%s into %s: %w", k.Document, k.Locale, err)
	}
	got, faults, err := xliff.ReadParts(bytes.NewReader(u.Bytes), w.extraction)
	if err != nil {
		return returned{}, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	r := returned{Key: k, File: u.Name, Base: got.Base, Texts: map[l10n.SegmentID]l10n.Fragment{}}
	for _, t := range got.Targets {
		r.Texts[t.Segment] = t.Text
	}
	for _, f := range faults {
		r.Notes = append(r.Notes, f.Error())
	}
	return r, nil
}

func (s *Service) readTable(ctx context.Context, u Upload, on l10n.TranslationKey) (returned, error) {
	got, faults, err := bilingual.Read(u.Bytes)
	if err != nil {
		return returned{}, err
	}
	k := got.Mark.Key
	if on.Document != "" && k != on {
		return returned{}, fmt.Errorf("%w: it is of another translation: %s into %s", l10n.ErrRefused, k.Document, k.Locale)
	}
	w, err := s.load(ctx, k)
	if err != nil {
		return returned{}, fmt.Errorf("%s into %s: %w", k.Document, k.Locale, err)
	}
	sent, err := s.sent(ctx, got.Mark.Base)
	if err != nil {
		return returned{}, err
	}
	r := returned{Key: k, File: u.Name, Base: got.Mark.Base, Texts: map[l10n.SegmentID]l10n.Fragment{}, Other: map[l10n.SegmentID]bool{}}
	sources := map[l10n.SegmentID]l10n.Fragment{}
	for _, at := range w.extraction.Places() {
		sources[at.Segment.ID] = at.Segment.Source
	}
	dir := k.Locale.Direction()
	for _, row := range got.Rows {
		source, known := sources[row.ID]
		if !known {
			faults = append(faults, fmt.Errorf("the page has no sentence %s any more; the file has for it: %s", row.ID, row.Target))
			continue
		}
		// A table shows white space as one space. A text that is the same but for that is the one that went out.
		text, was := l10n.ParseEditable(row.Target, dir), sent[row.ID].Text
		if bilingual.Plain(was.Editable(dir)) == row.Target {
			text = was
		}
		r.Texts[row.ID] = text
		if bilingual.Plain(source.Editable(w.extraction.Lang.Direction())) != row.Source {
			r.Other[row.ID] = true
		}
	}
	for _, f := range faults {
		r.Notes = append(r.Notes, f.Error())
	}
	return r, nil
}

// sent loads the targets that a file went out with. One that did not come from the house went out with none.
func (s *Service) sent(ctx context.Context, base l10n.Ref) (map[l10n.SegmentID]l10n.Target, error) {
	if base == "" {
		return nil, nil
	}
	b, err := s.Blobs.Get(ctx, base)
	if errors.Is(err, l10n.ErrNotFound) {
		return nil, fmt.Errorf("%w: the file went out from another house than this", l10n.ErrRefused)
	} else if err != nil {
		return nil, err
	}
	var ts []l10n.Target
	if err := json.Unmarshal(b, &ts); err != nil {
		return nil, fmt.Errorf("%w: what the file says that it went out with are no texts", l10n.ErrRefused)
	}
	return byID(ts), nil
}
