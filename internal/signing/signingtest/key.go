// Package signingtest makes keys for tests.
package signingtest

import (
	"crypto/ed25519"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// Key makes a private key.
func Key(t testing.TB) ed25519.PrivateKey {
	t.Helper()
	private, _, err := signing.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	key, err := signing.ParsePrivateKey(string(private))
	if err != nil {
		t.Fatal(err)
	}
	return key
}
