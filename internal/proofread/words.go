package proofread

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// words are the words that are right on a site in a locale although no dictionary has them: those that people have added, and
// those of the glossary. Sites whose spelling nobody checks need none.
func (p *Proofreader) words(ctx context.Context, site l10n.SiteName, locale l10n.Locale) ([]*check.WordList, error) {
	if !p.checker(site, locale).Spells(locale) {
		return nil, nil
	}
	lists := []*check.WordList{p.glossary(locale)}
	if p.Words == nil {
		return lists, nil
	}
	added, err := p.Words.SiteWords(ctx, site, locale.Language())
	if err != nil {
		return nil, err
	}
	texts := make([]string, len(added))
	for i, w := range added {
		texts[i] = w.Word
	}
	return append(lists, check.NewWordList(texts...)), nil
}

// glossary returns the words of all terms in a locale, with the names that stay as they are in any language.
func (p *Proofreader) glossary(locale l10n.Locale) *check.WordList {
	if list, ok := p.termed.Load(locale); ok {
		return list.(*check.WordList)
	}
	var texts []string
	if p.terms != nil {
		for _, c := range p.terms.Concepts() {
			for l, words := range c.Terms {
				if l == locale || l.Language() == locale.Language() || c.DoNotTranslate {
					texts = append(texts, words.Allowed...)
				}
			}
		}
	}
	list, _ := p.termed.LoadOrStore(locale, check.NewWordList(texts...))
	return list.(*check.WordList)
}
