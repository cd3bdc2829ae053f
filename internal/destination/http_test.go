package destination

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
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
	f := httpFixture{httptest.NewServer(NewReceiver(folder, ReceiverOptions{Secret: hookSecret, Logger: slog.New(slog.DiscardHandler)})),
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
	r.Header.Set("Content-Type", "text/html")
	signRequest(r, body, "5f1c", "a secret of the site", "Zm9vYmFyYmF6cXV4", at)
	for name, want := range map[string]string{
		"Content-Digest":   "sha-256=:jCNUidVtpub3SeH2ndcOWAHV26R7k9D3wjpHXjnFA4Q=:",
		"Dragoman-Current": "none",
		"Signature-Input": `dragoman=("@method" "@authority" "@path" "content-type" "content-digest" ` +
			`"idempotency-key" "dragoman-current");created=1721900000;nonce="Zm9vYmFyYmF6cXV4";alg="hmac-sha256"`,
		"Signature": "dragoman=:vo5dq72gmMqpPCSzYKIoaXJ9c/ybYarX9moikkQu0pU=:",
	} {
		if got := r.Header.Get(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// TestCheckSignature checks that a request is refused when any part of its head was changed, when it is old, and when
// it was signed with another secret.
func TestCheckSignature(t *testing.T) {
	now := time.Now()
	nonce := "a nonce is in no other"
	nonce = strings.ReplaceAll(nonce, " ", "-")
	set := func(name, value string) func(r *http.Request) {
		return func(r *http.Request) { r.Header.Set(name, value) }
	}
	for name, change := range map[string]func(r *http.Request){
		"":          func(*http.Request) {},
		"method":    func(r *http.Request) { r.Method = http.MethodDelete },
		"path":      func(r *http.Request) { r.URL.Path = "/documents/e" },
		"authority": func(r *http.Request) { r.Host = "cms.example.net" },
		"port":      func(r *http.Request) { r.Host = "cms.example.org:8443" },
		"type":      set("Content-Type", "text/html"),
		"digest":    set("Content-Digest", contentDigest([]byte("other"))),
		"key":       set("Idempotency-Key", "other"),
		"current":   set(currentHeader, "another"),
		"no time":   set("Signature-Input", "dragoman="+signedParts),
		"less":      set("Signature-Input", `dragoman=("@method");created=1;nonce="0123456789abcdef";alg="hmac-sha256"`),
		"another nonce": func(r *http.Request) {
			r.Header.Set("Signature-Input", strings.Replace(r.Header.Get("Signature-Input"), nonce, nonce+"-", 1))
		},
		"a short nonce": func(r *http.Request) { signRequest(r, nil, "k", hookSecret, "short", now) },
		"no nonce":      func(r *http.Request) { signRequest(r, nil, "k", hookSecret, "", now) },
		"signature":     set("Signature", "dragoman=::"),
		"unsigned":      func(r *http.Request) { r.Header = http.Header{} },
		"old":           func(r *http.Request) { signRequest(r, nil, "k", hookSecret, nonce, now.Add(-time.Hour)) },
		"of the future": func(r *http.Request) { signRequest(r, nil, "k", hookSecret, nonce, now.Add(time.Hour)) },
		"secret":        func(r *http.Request) { signRequest(r, nil, "k", "another secret of theirs", nonce, now) },
		"two digests":   func(r *http.Request) { r.Header.Add("Content-Digest", contentDigest([]byte("other"))) },
		"two signatures": func(r *http.Request) {
			r.Header["Signature"] = append([]string{r.Header.Get("Signature")}, "dragoman=:AA==:")
		},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPut, "https://CMS.example.org:443/documents/d", nil)
		signRequest(r, []byte("body"), "k", hookSecret, nonce, now)
		change(r)
		if _, err := checkSignature(r, authority(r.Host), hookSecret, now); (err == nil) != (name == "") {
			t.Errorf("%q: %v", name, err)
		}
	}
}

// TestTwoReceiversOfOneSecret checks that a request to one receiver is not taken by another that knows its authority.
func TestTwoReceiversOfOneSecret(t *testing.T) {
	f := newHTTP(t).(httpFixture)
	other := httptest.NewServer(NewReceiver(mustDir(t), ReceiverOptions{
		Secret: hookSecret, Authority: "cms.example.org", Logger: slog.New(slog.DiscardHandler),
	}))
	defer other.Close()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, f.hook.URL+"/documents/a", http.NoBody)
	if err != nil {
		t.Fatal(err)
	}
	signRequest(r, nil, "", hookSecret, newNonce(), time.Now())
	r.URL.Host = strings.TrimPrefix(other.URL, "http://")
	if status := send(t, r); status != http.StatusUnauthorized {
		t.Errorf("a request to another authority: %d", status)
	}
}

func mustDir(t *testing.T) publish.Destination {
	t.Helper()
	d, err := Open("dir", Options{Dir: filepath.Join(t.TempDir(), "public")})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func send(t *testing.T, r *http.Request) int {
	t.Helper()
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = io.Copy(io.Discard, res.Body)
	_ = res.Body.Close()
	return res.StatusCode
}

// recorder keeps the requests that go through it, to send them again.
type recorder struct{ sent []*http.Request }

func (rec *recorder) RoundTrip(r *http.Request) (*http.Response, error) {
	kept := r.Clone(context.Background())
	if r.GetBody != nil {
		kept.Body, _ = r.GetBody()
	}
	rec.sent = append(rec.sent, kept)
	return http.DefaultTransport.RoundTrip(r)
}

// TestReplays checks that a request that somebody recorded does nothing when it comes again: not at once, not after a
// rollback, and not at a receiver that was started anew.
func TestReplays(t *testing.T) {
	folder := mustDir(t)
	opt := ReceiverOptions{Secret: hookSecret, Logger: slog.New(slog.DiscardHandler)}
	receiver := NewReceiver(folder, opt)
	hook := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { receiver.ServeHTTP(w, r) }))
	defer hook.Close()
	rec := &recorder{}
	dest, err := Open("http", Options{Endpoint: hook.URL, URL: hook.URL, Secret: hookSecret, Transport: rec})
	if err != nil {
		t.Fatal(err)
	}
	b := &blobs{}
	p := publish.New(dest, b)
	first, second := b.make("a", 1, "es"), b.make("a", 2, "es")
	for _, pub := range []*l10n.Publication{first, second} {
		if err := p.Publish(t.Context(), pub); err != nil {
			t.Fatal(err)
		}
	}
	if err := p.Switch(t.Context(), first); err != nil { // a person's rollback
		t.Fatal(err)
	}
	replay := func(want int) {
		t.Helper()
		for _, r := range rec.sent {
			again := r.Clone(t.Context())
			if r.ContentLength > 0 {
				body, err := r.GetBody()
				if err != nil {
					t.Fatal(err)
				}
				again.Body = body
			}
			if status := send(t, again); status != want {
				t.Errorf("%s %s again: %d, want %d", r.Method, r.URL.Path, status, want)
			}
		}
		if current, err := folder.Current(t.Context(), "a"); err != nil || current != first.ID {
			t.Errorf("after a replay visitors get %s, %v", current, err)
		}
	}
	replay(http.StatusTooEarly)
	time.Sleep(time.Until(time.Unix(time.Now().Unix()+1, 0))) // signatures have whole seconds
	receiver = NewReceiver(folder, opt)
	replay(http.StatusTooEarly)
}

