// Package remark keeps what people and machines say about texts: errors that they mark, issues of checks that people
// overrule, and questions about the source. It is no part of the law of approval (package review), because nothing that is
// said here approves or publishes anything. The one thing that reaches that law, a dismissed issue that no longer stops an
// approval, is a record that the checks heed (package proofread), for the pipeline and the desk alike.
//
// All acts are records that are added and never changed. They go to the records at once, as edits do, and are not signed:
// the approval that follows is, and it is bound to the texts (see review.Authority).
package remark

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Translations are the records of translations and their targets. A function that is passed in changes what it is given in
// one transaction, and may refuse by an error.
type Translations interface {
	Translation(context.Context, l10n.TranslationKey) (l10n.Translation, error)
	Translations(context.Context, l10n.TranslationFilter) ([]l10n.Translation, error)
	Targets(context.Context, l10n.TranslationKey) ([]l10n.Target, error)
	UpdateTargets(ctx context.Context, k l10n.TranslationKey,
		change func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error)) (l10n.Translation, []l10n.Target, error)
}

// Dismissals are the issues that people overruled. Only those in force are returned, the oldest first.
type Dismissals interface {
	Dismissals(ctx context.Context, site l10n.SiteName, locale l10n.Locale, docs ...l10n.DocumentID) ([]l10n.Dismissal, error)
	// AllDismissals are those of a site; no site means all.
	AllDismissals(context.Context, l10n.SiteName) ([]l10n.Dismissal, error)
	AddDismissal(context.Context, l10n.Dismissal) error
}

// Comments are what people said beside sentences, and the questions that came of it. Lists have the oldest first.
type Comments interface {
	Comments(context.Context, l10n.TranslationKey) ([]l10n.Comment, error)
	// CommentsOn are those on a sentence of the source, in all locales and on all pages of a site.
	CommentsOn(ctx context.Context, site l10n.SiteName, source l10n.Hash) ([]l10n.Comment, error)
	// AddComment adds a comment, and the question that ask makes of all that was said of the sentence, in one transaction.
	AddComment(ctx context.Context, c l10n.Comment,
		ask func([]l10n.Comment, []l10n.SourceQuestion) (*l10n.SourceQuestion, error)) error
}

// Questions are the questions about the source, with their answers.
type Questions interface {
	QuestionsOn(ctx context.Context, site l10n.SiteName, sources ...l10n.Hash) ([]l10n.SourceQuestion, error)
	// SourceQuestions are the open ones or those that are answered, the latest first. No site and no limit mean all.
	SourceQuestions(ctx context.Context, site l10n.SiteName, open bool, limit int) ([]l10n.SourceQuestion, error)
	CountQuestions(context.Context) (int, error)
	AnswerQuestion(context.Context, l10n.SourceAnswer) error
}

// Annotations are the errors that people marked. Lists have the oldest first.
type Annotations interface {
	Annotations(context.Context, l10n.RemarkFilter) ([]l10n.Annotation, error)
	AnnotationsOn(context.Context, l10n.TranslationKey) ([]l10n.Annotation, error)
	AddAnnotation(context.Context, l10n.Annotation) error
	// VerdictRemarks are those that reviewers of any kind gave with a verdict.
	VerdictRemarks(ctx context.Context, f l10n.RemarkFilter, each func(l10n.Annotation, l10n.ReviewerKind)) error
}

// Dictionary has the words that people have added to a site's own dictionary.
type Dictionary interface {
	// SiteWords are those in force, of a language or of all.
	SiteWords(ctx context.Context, site l10n.SiteName, language string) ([]l10n.SiteWord, error)
	AddSiteWord(context.Context, l10n.SiteWord) error
}

// Service keeps what is said about texts. It is safe for concurrent use.
type Service struct {
	Translations Translations
	Dismissals   Dismissals
	Comments     Comments
	Questions    Questions
	Annotations  Annotations
	Dictionary   Dictionary
	Blobs        blob.Blobs
	// Disabled are the checks that are turned off for a site in a locale; no locale means those of the whole site. Nil means
	// that none is.
	Disabled func(l10n.SiteName, l10n.Locale) []l10n.CheckName
	// Now is the time; nil is the clock of this machine.
	Now func() time.Time
}

// About names the texts that an act is about, as the person saw them.
type About struct {
	l10n.TranslationKey
	Segment l10n.SegmentID
	// SourceHash and TargetHash are those of the texts that the person saw. An act about another text than stands is refused
	// by [l10n.ErrConflict], so that the person looks again.
	SourceHash, TargetHash l10n.Hash
}

// Sentence is a sentence of a translation as it stands.
type Sentence struct {
	Translation l10n.Translation
	Place       l10n.Place
	SourceLang  l10n.Locale
	Target      l10n.Target
}

// sentence loads a sentence, and refuses one that has other texts than the person saw.
func (s *Service) sentence(ctx context.Context, a About) (Sentence, error) {
	tr, err := s.Translations.Translation(ctx, a.TranslationKey)
	if err != nil {
		return Sentence{}, err
	}
	one := Sentence{Translation: tr}
	if tr.Extraction == "" {
		return one, fmt.Errorf("segment %s: %w", a.Segment, l10n.ErrNotFound)
	}
	e, err := blob.GetJSON[l10n.Extraction](ctx, s.Blobs, tr.Extraction)
	if err != nil {
		return one, err
	}
	places := e.Places()
	i := slices.IndexFunc(places, func(p l10n.Place) bool { return p.Segment.ID == a.Segment })
	if i < 0 {
		return one, fmt.Errorf("segment %s: %w", a.Segment, l10n.ErrNotFound)
	}
	one.Place, one.SourceLang = places[i], e.SourceLang(places[i].Unit)
	ts, err := s.Translations.Targets(ctx, a.TranslationKey)
	if err != nil {
		return one, err
	}
	if n := slices.IndexFunc(ts, func(t l10n.Target) bool { return t.Segment == a.Segment }); n >= 0 {
		one.Target = ts[n]
	}
	if a.SourceHash != one.Place.Segment.Hash() || a.TargetHash != one.Target.Text.Hash() {
		return one, fmt.Errorf("segment %s has another text than the one that was shown: %w", a.Segment, l10n.ErrConflict)
	}
	return one, nil
}

// MaxWords is how many characters of text a person may say at once.
const MaxWords = 5000

// words refuses what is no text of a person: too long, or with characters that nobody can see. needed says that there must
// be some.
func words(what, text string, needed bool) (string, error) {
	text = strings.TrimSpace(text)
	bad := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' }
	switch {
	case needed && text == "":
		return "", fmt.Errorf("%w: write %s in your own words", l10n.ErrRefused, what)
	case utf8.RuneCountInString(text) > MaxWords:
		return "", fmt.Errorf("%w: %s has %d characters, and at most %d are kept", l10n.ErrRefused, what, utf8.RuneCountInString(text),
			MaxWords)
	case !utf8.ValidString(text) || strings.ContainsFunc(text, bad):
		return "", fmt.Errorf("%w: %s has control characters, or bytes that are no text", l10n.ErrRefused, what)
	}
	return text, nil
}

// act refuses an act without a person or with an ID that is none.
func act(id string, by l10n.UserID) error {
	if id == "" || len(id) > 100 || by == "" {
		return fmt.Errorf("%w: what is said needs an id of at most 100 characters and a person", l10n.ErrRefused)
	}
	return nil
}

func (s *Service) now() time.Time {
	if s.Now != nil {
		return s.Now().UTC()
	}
	return time.Now().UTC()
}
