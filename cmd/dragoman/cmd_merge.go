package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
)

type mergeCmd struct {
	pageFlags
	Targets  string `arg:"" optional:"" name:"targets" help:"JSON lines with targets, as extract writes them, or XLIFF 2.1; - for standard input."`
	Identity bool   `help:"Take every source as its target: the page comes back as it is, in UTF-8."`
	Out      string `short:"o" placeholder:"FILE" help:"Where to write the page; standard output by default."`
}

// Help is the longer help.
func (mergeCmd) Help() string {
	return `Gives a page its targets back. The page and the flags must be those of the extraction. A segment
without a target keeps its source; one whose codes are not its source's is refused. An XLIFF file of another
page, or of another version of this one, is refused too.

Examples:
  dragoman extract page.html > units.jsonl
  dragoman merge page.html units.jsonl -o page.es.html     (units.jsonl with a "target" in the segments)
  dragoman merge page.html page.xlf -o page.es.html        (page.xlf from your translation tool)
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
	var out []byte
	targets := map[l10n.SegmentID]l10n.Fragment{}
	if c.Targets != "" {
		targets, err = c.targets(e)
	}
	if err == nil {
		out, err = sk.Merge(targets, nil)
	}
	if errors.Is(err, l10n.ErrCodes) {
		return &coded{exitRefused, err}
	} else if err != nil {
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
	in := bufio.NewReader(r)
	if isXLIFF(c.Targets, in) {
		return xliffTargets(in, e)
	}
	targets, err := extract.ReadTargets(in)
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
			return nil, &coded{exitRefused, fmt.Errorf("segment %s is not of this page; extract it again with the same flags",
				id)}
		}
	}
	return targets, nil
}

// isXLIFF reports whether targets are XLIFF: by the file's name, or because they begin as XML does.
func isXLIFF(name string, in *bufio.Reader) bool {
	switch strings.ToLower(filepath.Ext(name)) {
	case ".xlf", ".xliff":
		return true
	}
	start, _ := in.Peek(64)
	switch {
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")): // UTF-16, which JSON lines are not
		return true
	}
	return bytes.HasPrefix(bytes.TrimLeft(start, "\ufeff \t\r\n"), []byte("<"))
}

func xliffTargets(r io.Reader, e *l10n.Extraction) (map[l10n.SegmentID]l10n.Fragment, error) {
	got, err := xliff.Read(r, e)
	if err != nil {
		return nil, err
	}
	targets := make(map[l10n.SegmentID]l10n.Fragment, len(got.Targets))
	for _, t := range got.Targets {
		targets[t.Segment] = t.Text
	}
	return targets, nil
}
