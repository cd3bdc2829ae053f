package glossary

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// kept is a glossary in memory.
type kept struct {
	name, text string
	changes    []l10n.FileChange
}

func (k *kept) Read() (string, []byte, error) { return k.name, []byte(k.text), nil }
func (k *kept) Write(was, now []byte) error {
	if k.text != string(was) {
		return l10n.ErrConflict
	}
	k.text = string(now)
	return nil
}
func (k *kept) AddFileChange(_ context.Context, c l10n.FileChange) error {
	k.changes = append(k.changes, c)
	return nil
}

const file = `en,es,fr,note,flags
# Bodies of the house.
Assembly,Asamblea,Assemblée,"The highest
body",case
lock,  esclusa|!cerradura,écluse

# The end.
`

func newService(text string) (*Service, *kept) {
	k := &kept{name: "glossary.csv", text: text}
	return &Service{File: k, Changes: k}, k
}

func hash(text string) l10n.Hash { return l10n.NewHash(text) }

func TestSearch(t *testing.T) {
	s, _ := newService(file)
	g, err := s.Search("", 100)
	if err != nil || g.All != 2 || len(g.Rows) != 2 || g.Rows[0].Line != 3 || g.Rows[1].Line != 5 || fmt.Sprint(g.Header) != "[en es fr note flags]" || g.Hand {
		t.Errorf("%+v, %v", g, err)
	}
	if g, err := s.Search("CERRADURA", 100); err != nil || len(g.Rows) != 1 || g.Rows[0].Cells[0] != "lock" || len(g.Rows[0].Cells) != 5 {
		t.Errorf("%+v, %v", g, err)
	}
	tbx, _ := newService(`<?xml version="1.0"?><tbx style="dca" type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c1"><langSec xml:lang="en"><termSec><term>lock</term></termSec></langSec><langSec xml:lang="es"><termSec><term>esclusa</term></termSec></langSec></conceptEntry></body></text></tbx>`)
	tbx.File.(*kept).name = "glossary.tbx"
	if g, err := tbx.Search("esclusa", 10); err != nil || !g.Hand || len(g.Rows) != 1 {
		t.Errorf("%+v, %v", g, err)
	}
	if _, err := tbx.Propose(Edit{Cells: []string{"x"}}, ""); !errors.Is(err, l10n.ErrRefused) {
		t.Error(err)
	}
}

func TestEdits(t *testing.T) {
	for title, c := range map[string]struct {
		edit Edit
		want string
	}{
		"a cell": {Edit{Line: 5, Cells: []string{"lock", "esclusa", "écluse", "of a harbour, not a door"}},
			strings.Replace(file, "lock,  esclusa|!cerradura,écluse\n", "lock,esclusa,écluse,\"of a harbour, not a door\",\n", 1)},
		"an entry of two lines": {Edit{Line: 3, Cells: []string{"Assembly", "Asamblea", "Assemblée", "", "case"}},
			strings.Replace(file, "Assembly,Asamblea,Assemblée,\"The highest\nbody\",case\n", "Assembly,Asamblea,Assemblée,,case\n", 1)},
		"nothing":       {Edit{Line: 5, Cells: []string{"lock", "esclusa|!cerradura", "écluse", ""}}, file},
		"an entry goes": {Edit{Line: 5, Remove: true}, strings.Replace(file, "lock,  esclusa|!cerradura,écluse\n", "", 1)},
		"a new one":     {Edit{Cells: []string{"=tide", "marea\x00", "marée"}}, strings.TrimSuffix(file, "\n") + "\n=tide,marea,marée,,\n"},
		"a file": {Edit{Name: "more.csv", Bytes: []byte("\ufeffes,en,de,note\r\nesclusa,lock|sluice,Schleuse,\r\nmuelle,quay,Kai,a quay\r\n")},
			strings.NewReplacer("en,es,fr,note,flags\n", "en,es,fr,note,flags,de\n", "lock,  esclusa|!cerradura,écluse\n", "lock|sluice,esclusa,écluse,,,Schleuse\n",
				"# The end.\n", "# The end.\nquay,muelle,,a quay,,Kai\n").Replace(file)},
	} {
		s, k := newService(file)
		s.Writes = true
		change, err := s.Propose(c.edit, hash(file))
		if err != nil || len(change.Problems) > 0 || k.text != file {
			t.Errorf("%s: %v %v", title, err, change.Problems)
			continue
		}
		if _, err := s.Apply(t.Context(), c.edit, hash(file), "ana"); err != nil || k.text != c.want {
			t.Errorf("%s: %v\n%q\nwant\n%q", title, err, k.text, c.want)
		}
		if changed := c.want != file; changed != (len(k.changes) == 1) || changed && (k.changes[0].By != "ana" || k.changes[0].Patch != change.Patch) {
			t.Errorf("%s: %+v", title, k.changes)
		}
	}
}

func TestRefusals(t *testing.T) {
	s, k := newService(file)
	for title, c := range map[string]struct {
		edit Edit
		seen l10n.Hash
		want error
	}{
		"an earlier version":        {Edit{Line: 5, Remove: true}, "old", l10n.ErrConflict},
		"a row that is not there":   {Edit{Line: 4, Remove: true}, hash(file), l10n.ErrNotFound},
		"an empty entry":            {Edit{Cells: []string{" ", ""}}, hash(file), l10n.ErrRefused},
		"a file of other kind":      {Edit{Name: "x.tbx", Bytes: []byte("<html>")}, hash(file), l10n.ErrRefused},
		"a file without the source": {Edit{Name: "x.csv", Bytes: []byte("de,fr\nKai,quai\n")}, hash(file), l10n.ErrRefused},
	} {
		if _, err := s.Propose(c.edit, c.seen); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", title, err)
		}
	}
	if _, err := s.Apply(t.Context(), Edit{Line: 5, Remove: true}, hash(file), "ana"); !errors.Is(err, l10n.ErrRefused) || k.text != file {
		t.Error(err)
	}
	change, err := s.Propose(Edit{Line: 5, Cells: []string{"", "esclusa", "", "", "loud"}}, hash(file))
	if err != nil || len(change.Problems) != 1 {
		t.Errorf("%+v, %v", change.Problems, err)
	}
}
