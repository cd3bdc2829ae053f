// Package signing signs what people do, so that nobody can do it in their name. It has the Ed25519 keys of the house
// too, by which manifests are sealed.
//
// An act is signed as a [Statement]: which act it is, where, by whom, when, and all that it says. The desk and the
// command line sign; the activity that takes the act into the records verifies. The form that is signed is described in
// docs/decisions.md, for programs in other languages.
package signing

import (
	"crypto/ed25519"
	"encoding/base64"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// domain is the first word of what is signed. A signature of something else, for instance of a manifest, is none of an
// act, and a later version of this form will have another word.
const domain = "dragoman act 1"

// algorithm is the only one.
const algorithm = "ed25519"

// Statement is an act in the form that is signed. Two acts that differ in anything have different bytes.
type Statement struct {
	Act string // what is done, for instance "approve"
	ID  string // of the act, which is done once
	By  l10n.UserID
	At  time.Time
	// Place is what the act is done to, for people.
	Place  string
	fields []byte
}

// newStatement begins a statement; [Statement.add] adds its fields.
func newStatement(act, id string, by l10n.UserID, at time.Time, place string) *Statement {
	return &Statement{Act: act, ID: id, By: by, At: at, Place: place}
}

// add adds a field: its name, how many values it has, and the values.
func (s *Statement) add(name string, values ...string) *Statement {
	s.fields = appendText(s.fields, name)
	s.fields = appendText(s.fields, strconv.Itoa(len(values)))
	for _, v := range values {
		s.fields = appendText(s.fields, v)
	}
	return s
}

// addSome adds a field that statements had none of in earlier versions: without a value it is left out, so that what was
// signed then is signed still.
func (s *Statement) addSome(name string, values ...string) *Statement {
	if len(values) == 0 {
		return s
	}
	return s.add(name, values...)
}

// Bytes are what is signed: texts, each with its length in bytes before it, as in "7:approve,". No text can reach into
// the next one, whatever it holds.
func (s *Statement) Bytes() []byte {
	var b []byte
	for _, text := range []string{domain, s.Act, s.ID, string(s.By), moment(s.At)} {
		b = appendText(b, text)
	}
	return append(b, s.fields...)
}

// Digest names the statement: two acts with one digest are the same act.
func (s *Statement) Digest() l10n.Hash { return l10n.NewHash(string(s.Bytes())) }

func appendText(b []byte, text string) []byte {
	b = strconv.AppendInt(b, int64(len(text)), 10)
	b = append(b, ':')
	b = append(b, text...)
	return append(b, ',')
}

// moment is a time in UTC as RFC 3339 has it, with as many digits of the second as are needed; no time is no text.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}

// textsOf are names as texts.
func textsOf[T ~string](names []T) []string {
	texts := make([]string, len(names))
	for i, n := range names {
		texts[i] = string(n)
	}
	return texts
}

// Sign signs a statement.
func Sign(key ed25519.PrivateKey, s *Statement) *l10n.Seal {
	public, _ := key.Public().(ed25519.PublicKey)
	return &l10n.Seal{
		Algorithm: algorithm, Key: KeyID(public), Value: base64.StdEncoding.EncodeToString(ed25519.Sign(key, s.Bytes())),
	}
}

// Keys are the public keys by which acts may be signed: more than one while a key is exchanged for another.
type Keys []ed25519.PublicKey

// Check checks the signature of a statement. The error wraps [l10n.ErrRefused] and says what to do.
func (ks Keys) Check(s *Statement, seal *l10n.Seal) error {
	refuse := func(format string, args ...any) error {
		return fmt.Errorf("%w: %s", l10n.ErrRefused, fmt.Sprintf("%q of %s by %s %s", s.Act, s.Place, s.By, fmt.Sprintf(format, args...)))
	}
	if seal == nil {
		return refuse("is not signed: act at the desk or by the command line, which sign with the key of decisions")
	}
	if seal.Algorithm != algorithm {
		return refuse("is signed by the unknown method %q", seal.Algorithm)
	}
	signature, err := base64.StdEncoding.Strict().DecodeString(seal.Value)
	if err != nil {
		return refuse("has a signature that is not base64")
	}
	known := false
	for _, key := range ks {
		if KeyID(key) != seal.Key {
			continue
		}
		if known = true; ed25519.Verify(key, s.Bytes(), signature) {
			return nil
		}
	}
	if known {
		return refuse("has a signature by the key %s that does not hold: something of it was changed, or it is of another act", seal.Key)
	}
	return refuse("is signed by the key %s, which this program does not know: it knows %s", seal.Key, ks)
}

// String names the keys.
func (ks Keys) String() string {
	if len(ks) == 0 {
		return "none"
	}
	ids := make([]string, len(ks))
	for i, key := range ks {
		ids[i] = KeyID(key)
	}
	return strings.Join(ids, ", ")
}

// PublicOf is the public half of a key, nil for no key.
func PublicOf(key ed25519.PrivateKey) ed25519.PublicKey {
	if key == nil {
		return nil
	}
	public, _ := key.Public().(ed25519.PublicKey)
	return public
}
