package publish

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"strings"

	strict "github.com/go-json-experiment/json"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
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
	sealed.Seal = &l10n.Seal{Algorithm: "ed25519", Key: KeyID(public),
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
		if KeyID(key) != m.Seal.Key {
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

// KeyID names a public key: the first 16 hexadecimal digits of its SHA-256.
func KeyID(key ed25519.PublicKey) string {
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:8])
}

// NewKey makes a key pair as PEM: PKCS #8 and SubjectPublicKeyInfo, as openssl has them.
func NewKey() (private, public []byte, err error) {
	pub, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, nil, err
	}
	k, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, nil, err
	}
	p, err := x509.MarshalPKIXPublicKey(pub)
	private = pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: k})
	public = pem.EncodeToMemory(&pem.Block{Type: "PUBLIC KEY", Bytes: p})
	return private, public, err
}

// derBytes decodes a key from PEM, or from PEM's base64 alone, which fits into one line of an environment.
func derBytes(text string) ([]byte, error) {
	if block, _ := pem.Decode([]byte(text)); block != nil {
		return block.Bytes, nil
	}
	b, err := base64.StdEncoding.DecodeString(strings.TrimSpace(text))
	if err != nil {
		return nil, errors.New("the key is neither PEM nor base64")
	}
	return b, nil
}

// ParsePrivateKey parses a private key of [NewKey]. Its errors never hold the key.
func ParsePrivateKey(text string) (ed25519.PrivateKey, error) {
	b, err := derBytes(text)
	if err != nil {
		return nil, err
	}
	k, err := x509.ParsePKCS8PrivateKey(b)
	key, ok := k.(ed25519.PrivateKey)
	if err != nil || !ok {
		return nil, errors.New("the key is not an Ed25519 private key in PKCS #8: `dragoman keygen` makes one")
	}
	return key, nil
}

// ParsePublicKey parses a public key of [NewKey].
func ParsePublicKey(text string) (ed25519.PublicKey, error) {
	b, err := derBytes(text)
	if err != nil {
		return nil, err
	}
	k, err := x509.ParsePKIXPublicKey(b)
	key, ok := k.(ed25519.PublicKey)
	if err == nil && ok {
		return key, nil
	}
	if _, err := x509.ParsePKCS8PrivateKey(b); err == nil {
		return nil, errors.New("this is a private key: give its public half, the file with .pub at its end, " +
			"and keep this one to yourself")
	}
	return nil, errors.New("the key is not an Ed25519 public key")
}