// TestCommitExpectsTheCurrent checks that a commit whose sender expects another publication changes nothing.
func TestCommitExpectsTheCurrent(t *testing.T) {
	f := newHTTP(t).(httpFixture)
	dest := f.open(t, nil).(*webhook)
	b := &blobs{}
	pubs := []*l10n.Publication{b.make("a", 1, "es"), b.make("a", 2, "es")}
	p := publish.New(dest, b)
	for _, pub := range pubs {
		if err := p.Publish(t.Context(), pub); err != nil {
			t.Fatal(err)
		}
	}
	body, err := manifestJSON(pubs[0])
	if err != nil {
		t.Fatal(err)
	}
	for expects, want := range map[l10n.PublicationID]error{
		"": l10n.ErrUnavailable, pubs[0].ID: l10n.ErrUnavailable, "another": l10n.ErrUnavailable, pubs[1].ID: nil,
	} {
		if want == nil {
			continue
		}
		_, err := dest.call(t.Context(), act{http.MethodPut, "documents/a", "application/json", "k", expects}, body)
		if !errors.Is(err, want) {
			t.Errorf("expecting %q: %v", expects, err)
		}
		if current, err := dest.Current(t.Context(), "a"); err != nil || current != pubs[1].ID {
			t.Errorf("expecting %q: %s, %v", expects, current, err)
		}
	}
	if _, err := dest.call(t.Context(), act{http.MethodPut, "documents/a", "application/json", "k", pubs[1].ID}, body); err != nil {
		t.Error(err)
	}
}

