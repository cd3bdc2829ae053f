package extract

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// pageLine is the first line of an extraction in JSON lines.
type pageLine struct {
	Document l10n.DocumentID `json:"document,omitempty"`
	URL      string          `json:"url,omitempty"`
	Charset  string          `json:"charset"`
	Language l10n.Locale     `json:"language"`
	Title    string          `json:"title"`
	Terms    []l10n.Term     `json:"terms,omitempty"`
	Domains  []string        `json:"domains,omitempty"`
}

// unitLine is a unit in JSON lines, and a segment's target on its way back.
type unitLine struct {
	Unit      l10n.UnitID   `json:"unit,omitempty"`
	Kind      string        `json:"kind,omitempty"`
	Attribute string        `json:"attribute,omitempty"`
	Path      string        `json:"path,omitempty"`
	Name      string        `json:"name,omitempty"`
	Translate bool          `json:"translate,omitempty"`
	Note      string        `json:"note,omitempty"`
	Headings  []string      `json:"headings,omitempty"`
	RepeatOf  l10n.UnitID   `json:"repeatOf,omitempty"`
	Locales   string        `json:"locales,omitempty"`
	MaxBytes  int           `json:"maxBytes,omitempty"`
	Allowed   string        `json:"allowedCharacters,omitempty"`
	Codes     []l10n.Code   `json:"codes,omitempty"`
	Segments  []segmentLine `json:"segments,omitempty"`
	segmentLine
}

type segmentLine struct {
	ID     l10n.SegmentID `json:"id,omitempty"`
	Text   string         `json:"text,omitempty"`
	Source string         `json:"source,omitempty"` // as l10n.Fragment is written
	Target *string        `json:"target,omitempty"`
}

// WriteJSONL writes an extraction as JSON lines: the page's facts, and then a unit a line. A segment's text is without
// codes, with what protected codes show in their places; its source has them.
func WriteJSONL(w io.Writer, e *l10n.Extraction) error {
	b := bufio.NewWriter(w)
	enc := json.NewEncoder(b)
	enc.SetEscapeHTML(false)
	d := &e.Document
	if err := enc.Encode(pageLine{d.ID, d.URL, e.Charset, e.Lang, e.Title, e.Terms, e.Domains}); err != nil {
		return err
	}
	for i := range e.Units {
		u := &e.Units[i]
		l := unitLine{
			Unit: u.ID, Kind: u.Element, Attribute: u.Attribute, Path: u.Path,
			Name: u.Name, Translate: true, Note: u.Note, Headings: u.Headings,
			RepeatOf: u.RepeatOf, Locales: u.LocaleFilter, MaxBytes: u.MaxBytes, Allowed: u.AllowedCharacters, Codes: u.Codes,
		}
		for k := range u.Segments {
			s := &u.Segments[k]
			l.Segments = append(l.Segments, segmentLine{ID: s.ID, Text: u.PlainText(s.Source), Source: s.Source.String()})
		}
		if err := enc.Encode(l); err != nil {
			return err
		}
	}
	return b.Flush()
}

// maxLine bounds a line of targets, in bytes.
const maxLine = 64 << 20

// ReadTargets reads targets from JSON lines: units as [WriteJSONL] writes them, whose segments have got a "target", or
// a segment a line, {"id","target"}. Lines and segments without a target are passed over.
func ReadTargets(r io.Reader) (map[l10n.SegmentID]l10n.Fragment, error) {
	targets := map[l10n.SegmentID]l10n.Fragment{}
	sc := bufio.NewScanner(r)
	sc.Buffer(nil, maxLine)
	for n := 1; sc.Scan(); n++ {
		if len(sc.Bytes()) == 0 {
			continue
		}
		var l unitLine
		if err := json.Unmarshal(sc.Bytes(), &l); err != nil {
			return nil, fmt.Errorf("line %d of the targets is not JSON: %w", n, err)
		}
		for _, s := range append(l.Segments, l.segmentLine) {
			if s.ID != "" && s.Target != nil {
				targets[s.ID] = l10n.ParseFragment(*s.Target)
			}
		}
	}
	if err := sc.Err(); err != nil {
		return nil, fmt.Errorf("read the targets: %w", err)
	}
	return targets, nil
}
