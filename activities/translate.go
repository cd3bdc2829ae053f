package activities

import (
	"context"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// TranslationInput names a document's translation into one locale.
type TranslationInput struct {
	Run        l10n.RunID
	Plan       l10n.Ref
	Key        l10n.TranslationKey
	Extraction l10n.Ref
	Skeleton   l10n.Ref
	// Supersedes is the run from which the document was taken over.
	Supersedes l10n.RunID `json:",omitempty"`
}

// Leveraged says what approvals and the memory gave, and what is left for which engines.
type Leveraged struct {
	Draft     l10n.Ref
	Segments  int
	Questions int // for engines
	Engines   []translate.Engine
}

// LeverageTranslation opens the translation's record and starts its draft from earlier approvals and the memory.
func (a *Activities) LeverageTranslation(ctx context.Context, in TranslationInput) (Leveraged, error) {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return Leveraged{}, fail(err)
	}
	e, err := a.Extraction(ctx, in.Extraction)
	if err != nil {
		return Leveraged{}, fail(err)
	}
	prev, err := a.previous(ctx, in.Key)
	if err != nil {
		return Leveraged{}, fail(err)
	}
	base, earlier := baseOf(prev), prev.Extraction
	if prev.Run == in.Run { // a retry
		base, earlier = prev.Base, prev.Earlier
	}
	if err := a.Records.SaveTranslation(ctx, l10n.Translation{
		TranslationKey: in.Key, Run: in.Run, Site: p.Site, Title: e.Title, URL: e.Document.URL, SourceLang: e.Lang,
		Stage: l10n.StageTranslate, Steps: p.Steps, Round: 1, Pending: p.Pending[in.Key.Locale], Plan: in.Plan, Extraction: in.Extraction, Skeleton: in.Skeleton,
		Progress: l10n.Progress{Segments: e.Segments()}, UpdatedAt: time.Now().UTC(), Base: base, Earlier: earlier, Supersedes: in.Supersedes,
	}); err != nil {
		return Leveraged{}, fail(err)
	}
	d, err := a.leverage(ctx, in.Run, p, e, in.Key, base, earlier)
	if err != nil {
		return Leveraged{}, fail(err)
	}
	out := Leveraged{Segments: len(d.Targets), Questions: len(d.Questions)}
	if out.Engines, err = a.Translator.Engines(d); err != nil {
		return Leveraged{}, fail(fmt.Errorf("%w: %w", l10n.ErrRefused, err))
	}
	out.Draft, err = blob.PutJSON(ctx, a.Blobs, d)
	return out, fail(err)
}

// leverage drafts a translation from what people approved or wrote before and from the memory.
func (a *Activities) leverage(ctx context.Context, run l10n.RunID, p l10n.Plan, e *l10n.Extraction, k l10n.TranslationKey, base *l10n.Base, earlier l10n.Ref) (translate.Draft, error) {
	known, err := a.known(ctx, k, e, base, earlier)
	if err != nil {
		return translate.Draft{}, err
	}
	return a.Translator.Leverage(ctx, translate.Draft{
		TranslationKey: k, Run: run, Site: p.Site, SourceLang: e.Lang, Title: e.Title, Chain: p.Chains[k.Locale], Pivot: p.Pivots[k.Locale],
	}, e, known)
}

// BatchInput names some of a draft's questions, and the engine that is asked.
type BatchInput struct {
	Draft     l10n.Ref
	Engine    l10n.ProviderName
	From, To  int
	Allowance int `json:",omitempty"` // characters beyond the budget that an editor allowed
}

func (in BatchInput) asking() translate.Asking {
	return translate.Asking{Engine: in.Engine, From: in.From, To: in.To, Allowance: in.Allowance}
}

// TranslateBatch asks an engine one batch of questions. Its answers are stored as they come, under the hash of the
// question, so that a retry pays for none of them again.
func (a *Activities) TranslateBatch(ctx context.Context, in BatchInput) (translate.Outcome, error) {
	d, err := blob.GetJSON[translate.Draft](ctx, a.Blobs, in.Draft)
	if err != nil {
		return translate.Outcome{}, fail(err)
	}
	out, err := a.Translator.Ask(ctx, d, in.asking())
	return a.log(ctx, d, in.Engine, out), failEngine(err, out)
}

// log writes an outcome's problems to the log, where they may quote the document, and takes them out of the outcome,
// which goes into a history.
func (a *Activities) log(ctx context.Context, d translate.Draft, engine l10n.ProviderName, out translate.Outcome) translate.Outcome {
	log := a.Logger.With("document", d.Document, "locale", d.Locale, "provider", engine)
	for _, problem := range out.Problems {
		log.WarnContext(ctx, "an engine's answer was not used", "problem", problem)
	}
	if out.Unsure > 0 {
		log.WarnContext(ctx, "an engine was sent texts and gave no answer: they may have been billed", "characters", out.Unsure)
	}
	out.Problems = nil
	return out
}

// ParkInput says that a translation waits for engines, or with no Until that it goes on.
type ParkInput struct {
	Key    l10n.TranslationKey
	Reason string
	Until  time.Time // of the next attempt
}

// ParkTranslation writes into a translation's record that it waits for engines, why, and until when.
func (a *Activities) ParkTranslation(ctx context.Context, in ParkInput) error {
	_, err := a.Records.UpdateTranslation(ctx, in.Key, func(t *l10n.Translation) error {
		t.Stage, t.Comment, t.Until = l10n.StageParked, in.Reason, in.Until
		if in.Until.IsZero() {
			t.Stage, t.Comment = l10n.StageTranslate, ""
		}
		return nil
	})
	return fail(err)
}
