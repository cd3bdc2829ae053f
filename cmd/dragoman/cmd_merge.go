package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type mergeCmd struct {
	pageFlags
	Targets  string `arg:"" optional:"" name:"targets" help:"JSON lines with targets, as extract writes them; - for standard input."`
	Identity bool   `help:"Take every source as its target: the page comes back as it is, in UTF-8."`
	Out      string `short:"o" placeholder:"FILE" help:"Where to write the page; standard output by default."`
}

// Help is the longer help.
func (mergeCmd) Help() string {
	return `Gives a page its targets back. The page and the flags must be those of the extraction. A segment
without a target keeps its source; one whose codes are not its source's is refused.

Examples:
  dragoman extract page.html > units.jsonl
  dragoman merge page.html units.jsonl -o page.es.html     (units.jsonl with a "target" in the segments)
  dragoman merge page.html --identity | cmp - page.html`
}

// Run writes the merged page.
func (c mergeCmd) Run(ctx context.Context, s *session) error {
	if c.Targets == "" && !c.Identity {
		return usage(errors.New("name a file of targets, or take the sources with --identity"))
	}
	doc, page, opt, err := c.read(ctx)
	if err != nil {
		return err
	}
	e, sk, err := extract.Extract(doc, page, opt)
	if err != nil {
		return err
	}
	targets := map[l10n.SegmentID]l10n.Fragment{}
	if c.Targets != "" {
		if targets, err = c.targets(e); err != nil {
			return err
		}
	}
	out, err := sk.Merge(targets, nil)
	if err != nil {
		if errors.Is(err, l10n.ErrCodes) {
			return &coded{exitRefused, err}
		}
		return err
	}
	if c.Out != "" {
		return os.WriteFile(c.Out, out, 0o644)
	}
	_, err = s.out.Write(out)
	return err
}

// targets reads the file, and refuses one that is of another page.
func (c mergeCmd) targets(e *l10n.Extraction) (map[l10n.SegmentID]l10n.Fragment, error) {
	var r io.Reader = os.Stdin
	if c.Targets != "-" {
		f, err := os.Open(c.Targets)
		if err != nil {
			return nil, usage(fmt.Errorf("the targets can't be read: %w", err))
		}
		defer func() { _ = f.Close() }()
		r = f
	}
	targets, err := extract.ReadTargets(r)
	if err != nil {
		return nil, err
	}
	known := map[l10n.SegmentID]bool{}
	for i := range e.Units {
		for _, s := range e.Units[i].Segments {
			known[s.ID] = true
		}
	}
	for id := range targets {
		if !known[id] {
			return nil, &coded{exitRefused, fmt.Errorf("segment %s is not of this page; extract it again with the same flags", id)}
		}
	}
	return targets, nil
}
