package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/progress"
)

// decision is what every decision is told: which translation, and who decides.
type decision struct {
	Document string `arg:"" help:"The document, as 'dragoman show' names it."`
	Locale   string `arg:"" help:"The locale."`
	By       string `placeholder:"NAME" help:"Who decides; you by default."`
	Step     string `placeholder:"STEP" help:"The step; the one that waits by default."`
}

func (d decision) key() (l10n.TranslationKey, error) {
	l, err := l10n.ParseLocale(d.Locale)
	if err != nil {
		return l10n.TranslationKey{}, usage(err)
	}
	return l10n.TranslationKey{Document: l10n.DocumentID(d.Document), Locale: l}, nil
}

// decide fills in what was left out and takes the decision to the workflow.
func (s *session) decide(ctx context.Context, in decision, d l10n.Decision) error {
	k, err := in.key()
	if err != nil {
		return err
	}
	return s.withPipeline(ctx, func(a *app.App, c *client.Client) error {
		t, err := a.Store.Translation(ctx, k)
		if errors.Is(err, l10n.ErrNotFound) {
			return usage(fmt.Errorf("there is no %w: `dragoman show latest` lists what there is", err))
		} else if err != nil {
			return err
		}
		d.ID, d.By, d.Step = client.NewID(), l10n.UserID(in.By), l10n.StepName(in.Step)
		if d.By == "" {
			d.By = me()
		}
		if d.Step == "" {
			if d.Step = t.Step; d.Step == "" {
				return fmt.Errorf("%w: nothing waits for a decision, it is %s", l10n.ErrRefused, progress.Standing(t))
			}
		}
		if d.Run = t.Run; d.Kind == l10n.Approve {
			ts, err := a.Store.Targets(ctx, k)
			if err != nil {
				return err
			}
			d.TargetHash, d.VersionsHash = l10n.TargetsHash(ts), l10n.VersionsHash(ts)
		}
		if err := c.Decide(ctx, k, d); err != nil {
			return withClasses(ctx, a, t, d, err)
		}
		s.say("%s into %s: %s, step %s, by %s", k.Document, k.Locale, d.Kind, d.Step, d.By)
		return nil
	})
}

// withClasses adds to a refusal of an approval what can be confirmed at once.
func withClasses(ctx context.Context, a *app.App, t l10n.Translation, d l10n.Decision, err error) error {
	if d.Kind != l10n.Approve || !errors.Is(err, l10n.ErrRefused) {
		return err
	}
	ts, failed := a.Store.Targets(ctx, t.TranslationKey)
	if failed != nil {
		return err
	}
	board, failed := a.Review.Board(ctx, t, ts)
	if failed != nil || board.Refusal == nil || len(board.Classes) == 0 {
		return err
	}
	var classes []string
	for _, c := range board.Classes {
		classes = append(classes, fmt.Sprintf("%s (%d)", c.Class, c.Count))
	}
	return fmt.Errorf("%w; classes with open segments: %s", err, strings.Join(classes, ", "))
}

type approveCmd struct {
	decision
	Confirm []string `placeholder:"CLASS" help:"Confirm all open segments of a class too: all, without-remarks, passed, confirmed, or a match class such as in-context."`
}

// Run approves.
func (c approveCmd) Run(ctx context.Context, s *session) error {
	for _, class := range c.Confirm {
		if !slices.Contains(l10n.Classes(), class) {
			return usage(fmt.Errorf("there is no class %q of segments: there are %s", class, english.List(l10n.Classes())))
		}
	}
	return s.decide(ctx, c.decision, l10n.Decision{Kind: l10n.Approve, Confirm: c.Confirm})
}

type requestChangesCmd struct {
	decision
	Comment string `required:"" short:"m" help:"What has to change."`
}

// Run sends a translation back.
func (c requestChangesCmd) Run(ctx context.Context, s *session) error {
	return s.decide(ctx, c.decision, l10n.Decision{Kind: l10n.RequestChanges, Comment: c.Comment})
}

type reassignCmd struct {
	decision
	Assignee string `required:"" name:"to" placeholder:"NAME" help:"Who is to do it."`
}

// Run gives the step to somebody else.
func (c reassignCmd) Run(ctx context.Context, s *session) error {
	return s.decide(ctx, c.decision, l10n.Decision{Kind: l10n.Reassign, To: l10n.UserID(c.Assignee)})
}

type cancelCmd struct {
	RunID    string `arg:"" name:"run" help:"The run; latest for the latest one."`
	Document string `help:"Cancel only this document."`
	Locale   string `help:"Cancel only this locale of the document."`
}

// Run cancels.
func (c cancelCmd) Run(ctx context.Context, s *session) error {
	if c.Locale != "" && c.Document == "" {
		return usage(errors.New("say which document's locale to cancel: --document"))
	}
	return s.withPipeline(ctx, func(a *app.App, cl *client.Client) error {
		r, err := findRun(ctx, a, c.RunID)
		if err != nil {
			return err
		}
		what, err := c.cancel(ctx, cl, r.ID)
		if err != nil {
			return err
		}
		s.say("Cancelling %s. What is published stays published.", what)
		return nil
	})
}

// cancel cancels what the flags name and says what that is.
func (c cancelCmd) cancel(ctx context.Context, cl *client.Client, run l10n.RunID) (string, error) {
	doc := l10n.DocumentID(c.Document)
	switch {
	case c.Locale != "":
		l, err := l10n.ParseLocale(c.Locale)
		if err != nil {
			return "", usage(err)
		}
		return fmt.Sprintf("%s into %s", doc, l), cl.CancelTranslation(ctx, l10n.TranslationKey{Document: doc, Locale: l})
	case doc != "":
		return "document " + c.Document, cl.CancelDocument(ctx, doc)
	}
	return "run " + string(run), cl.CancelRun(ctx, run)
}
