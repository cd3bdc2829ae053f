package desk

import (
	"context"
	"unicode/utf16"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// source is an extraction with what follows from it alone. It never changes, and several requests may use it at once.
type source struct {
	*l10n.Extraction
	places []l10n.Place
	index  map[l10n.SegmentID]int // of a segment in places
	unit   map[l10n.UnitID]int
	alike  map[l10n.SegmentID]l10n.SegmentID
	hash   l10n.Hash
}

func newSource(x *l10n.Extraction) *source {
	s := &source{Extraction: x, places: x.Places(), hash: l10n.SourceHash(x.Units)}
	s.index = make(map[l10n.SegmentID]int, len(s.places))
	for i, at := range s.places {
		s.index[at.Segment.ID] = i
	}
	s.unit = make(map[l10n.UnitID]int, len(x.Units))
	for i := range x.Units {
		s.unit[x.Units[i].ID] = i
	}
	s.alike = review.Alike(s.places)
	return s
}

// source reads an extraction, or returns it as it was read before.
func (d *desk) source(ctx context.Context, ref l10n.Ref) (*source, error) {
	return d.sources.Get(string(ref), func() (*source, error) {
		x, err := d.Documents.Extraction(ctx, ref)
		if err != nil {
			return nil, err
		}
		return newSource(x), nil
	})
}

// placeableView is a placeable of a source with what the locale writes for it. Start and End count UTF-16 units of the text
// without codes, as browsers do.
type placeableView struct {
	Text   string `json:"text"`
	Kind   string `json:"kind"`
	Target string `json:"target"`
	Start  int    `json:"start"`
	End    int    `json:"end"`
}

// placeables returns those of all segments of a translation's source, in document order.
func (d *desk) placeables(w *loaded) [][]placeableView {
	all, _ := d.placed.Get(string(w.Translation.Extraction)+" "+string(w.Locale), func() ([][]placeableView, error) {
		to := format.New(w.Locale)
		all := make([][]placeableView, len(w.source.places))
		for i, at := range w.source.places {
			all[i] = placeablesOf(to, w.extraction.SourceLang(at.Unit), at.Segment.Source)
		}
		return all, nil
	})
	return all
}

func placeablesOf(to *format.Formatter, lang l10n.Locale, f l10n.Fragment) []placeableView {
	var all []placeableView
	at := 0
	for _, part := range f {
		for _, p := range to.Placeables(lang, part.Text) {
			start := at + units(part.Text[:p.Start])
			text := part.Text[p.Start:p.End]
			all = append(all, placeableView{Text: text, Kind: p.Kind, Target: p.Target, Start: start, End: start + units(text)})
		}
		at += units(part.Text)
	}
	return all
}

// units counts the UTF-16 units of a text.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += max(1, utf16.RuneLen(r))
	}
	return n
}
