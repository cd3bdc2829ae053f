package activities

import (
	"context"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// BatchSize is how many questions one TranslateBatch asks: few enough that a retry repeats little, and many enough that
// a long page is a handful of activities.
const BatchSize = 100

// TranslationInput names a document's translation into one locale.
type TranslationInput struct {
	Run        l10n.RunID
	Plan       l10n.Ref
	Key        l10n.TranslationKey
	Extraction l10n.Ref
	Skeleton   l10n.Ref
}

// Leveraged says what approvals and the memory gave, and what is left for engines.
type Leveraged struct {
	Draft     l10n.Ref
	Segments  int
	Questions int // for engines; 0 when no engine has the pair
}

// LeverageTranslation opens the translation's record and starts its draft from earlier approvals and the memory.
func (a *Activities) LeverageTranslation(ctx context.Context, in TranslationInput) (Leveraged, error) {
	p, err := a.plan(ctx, in.Plan)
	if err != nil {
		return Leveraged{}, fail(err)
	}
	e, err := a.extraction(ctx, in.Extraction)
	if err != nil {
		return Leveraged{}, fail(err)
	}
	if err := a.Records.SaveTranslation(ctx, l10n.Translation{
		TranslationKey: in.Key, Run: in.Run, Site: p.Site, Title: e.Title, URL: e.Document.URL, SourceLang: e.Lang,
		Stage: l10n.StageTranslate, Steps: p.Steps, Round: 1, Plan: in.Plan, Extraction: in.Extraction, Skeleton: in.Skeleton,
		Progress: l10n.Progress{Segments: e.Segments()}, UpdatedAt: time.Now().UTC(),
	}); err != nil {
		return Leveraged{}, fail(err)
	}
	approved, err := a.Records.Approved(ctx, in.Key)
	if err != nil {
		return Leveraged{}, fail(err)
	}
	d, err := a.Translator.Leverage(ctx, translate.Draft{
		TranslationKey: in.Key, Site: p.Site, SourceLang: e.Lang, Chain: p.Chains[in.Key.Locale],
	}, e, approved)
	if err != nil {
		return Leveraged{}, fail(err)
	}
	out := Leveraged{Segments: len(d.Targets)}
	needs, err := a.Translator.NeedsEngines(d)
	if err != nil {
		return Leveraged{}, fail(err)
	}
	if needs {
		out.Questions = len(d.Questions)
	}
	out.Draft, err = a.putJSON(ctx, d)
	return out, fail(err)
}

// BatchInput names some of a draft's questions.
type BatchInput struct {
	Draft    l10n.Ref
	From, To int
}

// TranslateBatch asks the chain's engines one batch of questions. Their answers are stored as they come, under the hash
// of the question, so that a retry pays for none of them again.
func (a *Activities) TranslateBatch(ctx context.Context, in BatchInput) (translate.Outcome, error) {
	d, err := getJSON[translate.Draft](ctx, a.Blobs, in.Draft)
	if err != nil {
		return translate.Outcome{}, fail(err)
	}
	out, err := a.Translator.Ask(ctx, d, d.Questions[in.From:min(in.To, len(d.Questions))])
	for _, problem := range out.Problems {
		a.Logger.WarnContext(ctx, "an engine's answer was not used", "document", d.Document, "locale", d.Locale, "problem", problem)
	}
	out.Problems = nil // they may quote the document, which has no place in a history
	return out, fail(err)
}
