package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/progress"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

type runsCmd struct {
	Limit int `default:"20" help:"How many, the latest first."`
}

// Run lists runs.
func (r runsCmd) Run(ctx context.Context, s *session) error {
	return s.withRecords(ctx, func(a *app.App) error {
		runs, err := a.Store.Runs(ctx, r.Limit)
		if err != nil {
			return err
		}
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(runs)
		}
		if len(runs) == 0 {
			s.say("No runs yet. Start one with: dragoman publish URL --to es,fr")
			return nil
		}
		w := tabwriter.NewWriter(s.text, 0, 4, 2, ' ', 0)
		_, _ = fmt.Fprintln(w, "RUN\tSTATUS\tDOCUMENTS\tPUBLISHED\tSTARTED\tBY")
		for _, r := range runs {
			_, _ = fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%s\t%s\n", r.ID, r.Status, r.Documents, r.Published,
				r.StartedAt.Local().Format(time.DateTime), requested(r))
		}
		return w.Flush()
	})
}

// requested says who asked for a run, and why where that is known.
func requested(r l10n.Run) string {
	if r.Reason == "" {
		return terminal.Line(string(r.RequestedBy))
	}
	return terminal.Line(fmt.Sprintf("%s (%s)", r.RequestedBy, r.Reason))
}

type showCmd struct {
	RunID    string `arg:"" name:"run" help:"The run; latest for the latest one."`
	Watch    bool   `short:"w" help:"Go on showing until the run has ended."`
	Segments bool   `help:"List instead which segments people were asked about, which not, and why."`
}

// status is a run with its translations, as --json writes it.
type status struct {
	l10n.Run
	Translations []l10n.Translation `json:"translations"`
}

// Run shows a run.
func (c showCmd) Run(ctx context.Context, s *session) error {
	return s.withRecords(ctx, func(a *app.App) error {
		r, err := findRun(ctx, a, c.RunID)
		if err != nil {
			return err
		}
		if c.Watch {
			return s.follow(ctx, a, r.ID)
		}
		ts, err := a.Store.Translations(ctx, l10n.TranslationFilter{Run: r.ID, Limit: 100_000})
		if err != nil {
			return err
		}
		if c.Segments {
			return s.sayRoutings(ctx, a, ts)
		}
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(status{r, ts})
		}
		s.say("Run %s of site %s: %s, %s in %s, started %s by %s", r.ID, r.Site, r.Status,
			english.Count(r.Documents, "document"), english.Count(len(r.Locales), "locale"),
			r.StartedAt.Local().Format(time.DateTime), r.RequestedBy)
		if r.Comment != "" {
			s.say("%s", r.Comment)
		}
		for _, t := range r.Troubles {
			if !strings.Contains(r.Comment, t) {
				s.say("  %s", t)
			}
		}
		s.printTranslations(ts)
		return nil
	})
}

func findRun(ctx context.Context, a *app.App, id string) (l10n.Run, error) {
	if id != "latest" {
		r, err := a.Store.Run(ctx, l10n.RunID(id))
		if errors.Is(err, l10n.ErrNotFound) {
			return r, usage(fmt.Errorf("there is no run %q: `dragoman runs` lists them", id))
		}
		return r, err
	}
	runs, err := a.Store.Runs(ctx, 1)
	if err != nil {
		return l10n.Run{}, err
	}
	if len(runs) == 0 {
		return l10n.Run{}, usage(errors.New("there are no runs yet"))
	}
	return runs[0], nil
}

func (s *session) printTranslations(ts []l10n.Translation) {
	if len(ts) == 0 {
		return
	}
	w := tabwriter.NewWriter(s.text, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "DOCUMENT\tLOCALE\tSEGMENTS\tSENT\tCHARACTERS\tSAVED\tSTANDS")
	for _, t := range ts {
		_, _ = fmt.Fprintf(w, "%s\t%s\t%d\t%d\t%d\t%d\t%s\n", t.Document, t.Locale, t.Progress.Segments,
			t.Progress.Sent, t.Progress.Characters, t.Progress.Saved, terminal.Line(progress.Standing(t)))
	}
	_ = w.Flush()
	s.sayWhatIsLeft(ts)
	for _, t := range ts {
		for _, u := range t.Unanswered {
			s.say("%s into %s: left to people by %s", t.Document, t.Locale, terminal.Line(u.String()))
		}
	}
}

// sayWhatIsLeft tells of each document once what of its page stays as it is, and which of its files visitors won't find.
func (s *session) sayWhatIsLeft(ts []l10n.Translation) {
	told := map[l10n.DocumentID]bool{}
	for _, t := range ts {
		if told[t.Document] {
			continue
		}
		told[t.Document] = true
		for _, note := range append(l10n.LeftNotes(t.Left), t.FileNotes...) {
			s.say("%s: %s", t.Document, terminal.Line(note))
		}
	}
}
