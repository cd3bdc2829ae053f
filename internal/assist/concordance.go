package assist

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
)

// Side is the side of the memory's entries that is looked at.
type Side = memory.Side

// Found is an entry of the memory that has the words which were looked for.
type Found struct {
	memory.Hit
	Page string // the title of the page that it was learned from; empty where that is not known
}

// Concordance finds words in the memory, in the languages of a translation. It says whether there may be more than it returns.
func (s *Service) Concordance(ctx context.Context, k l10n.TranslationKey, text string, in Side) (found []Found, more bool, err error) {
	tr, err := s.Records.Translation(ctx, k)
	if err != nil || s.Memory == nil {
		return nil, false, err
	}
	hits, more, err := s.Memory.Concordance(ctx, memory.ConcordanceQuery{Text: text, In: in, SourceLang: tr.SourceLang, Locale: k.Locale})
	if err != nil {
		return nil, false, err
	}
	titles := map[l10n.DocumentID]string{}
	for _, h := range hits {
		one := Found{Hit: h}
		if one.Page, err = s.title(ctx, titles, l10n.TranslationKey{Document: h.Document, Locale: k.Locale}); err != nil {
			return nil, false, err
		}
		found = append(found, one)
	}
	return found, more, nil
}
