package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const page = "<!DOCTYPE html><title>A page</title><p>Text."

// serve starts a server and returns it with a fetcher that may fetch from it.
func serve(t *testing.T, opt Options, h http.HandlerFunc) (*httptest.Server, *Fetcher) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	opt.AllowPrivate = true
	return s, New(opt)
}

func html(w http.ResponseWriter, body string) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write([]byte(body))
}

func TestFetch(t *testing.T) {
	s, f := serve(t, Options{UserAgent: "Dragoman/1 (+https://dragoman.example)"},
		func(w http.ResponseWriter, r *http.Request) {
			if got := r.Header.Get("User-Agent"); got != "Dragoman/1 (+https://dragoman.example)" {
				t.Errorf("User-Agent is %q", got)
			}
			switch r.URL.Path {
			case "/old":
				http.Redirect(w, r, "/new", http.StatusMovedPermanently)
			case "/new":
				w.Header().Set("ETag", `"v1"`)
				w.Header().Set("Last-Modified", "Thu, 25 Jul 2024 09:30:00 GMT")
				html(w, page)
			default:
				http.NotFound(w, r)
			}
		})
	doc, body, err := f.Fetch(t.Context(), s.URL+"/old#part", nil)
	if err != nil {
		t.Fatal(err)
	}
	if string(body) != page || doc.Ref != l10n.NewRef(body) || doc.Size != int64(len(body)) {
		t.Errorf("got %q, %+v", body, doc)
	}
	want := l10n.Document{ID: l10n.NewDocumentID(s.URL + "/old"), URL: s.URL + "/new", Ref: doc.Ref,
		ContentType: "text/html; charset=utf-8",
		ETag:        `"v1"`, LastModified: "Thu, 25 Jul 2024 09:30:00 GMT", Size: doc.Size, FetchedAt: doc.FetchedAt}
	if !reflect.DeepEqual(doc, want) {
		t.Errorf("got  %+v\nwant %+v", doc, want)
	}
	if age := time.Since(doc.FetchedAt); age < 0 || age > time.Minute {
		t.Errorf("FetchedAt is %s", doc.FetchedAt)
	}
}

func TestConditionalFetch(t *testing.T) {
	etag := `"v1"`
	s, f := serve(t, Options{}, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("ETag", etag)
		if r.Header.Get("If-None-Match") == etag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		html(w, page)
	})
	first, _, err := f.Fetch(t.Context(), s.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	second, body, err := f.Fetch(t.Context(), s.URL, &first)
	if err != nil || !second.NotModified || body != nil || second.Ref != first.Ref || second.Size != first.Size ||
		second.ContentType != first.ContentType || second.ETag != etag {
		t.Errorf("unchanged: %+v, %q, %v", second, body, err)
	}
	other := first
	other.ID = "another-page"
	if doc, body, err := f.Fetch(t.Context(), s.URL, &other); err != nil || doc.NotModified || string(body) != page {
		t.Errorf("another page's validators were sent: %+v, %v", doc, err)
	}
	etag = `"v2"`
	if doc, body, err := f.Fetch(t.Context(), s.URL, &second); err != nil || doc.NotModified || string(body) != page ||
		doc.ETag != etag {
		t.Errorf("changed: %+v, %q, %v", doc, body, err)
	}
}

func TestErrors(t *testing.T) {
	s, f := serve(t, Options{MaxBytes: 100, Redirects: 3}, func(w http.ResponseWriter, r *http.Request) {
		status := 0
		switch _, _ = fmt.Sscanf(r.URL.Path, "/status/%d", &status); {
		case status != 0:
			w.Header().Set("Retry-After", "120")
			w.WriteHeader(status)
		case r.URL.Path == "/large":
			w.Header().Set("Content-Length", "101")
			html(w, strings.Repeat("x", 101))
		case r.URL.Path == "/endless":
			w.Header().Set("Content-Type", "text/html")
			for range 10 {
				_, _ = w.Write(bytes.Repeat([]byte("x"), 50))
				w.(http.Flusher).Flush()
			}
		case r.URL.Path == "/bomb":
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "gzip")
			zw := gzip.NewWriter(w)
			_, _ = zw.Write(bytes.Repeat([]byte("x"), 1<<20))
			_ = zw.Close()
		case r.URL.Path == "/encoded":
			w.Header().Set("Content-Type", "text/html")
			w.Header().Set("Content-Encoding", "br")
		case r.URL.Path == "/image":
			w.Header().Set("Content-Type", "image/png")
		case r.URL.Path == "/untyped-image":
			w.Header()["Content-Type"] = nil
			_, _ = w.Write([]byte("\x89PNG\x0d\x0a\x1a\x0a"))
		case r.URL.Path == "/loop":
			http.Redirect(w, r, "/loop", http.StatusFound)
		case r.URL.Path == "/to-file":
			http.Redirect(w, r, "file:///etc/passwd", http.StatusFound)
		case r.URL.Path == "/to-ftp":
			http.Redirect(w, r, "ftp://example.org/", http.StatusFound)
		case r.URL.Path == "/to-nowhere":
			w.WriteHeader(http.StatusFound)
		default:
			http.NotFound(w, r)
		}
	})
	for _, tt := range []struct {
		url  string
		want error
	}{
		{s.URL + "/missing", ErrGone}, {s.URL + "/status/410", ErrGone}, {s.URL + "/status/451", ErrGone},
		{s.URL + "/status/401", ErrDenied}, {s.URL + "/status/403", ErrDenied}, {s.URL + "/status/204", ErrDenied},
		{s.URL + "/status/304", ErrDenied},
		{s.URL + "/large", ErrTooLarge}, {s.URL + "/endless", ErrTooLarge}, {s.URL + "/bomb", ErrTooLarge},
		{s.URL + "/encoded", ErrType}, {s.URL + "/image", ErrType}, {s.URL + "/untyped-image", ErrType},
		{s.URL + "/loop", ErrDenied}, {s.URL + "/to-file", ErrForbiddenAddress}, {s.URL + "/to-ftp", ErrBadURL},
		{"ftp://example.org/", ErrBadURL}, {"http://", ErrBadURL}, {"http://u:p@example.org/", ErrBadURL},
		{"http://[::1", ErrBadURL},
		{"/relative", ErrBadURL}, {"", ErrBadURL}, {"javascript:alert(1)", ErrBadURL}, {"http://1.2.3.4.5/", ErrBadURL},
		{"http://256.1.1.1/", ErrBadURL},
		{"file:///etc/passwd", ErrForbiddenAddress}, {"file://host/share", ErrBadURL},
	} {
		_, body, err := f.Fetch(t.Context(), tt.url, nil)
		if !errors.Is(err, tt.want) || !Permanent(err) || body != nil {
			t.Errorf("%s: %v, want %v", tt.url, err, tt.want)
		}
	}
	for _, code := range []int{408, 425, 429, 500, 502, 503, 504} {
		_, _, err := f.Fetch(t.Context(), fmt.Sprintf("%s/status/%d", s.URL, code), nil)
		var status *StatusError
		if !errors.As(err, &status) || status.Code != code || status.RetryAfter != 2*time.Minute || Permanent(err) {
			t.Errorf("status %d: %v", code, err)
		}
	}
	_, _, err := f.Fetch(t.Context(), s.URL+"/to-nowhere", nil)
	if err == nil {
		t.Error("a redirect without an address gave a page")
	}
}

