package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
	"golang.org/x/term"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// follow shows a run's progress until it has ended, and fails when the run did. It reads the records, which are quicker
// and cheaper to ask than Temporal's visibility.
func (s *session) follow(ctx context.Context, a *app, run l10n.RunID) error {
	view := s.newView()
	defer view.close()
	for {
		r, err := a.store.Run(ctx, run)
		if err != nil && !errors.Is(err, l10n.ErrNotFound) && ctx.Err() == nil {
			return err
		}
		ts, err := a.store.Translations(ctx, l10n.TranslationFilter{Run: run, Limit: 100_000})
		if err != nil && ctx.Err() == nil {
			return err
		}
		view.update(r, ts)
		if r.Status != "" && r.Status != l10n.RunRunning {
			view.close()
			return s.ended(r, ts)
		}
		select {
		case <-ctx.Done():
			view.close()
			s.say("The run goes on: dragoman show %s", run)
			return nil
		case <-time.After(300 * time.Millisecond):
		}
	}
}

// ended tells how a run ended.
func (s *session) ended(r l10n.Run, ts []l10n.Translation) error {
	if s.cli.JSON {
		if err := json.NewEncoder(s.out).Encode(status{r, ts}); err != nil {
			return err
		}
	} else {
		s.printTranslations(ts)
	}
	if r.Status != l10n.RunCompleted {
		return fmt.Errorf("run %s %s: %s", r.ID, r.Status, r.Comment)
	}
	return nil
}

// view shows progress: bars on a terminal, a line for each change elsewhere, and nothing with --json.
type view interface {
	update(l10n.Run, []l10n.Translation)
	close()
}

func (s *session) newView() view {
	f, isFile := s.out.(*os.File)
	switch {
	case s.cli.JSON:
		return silent{}
	case isFile && term.IsTerminal(int(f.Fd())):
		return &bars{progress: mpb.New(mpb.WithOutput(f), mpb.WithRefreshRate(200*time.Millisecond)), byLocale: map[l10n.Locale]*bar{}}
	}
	return &lines{s: s, seen: map[l10n.TranslationKey]string{}}
}

type silent struct{}

func (silent) update(l10n.Run, []l10n.Translation) {}
func (silent) close()                              {}

// lines prints a line when a translation goes on a step.
type lines struct {
	s    *session
	seen map[l10n.TranslationKey]string
}

func (v *lines) update(_ l10n.Run, ts []l10n.Translation) {
	slices.SortStableFunc(ts, func(a, b l10n.Translation) int {
		return strings.Compare(string(a.Document+"\x00")+string(a.Locale), string(b.Document+"\x00")+string(b.Locale))
	})
	for _, t := range ts {
		now := standing(t)
		if v.seen[t.TranslationKey] != now {
			v.seen[t.TranslationKey] = now
			v.s.say("%-7s %-44s %s", t.Locale, t.Document, now)
		}
	}
}

func (*lines) close() {}

// standing says in a few words how a translation stands.
func standing(t l10n.Translation) string {
	switch {
	case t.Step != "":
		waits := fmt.Sprintf("waits for %s (%s)", t.Step, counts(t.Progress))
		if t.Round > 1 {
			waits += fmt.Sprintf(", round %d: %s", t.Round, t.Comment)
		}
		return waits
	case t.Stage == l10n.StageParked:
		return fmt.Sprintf("parked: %s; next attempt %s, or `dragoman resume %s`", t.Comment, t.Until.Local().Format(time.DateTime), t.Run)
	case t.Stage == l10n.StagePublished:
		return "published " + t.PublicURL
	case t.Stage.Ended() && t.Comment != "":
		return fmt.Sprintf("%s: %s", t.Stage, t.Comment)
	}
	return string(t.Stage)
}

// counts says where a translation's text came from.
func counts(p l10n.Progress) string {
	var parts []string
	for _, c := range []struct {
		n    int
		what string
	}{
		{p.Approved, "approved before"}, {p.Memory, "from the memory"}, {p.Fuzzy, "fuzzy"}, {p.Machine, "by machine"},
		{p.Human, "by people"}, {p.Empty, "to write"}, {p.Blocking - p.Empty, "to mend"},
	} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
	return strings.Join(parts, ", ")
}

// bars shows a bar a locale.
type bars struct {
	progress *mpb.Progress
	byLocale map[l10n.Locale]*bar
	closed   bool
}

type bar struct {
	bar  *mpb.Bar
	text string
}

func (v *bars) update(r l10n.Run, ts []l10n.Translation) {
	done, texts := map[l10n.Locale]int{}, map[l10n.Locale]map[string]int{}
	for _, t := range ts {
		if texts[t.Locale] == nil {
			texts[t.Locale] = map[string]int{}
		}
		if t.Stage.Ended() {
			done[t.Locale]++
		}
		what := string(t.Stage)
		if t.Step != "" {
			what = "waiting for " + string(t.Step)
		}
		texts[t.Locale][what]++
	}
	for _, l := range r.Locales {
		b, ok := v.byLocale[l]
		if !ok {
			b = &bar{}
			b.bar = v.progress.AddBar(int64(r.Documents), mpb.PrependDecorators(decor.Name(fmt.Sprintf("%-8s", l))),
				mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return b.text })))
			v.byLocale[l] = b
		}
		var parts []string
		for what, n := range texts[l] {
			parts = append(parts, fmt.Sprintf("%d %s", n, what))
		}
		slices.Sort(parts)
		b.text = strings.Join(parts, ", ")
		b.bar.SetCurrent(int64(done[l]))
	}
}

func (v *bars) close() {
	if v.closed {
		return
	}
	v.closed = true
	for _, b := range v.byLocale {
		b.bar.Abort(false)
	}
	v.progress.Wait()
}
