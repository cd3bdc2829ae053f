package publish

import (
	"crypto/ed25519"
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/needs"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

func TestCanonical(t *testing.T) {
	for in, want := range map[string]string{
		`{"b": 1, "a": [true, null, "x"]}`:               `{"a":[true,null,"x"],"b":1}`,
		`{"\u20ac":"\u20ac\u000f\nA'\u0042\u0022\\\"/"}`: `{"€":"€\u000f\nA'B\"\\\"/"}`, // from RFC 8785
		`"<\u2028&>"`:   "\"<\u2028&>\"",
		`{"😀":1,"ﬁ":2}`: `{"😀":1,"ﬁ":2}`, // by UTF-16, not by code point
		`{}`:            `{}`,
	} {
		if got, err := Canonical([]byte(in)); err != nil || string(got) != want {
			t.Errorf("%s: %s, %v; want %s", in, got, err, want)
		}
	}
	for _, bad := range []string{"1.5", "1e3", "12345678901234567", "{", "", `{"a":1,"a":2}`, `{} {}`, "\"\xff\"", `"\ud800"`} {
		if got, err := Canonical([]byte(bad)); err == nil {
			t.Errorf("%s: %s", bad, got)
		}
	}
}

// canonicalCase is a document and its canonical bytes, which seals are of: they may never change.
type canonicalCase struct{ In, Out string }

func canonicalCases(t testing.TB) []canonicalCase {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "canonical.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var cases []canonicalCase
	for d := json.NewDecoder(f); d.More(); {
		var c canonicalCase
		if err := d.Decode(&c); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	return cases
}

func TestCanonicalBytesStay(t *testing.T) {
	cases := canonicalCases(t)
	if len(cases) < 300 {
		t.Fatalf("%d cases", len(cases))
	}
	for _, c := range cases {
		if got, err := Canonical([]byte(c.In)); err != nil || string(got) != c.Out {
			t.Errorf("%s\nis %s, %v\nwant %s", c.In, got, err, c.Out)
		}
	}
}

func FuzzCanonical(f *testing.F) {
	f.Add([]byte(`{"a":"\u2028<","b":[1,{}]}`))
	for _, c := range canonicalCases(f) {
		f.Add([]byte(c.In))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		once, err := Canonical(in)
		if err != nil {
			return
		}
		if twice, err := Canonical(once); err != nil || string(twice) != string(once) {
			t.Errorf("%q is %q and then %q, %v", in, once, twice, err)
		}
	})
}

// sealed returns a sealed publication whose texts have characters that JSON may escape.
func sealed(t *testing.T) (*l10n.Publication, ed25519.PublicKey, []byte) {
	t.Helper()
	private, public, err := signing.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	key, err := signing.ParsePrivateKey(string(private))
	if err != nil {
		t.Fatal(err)
	}
	pk, err := signing.ParsePublicKey(string(public))
	if err != nil {
		t.Fatal(err)
	}
	pub, err := Seal(&l10n.Publication{ID: "p", Document: "d", Tool: "<&>\u2028 Ω",
		Files: []l10n.File{{Path: "es/a.html", Size: 5, Ref: "x"}}}, key)
	if err != nil {
		t.Fatal(err)
	}
	return pub, pk, public
}

func TestSeal(t *testing.T) {
	pub, key, _ := sealed(t)
	manifest, err := json.MarshalIndent(pub, "", "   ")
	if err != nil {
		t.Fatal(err)
	}
	if id, err := CheckSeal(manifest, key); err != nil || id != signing.KeyID(key) {
		t.Errorf("%s, %v", id, err)
	}
	_, other, _ := sealed(t)
	changed := *pub
	changed.Files = []l10n.File{{Path: "es/a.html", Size: 6, Ref: "x"}}
	bare := *pub
	bare.Seal = nil
	for name, tt := range map[string]struct {
		pub  *l10n.Publication
		key  ed25519.PublicKey
		says string
	}{
		"changed": {&changed, key, "was changed"}, "another key": {pub, other, "none of yours"}, "no seal": {&bare, key,
			"has none"},
	} {
		b, err := json.Marshal(tt.pub)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := CheckSeal(b, tt.key); !errors.Is(err, ErrSeal) || !strings.Contains(err.Error(), tt.says) {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Members that this version does not know are signed too.
	added := strings.Replace(string(manifest), "{", `{"unknown": 1,`, 1)
	if _, err := CheckSeal([]byte(added), key); !errors.Is(err, ErrSeal) {
		t.Errorf("a member was added: %v", err)
	}
}

// TestSealByOpenSSL checks a seal with openssl.
func TestSealByOpenSSL(t *testing.T) {
	openssl := needs.Program(t, "openssl", "Debian: openssl")
	pub, _, public := sealed(t)
	signature, err := base64.StdEncoding.DecodeString(pub.Seal.Value)
	if err != nil {
		t.Fatal(err)
	}
	pub.Seal = nil
	b, err := json.Marshal(pub)
	if err != nil {
		t.Fatal(err)
	}
	if b, err = Canonical(b); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, content := range map[string][]byte{"key.pem": public, "text": b, "signature": signature} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(openssl, "pkeyutl", "-verify", "-pubin", "-inkey", "key.pem", "-rawin", "-in", "text", "-sigfile",
		"signature")
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v: %s", err, out)
	}
}

func TestKeyErrorsHoldNoKey(t *testing.T) {
	for _, text := range []string{"hunter2", "aHVudGVyMg==",
		"-----BEGIN PRIVATE KEY-----\naHVudGVyMg==\n-----END PRIVATE KEY-----\n"} {
		if _, err := signing.ParsePrivateKey(text); err == nil || strings.Contains(err.Error(), "hunter2") ||
			strings.Contains(err.Error(), "aHV") {
			t.Errorf("%v", err)
		}
		if _, err := signing.ParsePublicKey(text); err == nil {
			t.Error("a public key of nothing")
		}
	}
}
