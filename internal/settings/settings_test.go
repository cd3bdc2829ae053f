package settings

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// file is a configuration in memory, which refuses languages that it does not know.
type file struct {
	text    string
	changes []l10n.FileChange
}

func (f *file) AddFileChange(_ context.Context, c l10n.FileChange) error {
	f.changes = append(f.changes, c)
	return nil
}

func (f *file) Read() (string, []byte, error) { return "dragoman.yaml", []byte(f.text), nil }

func (f *file) Check(b []byte) error {
	if strings.Contains(string(b), "klingon") {
		return errors.New("dragoman.yaml:5: \"klingon\" is no language")
	}
	return nil
}

func (f *file) Write(was, now []byte) error {
	if f.text != string(was) {
		return l10n.ErrConflict
	}
	f.text = string(now)
	return nil
}

const config = `sites:
  - name: news # by the press office
    locales: [es, ar]
    review:
      steps: [translate, {name: legal, who: [ana]}]
      four_eyes: true
  - name: other
`

func values(f Form) map[string]string {
	m := map[string]string{}
	for _, field := range f.Fields {
		if !field.Hand {
			m[field.ID] = field.Value
		}
	}
	return m
}

func TestForm(t *testing.T) {
	s := &Service{File: &file{text: config}, Choices: map[string][]string{"destination": {"public", "intranet"}}}
	if _, sites, err := s.Sites(); err != nil || fmt.Sprint(sites) != "[news other]" {
		t.Error(sites, err)
	}
	f, err := s.Form("news")
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]Field{}
	for _, field := range f.Fields {
		by[field.ID] = field
	}
	if by["locales"].Value != "es\nar" || by["review.four_eyes"].Value != "true" || !by["review.steps"].Hand || by["title"].Value != "" ||
		len(by["destination"].Choices) != 2 {
		t.Errorf("%+v", f.Fields)
	}
	if _, err := s.Form("nothing"); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
	// A form that is sent back as it is changes nothing.
	if c, err := s.Propose("news", values(f)); err != nil || len(c.Hunks)+len(c.Problems) != 0 || c.Patch != "" {
		t.Errorf("%+v, %v", c, err)
	}
}

func TestChange(t *testing.T) {
	kept := &file{text: config}
	s := &Service{File: kept, Changes: kept}
	f, _ := s.Form("news")
	v := values(f)
	v["locales"], v["title"], v["together"], v["review.four_eyes"] = " es \r\n\r\nfr\nar", "News: 2026\x00", "true", "false"
	v["review.steps"] = "a form that is forged does not change what is edited by hand"
	c, err := s.Propose("news", v)
	if err != nil || len(c.Problems) > 0 {
		t.Fatal(err, c.Problems)
	}
	for _, want := range []string{"--- a/dragoman.yaml", "-    locales: [es, ar]", "+    locales: [es, fr, ar]", "+    title: \"News: 2026\"", "+    together: true",
		"   - name: news # by the press office", "+      four_eyes: false"} {
		if !strings.Contains(c.Patch, want) {
			t.Errorf("the difference lacks %q:\n%s", want, c.Patch)
		}
	}
	if strings.Contains(c.Patch, "forged") || kept.text != config {
		t.Error("more is changed than is shown")
	}
	if _, err := s.Apply(t.Context(), "news", v, f.Hash, "ana"); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("the desk writes though nobody lets it: %v", err)
	}
	s.Writes = true
	if _, err := s.Apply(t.Context(), "news", v, "another", "ana"); !errors.Is(err, l10n.ErrConflict) {
		t.Error(err)
	}
	if _, err := s.Apply(t.Context(), "news", v, f.Hash, "ana"); err != nil || !strings.Contains(kept.text, "[es, fr, ar]") || len(kept.changes) != 1 || kept.changes[0].By != "ana" || kept.changes[0].Patch != c.Patch {
		t.Errorf("%v\n%s", err, kept.text)
	}
	if c, err := s.Propose("news", v); err != nil || len(c.Hunks) != 0 {
		t.Errorf("what is written is a change still: %s, %v", c.Patch, err)
	}
}

func TestMistakes(t *testing.T) {
	kept := &file{text: config}
	s := &Service{File: kept, Changes: kept, Writes: true}
	f, _ := s.Form("news")
	v := values(f)
	v["locales"] = "klingon"
	c, err := s.Propose("news", v)
	if err != nil || len(c.Problems) != 1 || !strings.Contains(c.Problems[0], "no language") {
		t.Errorf("%+v, %v", c.Problems, err)
	}
	if _, err := s.Apply(t.Context(), "news", v, f.Hash, "ana"); !errors.Is(err, l10n.ErrRefused) || kept.text != config {
		t.Error(err)
	}
	if c, err := s.Propose("news", map[string]string{"together": "perhaps"}); err != nil || len(c.Problems) != 1 {
		t.Errorf("%+v, %v", c.Problems, err)
	}
}
