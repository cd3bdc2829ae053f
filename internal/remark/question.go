package remark

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Asked is a question with all that was said of its sentence in it.
type Asked struct {
	l10n.SourceQuestion
	// Comments are those since the last answer before and up to its own, in all locales and on all pages, the oldest first.
	Comments []l10n.Comment `json:"comments"`
}

// shownQuestions is how many questions are listed at once.
const shownQuestions = 200

// Asked lists questions about the source, the latest first: the open ones, or those that are answered.
func (s *Service) Asked(ctx context.Context, site l10n.SiteName, open bool) ([]Asked, error) {
	qs, err := s.Questions.SourceQuestions(ctx, site, open, shownQuestions)
	if err != nil {
		return nil, err
	}
	all := make([]Asked, 0, len(qs))
	for _, q := range qs {
		one, err := s.asked(ctx, q)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

func (s *Service) asked(ctx context.Context, q l10n.SourceQuestion) (Asked, error) {
	said, err := s.Comments.CommentsOn(ctx, q.Site, q.SourceHash)
	if err != nil {
		return Asked{}, err
	}
	rounds, err := s.Questions.QuestionsOn(ctx, q.Site, q.SourceHash)
	if err != nil {
		return Asked{}, err
	}
	one := Asked{SourceQuestion: q}
	for _, c := range said {
		earlier := slices.ContainsFunc(rounds, func(o l10n.SourceQuestion) bool {
			return o.Round < q.Round && o.Answer != nil && !c.At.After(o.Answer.At)
		})
		later := q.Answer != nil && c.At.After(q.Answer.At)
		if !earlier && !later && c.Text != "" {
			one.Comments = append(one.Comments, c)
		}
	}
	return one, nil
}

// Open counts the questions that no editor has answered.
func (s *Service) Open(ctx context.Context) (int, error) { return s.Questions.CountQuestions(ctx) }

// leastPrefix is how many digits of a question's ID a person has to give at least.
const leastPrefix = 6

// Find returns the open question whose ID begins with what a person gave.
func (s *Service) Find(ctx context.Context, prefix string) (l10n.SourceQuestion, error) {
	if len(prefix) < leastPrefix {
		return l10n.SourceQuestion{}, fmt.Errorf("%w: give at least %d digits of the question's id", l10n.ErrRefused, leastPrefix)
	}
	var found []l10n.SourceQuestion
	for _, open := range []bool{true, false} {
		qs, err := s.Questions.SourceQuestions(ctx, "", open, 0)
		if err != nil {
			return l10n.SourceQuestion{}, err
		}
		for _, q := range qs {
			if strings.HasPrefix(string(q.ID), prefix) {
				found = append(found, q)
			}
		}
	}
	switch len(found) {
	case 0:
		return l10n.SourceQuestion{}, fmt.Errorf("question %q: %w", prefix, l10n.ErrNotFound)
	case 1:
		return found[0], nil
	}
	return l10n.SourceQuestion{}, fmt.Errorf("%w: %d questions have ids that begin with %q: give more digits", l10n.ErrRefused,
		len(found), prefix)
}

// Answer keeps an editor's answer to a question about the source. It settles what was said of the sentence so far, and
// stands beside it in every locale and on every page of the site. A repeat changes nothing; [l10n.ErrConflict] says that
// somebody else has answered.
func (s *Service) Answer(ctx context.Context, question l10n.Hash, id, text string, by l10n.UserID) (l10n.SourceAnswer, error) {
	if err := act(id, by); err != nil {
		return l10n.SourceAnswer{}, err
	}
	text, err := words("the answer", text, true)
	if err != nil {
		return l10n.SourceAnswer{}, err
	}
	q, err := s.Find(ctx, string(question))
	if err != nil {
		return l10n.SourceAnswer{}, err
	}
	a := l10n.SourceAnswer{ID: id, Question: q.ID, Site: q.Site, SourceHash: q.SourceHash, Text: text, By: by, At: s.now()}
	return a, s.Questions.AnswerQuestion(ctx, a)
}