// neverRead is a body that may not be read.
type neverRead struct{ t *testing.T }

func (n neverRead) Read([]byte) (int, error) {
	n.t.Error("the body was read before the signature was checked")
	return 0, io.EOF
}

// TestSignatureBeforeBody checks that nothing is read of what strangers send, nor of what is too large.
func TestSignatureBeforeBody(t *testing.T) {
	h := NewReceiver(mustDir(t), ReceiverOptions{Secret: hookSecret, Logger: slog.New(slog.DiscardHandler)})
	for name, tt := range map[string]struct {
		sign   func(*http.Request)
		length int64
		want   int
	}{
		"unsigned":   {func(*http.Request) {}, 10, http.StatusUnauthorized},
		"a stranger": {func(r *http.Request) { signRequest(r, nil, "k", "another secret of theirs", newNonce(), time.Now()) }, 10, http.StatusUnauthorized},
		"earlier": {func(r *http.Request) {
			r.Header.Set("Signature-Input", `dragoman=`+earlierParts+`;created=1721900000;alg="hmac-sha256"`)
		}, 10, http.StatusUpgradeRequired},
		"too large": {func(r *http.Request) { signRequest(r, nil, "k", hookSecret, newNonce(), time.Now()) }, maxReceived + 1, http.StatusRequestEntityTooLarge},
	} {
		for _, path := range []string{"/publications/a/b/files/es/a.html", "/documents/a"} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPut, path, neverRead{t})
			r.ContentLength = tt.length
			tt.sign(r)
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if w.Code != tt.want {
				t.Errorf("%s %s: %d", name, path, w.Code)
			}
		}
	}
}

// TestBodyIsThatOfTheDigest checks bodies that were changed, cut, or are too long, however they come.
func TestBodyIsThatOfTheDigest(t *testing.T) {
	folder := mustDir(t)
	h := NewReceiver(folder, ReceiverOptions{Secret: hookSecret, Logger: slog.New(slog.DiscardHandler)})
	for name, body := range map[string]string{"": "the body", "changed": "The body", "cut": "the", "longer": "the body and more", "none": ""} {
		for _, path := range []string{"/publications/a/b/files/es/a.html", "/documents/a"} {
			r := httptest.NewRequestWithContext(t.Context(), http.MethodPut, path, strings.NewReader(body))
			signRequest(r, []byte("the body"), "k", hookSecret, newNonce(), time.Now())
			r.ContentLength = -1
			w := httptest.NewRecorder()
			h.ServeHTTP(w, r)
			if (w.Code == http.StatusRequestTimeout) != (name != "") {
				t.Errorf("%q to %s: %d %s", name, path, w.Code, w.Body)
			}
		}
	}
	left, err := fs.Glob(folder.(*dir).root.FS(), tmpDir+"/*")
	if err != nil || len(left) > 0 {
		t.Errorf("what was not taken is left: %s, %v", left, err)
	}
}

