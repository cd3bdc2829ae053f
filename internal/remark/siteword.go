package remark

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// longestWord is how many characters a word of a site's dictionary may have.
const longestWord = 100

// AddWord adds a word to a site's own dictionary of a language. Texts that wait for people lose what the check of spelling says
// of it at once, and texts that are checked later don't get it. A word that is there already is no mistake, and is returned.
func (s *Service) AddWord(ctx context.Context, w l10n.SiteWord) (l10n.SiteWord, error) {
	w.Word = norm.NFC.String(strings.TrimSpace(w.Word))
	if err := act(w.ID, w.By); err != nil {
		return l10n.SiteWord{}, err
	}
	switch {
	case w.Site == "" || w.Locale == "":
		return l10n.SiteWord{}, fmt.Errorf("%w: a word is of a site and a locale", l10n.ErrRefused)
	case !isWord(w.Word):
		return l10n.SiteWord{}, fmt.Errorf("%w: %q is not one word of at most %d characters", l10n.ErrRefused, w.Word, longestWord)
	}
	there, err := s.Dictionary.SiteWords(ctx, w.Site, w.Locale.Language())
	if err != nil {
		return l10n.SiteWord{}, err
	}
	for _, o := range there {
		if o.Word == w.Word {
			return o, s.forgive(ctx, o)
		}
	}
	w.Takes, w.At = "", s.now()
	if err := s.Dictionary.AddSiteWord(ctx, w); err != nil {
		return l10n.SiteWord{}, err
	}
	return w, s.forgive(ctx, w)
}

// TakeWord takes a word out of a site's dictionary again. It is a record of its own; texts are judged by it when they are
// checked the next time. id is the act's, and of that of the act that added the word.
func (s *Service) TakeWord(ctx context.Context, site l10n.SiteName, id, of string, by l10n.UserID) error {
	if err := act(id, by); err != nil {
		return err
	}
	there, err := s.Dictionary.SiteWords(ctx, site, "")
	if err != nil {
		return err
	}
	i := slices.IndexFunc(there, func(w l10n.SiteWord) bool { return w.ID == of })
	if i < 0 {
		return fmt.Errorf("site %s has no word that %q has added: %w", site, of, l10n.ErrNotFound)
	}
	back := there[i]
	back.ID, back.Takes, back.By, back.At = id, of, by, s.now()
	return s.Dictionary.AddSiteWord(ctx, back)
}

// SiteWords returns the words of a site in force. No language means all.
func (s *Service) SiteWords(ctx context.Context, site l10n.SiteName, language string) ([]l10n.SiteWord, error) {
	return s.Dictionary.SiteWords(ctx, site, language)
}

// UnknownWord is the word of which an issue says that no dictionary has it; it is empty for all other issues.
func UnknownWord(i l10n.Issue) string {
	if i.Check != check.SpellingCheck {
		return ""
	}
	return i.Args[check.MisspelledWord]
}

// isWord reports whether a text is one word: letters with what joins them, and nothing else.
func isWord(text string) bool {
	letters := 0
	for _, r := range text {
		switch {
		case unicode.IsLetter(r) || unicode.Is(unicode.M, r):
			letters++
		case !strings.ContainsRune("'’ʼ·-\u2010\u200c\u200d״׳", r):
			return false
		}
	}
	return letters > 0 && utf8.RuneCountInString(text) <= longestWord
}

// forgive takes what the check of spelling says of a word out of the texts of a site that wait for people.
func (s *Service) forgive(ctx context.Context, w l10n.SiteWord) error {
	waiting, err := s.Translations.Translations(ctx, l10n.TranslationFilter{Site: w.Site, Stage: l10n.StageReview,
		Limit: mostTranslations})
	if err != nil {
		return err
	}
	known := check.NewWordList(w.Word)
	about := func(i l10n.Issue) bool {
		return known.Has(UnknownWord(i))
	}
	for _, tr := range waiting {
		if tr.Locale.Language() != w.Locale.Language() {
			continue
		}
		ts, err := s.Translations.Targets(ctx, tr.TranslationKey)
		if err != nil {
			return err
		}
		has := func(t l10n.Target) bool { return slices.ContainsFunc(t.AllIssues(), about) }
		if !slices.ContainsFunc(ts, has) {
			continue
		}
		_, _, err = s.Translations.UpdateTargets(ctx, tr.TranslationKey,
			func(t *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
				for i := range ts {
					if has(ts[i]) {
						ts[i].SetIssues(slices.DeleteFunc(slices.Clone(ts[i].AllIssues()), about))
					}
				}
				p := l10n.CountProgress(ts)
				t.Progress.Issues, t.Progress.Blocking = p.Issues, p.Blocking
				return ts, nil
			})
		if err != nil {
			return err
		}
	}
	return nil
}
