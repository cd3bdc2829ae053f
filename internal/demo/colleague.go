package demo

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/dragoman-l10n/dragoman/examples"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// answerSheet is what the colleague knows to write, by locale and source.
type answerSheet map[string]l10n.Fragment

func sheetKey(l l10n.Locale, source l10n.Fragment) string { return string(l) + " " + source.String() }

// readAnswers reads examples/colleague.jsonl.
func readAnswers() (answerSheet, error) {
	b, err := examples.FS.ReadFile("colleague.jsonl")
	if err != nil {
		return nil, err
	}
	sheet := answerSheet{}
	lines := bufio.NewScanner(bytes.NewReader(b))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var a struct {
			Locale         l10n.Locale
			Source, Target l10n.Fragment
		}
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, fmt.Errorf("examples/colleague.jsonl: %w", err)
		}
		sheet[sheetKey(a.Locale, a.Source)] = a.Target
	}
	return sheet, lines.Err()
}

// follow plays the colleague and shows progress until the condition holds or the context ends.
func (d *demo) follow(ctx context.Context,
	until func(l10n.Run, []l10n.Translation) bool) (l10n.Run, []l10n.Translation, error) {
	for {
		r, err := d.house.Store.Run(ctx, d.run)
		if err != nil && !errors.Is(err, l10n.ErrNotFound) && ctx.Err() == nil {
			return r, nil, err
		}
		ts, err := d.house.Store.Translations(ctx, l10n.TranslationFilter{Run: d.run})
		if err != nil && ctx.Err() == nil {
			return r, nil, err
		}
		d.view.Update(r, ts)
		if ctx.Err() != nil || (r.Status != "" && until(r, ts)) {
			return r, ts, nil
		}
		for _, t := range ts {
			if !d.colleagueActs(t) {
				continue
			}
			if err := d.review(ctx, t); err != nil && ctx.Err() == nil {
				return r, ts, err
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// colleagueActs reports whether the colleague is about to act on a translation.
func (d *demo) colleagueActs(t l10n.Translation) bool {
	return t.Step != "" && (t.Locale != newcomers || d.ApproveAll)
}

// approvers tells who approved a translation.
func (d *demo) approvers(ctx context.Context) func(l10n.Run, l10n.TranslationKey) []l10n.UserID {
	return func(r l10n.Run, k l10n.TranslationKey) []l10n.UserID { return d.house.Approvers(ctx, r, k) }
}

// review is what the colleague does with one translation: write what is missing or only nearly right, and
// approve: the act confirms all the rest, which a colleague has looked at.
func (d *demo) review(ctx context.Context, t l10n.Translation) error {
	e, err := d.house.Work.Extraction(ctx, t.Extraction)
	if err != nil {
		return err
	}
	ts, err := d.house.Store.Targets(ctx, t.TranslationKey)
	if err != nil {
		return err
	}
	for i, at := range e.Places() {
		text, known := d.sheet[sheetKey(t.Locale, at.Segment.Source)]
		if !known || ts[i].State.AtLeast(l10n.Reviewed) || ts[i].SubState == l10n.SubHuman ||
			ts[i].SubState == l10n.SubApproved {
			continue
		}
		ts[i], err = d.house.Review.Edit(ctx, t, e, l10n.Edit{Segment: at.Segment.ID, Text: text, Version: ts[i].Version,
			By: colleague})
		if err != nil {
			return err
		}
	}
	// The same act has the same ID, so that a demo which was killed between the act and its record can repeat it.
	err = d.house.Client.Decide(ctx, t.TranslationKey, l10n.Decision{
		ID: string(l10n.NewShortName("colleague", string(t.Run), string(t.Document), string(t.Locale), string(t.Step),
			strconv.Itoa(t.Round))),
		Kind: l10n.Approve, Step: t.Step, By: colleague, SourceHash: l10n.SourceHash(e.Units),
		TargetHash: l10n.TargetsHash(ts), VersionsHash: l10n.VersionsHash(ts), Confirm: []string{l10n.ClassAll},
	})
	if errors.Is(err, l10n.ErrUnavailable) || errors.Is(err, l10n.ErrConflict) || errors.Is(err, l10n.ErrNotFound) {
		return nil // the next look tells what became of it
	}
	return err
}
