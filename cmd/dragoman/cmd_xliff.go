package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/progress"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
)

type xliffCmd struct {
	Export xliffExportCmd `cmd:"" help:"Write a translation as it stands as XLIFF 2.1 or 1.2, for a translation tool."`
	Import xliffImportCmd `cmd:"" help:"Take the texts of a file that came back, as edits of a translation that waits for people."`
}

// translationArg names a translation.
type translationArg struct {
	Document string `arg:"" help:"The document, as 'dragoman show' names it."`
	Locale   string `arg:"" help:"The locale."`
}

// find loads the translation with what it translates and its targets.
func (c translationArg) find(
	ctx context.Context, a *app.App,
) (t l10n.Translation, e *l10n.Extraction, ts []l10n.Target, err error) {
	l, err := l10n.ParseLocale(c.Locale)
	if err != nil {
		return t, nil, nil, usage(err)
	}
	t, err = a.Store.Translation(ctx, l10n.TranslationKey{Document: l10n.DocumentID(c.Document), Locale: l})
	if errors.Is(err, l10n.ErrNotFound) {
		return t, nil, nil, usage(fmt.Errorf("there is no %w: `dragoman show latest` lists what there is", err))
	} else if err != nil {
		return t, nil, nil, err
	}
	if t.Extraction == "" {
		return t, nil, nil, fmt.Errorf("%w: the page has not been read yet, it is %s", l10n.ErrRefused, progress.Standing(t))
	}
	if e, err = a.Work.Extraction(ctx, t.Extraction); err != nil {
		return t, nil, nil, err
	}
	ts, err = a.Store.Targets(ctx, t.TranslationKey)
	return t, e, ts, err
}

type xliffExportCmd struct {
	translationArg
	Out            string       `short:"o" placeholder:"FILE" help:"Where to write the file; standard output by default."`
	Format         xliff.Format `enum:"xliff-2.1,xliff-1.2" default:"xliff-2.1" help:"${enum}. Take 1.2 where a tool does not open 2.1."`
	SourceAsTarget bool         `help:"Put the source in place of each text that nobody has confirmed, and the text beside it: for OmegaT 3, which translates the target in its place. For xliff-1.2."`
}

// Help is the longer help.
func (xliffExportCmd) Help() string {
	return `The file has every segment with its target and state, and notes on where it stands. Nobody is kept from
editing at the desk meanwhile; the import overwrites nothing of that.

Examples:
  dragoman xliff export statement-1a2b3c4d es -o statement.es.xlf
  dragoman xliff export statement-1a2b3c4d es --format xliff-1.2 --source-as-target -o omegat/source/statement.xlf`
}

// Run writes the file.
func (c xliffExportCmd) Run(ctx context.Context, s *session) error {
	if c.SourceAsTarget && c.Format != xliff.V12 {
		return usage(fmt.Errorf("--source-as-target is for --format %s", xliff.V12))
	}
	return s.withApp(ctx, func(a *app.App) error {
		t, e, ts, err := c.find(ctx, a)
		if err != nil {
			return err
		}
		opt := xliff.Options{Format: c.Format, Locale: t.Locale, Targets: ts, SourceAsTarget: c.SourceAsTarget}
		if opt.Base, err = keep(ctx, a, ts); err != nil {
			return err
		}
		if c.Out == "" {
			return xliff.Write(s.out, e, opt)
		}
		f, err := os.Create(c.Out)
		if err != nil {
			return usage(err)
		}
		return errors.Join(xliff.Write(f, e, opt), f.Close())
	})
}

type xliffImportCmd struct {
	translationArg
	File string `arg:"" help:"The XLIFF file; - for standard input."`
	By   string `placeholder:"NAME" help:"Who translated; you by default."`
}

