package site

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestFindPassage(t *testing.T) {
	for _, c := range []struct {
		name, page, text, want string
		times                  int
	}{
		{"a sentence", "<p>Uno. Dos.</p>", "Dos.", "Dos.", 1},
		{"in two places", "<title>Dos.</title><h1>Dos.</h1>", "Dos.", "Dos.", 2},
		{"with a link", `<p>La <a href="/c">Comisión</a> abrió.</p>`, "La <1>Comisión</1> abrió.", `La <a href="/c">Comisión</a> abrió.`, 1},
		{"with a date in the locale's notation", "<p>Abrió el <time>9 de marzo</time>, dijo.</p>", "Abrió el <2/>, dijo.", "Abrió el <time>9 de marzo</time>, dijo.", 1},
		{"with entities", "<p>37&nbsp;% &amp; m&aacute;s</p>", "37 % &amp; más", "37&nbsp;% &amp; m&aacute;s", 1},
		{"with signs of direction", "<p>رقم \u2066+7\u2069 هنا</p>", "رقم +7 هنا", "رقم \u2066+7\u2069 هنا", 1},
		{"in an attribute", `<img alt="Dos remolcadores" src='x'>`, "Dos remolcadores", "Dos remolcadores", 1},
		{"across attributes", `<img alt="Dos" title="remolcadores">`, "Dosremolcadores", "", 0},
		{"in a script", "<script>Dos.</script>", "Dos.", "", 0},
		{"too far apart", "<p>Abrió " + strings.Repeat("x", 300) + " dijo.</p>", "Abrió <2/> dijo.", "", 0},
		{"other words", "<p>Tres.</p>", "Dos.", "", 0},
		{"codes alone", "<p>Tres.</p>", "<1/><2/>", "", 0},
		{"nothing", "", "", "", 0},
		{"a broken page", `<p>Uno <a href="x`, "Uno", "Uno", 1},
	} {
		p := findPassage([]byte(c.page), l10n.ParseFragment(c.text))
		if p.text != c.want || p.times != c.times || p.times > 0 && !strings.HasPrefix(c.page[p.offset:], c.want) {
			t.Errorf("%s: %+v", c.name, p)
		}
	}
	long := findPassage([]byte(strings.Repeat("ab ", 100_000)), l10n.TextFragment("ab ab"))
	if long.times != 1000 {
		t.Errorf("%d times", long.times)
	}
}

// TestSentence finds a sentence in what visitors get, and says when they get something else or nothing.
func TestSentence(t *testing.T) {
	w := newWorld(t)
	in := w.ready("r1", "a.html", "<html lang=en><title>Harbour</title><body><p>The <a href=/b>lock</a> is open.</p></body></html>", "es")
	_, err := w.site.Publish(t.Context(), w.plan, in)
	w.must(err)
	k := l10n.TranslationKey{Document: in.Document.ID, Locale: "es"}
	ts := w.records.targets[k]
	sentence := func(site l10n.SiteName, k l10n.TranslationKey, id l10n.SegmentID) (l10n.PublishedSentence, error) {
		return w.site.Sentence(t.Context(), site, k, id)
	}
	last := ts[len(ts)-1]
	p, err := sentence("news", k, last.Segment)
	w.must(err)
	if p.Times != 1 || !strings.HasPrefix(p.Passage, "es The <a ") || p.Differs || p.Manifest.TargetHash != last.Text.Hash() || p.Text.String() != last.Text.String() ||
		p.URL == "" || p.File.Ref == "" || p.Publication == "" {
		t.Errorf("%+v", p)
	}
	for name, c := range map[string]struct {
		site l10n.SiteName
		k    l10n.TranslationKey
		id   l10n.SegmentID
	}{
		"another locale":   {"news", l10n.TranslationKey{Document: k.Document, Locale: "fr"}, last.Segment},
		"another site":     {"docs", k, last.Segment},
		"another sentence": {"news", k, "u9.1"},
		"another document": {"news", l10n.TranslationKey{Document: "none", Locale: "es"}, last.Segment},
	} {
		if _, err := sentence(c.site, c.k, c.id); !errors.Is(err, l10n.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
	file := filepath.Join(w.dir, filepath.FromSlash(p.File.Path))
	w.must(os.Remove(file))
	w.must(os.WriteFile(file, []byte("<p>by hand</p>"), 0o600))
	if p, err = sentence("news", k, last.Segment); err != nil || !p.Differs || p.Times != 0 {
		t.Errorf("somebody has changed the file: %+v %v", p, err)
	}
}
