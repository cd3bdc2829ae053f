package main

import (
	"context"
	"encoding/json"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

type questionsCmd struct {
	Site     string `placeholder:"SITE" help:"Only those of this site."`
	Answered bool   `help:"List those that are answered."`
}

// Help is the longer help.
func (questionsCmd) Help() string {
	return `Translators comment on sentences at the desk. What three of them, different people or one in different locales, say of the
same sentence of the source becomes one question for its editor, with all their words; one of them can ask at once too.`
}

// Run lists questions.
func (c questionsCmd) Run(ctx context.Context, s *session) error {
	return s.withRecords(ctx, func(a *app.App) error {
		qs, err := a.Remark().Asked(ctx, l10n.SiteName(c.Site), !c.Answered)
		if err != nil {
			return err
		}
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(qs)
		}
		if c.Answered {
			s.say("%s answered.", english.Count(len(qs), "question about the source is", "questions about the source are"))
		} else {
			s.say("%s for an answer.", english.Count(len(qs), "question about the source waits", "questions about the source wait"))
		}
		for _, q := range qs {
			s.say("\n%s  site %s  %s\n  “%s”", q.ID[:12], q.Site, q.At.Local().Format(time.DateTime), terminal.Line(q.Source.Text()))
			for _, said := range q.Comments {
				s.say("  %s (%s, %s): %s", terminal.Line(string(said.By)), said.Locale, said.Document, terminal.Line(said.Text))
			}
			if q.Answer != nil {
				s.say("  → %s: %s", terminal.Line(string(q.Answer.By)), terminal.Line(q.Answer.Text))
			}
		}
		if len(qs) > 0 && !c.Answered {
			s.say("\nAnswer one with: dragoman answer %s \"…\"", qs[0].ID[:12])
		}
		return nil
	})
}

type answerCmd struct {
	Question string `arg:"" help:"The question, by the beginning of its id, as 'dragoman questions' lists it."`
	Text     string `arg:"" help:"The answer."`
	By       string `placeholder:"NAME" help:"Who answers; you by default."`
}

// Help is the longer help.
func (answerCmd) Help() string {
	return `The answer settles all comments on the sentence, and stands beside it at the desk in every locale and on every page of the
site that has the sentence.`
}

// Run answers.
func (c answerCmd) Run(ctx context.Context, s *session) error {
	return s.withRecords(ctx, func(a *app.App) error {
		by := l10n.UserID(c.By)
		if by == "" {
			by = me()
		}
		said, err := a.Remark().Answer(ctx, l10n.Hash(c.Question), client.NewID(), c.Text, by)
		if err != nil {
			return err
		}
		s.say("Question %s is answered by %s.", said.Question[:12], said.By)
		return nil
	})
}
