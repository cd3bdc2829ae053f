package signing

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"strings"
)

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
