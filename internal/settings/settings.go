// Package settings shows the settings of sites as forms, and makes of what a person wrote into one the change of the
// configuration file that says the same. The file stays the truth: its comments and all else in it stay as they are, and a change
// that the configuration refuses is not offered. Whether a change is written or only shown, for a commit, the operator says.
package settings

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/yamledit"
)

// File is the configuration file.
type File interface {
	// Read returns the file and what it is called. Without a file the error wraps [l10n.ErrNotFound].
	Read() (name string, b []byte, err error)
	// Check says what is wrong with a file as a whole, as when a program starts with it.
	Check(b []byte) error
	// Write replaces the file, when it still is what was read; else the error wraps [l10n.ErrConflict].
	Write(was, now []byte) error
}

// Changes keeps who changed files at the desk.
type Changes interface {
	AddFileChange(context.Context, l10n.FileChange) error
}

// Service makes forms and changes.
type Service struct {
	File    File
	Changes Changes
	// Writes says that the operator lets the desk write the file.
	Writes bool
	// Choices are the words for settings that only the house knows, by the settings' IDs.
	Choices map[string][]string
}

// Form is a site's settings as they stand.
type Form struct {
	Site   l10n.SiteName
	File   string
	Hash   l10n.Hash // of the file
	Fields []Field
}

// Field is a setting with its value.
type Field struct {
	Def
	Value string // of a list a line each; empty is not set
	Hand  bool   // it is written in a way that has to be edited by hand
}

// Sites returns the sites that the file has, in its order.
func (s *Service) Sites() (file string, sites []l10n.SiteName, err error) {
	file, b, err := s.File.Read()
	if err != nil {
		return "", nil, err
	}
	f, err := yamledit.Parse(b)
	if err != nil {
		return file, nil, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	for i := range f.Len(yamledit.Path{"sites"}) {
		name, _ := f.Text(yamledit.Path{"sites", i, "name"})
		sites = append(sites, l10n.SiteName(name))
	}
	return file, sites, nil
}

// Form returns the settings of a site.
func (s *Service) Form(site l10n.SiteName) (Form, error) {
	name, b, err := s.File.Read()
	if err != nil {
		return Form{}, err
	}
	f, at, err := find(b, site)
	if err != nil {
		return Form{}, err
	}
	out := Form{Site: site, File: name, Hash: l10n.NewHash(string(b))}
	for _, d := range Defs {
		if more, ok := s.Choices[d.ID]; ok {
			d.Choices = more
		}
		value, ok := read(f, at, d)
		if d.Kind == Choice && value != "" && !slices.Contains(d.Choices, value) {
			d.Choices = append(slices.Clone(d.Choices), value)
		}
		out.Fields = append(out.Fields, Field{d, value, !ok})
	}
	return out, nil
}

// find finds a site in the file.
func find(b []byte, site l10n.SiteName) (*yamledit.File, yamledit.Path, error) {
	f, err := yamledit.Parse(b)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	for i := range f.Len(yamledit.Path{"sites"}) {
		at := yamledit.Path{"sites", i}
		if name, ok := f.Text(append(slices.Clone(at), "name")); ok && name == string(site) {
			return f, at, nil
		}
	}
	return nil, nil, fmt.Errorf("site %s: %w", site, l10n.ErrNotFound)
}

// read reads a setting. It reports false where it is written in a way that the form can't change.
func read(f *yamledit.File, at yamledit.Path, d Def) (string, bool) {
	p := append(slices.Clone(at), d.path...)
	if d.Kind == List {
		values, ok := f.List(p)
		return strings.Join(values, "\n"), ok
	}
	if !f.Has(p) {
		return "", true
	}
	return f.Text(p)
}

// Change is what a form would change in the file.
type Change struct {
	File  string
	Hunks []yamledit.Hunk
	// Patch is the same for programs: git apply takes it.
	Patch string
	// Problems say why the file can't be changed so; then nothing is to be written.
	Problems []string
	was, now []byte
}

// around is how many lines a difference has around what differs.
const around = 3

// Propose says what values of a form would change. values has those of the fields, by their IDs; one that is left out stays.
func (s *Service) Propose(site l10n.SiteName, values map[string]string) (Change, error) {
	name, b, err := s.File.Read()
	if err != nil {
		return Change{}, err
	}
	f, at, err := find(b, site)
	if err != nil {
		return Change{}, err
	}
	c := Change{File: name, was: b}
	for _, d := range Defs {
		value, given := values[d.ID]
		old, ok := read(f, at, d)
		if value = clean(d, value); !given || !ok || value == old {
			continue
		}
		if err := set(f, append(slices.Clone(at), d.path...), d, value); err != nil {
			c.Problems = append(c.Problems, fmt.Sprintf("%s: %v", d.ID, err))
		}
	}
	c.now = f.Bytes()
	c.Hunks = yamledit.Diff(string(b), string(c.now), around)
	c.Patch = yamledit.Unified(name, c.Hunks)
	if len(c.Hunks) > 0 {
		if err := s.File.Check(c.now); err != nil {
			c.Problems = append(c.Problems, strings.Split(strings.TrimSpace(err.Error()), "\n")...)
		}
	}
	return c, nil
}

// clean leaves out of what a person typed what a file can't have.
func clean(d Def, value string) string {
	var lines []string
	for l := range strings.Lines(strings.ToValidUTF8(value, "")) {
		l = strings.TrimSpace(strings.Map(func(r rune) rune {
			if r < ' ' || r == 0x7f {
				return -1
			}
			return r
		}, l))
		if l != "" {
			lines = append(lines, l)
		}
	}
	if d.Kind == List {
		return strings.Join(lines, "\n")
	}
	return strings.Join(lines, " ")
}

func set(f *yamledit.File, p yamledit.Path, d Def, value string) error {
	switch {
	case d.Kind == List:
		var values []string
		if value != "" {
			values = strings.Split(value, "\n")
		}
		return f.SetList(p, values)
	case value == "":
		return f.Remove(p)
	case d.Kind == Truth:
		if value != "true" && value != "false" {
			return fmt.Errorf("%q is neither true nor false", value)
		}
		return f.SetText(p, value)
	}
	return f.SetText(p, yamledit.Quote(value))
}

// Apply writes a change, where the operator lets the desk write, and the file still is the one that was seen; and keeps who did.
func (s *Service) Apply(ctx context.Context, site l10n.SiteName, values map[string]string, seen l10n.Hash, by l10n.UserID) (Change, error) {
	if !s.Writes {
		return Change{}, fmt.Errorf("%w: the configuration is not written by the desk here; commit the change that is shown", l10n.ErrRefused)
	}
	c, err := s.Propose(site, values)
	switch {
	case err != nil:
		return c, err
	case l10n.NewHash(string(c.was)) != seen:
		return c, fmt.Errorf("the file was changed since it was shown: %w", l10n.ErrConflict)
	case len(c.Problems) > 0:
		return c, fmt.Errorf("%w: %s", l10n.ErrRefused, strings.Join(c.Problems, "; "))
	case len(c.Hunks) == 0:
		return c, nil
	}
	if err := s.File.Write(c.was, c.now); err != nil {
		return c, err
	}
	return c, s.Changes.AddFileChange(ctx, l10n.NewFileChange(c.File, by, c.Patch))
}