// TestMemoryOfTheReceiver checks that a file goes to the disk without being in memory whole.
func TestMemoryOfTheReceiver(t *testing.T) {
	h := NewReceiver(mustDir(t), ReceiverOptions{Secret: hookSecret, Logger: slog.New(slog.DiscardHandler)})
	const size = 48 << 20
	zero, err := io.ReadAll(io.LimitReader(zeros{}, size))
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPut, "/publications/a/b/files/es/a.png", io.LimitReader(zeros{}, size))
	signRequest(r, zero, "k", hookSecret, newNonce(), time.Now())
	w := httptest.NewRecorder()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	h.ServeHTTP(w, r)
	runtime.ReadMemStats(&after)
	if w.Code != http.StatusNoContent || after.TotalAlloc-before.TotalAlloc > size/8 {
		t.Errorf("%d: %d bytes of memory for a file of %d", w.Code, after.TotalAlloc-before.TotalAlloc, size)
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// TestReceiverRefusesPaths checks that what can't be a name is the sender's fault, and not an error of the server.
func TestReceiverRefusesPaths(t *testing.T) {
	h := NewReceiver(mustDir(t), ReceiverOptions{Secret: hookSecret, Logger: slog.New(slog.DiscardHandler)})
	long := strings.Repeat("x", 256)
	for address, want := range map[string]int{
		"/publications/a/b/files/..%2fx":          422,
		"/publications/a/b/files/es%2f..%2f..%2f": 422,
		"/publications/a/b/files/.hidden":         422,
		"/publications/a/b/files/es/a%00.html":    422,
		"/publications/a/b/files/es%5ca.html":     422,
		"/publications/a/b/files/" + long:         422,
		"/publications/..%2fa/b/files/x":          422,
		"/publications/a/.b/files/x":              422,
		"/publications/" + long + "/b/files/x":    422,
		"/documents/.tmp":                         422,
		"/documents/" + long:                      422,
		"/publications/a/b/files/es/a.html":       204,
		"/publications/a/b/files/es/a.html/b":     409,
		"/publications/a/b/files/es":              409,
	} {
		if want == 409 {
			defer func() { // after es/a.html is there
				if got := put(t, h, address, `{}`); got != want {
					t.Errorf("%s: %d, want %d", address, got, want)
				}
			}()
			continue
		}
		if got := put(t, h, address, `{"id":"p"}`); got != want {
			t.Errorf("%s: %d, want %d", address, got, want)
		}
	}
	for _, manifest := range []string{
		`{"document":"b","id":"p"}`, `{"document":"a","id":"../p"}`, `{"document":"a","id":"p","files":[{"path":"../x"}]}`,
		`{"document":"a","document":"a","id":"p"}`, `[]`, `{`, ``,
	} {
		if got := put(t, h, "/documents/a", manifest); got != 422 {
			t.Errorf("%s: %d", manifest, got)
		}
	}
}

func put(t *testing.T, h http.Handler, address, body string) int {
	t.Helper()
	r := httptest.NewRequestWithContext(t.Context(), http.MethodPut, address, strings.NewReader(body))
	signRequest(r, []byte(body), "k", hookSecret, newNonce(), time.Now())
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w.Code
}

func TestReceiverRefuses(t *testing.T) {
	f := newHTTP(t).(httpFixture)
	dest := f.open(t, nil).(*webhook)
	if _, err := dest.call(context.Background(), act{http.MethodPut, "documents/a", "application/json", "k", ""},
		[]byte(`{"document":"b"}`)); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("a manifest of another document: %v", err)
	}
	if _, err := dest.call(context.Background(), act{http.MethodPut, "publications/a/b/files/..%2fx", "text/html", "k", ""},
		nil); err == nil {
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
