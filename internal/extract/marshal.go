package extract

import (
	"bytes"
	"encoding/gob"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// skeletonVersion changes when the stored form does.
const skeletonVersion = 1

// stored is a skeleton as the store has it.
type stored struct {
	Version int
	Src     string
	Charset string
	// Transcoded and the next three are what the merge needs to mend the declaration of the encoding.
	Transcoded bool
	Wrong      []storedPlace
	Found      bool
	Insert     int
	Units      []storedUnit
	Pages      []storedPage
	Pointers   []storedPointer
}

type storedPlace struct {
	Start, End int
	Text       string
}

type storedUnit struct {
	ID        string
	Place     uint8
	Quote     byte
	Deletable []l10n.CodeID
	Segments  []storedSegment
}

type storedSegment struct {
	Source string
	Kinds  []uint8
	IDs    []l10n.CodeID
	Places []int // start and end of each item; a fixed item's start is written as its complement
}

type storedPage struct {
	Start, End int
	Quote      byte
	InJSON     bool
	Skeleton   stored
}

type storedPointer struct {
	Start, End, ToStart, ToEnd int
	Attr                       bool
	Quote, ToQuote             byte
}

// MarshalBinary writes the skeleton for the store.
func (sk *Skeleton) MarshalBinary() ([]byte, error) {
	var b bytes.Buffer
	err := gob.NewEncoder(&b).Encode(sk.stored())
	return b.Bytes(), err
}

// UnmarshalBinary reads what MarshalBinary writes.
func (sk *Skeleton) UnmarshalBinary(b []byte) error {
	var s stored
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&s); err != nil {
		return fmt.Errorf("the stored skeleton can't be read; extract the page again: %w", err)
	}
	if s.Version != skeletonVersion {
		return fmt.Errorf("the stored skeleton is of version %d, this program reads %d; extract the page again",
			s.Version, skeletonVersion)
	}
	return sk.restore(&s)
}

// ReadSkeleton reads what [Skeleton.MarshalBinary] wrote. Its error wraps [l10n.ErrPage].
func ReadSkeleton(b []byte) (*Skeleton, error) {
	sk := new(Skeleton)
	if err := sk.UnmarshalBinary(b); err != nil {
		return nil, fmt.Errorf("%w: its skeleton: %w", l10n.ErrPage, err)
	}
	return sk, nil
}

func (sk *Skeleton) stored() stored {
	s := stored{Version: skeletonVersion, Src: sk.src, Charset: sk.charset, Transcoded: sk.transcoded,
		Found: sk.meta.found, Insert: sk.meta.insert}
	for _, w := range sk.meta.wrong {
		s.Wrong = append(s.Wrong, storedPlace{w.start, w.end, w.text})
	}
	for i := range sk.segments {
		seg := &sk.segments[i]
		unit := seg.id.Unit()
		if n := len(s.Units); n == 0 || s.Units[n-1].ID != string(unit) {
			s.Units = append(s.Units, storedUnit{ID: string(unit), Place: uint8(seg.place), Quote: seg.quote})
		}
		su := &s.Units[len(s.Units)-1]
		ss := storedSegment{Source: seg.source.String()}
		for _, it := range seg.items {
			start := int(it.start)
			if it.fixed {
				start = ^start
			}
			if it.deletable {
				su.Deletable = append(su.Deletable, it.id)
			}
			ss.Kinds, ss.IDs, ss.Places = append(ss.Kinds, uint8(it.kind)), append(ss.IDs, it.id),
				append(ss.Places, start, int(it.end))
		}
		su.Segments = append(su.Segments, ss)
	}
	for _, p := range sk.pointers {
		s.Pointers = append(s.Pointers, storedPointer{p.start, p.end, p.toStart, p.toEnd, p.attr, p.quote, p.toQuote})
	}
	for _, p := range sk.pages {
		s.Pages = append(s.Pages, storedPage{p.start, p.end, p.quote, p.place == inJSON, p.skeleton.stored()})
	}
	return s
}

func (sk *Skeleton) restore(s *stored) error {
	*sk = Skeleton{src: s.Src, charset: s.Charset, transcoded: s.Transcoded,
		meta: metaPlaces{found: s.Found, insert: s.Insert}}
	for _, w := range s.Wrong {
		sk.meta.wrong = append(sk.meta.wrong, metaPlace{w.Start, w.End, w.Text})
	}
	for _, su := range s.Units {
		unit := l10n.UnitID(su.ID)
		deletable := make(map[l10n.CodeID]bool, len(su.Deletable))
		for _, id := range su.Deletable {
			deletable[id] = true
		}
		for i, ss := range su.Segments {
			seg := skSegment{id: l10n.NewSegmentID(unit, i+1),
				source: l10n.ParseFragment(ss.Source), place: place(su.Place), quote: su.Quote}
			if len(ss.IDs) != len(ss.Kinds) || len(ss.Places) != 2*len(ss.Kinds) {
				return fmt.Errorf("the stored skeleton of unit %s is damaged; extract the page again", unit)
			}
			for k := range ss.Kinds {
				start, end, fixed := ss.Places[2*k], ss.Places[2*k+1], false
				if start < 0 {
					start, fixed = ^start, true
				}
				it := skItem{l10n.PartKind(ss.Kinds[k]), fixed, deletable[ss.IDs[k]], ss.IDs[k], int32(start), int32(end)}
				if start > end || end > len(s.Src) {
					return fmt.Errorf("the stored skeleton of unit %s is damaged; extract the page again", unit)
				}
				seg.items = append(seg.items, it)
			}
			sk.segments = append(sk.segments, seg)
		}
	}
	for _, p := range s.Pointers {
		if p.Start > p.End || p.ToStart > p.ToEnd || min(p.Start, p.ToStart) < 0 || max(p.End, p.ToEnd) > len(s.Src) {
			return errors.New("a stored target pointer is damaged; extract the page again")
		}
		sk.pointers = append(sk.pointers, skPointer{p.Start, p.End, p.ToStart, p.ToEnd, p.Attr, p.Quote, p.ToQuote})
	}
	for _, p := range s.Pages {
		inner := &Skeleton{}
		if err := inner.restore(&p.Skeleton); err != nil {
			return err
		}
		at := inAttr
		if p.InJSON {
			at = inJSON
		}
		sk.pages = append(sk.pages, skPage{p.Start, p.End, p.Quote, at, inner})
	}
	return nil
}
