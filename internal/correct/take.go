package correct

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// most is how many sentences one correction may name.
const most = 5000

// Check refuses a correction of what is not published as it says: somebody has changed it meanwhile, or it never was. It
// returns the sentences as the memory knows them.
func (s *Service) Check(ctx context.Context, r l10n.Request) ([]l10n.MemoryEntry, error) {
	c := r.Correction
	switch {
	case len(c.Sentences) == 0:
		return nil, fmt.Errorf("%w: the correction names no sentence", l10n.ErrRefused)
	case len(c.Sentences) > most:
		return nil, fmt.Errorf("%w: the correction names %d sentences, and one may name %d", l10n.ErrRefused, len(c.Sentences), most)
	}
	load, site := s.loader(), cmp.Or(r.Site, l10n.AdHoc)
	var entries []l10n.MemoryEntry
	for _, w := range c.Sentences {
		if !slices.Contains(r.Locales, w.Locale) {
			return nil, fmt.Errorf("%w: the correction names a sentence in %s, and the run is in %v", l10n.ErrRefused, w.Locale, r.Locales)
		}
		all, err := s.Pages.PublishedPages(ctx, site, w.Document)
		if err != nil {
			return nil, err
		}
		i := slices.IndexFunc(all, func(p l10n.PublishedPage) bool { return p.Locale == w.Locale })
		if i < 0 {
			return nil, fmt.Errorf("%w: %s is not published in %s by the site %s", l10n.ErrRefused, w.Document, w.Locale, site)
		}
		of, err := load.load(ctx, all[i])
		if err != nil {
			return nil, err
		}
		e, err := entry(of, w, r)
		if err != nil {
			return nil, err
		}
		entries = append(entries, e)
	}
	return entries, nil
}

// entry is a wrong sentence as the memory knows it, where it is published so.
func entry(of page, w l10n.WrongSentence, r l10n.Request) (l10n.MemoryEntry, error) {
	for _, at := range of.extraction.Places() {
		if at.Segment.ID != w.Segment {
			continue
		}
		t, ok := of.target(w.Segment)
		if !ok || at.Segment.Hash() != w.SourceHash || t.Text.Hash() != w.TargetHash {
			break
		}
		if !w.Proposed.IsEmpty() {
			if err := w.Proposed.CheckCodes(at.Segment.Source, at.Unit.Deletable); err != nil {
				return l10n.MemoryEntry{}, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
			}
		}
		return l10n.MemoryEntry{Source: at.Segment.Source, Target: t.Text, SourceLang: of.extraction.SourceLang(at.Unit),
			Locale: w.Locale, At: r.At}, nil
	}
	return l10n.MemoryEntry{}, fmt.Errorf("segment %s of %s in %s is not published with these texts any more: look again: %w",
		w.Segment, w.Document, w.Locale, l10n.ErrConflict)
}

// Take takes a person's word that published sentences are wrong into the records. The caller has seen that it is signed. A
// repeat changes nothing.
func (s *Service) Take(ctx context.Context, r l10n.Request) error {
	entries, err := s.Check(ctx, r)
	if err != nil {
		return err
	}
	ref, err := blob.PutJSON(ctx, s.Blobs, r)
	if err != nil {
		return err
	}
	var wrong []l10n.CorrectedSentence
	for _, w := range r.Correction.Sentences {
		wrong = append(wrong, l10n.CorrectedSentence{WrongSentence: w, Run: r.Run, Site: cmp.Or(r.Site, l10n.AdHoc), By: r.By, Reason: r.Reason,
			Note: r.Correction.Note, At: r.At, Request: ref})
	}
	if err := s.Records.RecordCorrections(ctx, wrong); err != nil {
		return err
	}
	_, err = s.Memory.Retire(ctx, entries)
	return err
}
