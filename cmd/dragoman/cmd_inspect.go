package main

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/extract"
)

type inspectCmd struct {
	pageFlags
	ITS  string `name:"its" placeholder:"CATEGORY" help:"Print each node's value of an ITS 2.0 data category, for instance translate or localization-note."`
	Tree bool   `help:"Print the page's tree with what is for translation and why; the default."`
}

// Help is the longer help.
func (inspectCmd) Help() string {
	return `Shows what of a page will be translated. With --its, in the format of the ITS test suite.

Examples:
  dragoman inspect page.html --main
  dragoman inspect page.html --its translate`
}

// Run prints the tree or the values.
func (c inspectCmd) Run(ctx context.Context, s *session) error {
	_, page, opt, err := c.read(ctx)
	if err != nil {
		return err
	}
	if c.ITS == "" {
		return extract.InspectTree(s.text, page, opt)
	}
	faults, err := extract.InspectITS(s.text, page, opt, c.ITS)
	for _, f := range faults {
		s.logger.Warn("a rule of the page is left aside", "reason", f)
	}
	if err != nil {
		return usage(err)
	}
	return nil
}
