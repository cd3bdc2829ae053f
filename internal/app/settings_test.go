package app

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// TestSettingsAreThoseOfTheFile holds that each setting of the form is a key of a site, and that a change is one of the file.
func TestSettingsAreThoseOfTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "dragoman.yaml")
	const before = "# ours\nsites:\n  - name: news\n    locales: [es] # for now\n    sitemap: https://www.example.org/sitemap.xml\ndesk:\n  settings: write\n"
	if err := os.WriteFile(path, []byte(before), 0o640); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Load(path, Known(), noEnv)
	if err != nil {
		t.Fatal(err)
	}
	records, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "records.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = records.Close() })
	s := (&App{Options: Options{Config: cfg, Env: noEnv}, Store: records}).Settings()
	f, err := s.Form("news")
	if err != nil {
		t.Fatal(err)
	}
	good := map[string]string{"title": "News", "source_lang": "en", "locales": "es\nar", "pages": "https://www.example.org/", "feed": "https://www.example.org/feed.xml",
		"watch.every": "1h", "watch.new": "ask", "watch.changed": "publish", "root": "main", "include": ".lead", "exclude": "nav\n.ads, .menu", "also_translate": "fr",
		"code": "true", "review.steps": "translate\nreview", "review.four_eyes": "true", "review.remind_after": "36h", "review.unconfirmed": "hold",
		"pending.policy": "omit", "together": "true", "attribution": "false", "checks.disabled": "numbers", "checks.spelling": "false"}
	for id, value := range good {
		c, err := s.Propose("news", map[string]string{id: value})
		if err != nil || len(c.Problems) > 0 || id != "locales" && len(c.Hunks) == 0 {
			t.Errorf("%s: %v %v", id, err, c.Problems)
		}
	}
	for _, field := range f.Fields {
		if _, ok := good[field.ID]; !ok && field.ID != "sitemap" && field.ID != "destination" {
			t.Errorf("the test has no value for %s", field.ID)
		}
	}
	if c, err := s.Propose("news", map[string]string{"locales": "klingon-of-kronos-x"}); err != nil || len(c.Problems) == 0 {
		t.Errorf("%+v, %v", c, err)
	}
	if _, err := s.Apply(t.Context(), "news", good, f.Hash, "ana"); err != nil {
		t.Fatal(err)
	}
	b, _ := os.ReadFile(path)
	info, _ := os.Stat(path)
	if !strings.Contains(string(b), "locales: [es, ar] # for now") || !strings.HasPrefix(string(b), "# ours\n") || info.Mode().Perm() != 0o640 {
		t.Errorf("%s\n%s", b, info.Mode())
	}
	if changes, err := records.FileChanges(t.Context(), "dragoman.yaml", 5); err != nil || len(changes) != 1 || changes[0].By != "ana" {
		t.Errorf("%+v, %v", changes, err)
	}
	if cfg, err = config.Load(path, Known(), noEnv); err != nil || !cfg.Sites[0].Review.FourEyes || cfg.Sites[0].Exclude[1] != ".ads, .menu" {
		t.Errorf("%+v, %v", cfg, err)
	}
	if _, err := s.Apply(t.Context(), "news", good, f.Hash, "ana"); !errors.Is(err, l10n.ErrConflict) {
		t.Error(err)
	}
	none := (&App{Options: Options{Config: &config.Config{}, Env: noEnv}}).Settings()
	if _, _, err := none.Sites(); !errors.Is(err, l10n.ErrNotFound) {
		t.Error(err)
	}
}
