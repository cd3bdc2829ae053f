package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

type whyCmd struct {
	Document string `arg:"" help:"The document, as 'dragoman show' names it."`
	Locale   string `arg:"" help:"The locale."`
	Segment  string `arg:"" help:"The sentence: its ID or its number, as 'dragoman show RUN --segments' lists them."`
}

// Run tells how a sentence came to stand as it does.
func (c whyCmd) Run(ctx context.Context, s *session) error {
	k, err := decision{Document: c.Document, Locale: c.Locale}.key()
	if err != nil {
		return err
	}
	return s.withApp(ctx, func(a *app.App) error {
		id, err := segmentOf(ctx, a, k, c.Segment)
		if err != nil {
			return err
		}
		account, err := a.Accounts().Account(ctx, k, id)
		if errors.Is(err, l10n.ErrNotFound) {
			return usage(fmt.Errorf("%w: `dragoman show latest --segments` lists what there is", err))
		}
		if err != nil {
			return err
		}
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(account)
		}
		s.sayAccount(account)
		return nil
	})
}

// segmentOf finds a segment by its ID or its number.
func segmentOf(ctx context.Context, a *app.App, k l10n.TranslationKey, name string) (l10n.SegmentID, error) {
	var n int
	if _, err := fmt.Sscanf(name+"\n", "%d\n", &n); err != nil {
		return l10n.SegmentID(name), nil
	}
	ts, err := a.Store.Targets(ctx, k)
	if err != nil {
		return "", err
	}
	if n < 1 || n > len(ts) {
		return "", usage(fmt.Errorf("%s in %s has %s, and no number %d", k.Document, k.Locale, english.Count(len(ts), "sentence"), n))
	}
	return ts[n-1].Segment, nil
}

func (s *session) sayAccount(a l10n.Account) {
	s.say("Sentence %d of %d of %s (%s), segment %s", a.Number, a.Of, a.Document, terminal.Line(a.Title), a.Segment)
	s.say("  %-6s %s", a.SourceLang, terminal.Line(a.Source.String()))
	s.say("  %-6s %s", a.Locale, terminal.Line(a.Target.Text.String()))
	s.say("\nWhere the text comes from")
	for _, line := range originLines(a) {
		s.say("  %s", line)
	}
	s.say("\nWhat the checks found")
	s.sayIssues(a.Target)
	s.say("\nWho looked at it, and who did not")
	for _, step := range a.Steps {
		s.say("  %s", stepLine(step))
	}
	s.say("  %s", confirmedLine(a))
	for _, d := range a.Approvals {
		s.say("  %s", approvalLine(d))
	}
	s.sayStatements(a)
	s.say("\nWhat it cost")
	for _, line := range costLines(a) {
		s.say("  %s", line)
	}
	s.say("\nWhat visitors get")
	for _, line := range publishedLines(a) {
		s.say("  %s", line)
	}
	s.sayEarlier(a)
}

func (s *session) sayIssues(t l10n.Target) {
	if len(t.Issues)+len(t.Dismissed) == 0 {
		s.say("  nothing")
	}
	for _, i := range t.Issues {
		s.say("  [%s, %d] %s", i.Check, i.Severity, terminal.Line(i.Comment))
	}
	for _, i := range t.Dismissed {
		by := ""
		if i.Dismissed != nil {
			by = fmt.Sprintf(" by %s on %s", i.Dismissed.By, day(i.Dismissed.At))
		}
		s.say("  [%s] overruled%s: %s", i.Check, by, terminal.Line(i.Comment))
	}
}

func (s *session) sayStatements(a l10n.Account) {
	if len(a.Said) == 0 {
		return
	}
	s.say("\nEverything that was said of it, the oldest first")
	if a.Omitted > 0 {
		s.say("  (%s left out)", english.Count(a.Omitted, "older verdict"))
	}
	for _, said := range a.Said {
		v := said.Verdict
		s.say("  %s  %s", v.At.UTC().Format(time.DateTime), verdictLine(said, v.Of(a.Target)))
		for _, r := range v.Remarks {
			s.say("      %s, %s%s: %s", r.Category, r.Severity, spanOf(r), terminal.Line(r.Message))
		}
		if v.Comment != "" {
			s.say("      %s", terminal.Line(v.Comment))
		}
		if v.Proposed != nil {
			s.say("      proposes: %s", terminal.Line(v.Proposed.String()))
		}
	}
}

func spanOf(r l10n.Remark) string {
	if r.TargetSpan != "" {
		return fmt.Sprintf(" at %q", terminal.Line(r.TargetSpan))
	}
	if r.SourceSpan != "" {
		return fmt.Sprintf(" at %q of the source", terminal.Line(r.SourceSpan))
	}
	return ""
}

func (s *session) sayEarlier(a l10n.Account) {
	if len(a.Earlier)+a.EarlierOmitted == 0 {
		return
	}
	s.say("\nEarlier texts of people")
	for _, k := range a.Earlier {
		s.say("  %s  %s %s: %s", day(k.At), keptWord(k), k.By, terminal.Line(k.Text.String()))
		if !k.Source.IsEmpty() && k.Source.String() != a.Source.String() {
			s.say("      for: %s", terminal.Line(k.Source.String()))
		}
	}
	if a.EarlierOmitted > 0 {
		s.say("  (%s not shown)", english.Count(a.EarlierOmitted, "more record"))
	}
}

func keptWord(k l10n.KeptText) string {
	if k.Act == l10n.KeptWritten {
		return "written by"
	}
	return "approved by"
}

func day(t time.Time) string {
	if t.IsZero() {
		return "undated"
	}
	return t.UTC().Format(time.DateOnly)
}

// share says how many of how many, and as a percentage where there are enough.
func share(n, of int) string {
	if of < l10n.FewestForShare {
		return fmt.Sprintf("%d of %d", n, of)
	}
	return fmt.Sprintf("%d of %d (%s%%)", n, of, strings.TrimSuffix(fmt.Sprintf("%.1f", 100*float64(n)/float64(of)), ".0"))
}
