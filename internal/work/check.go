package work

import (
	"context"
	"fmt"
	"slices"
	"time"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Sent is what engines were sent for a translation.
type Sent struct {
	Characters int
	Texts      int
	Unanswered []l10n.Unanswered // why engines left texts open
}

// Checked is how a translation stands before people see it. Its JSON is in histories.
type Checked struct {
	Progress l10n.Progress
	// Carried are earlier approvals of exactly this source and this target, one a step: nobody needs to sign it again.
	Carried []l10n.Decision
	// Targets is the snapshot that they signed.
	Targets l10n.Ref
	// Unanswered says why engines left texts to people, where they did.
	Unanswered []l10n.Unanswered `json:",omitempty"`
}

// Check assembles the targets of a draft whose engines have answered, checks them, and puts them into the records,
// where the desk finds them. It returns the counts, and the earlier approvals of the very text when they stand. What a
// person has written meanwhile is kept. When a later run has taken the translation over, the error wraps
// [l10n.ErrConflict].
func (s *Service) Check(ctx context.Context, draft, extraction l10n.Ref,
	sent Sent) (Checked, error) {
	d, err := s.draft(ctx, draft)
	if err != nil {
		return Checked{}, err
	}
	e, err := s.Extraction(ctx, extraction)
	if err != nil {
		return Checked{}, err
	}
	made, err := s.Translator.Assemble(ctx, d)
	if err != nil {
		return Checked{}, err
	}
	unanswered, err := s.unanswered(d, made, sent)
	if err != nil {
		return Checked{}, err
	}
	if err := s.Checker.CheckAll(ctx, d.Site, e, d.Locale, made); err != nil {
		return Checked{}, err
	}
	gone, err := s.keepGone(ctx, d.Gone)
	if err != nil {
		return Checked{}, err
	}
	tr, ts, err := s.Translations.UpdateTargets(ctx, d.TranslationKey,
		func(t *l10n.Translation, old []l10n.Target) ([]l10n.Target, error) {
			if d.Run != "" && t.Run != d.Run {
				return nil, fmt.Errorf("run %s has taken over the translation: %w", t.Run, l10n.ErrConflict)
			}
			if t.Extraction != extraction {
				return nil, fmt.Errorf("%w: the translation is of another extraction than the draft", l10n.ErrRefused)
			}
			ts := review.Replace(old, made)
			t.TargetsOf, t.Gone, t.GoneCount = extraction, gone, len(d.Gone)
			t.Stage, t.Progress, t.UpdatedAt = l10n.StageCheck, l10n.CountProgress(ts), time.Now().UTC()
			t.Progress.Characters, t.Progress.Sent, t.Progress.Saved = sent.Characters, sent.Texts, saved(e, ts)
			t.Unanswered = unanswered
			return ts, nil
		})
	if err != nil {
		return Checked{}, err
	}
	if err := s.recordDrafted(ctx, tr, e, made); err != nil {
		return Checked{}, err
	}
	carried, err := s.Review.CarryOver(ctx, tr, e, ts)
	return Checked{
		Progress: tr.Progress, Carried: carried.Approvals, Targets: carried.Targets, Unanswered: unanswered,
	}, err
}

// unanswered says why texts are left to people; nothing where none is.
func (s *Service) unanswered(d translate.Draft, made []l10n.Target, sent Sent) ([]l10n.Unanswered, error) {
	if !slices.ContainsFunc(made, func(t l10n.Target) bool { return t.SubState == l10n.SubNoEngine }) {
		return nil, nil
	}
	lacking, err := s.Translator.Lacking(d)
	return append(lacking, sent.Unanswered...), err
}

// keepGone stores the texts of people whose sentence is gone.
func (s *Service) keepGone(ctx context.Context, gone []l10n.KeptText) (l10n.Ref, error) {
	if len(gone) == 0 {
		return "", nil
	}
	return blob.PutJSON(ctx, s.Blobs, gone)
}

// saved counts the characters of the sources for which no engine was asked.
func saved(e *l10n.Extraction, ts []l10n.Target) int {
	n := 0
	for i, at := range e.Places() {
		switch ts[i].Origin.Kind {
		case l10n.SubApproved, l10n.SubTMContext, l10n.SubTMExact, l10n.SubHuman:
			n += utf8.RuneCountInString(at.Segment.Source.Text())
		}
	}
	return n
}
