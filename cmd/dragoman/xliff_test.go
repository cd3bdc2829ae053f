package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// TestXLIFFOfATranslation holds that a translation goes out and comes back as edits, which overwrite nobody's.
func TestXLIFFOfATranslation(t *testing.T) {
	t.Chdir(t.TempDir())
	st, err := store.Open(t.Context(), filepath.Join(".dragoman", "records.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = st.Close() }()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	e, _, err := extract.Extract(l10n.Document{ID: "doc", URL: "page.html"}, []byte("<html lang=en><p>One <b>two</b>.<p>Three.<p>Four."), extract.Options{WholePage: true})
	must(err)
	b, err := json.Marshal(e)
	must(err)
	ref, err := st.PutOwn(t.Context(), b)
	must(err)
	k := l10n.TranslationKey{Document: "doc", Locale: "es"}
	save := func(tr l10n.Translation) {
		_, err := st.OpenTranslation(t.Context(), k, func(now *l10n.Translation) error { *now = tr; return nil })
		must(err)
	}
	tr := l10n.Translation{TranslationKey: k, Run: "r", Extraction: ref, Stage: l10n.StageReview, Step: "review"}
	save(tr)
	var ts []l10n.Target
	for i, p := range e.Places() {
		g := l10n.Target{Segment: p.Segment.ID, SourceHash: p.Segment.Hash(), Version: 1, State: l10n.Initial}
		if i == 0 {
			g.Text, g.State, g.SubState = l10n.ParseFragment("Uno <1>do</1>."), l10n.Translated, l10n.SubMT
		}
		ts = append(ts, g)
	}
	_, _, err = st.UpdateTargets(t.Context(), k, func(*l10n.Translation, []l10n.Target) ([]l10n.Target, error) { return ts, nil })
	must(err)
	out := func(args ...string) (string, error) {
		var b bytes.Buffer
		err := run(t.Context(), args, &b, io.Discard)
		return b.String(), err
	}
	texts := func() string {
		ts, err := st.Targets(t.Context(), k)
		must(err)
		var s []string
		for _, g := range ts {
			s = append(s, g.Text.String()+" "+string(g.State)+" "+string(g.Origin.By))
		}
		return strings.Join(s, "|")
	}

	_, err = out("xliff", "export", "doc", "es", "-o", "doc.xlf")
	must(err)
	file, err := os.ReadFile("doc.xlf")
	must(err)
	write := func(changes ...string) {
		must(os.WriteFile("back.xlf", []byte(strings.NewReplacer(changes...).Replace(string(file))), 0o600))
	}
	// The file as it went out changes nothing; a changed and a new text are edits.
	if said, err := out("xliff", "import", "doc", "es", "doc.xlf"); err != nil || !strings.Contains(said, "0 texts changed") {
		t.Errorf("%q %v", said, err)
	}
	write(">do</pc>", ">dos</pc>", "<source>Three.</source>", "<source>Three.</source><target>Tres.</target>")
	if said, err := out("xliff", "import", "doc", "es", "back.xlf", "--by", "maria"); err != nil || !strings.Contains(said, "2 texts changed") {
		t.Errorf("%q %v", said, err)
	}
	if got, want := texts(), "Uno <1>dos</1>. translated maria|Tres. translated maria| initial "; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// Once more with more in it: what the desk changed meanwhile is left, the rest is taken.
	now, err := st.Targets(t.Context(), k)
	must(err)
	_, _, err = st.UpdateTargets(t.Context(), k, func(_ *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
		ts[1].Text, ts[1].Origin.By, ts[1].Version = l10n.TextFragment("Tres ya."), "ana", ts[1].Version+1
		return ts, nil
	})
	must(err)
	write(">do</pc>", ">dos</pc>", "<source>Three.</source>", "<source>Three.</source><target>Tres.</target>", "<source>Four.</source>", "<source>Four.</source><target>Cuatro.</target>")
	if _, err := out("xliff", "import", "doc", "es", "back.xlf", "--by", "maria"); !errors.Is(err, l10n.ErrConflict) || !strings.Contains(err.Error(), string(now[1].Segment)) {
		t.Errorf("got %v", err)
	}
	if got, want := texts(), "Uno <1>dos</1>. translated maria|Tres ya. translated ana|Cuatro. translated maria"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	// Lost codes, a translation that does not wait, and one that is not there.
	var c *coded
	from, to := bytes.Index(file, []byte("<target>")), bytes.Index(file, []byte("</target>"))
	write(string(file[from:to]), "<target>Uno dos.")
	if _, err := out("xliff", "import", "doc", "es", "back.xlf"); !errors.As(err, &c) || c.code != exitRefused || !strings.Contains(err.Error(), "<1> is missing") {
		t.Errorf("got %v", err)
	}
	tr.Stage, tr.Step = l10n.StagePublished, ""
	save(tr)
	if _, err := out("xliff", "import", "doc", "es", "doc.xlf"); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("got %v", err)
	}
	if _, err := out("xliff", "export", "doc", "fr"); !errors.As(err, &c) || c.code != exitUsage {
		t.Errorf("got %v", err)
	}
}
