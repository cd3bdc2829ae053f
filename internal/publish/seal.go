package publish

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"

	strict "github.com/go-json-experiment/json"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// A manifest's seal is an Ed25519 signature of the manifest without the seal, as canonical JSON (RFC 8785). White space
// in the stored JSON does not matter. Anybody can check a seal with the public key.

// ErrSeal says that a seal is not valid, or is missing.
var ErrSeal = errors.New("the manifest's seal does not hold")

// Seal returns a copy of the publication that is sealed with a key.
func Seal(pub *l10n.Publication, key ed25519.PrivateKey) (*l10n.Publication, error) {
	sealed := *pub
	sealed.Seal = nil
	b, err := json.Marshal(&sealed)
	if err != nil {
		return nil, err
	}
	if b, err = signedBytes(b); err != nil {
		return nil, err
	}
	public, _ := key.Public().(ed25519.PublicKey)
	sealed.Seal = &l10n.Seal{Algorithm: "ed25519", Key: signing.KeyID(public),
		Value: base64.StdEncoding.EncodeToString(ed25519.Sign(key, b))}
	return &sealed, nil
}

// CheckSeal checks the seal of a stored manifest, and returns the ID of the public key that it was made with. The error
// wraps [ErrSeal] and says why the seal is not valid.
func CheckSeal(manifest []byte, keys ...ed25519.PublicKey) (string, error) {
	var m struct {
		Seal *l10n.Seal `json:"seal"`
	}
	if err := strict.Unmarshal(manifest, &m); err != nil {
		return "", fmt.Errorf("%w: %w", ErrSeal, err)
	}
	if m.Seal == nil {
		return "", fmt.Errorf("%w: it has none", ErrSeal)
	}
	if m.Seal.Algorithm != "ed25519" {
		return "", fmt.Errorf("%w: it is of the unknown kind %q", ErrSeal, m.Seal.Algorithm)
	}
	signature, err := base64.StdEncoding.DecodeString(m.Seal.Value)
	if err != nil {
		return "", fmt.Errorf("%w: it is not base64", ErrSeal)
	}
	b, err := signedBytes(manifest)
	if err != nil {
		return "", err
	}
	for _, key := range keys {
		if signing.KeyID(key) != m.Seal.Key {
			continue
		}
		if ed25519.Verify(key, b, signature) {
			return m.Seal.Key, nil
		}
		return "", fmt.Errorf("%w: the manifest was changed after the key %s sealed it", ErrSeal, m.Seal.Key)
	}
	return "", fmt.Errorf("%w: it was sealed with the key %s, which is none of yours", ErrSeal, m.Seal.Key)
}

// signedBytes returns the bytes of a manifest that a seal signs.
func signedBytes(manifest []byte) ([]byte, error) {
	b, err := Canonical(manifest)
	if err != nil {
		return nil, err
	}
	var members map[string]json.RawMessage
	if err := json.Unmarshal(b, &members); err != nil {
		return nil, err
	}
	delete(members, "seal")
	if b, err = json.Marshal(members); err != nil {
		return nil, err
	}
	return Canonical(b) // once more, because encoding/json escapes more than the canonical form
}
