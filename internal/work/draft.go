package work

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Opening names a document's translation into one locale, and what it is made of. Its JSON is in histories.
type Opening struct {
	Run        l10n.RunID
	Plan       l10n.Ref
	Key        l10n.TranslationKey
	Extraction l10n.Ref
	Skeleton   l10n.Ref
	// Supersedes is the run from which the document was taken over.
	Supersedes l10n.RunID `json:",omitempty"`
	// Assets is a list of the files that were copied for the page.
	Assets l10n.Ref `json:",omitempty"`
	// FileNotes say which files could not be copied for a page that is a file.
	FileNotes []string `json:",omitempty"`
	// Embargo keeps the page from visitors though it is approved, where the plan has no word of its own on that.
	Embargo *l10n.Embargo `json:",omitempty"`
}

// Drafted says what approvals and the memory gave, and what is left for which engines.
type Drafted struct {
	Draft     l10n.Ref
	Segments  int
	Questions int // for engines
	Engines   []translate.Engine
}

// Draft opens the record of a translation and starts its draft from earlier approvals, people's unfinished work and
// the memory. p is the plan that in names. A chain with an engine that this worker lacks is refused with an error that
// wraps [l10n.ErrRefused].
func (s *Service) Draft(ctx context.Context, in Opening, p l10n.Plan) (Drafted, error) {
	e, err := s.Extraction(ctx, in.Extraction)
	if err != nil {
		return Drafted{}, err
	}
	if e.Document.ID != in.Key.Document || e.Skeleton != "" && e.Skeleton != in.Skeleton {
		return Drafted{}, fmt.Errorf("%w: the extraction %s is not of %s", l10n.ErrRefused, in.Extraction, in.Key.Document)
	}
	tr, err := s.open(ctx, in, p, e)
	if err != nil {
		return Drafted{}, err
	}
	d, err := s.leverage(ctx, in.Run, p, e, tr)
	if err != nil {
		return Drafted{}, err
	}
	out := Drafted{Segments: len(d.Targets), Questions: len(d.Questions)}
	if out.Engines, err = s.Translator.Engines(d); err != nil {
		return Drafted{}, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	out.Draft, err = blob.PutJSON(ctx, s.Blobs, d)
	return out, err
}

// open makes the record of a translation that begins. The version that was approved last becomes its base. A retry
// keeps the base that the first try found.
func (s *Service) open(ctx context.Context, in Opening, p l10n.Plan, e *l10n.Extraction) (l10n.Translation, error) {
	prev, err := s.previous(ctx, in.Key)
	if err != nil {
		return l10n.Translation{}, err
	}
	return s.Translations.OpenTranslation(ctx, in.Key, func(t *l10n.Translation) error {
		if t.Run == "" { // there is no record yet
			t.Base = prev.Base
		}
		if t.Run == in.Run && withPeople(t.Stage) {
			return fmt.Errorf("%w: run %s, %s into %s", ErrWithPeople, in.Run, in.Key.Document, in.Key.Locale)
		}
		base, earlier, supersedes := baseOf(*t), cmp.Or(t.TargetsOf, t.Extraction), in.Supersedes
		switch {
		case t.Run == in.Run:
			base, earlier, supersedes = t.Base, t.Earlier, t.Supersedes
		case t.Run != in.Supersedes || t.Stage.Ended() && t.Stage != l10n.StageCancelled && t.Stage != l10n.StageSuperseded:
			supersedes = "" // nobody was reviewing this locale
		}
		embargo, acts := embargoOf(*t, in, p)
		*t = l10n.Translation{
			TranslationKey: in.Key, Run: in.Run, Site: p.Site, Title: e.Title, URL: e.Document.URL, SourceLang: e.Lang,
			Stage: l10n.StageTranslate, Steps: l10n.Deciding(p.StepsFor(in.Key.Locale)), Round: 1, Pending: p.Pending[in.Key.Locale],
			Plan: in.Plan, Extraction: in.Extraction, Skeleton: in.Skeleton,
			Progress: l10n.Progress{Segments: e.Segments()},
			Left:     e.Left, Assets: in.Assets, FileNotes: in.FileNotes, UpdatedAt: time.Now().UTC(), Base: base, Earlier: earlier, TargetsOf: cmp.Or(t.TargetsOf, earlier),
			RolledBack: t.RolledBack, Withdrawn: t.Withdrawn, Gone: t.Gone, GoneCount: t.GoneCount, Supersedes: supersedes,
			Embargo: embargo, EmbargoActs: acts,
		}
		return nil
	})
}

// ErrWithPeople refuses to begin a translation that its run has with people already.
var ErrWithPeople = fmt.Errorf("%w: the translation is with people already", l10n.ErrRefused)

// withPeople reports whether a translation has gone to people, or has been published or taken away since: its run
// doesn't begin it again.
func withPeople(s l10n.Stage) bool {
	return s == l10n.StageReview || s == l10n.StageApproved || s == l10n.StagePublished || s == l10n.StageHeld || s == l10n.StageWithdrawn
}

// leverage drafts a translation from what people approved or wrote before and from the memory. Of the record it takes
// the key, the base and the earlier extraction.
func (s *Service) leverage(ctx context.Context, run l10n.RunID, p l10n.Plan, e *l10n.Extraction,
	t l10n.Translation) (translate.Draft, error) {
	known, err := s.priorWork(ctx, t.TranslationKey, e, t.Base, t.Earlier)
	if err != nil {
		return translate.Draft{}, err
	}
	return s.Translator.Leverage(ctx, translate.Draft{
		TranslationKey: t.TranslationKey, Run: run, Site: p.Site, SourceLang: e.Lang, Title: e.Title,
		Chain: p.Chains[t.Locale], Pivot: p.Pivots[t.Locale],
	}, e, known)
}

func (s *Service) draft(ctx context.Context, ref l10n.Ref) (translate.Draft, error) {
	return blob.GetJSON[translate.Draft](ctx, s.Blobs, ref)
}
