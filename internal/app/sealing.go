package app

import (
	"crypto/ed25519"
	"fmt"
	"os"
	"runtime"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// SigningKey is the key by which manifests are sealed, or nil when the environment has none.
func SigningKey(env func(string) string) (ed25519.PrivateKey, error) {
	text := env("DRAGOMAN_SIGNING_KEY")
	if name := env("DRAGOMAN_SIGNING_KEY_FILE"); text == "" && name != "" {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, mark(fmt.Errorf("DRAGOMAN_SIGNING_KEY_FILE: %w", err), ErrConfig)
		}
		text = string(b)
	}
	if text == "" {
		return nil, nil
	}
	key, err := signing.ParsePrivateKey(text)
	if err != nil {
		return nil, mark(fmt.Errorf("DRAGOMAN_SIGNING_KEY: %w", err), ErrConfig)
	}
	return key, nil
}

// earlierKeys are the public keys that sealed manifests before the key of today: the files that DRAGOMAN_EARLIER_KEYS names, with
// commas between them.
func earlierKeys(env func(string) string) (keys []ed25519.PublicKey, err error) {
	for name := range strings.SplitSeq(env("DRAGOMAN_EARLIER_KEYS"), ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, mark(fmt.Errorf("DRAGOMAN_EARLIER_KEYS: %w", err), ErrConfig)
		}
		key, err := signing.ParsePublicKey(string(b))
		if err != nil {
			return nil, mark(fmt.Errorf("DRAGOMAN_EARLIER_KEYS: %s: %w", name, err), ErrConfig)
		}
		keys = append(keys, key)
	}
	return keys, nil
}

// versions are those of what pages are made with, for manifests.
func (a *App) versions() map[string]string {
	v := map[string]string{"dragoman": a.Version, "go": runtime.Version(), "cldr": "48.2"}
	if b, err := os.ReadFile(a.Config.Glossary); err == nil {
		v["terms"] = string(l10n.NewRef(b))
	}
	return v
}