// TestLongWait checks that the wait is a day where a server asks for three.
func TestLongWait(t *testing.T) {
	s, f := serve(t, Options{IgnoreRobots: true}, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Retry-After", "259200")
		w.WriteHeader(http.StatusServiceUnavailable)
	})
	_, _, err := f.Fetch(t.Context(), s.URL, nil)
	if status, ok := errors.AsType[*StatusError](err); !ok || status.RetryAfter != 24*time.Hour {
		t.Errorf("three days: %v", err)
	}
}

func TestUnreachableIsNotPermanent(t *testing.T) {
	s, f := serve(t, Options{}, func(http.ResponseWriter, *http.Request) {})
	s.Close()
	if _, _, err := f.Fetch(t.Context(), s.URL, nil); err == nil || Permanent(err) {
		t.Errorf("a server that is down: %v", err)
	}
}

func TestTimeout(t *testing.T) {
	stop := make(chan struct{})
	s, f := serve(t, Options{Timeout: 50 * time.Millisecond, IgnoreRobots: true},
		func(_ http.ResponseWriter, r *http.Request) {
			select {
			case <-stop:
			case <-r.Context().Done():
			}
		})
	defer close(stop)
	if _, _, err := f.Fetch(t.Context(), s.URL, nil); !errors.Is(err, context.DeadlineExceeded) || Permanent(err) {
		t.Errorf("a server that does not answer: %v", err)
	}
}

func TestGzipAndMissingType(t *testing.T) {
	s, f := serve(t, Options{IgnoreRobots: true}, func(w http.ResponseWriter, r *http.Request) {
		w.Header()["Content-Type"] = nil
		w.Header().Set("Content-Encoding", "gzip")
		zw := gzip.NewWriter(w)
		_, _ = zw.Write([]byte(strings.TrimPrefix(r.URL.Path, "/")))
		_ = zw.Close()
	})
	for _, body := range []string{"<html><p>Text.", "Text without a tag"} {
		doc, got, err := f.Fetch(t.Context(), s.URL+"/"+strings.ReplaceAll(body, " ", "%20"), nil)
		if err != nil || string(got) != body || doc.ContentType != "text/html" {
			t.Errorf("%q: %q, %q, %v", body, got, doc.ContentType, err)
		}
	}
}

func TestFiles(t *testing.T) {
	name := filepath.Join(t.TempDir(), "page.html")
	if err := os.WriteFile(name, []byte(page), 0o600); err != nil {
		t.Fatal(err)
	}
	f := New(Options{AllowFiles: true, MaxBytes: 100})
	doc, body, err := f.Fetch(t.Context(), "file://"+name, nil)
	if err != nil || string(body) != page || doc.ContentType != "text/html" {
		t.Fatalf("%+v, %q, %v", doc, body, err)
	}
	if second, body, err := f.Fetch(t.Context(), "file://"+name, &doc); err != nil || !second.NotModified || body != nil ||
		second.Ref != doc.Ref {
		t.Errorf("unchanged: %+v, %v", second, err)
	}
	if err := os.WriteFile(name, []byte(page+page+page), 0o600); err != nil {
		t.Fatal(err)
	}
	for url, want := range map[string]error{"file://" + name: ErrTooLarge, "file://" + name + ".html": ErrGone,
		"file://" + filepath.Dir(name): ErrDenied,
		"file:///dev/zero":             ErrDenied} {
		if _, _, err := f.Fetch(t.Context(), url, nil); !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", url, err, want)
		}
	}
	text := filepath.Join(filepath.Dir(name), "notes.txt")
	if err := os.WriteFile(text, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := f.Fetch(t.Context(), "file://"+text, nil); !errors.Is(err, ErrType) {
		t.Errorf("a text file: %v", err)
	}
}
