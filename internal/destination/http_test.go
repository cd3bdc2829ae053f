package destination

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

const hookSecret = "a secret of the site and its receiver"

// httpFixture is a receiver with a folder, and a web server of that folder.
type httpFixture struct{ hook, site *httptest.Server }

func newHTTP(t *testing.T) fixture {
	t.Helper()
	folder, err := Open("dir", Options{Dir: filepath.Join(t.TempDir(), "public")})
	if err != nil {
		t.Fatal(err)
	}
	f := httpFixture{httptest.NewServer(NewReceiver(folder, hookSecret, slog.New(slog.DiscardHandler))),
		httptest.NewServer(publish.Handler(folder))}
	t.Cleanup(f.hook.Close)
	t.Cleanup(f.site.Close)
	return f
}

func (f httpFixture) open(t *testing.T, fault func(string) error) publish.Destination {
	t.Helper()
	dest, err := Open("http", Options{Endpoint: f.hook.URL + "/", URL: f.site.URL, Secret: hookSecret,
		Transport: faultyTransport{http.DefaultTransport, fault}})
	if err != nil {
		t.Fatal(err)
	}
	return dest
}

func (httpFixture) faults() []error { return []error{errCrash, errCut, errLost} }
func (httpFixture) atomic() bool    { return true }

// TestSignatureExample checks an example of a signature, by which authors of receivers can test theirs.
func TestSignatureExample(t *testing.T) {
	at := time.Unix(1721900000, 0)
	body := []byte("<p>hola</p>")
	r := httptest.NewRequest(http.MethodPut, "https://cms.example.org/dragoman/publications/d/p/files/es/a%20b.html",
		bytes.NewReader(body))
	signRequest(r, body, "5f1c", "a secret of the site", at)
	for name, want := range map[string]string{
		"Content-Digest": "sha-256=:jCNUidVtpub3SeH2ndcOWAHV26R7k9D3wjpHXjnFA4Q=:",
		"Signature-Input": `dragoman=("@method" "@path" "content-digest" ` +
			`"idempotency-key");created=1721900000;alg="hmac-sha256"`,
		"Signature": "dragoman=:Hk7tBgjc4pPe812j5PryqmEo9dIc5a0UuQtOG7ODSzA=:",
	} {
		if got := r.Header.Get(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// TestCheckSignature checks that a request is refused when any part of it was changed, when it is old, and when it was
// signed with another secret.
func TestCheckSignature(t *testing.T) {
	now := time.Now()
	for name, change := range map[string]func(r *http.Request, body *[]byte){
		"":       func(*http.Request, *[]byte) {},
		"method": func(r *http.Request, _ *[]byte) { r.Method = http.MethodDelete },
		"path":   func(r *http.Request, _ *[]byte) { r.URL.Path = "/documents/e" },
		"body":   func(_ *http.Request, b *[]byte) { *b = []byte("other") },
		"digest": func(r *http.Request, b *[]byte) {
			*b = []byte("other")
			r.Header.Set("Content-Digest", contentDigest(*b))
		},
		"key":     func(r *http.Request, _ *[]byte) { r.Header.Set("Idempotency-Key", "other") },
		"no time": func(r *http.Request, _ *[]byte) { r.Header.Set("Signature-Input", "dragoman="+signedParts) },
		"less": func(r *http.Request, _ *[]byte) {
			r.Header.Set("Signature-Input", `dragoman=("@method");created=1;alg="hmac-sha256"`)
		},
		"signature": func(r *http.Request, _ *[]byte) { r.Header.Set("Signature", "dragoman=::") },
		"unsigned":  func(r *http.Request, _ *[]byte) { r.Header = http.Header{} },
		"old":       func(r *http.Request, b *[]byte) { signRequest(r, *b, "k", hookSecret, now.Add(-time.Hour)) },
		"secret":    func(r *http.Request, b *[]byte) { signRequest(r, *b, "k", "another secret of theirs", now) },
	} {
		body := []byte("body")
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPut, "/documents/d", bytes.NewReader(body))
		signRequest(r, body, "k", hookSecret, now)
		change(r, &body)
		if err := checkSignature(r, body, hookSecret, now); (err == nil) != (name == "") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

func TestReceiverRefuses(t *testing.T) {
	f := newHTTP(t).(httpFixture)
	dest := f.open(t, nil).(*webhook)
	if _, err := dest.call(context.Background(), http.MethodPut, "documents/a", "application/json",
		[]byte(`{"document":"b"}`), "k"); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("a manifest of another document: %v", err)
	}
	if _, err := dest.call(context.Background(), http.MethodPut, "publications/a/b/files/..%2fx", "text/html", nil,
		"k"); err == nil {
		t.Error("a path that leads out was taken")
	}
	dest.secret = strings.ToUpper(hookSecret)
	if _, err := dest.Current(t.Context(), "a"); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("another secret: %v", err)
	}
	if _, err := Open("http", Options{Endpoint: f.hook.URL, URL: f.site.URL, Secret: "short"}); err == nil {
		t.Error("a short secret was taken")
	}
}
