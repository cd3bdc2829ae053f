package work

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// Ask asks an engine some of a draft's questions. Its answers are kept as they come, under the hash of the question,
// so that a retry pays for none of them again. The outcome comes with an error too.
func (s *Service) Ask(ctx context.Context, draft l10n.Ref, q translate.Asking) (translate.Outcome, error) {
	d, err := s.draft(ctx, draft)
	if err != nil {
		return translate.Outcome{}, err
	}
	out, err := s.Translator.Ask(ctx, d, q)
	return s.logProblems(ctx, d, q.Engine, out), err
}

// Take returns the open ones of some questions for an engine that is asked elsewhere, as many as it takes at once.
func (s *Service) Take(ctx context.Context, draft l10n.Ref,
	q translate.Asking) (translate.RemoteBatch, translate.Outcome, error) {
	d, err := s.draft(ctx, draft)
	if err != nil {
		return translate.RemoteBatch{}, translate.Outcome{}, err
	}
	r, out, err := s.Translator.Take(ctx, d, q)
	return r, s.logProblems(ctx, d, q.Engine, out), err
}

// Deliver verifies and keeps the answers to the questions that were taken. numbers are the questions' places in the
// draft.
func (s *Service) Deliver(ctx context.Context, draft l10n.Ref, engine l10n.ProviderName, numbers []int,
	answers []translate.Answer) (translate.Outcome, error) {
	d, err := s.draft(ctx, draft)
	if err != nil {
		return translate.Outcome{}, err
	}
	out, err := s.Translator.Deliver(ctx, d, engine, numbers, answers)
	return s.logProblems(ctx, d, engine, out), err
}

// logProblems writes an outcome's problems to the log, where they may quote the document, and takes them out of the
// outcome, which goes into a history.
func (s *Service) logProblems(ctx context.Context, d translate.Draft, engine l10n.ProviderName,
	out translate.Outcome) translate.Outcome {
	log := s.Logger.With("document", d.Document, "locale", d.Locale, "provider", engine)
	for _, problem := range out.Problems {
		log.WarnContext(ctx, "an engine's answer was not used", "problem", problem)
	}
	if out.Unsure > 0 {
		log.WarnContext(ctx, "an engine was sent texts and gave no answer: they may have been billed", "characters",
			out.Unsure)
	}
	out.Problems = nil
	return out
}
