package place

import (
	"context"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/handoff"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/s3test"
)

// fixtures open an empty place of each kind. A kind that is not here fails the contract.
var fixtures = map[string]func(t *testing.T) Options{
	"dir": func(t *testing.T) Options { return Options{Dir: filepath.Join(t.TempDir(), "shared", "agency")} },
	"s3": func(t *testing.T) Options {
		endpoint, bucket := s3test.Bucket(t)
		return Options{Endpoint: endpoint, Bucket: bucket, Region: s3test.Region, Prefix: "/agency/", User: s3test.Key, Secret: s3test.Key}
	},
}

func TestContract(t *testing.T) {
	for _, kind := range Kinds() {
		t.Run(kind, func(t *testing.T) {
			fixture, ok := fixtures[kind]
			if !ok {
				t.Fatalf("the contract has no fixture of the kind %s", kind)
			}
			p, err := Open(kind, fixture(t))
			if err != nil {
				t.Fatal(err)
			}
			contract(t, p)
		})
	}
}

func contract(t *testing.T, p handoff.Place) {
	ctx := t.Context()
	if files, err := p.List(ctx, "in"); err != nil || len(files) != 0 {
		t.Errorf("a folder that is not there: %v, %v", files, err)
	}
	if _, err := p.Get(ctx, "out/a.xlf", 10); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("a file that is not there: %v", err)
	}
	for name, text := range map[string]string{"out/b.xlf": "second", "out/a.xlf": "first", "in/a é.xlf": "back", "in/a.txt": "why"} {
		for range 2 { // a repeat changes nothing
			if err := p.Put(ctx, name, []byte(text)); err != nil {
				t.Fatal(err)
			}
		}
		if b, err := p.Get(ctx, name, int64(len(text))); err != nil || string(b) != text {
			t.Errorf("%s: %q, %v", name, b, err)
		}
	}
	if err := p.Put(ctx, "out/b.xlf", []byte("again")); err != nil {
		t.Error(err)
	}
	files, err := p.List(ctx, "out")
	if err != nil || len(files) != 2 || files[0].Name != "a.xlf" || files[1].Name != "b.xlf" || files[1].Size != 5 || files[1].At.IsZero() {
		t.Errorf("%+v, %v", files, err)
	}
	if files, err := p.List(ctx, "in"); err != nil || len(files) != 2 || files[0].Name != "a é.xlf" {
		t.Errorf("%+v, %v", files, err)
	}
	if b, err := p.Get(ctx, "out/b.xlf", 4); !errors.Is(err, l10n.ErrRefused) || len(b) > 0 {
		t.Errorf("a file that is too large: %q, %v", b, err)
	}
	for range 2 {
		if err := p.Remove(ctx, "out/b.xlf"); err != nil {
			t.Error(err)
		}
	}
	if files, err := p.List(ctx, "out"); err != nil || len(files) != 1 {
		t.Errorf("%+v, %v", files, err)
	}
	for _, name := range []string{"", ".", "..", "../x", "in/../../x", "in/", "/x", "in/a/b", "in/.hidden", `in\x`, "in/a\x00", strings.Repeat("x", 300)} {
		_, err := p.Get(ctx, name, 10)
		if err := errors.Join(p.Put(ctx, name, nil), p.Remove(ctx, name)); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%q may be written: %v", name, err)
		}
		if !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%q may be read: %v", name, err)
		}
	}
}

// TestStrangeFiles lets others put into a folder what is no file.
func TestStrangeFiles(t *testing.T) {
	at := t.TempDir()
	p, err := Open("dir", Options{Dir: at})
	if err != nil {
		t.Fatal(err)
	}
	secret := filepath.Join(t.TempDir(), "secret")
	in := filepath.Join(at, "in")
	for _, err := range []error{
		os.WriteFile(secret, []byte("secret"), 0o600), os.MkdirAll(filepath.Join(in, "folder"), 0o700),
		os.Symlink(secret, filepath.Join(in, "link.xlf")), syscall.Mkfifo(filepath.Join(in, "pipe.xlf"), 0o600),
		os.WriteFile(filepath.Join(in, ".part"), []byte("half"), 0o600),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	if files, err := p.List(t.Context(), "in"); err != nil || len(files) != 0 {
		t.Errorf("%+v, %v", files, err)
	}
	for _, name := range []string{"in/link.xlf", "in/pipe.xlf", "in/folder"} {
		if b, err := p.Get(t.Context(), name, 100); err == nil {
			t.Errorf("%s: %q", name, b)
		}
	}
}

// down is a network that is down.
type down struct{}

func (down) RoundTrip(*http.Request) (*http.Response, error) {
	return nil, errors.New("the network is down")
}

// TestUnavailable holds that a place which does not answer may be asked again.
func TestUnavailable(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for kind, opt := range map[string]Options{
		"dir": {Dir: file},
		"s3":  {Endpoint: "http://127.0.0.1:1", Bucket: "b", Region: "r", User: "u", Secret: "s", Transport: down{}},
	} {
		p, err := Open(kind, opt)
		if err != nil {
			t.Fatal(err)
		}
		for _, err := range calls(t.Context(), p) {
			if !errors.Is(err, l10n.ErrUnavailable) {
				t.Errorf("%s: %v", kind, err)
			}
		}
	}
	why := errors.New("no key")
	for _, err := range calls(t.Context(), Closed(why)) {
		if !errors.Is(err, why) {
			t.Error(err)
		}
	}
}

func calls(ctx context.Context, p handoff.Place) []error {
	_, got := p.Get(ctx, "in/a", 10)
	_, listed := p.List(ctx, "in")
	return []error{p.Put(ctx, "in/a", nil), got, listed, p.Remove(ctx, "in/a")}
}

func TestOpen(t *testing.T) {
	for want, c := range map[string]struct {
		kind string
		opt  Options
	}{
		"no kind of place": {"ftp", Options{}}, "needs a path": {"dir", Options{}}, "needs an endpoint": {"s3", Options{Bucket: "b"}},
		"in the environment": {"s3", Options{Endpoint: "https://s3.example.org", Bucket: "b"}},
	} {
		if _, err := Open(c.kind, c.opt); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
