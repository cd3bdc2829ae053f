package app

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/config"
)

// TestEmbeddedToken holds that the token is made once, for its owner alone, and found by the commands beside.
func TestEmbeddedToken(t *testing.T) {
	c := &config.Config{Data: filepath.Join(t.TempDir(), "data")}
	if token, err := readToken(c); token != "" || err != nil {
		t.Errorf("before: %q, %v", token, err)
	}
	first, err := EmbeddedToken(c)
	if err != nil || len(first) < 20 {
		t.Fatalf("%q, %v", first, err)
	}
	for name, mode := range map[string]os.FileMode{c.Data: 0o700, tokenFile(c): 0o600} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v, %v", name, info.Mode(), err)
		}
	}
	again, err := EmbeddedToken(c)
	read, readErr := readToken(c)
	if again != first || read != first || err != nil || readErr != nil {
		t.Errorf("%q, then %q and %q: %v, %v", first, again, read, err, readErr)
	}
	other, err := EmbeddedToken(&config.Config{Data: t.TempDir()})
	if err != nil || other == first {
		t.Errorf("another folder has %q, %v", other, err)
	}
	if err := os.WriteFile(tokenFile(c), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := EmbeddedToken(c); err == nil {
		t.Error("an empty token lets everybody in")
	}
}