// Help is the longer help.
func (xliffImportCmd) Help() string {
	return `Texts that were changed become edits of a person: they are checked, and shown at the desk for approval. States in
the file approve nothing. A text that somebody changed at the desk since the export is left as it is there, and named.
The file is refused whole when the page has changed since, or when a target lost inline codes.

Example:
  dragoman xliff import statement-1a2b3c4d es statement.es.xlf --by maria`
}

// Run takes the texts.
func (c xliffImportCmd) Run(ctx context.Context, s *session) error {
	return s.withApp(ctx, func(a *app.App) error {
		t, e, ts, err := c.find(ctx, a)
		if err != nil {
			return err
		}
		if t.Stage != l10n.StageReview {
			return fmt.Errorf("%w: this translation is not open for editing, it is %s", l10n.ErrRefused, progress.Standing(t))
		}
		var got xliff.Answer
		err = withInput(c.File, func(r io.Reader) (err error) {
			got, err = xliff.Read(r, e)
			return err
		})
		if errors.Is(err, l10n.ErrCodes) {
			return &coded{exitRefused, err}
		} else if err != nil {
			return err
		}
		base, err := kept(ctx, a, got.Base)
		if err != nil {
			return err
		}
		n, err := c.edit(ctx, a, t, e, byID(ts), base, got.Targets)
		s.say("%s into %s: %s changed.", t.Document, t.Locale, english.Count(n, "text"))
		return err
	})
}

// edit stores the texts that a translator changed, and returns how many. Those that were changed at the desk
// meanwhile are left, and told as an error.
func (c xliffImportCmd) edit(
	ctx context.Context, a *app.App, t l10n.Translation, e *l10n.Extraction, now, base map[l10n.SegmentID]l10n.Target,
	ts []l10n.Target,
) (n int, err error) {
	by := l10n.UserID(c.By)
	if by == "" {
		by = me()
	}
	var left []string
	for _, g := range ts {
		text, old, was := g.Text.String(), now[g.Segment], base[g.Segment].Text.String()
		switch {
		case text == "" || text == was || text == old.Text.String():
			continue
		case old.Text.String() != was:
			left = append(left, string(g.Segment))
			continue
		}
		edit := l10n.Edit{Segment: g.Segment, Text: g.Text, Version: old.Version, By: by}
		switch _, err := a.Review.Edit(ctx, t, e, edit); {
		case errors.Is(err, l10n.ErrConflict):
			left = append(left, string(g.Segment))
		case err != nil:
			return n, fmt.Errorf("segment %s: %w", g.Segment, err)
		default:
			n++
		}
	}
	if len(left) > 0 {
		return n, fmt.Errorf("%w: at the desk, since the export: %s; these were left as they are there", l10n.ErrConflict,
			strings.Join(left, ", "))
	}
	return n, nil
}

// keep stores targets as they go out.
func keep(ctx context.Context, a *app.App, ts []l10n.Target) (l10n.Ref, error) {
	b, err := json.Marshal(ts)
	if err != nil {
		return "", err
	}
	return a.Store.Put(ctx, b)
}

// kept loads the targets that a file went out with. One that did not come from an export went out with none.
func kept(ctx context.Context, a *app.App, ref l10n.Ref) (map[l10n.SegmentID]l10n.Target, error) {
	if ref == "" {
		return nil, nil
	}
	b, err := a.Store.Get(ctx, ref)
	if errors.Is(err, l10n.ErrNotFound) {
		return nil, fmt.Errorf("%w: the file was exported from other records than these", l10n.ErrRefused)
	} else if err != nil {
		return nil, err
	}
	var ts []l10n.Target
	if err := json.Unmarshal(b, &ts); err != nil {
		return nil, fmt.Errorf("what the file was exported from can't be read: %w", err)
	}
	return byID(ts), nil
}

func byID(ts []l10n.Target) map[l10n.SegmentID]l10n.Target {
	m := make(map[l10n.SegmentID]l10n.Target, len(ts))
	for _, t := range ts {
		m[t.Segment] = t
	}
	return m
}
