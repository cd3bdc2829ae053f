package app

import (
	"crypto/ed25519"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// TestDestinationsWithoutCredentials holds that a process which lacks a destination's credentials can work with its
// addresses, and says what is missing when it is asked for more.
func TestDestinationsWithoutCredentials(t *testing.T) {
	cfg := configured(t, "")
	cfg.Destinations = append(cfg.Destinations,
		config.Destination{Name: "bucket", Kind: "s3", URL: "https://www.test", Endpoint: "https://s3.test", Bucket: "b"},
		config.Destination{Name: "cached", Kind: "dir", Path: t.TempDir(), URL: "https://cached.test", Purge: config.Purge{URL: "https://cdn.test/purge"}})
	a, err := Open(t.Context(), Options{Config: cfg, Env: noEnv, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	if d := a.Site.Destinations["bucket"]; d.URL != "https://www.test" || d.Purger != nil {
		t.Errorf("%+v", d)
	}
	_, err = a.Site.Destinations["bucket"].Publisher.Current(t.Context(), "doc")
	if err == nil || !strings.Contains(err.Error(), "the environment has no AWS_ACCESS_KEY_ID and no AWS_SECRET_ACCESS_KEY") {
		t.Errorf("reading from a destination without credentials: %v", err)
	}
	if a.Site.Destinations["cached"].Purger == nil {
		t.Error("the caches of a destination are not told")
	}
}

// TestPlacesWithoutCredentials holds the same of places.
func TestPlacesWithoutCredentials(t *testing.T) {
	cfg := configured(t, "")
	dir := t.TempDir()
	cfg.Places = []config.Place{{Name: "bucket", Kind: "s3", Endpoint: "https://s3.test", Bucket: "b"}, {Name: "folder", Kind: "dir", Path: dir, SourceAsTarget: true}}
	a, err := Open(t.Context(), Options{Config: cfg, Env: noEnv, Logger: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = a.Close() }()
	_, err = a.Review.Places["bucket"].List(t.Context(), "in")
	if err == nil || !strings.Contains(err.Error(), "the environment has no AWS_ACCESS_KEY_ID and no AWS_SECRET_ACCESS_KEY") {
		t.Errorf("a place without credentials: %v", err)
	}
	folder := a.Review.Places["folder"]
	if err := folder.Put(t.Context(), "out/a.xlf", nil); err != nil || !folder.SourceAsTarget {
		t.Errorf("%+v, %v", folder, err)
	}
	if _, err := os.Stat(filepath.Join(dir, "out", "a.xlf")); err != nil {
		t.Error(err)
	}
	cfg.Places[1].Path = ""
	if a, err := Open(t.Context(), Options{Config: cfg, Env: noEnv, Logger: slog.New(slog.DiscardHandler)}); !errors.Is(err, ErrConfig) {
		t.Errorf("%v", errors.Join(err, a.Close()))
	}
}

func TestSigningKey(t *testing.T) {
	private, _, err := signing.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "key.pem")
	if err := os.WriteFile(file, private, 0o600); err != nil {
		t.Fatal(err)
	}
	var keys []ed25519.PrivateKey
	for _, vars := range []map[string]string{{"DRAGOMAN_SIGNING_KEY": string(private)}, {"DRAGOMAN_SIGNING_KEY_FILE": file}} {
		key, err := SigningKey(environment(vars))
		if err != nil || key == nil {
			t.Fatalf("%v, %v", key, err)
		}
		keys = append(keys, key)
	}
	if !keys[0].Equal(keys[1]) {
		t.Error("the key of the file is another")
	}
	if key, err := SigningKey(noEnv); key != nil || err != nil {
		t.Errorf("without a key: %v, %v", key, err)
	}
	for _, vars := range []map[string]string{{"DRAGOMAN_SIGNING_KEY": "nonsense"}, {"DRAGOMAN_SIGNING_KEY_FILE": file + ".none"}} {
		if _, err := SigningKey(environment(vars)); !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), "DRAGOMAN_SIGNING_KEY") {
			t.Errorf("%v: %v", vars, err)
		}
	}
}

func TestFilesOfTheConfiguration(t *testing.T) {
	for lines, want := range map[string]string{
		"glossary: none.csv\n": "glossary: open none.csv",
	} {
		cfg := configured(t, lines)
		if _, err := Open(t.Context(), Options{Config: cfg, Env: noEnv, Logger: slog.New(slog.DiscardHandler)}); !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", lines, err)
		}
	}
	tmx := filepath.Join(t.TempDir(), "memory.tmx")
	if err := os.WriteFile(tmx, []byte(`<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>The river</seg></tuv>`+
		`<tuv xml:lang="es"><seg>El río</seg></tuv></tu></body></tmx>`), 0o600); err != nil {
		t.Fatal(err)
	}
	a := opened(t, "memory: ["+tmx+"]\n")
	if err := a.ImportMemories(t.Context()); err != nil {
		t.Fatal(err)
	}
	if stats, err := a.Memory.Stats(t.Context()); err != nil || stats.Targets != 1 {
		t.Errorf("the memory has %+v, %v", stats, err)
	}
	a.Config.Memory = []string{tmx + ".none"}
	if err := a.ImportMemories(t.Context()); !errors.Is(err, ErrConfig) {
		t.Errorf("a memory that is not there: %v", err)
	}
}
