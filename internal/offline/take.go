package offline

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// compare says what a file would change in a translation as it stands, and keeps what was read.
func (s *Service) compare(ctx context.Context, r returned) (Page, error) {
	w, err := s.load(ctx, r.Key)
	if err != nil {
		return Page{}, err
	}
	sent, err := s.sent(ctx, r.Base)
	if err != nil {
		return Page{}, err
	}
	p := Page{Translation: w.Translation, File: r.File}
	for _, note := range r.Notes {
		p.Faults = append(p.Faults, errors.New(note))
	}
	for i, at := range w.extraction.Places() {
		back, ok := r.Texts[at.Segment.ID]
		if !ok {
			continue
		}
		t := Text{Segment: at.Segment.ID, Number: i + 1, Source: at.Segment.Source, Sent: sent[at.Segment.ID].Text,
			Now: w.bySegment[at.Segment.ID], Back: back}
		if empty := back.Text() == "" && !back.HasCodes(); empty {
			p.Empty++
			continue
		}
		if !t.saysMore(sent != nil) {
			p.Same++
			continue
		}
		t.Fate = t.fate(sent != nil)
		if t.Why = unusable(at, back, r.Other[at.Segment.ID]); t.Why != nil {
			t.Fate = Refused
		}
		p.Texts = append(p.Texts, t)
	}
	p.Kept, err = blob.PutJSON(ctx, s.Blobs, r)
	return p, err
}

// saysMore reports whether a file says another text than the one that stands, and than the one that went out with it.
func (t Text) saysMore(known bool) bool {
	back := t.Back.String()
	return back != t.Now.Text.String() && (!known || back != t.Sent.String())
}

// fate tells a change from a conflict. Of a file that doesn't say what went out with it, a text that a person wrote here is taken
// for one that was changed meanwhile.
func (t Text) fate(known bool) Fate {
	if known && t.Now.Text.String() != t.Sent.String() || !known && t.Now.SubState == l10n.SubHuman {
		return Conflict
	}
	return Changes
}

// unusable says why a text can't be taken, or nil.
func unusable(at l10n.Place, back l10n.Fragment, otherSource bool) error {
	if otherSource {
		return fmt.Errorf("%w: the source in the file is not that of the page", l10n.ErrRefused)
	}
	if err := back.CheckCodes(at.Segment.Source, at.Unit.Deletable); err != nil {
		return err
	}
	return back.CheckLength(at.Segment.Source)
}

// Left is a text that was not taken after all, and why.
type Left struct {
	Text
	Err error
}

// Taken says what became of the texts that a person chose.
type Taken struct {
	l10n.Translation
	Taken int
	Left  []Left
}

// Take takes texts of a file that a person has looked at: those that they chose, each with the version of the target that they
// saw beside it. A text that was changed since is left, and told.
func (s *Service) Take(ctx context.Context, kept l10n.Ref, chosen map[l10n.SegmentID]int, by l10n.UserID) (Taken, error) {
	if !kept.Valid() {
		return Taken{}, fmt.Errorf("%w: no file was looked at", l10n.ErrRefused)
	}
	r, err := blob.GetJSON[returned](ctx, s.Blobs, kept)
	if err != nil {
		return Taken{}, err
	}
	w, err := s.load(ctx, r.Key)
	if err != nil {
		return Taken{}, err
	}
	out := Taken{Translation: w.Translation}
	var edits []l10n.Edit
	texts, why := []Text{}, map[l10n.SegmentID]error{}
	for i, at := range w.extraction.Places() {
		version, ok := chosen[at.Segment.ID]
		back, read := r.Texts[at.Segment.ID]
		if !ok || !read {
			continue
		}
		texts = append(texts, Text{Segment: at.Segment.ID, Number: i + 1, Source: at.Segment.Source, Now: w.bySegment[at.Segment.ID], Back: back})
		if err := unusable(at, back, r.Other[at.Segment.ID]); err != nil {
			why[at.Segment.ID] = err
			continue
		}
		edits = append(edits, l10n.Edit{Segment: at.Segment.ID, Text: back, Version: version, By: by})
	}
	n, refused, err := s.Editor.EditAll(ctx, w.Translation, w.extraction, edits)
	if err != nil {
		return out, err
	}
	maps.Copy(why, refused)
	out.Taken = n
	for _, t := range texts {
		if err := why[t.Segment]; err != nil {
			out.Left = append(out.Left, Left{t, err})
		}
	}
	return out, nil
}
