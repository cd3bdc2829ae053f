package destination

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// fixture gives the contract test a destination that is empty at first. It can be opened many times, as after a crash.
type fixture interface {
	// open opens the destination. fault is called before each change. An error from it stops the change.
	open(t *testing.T, fault func(change string) error) publish.Destination
	// faults are the ways in which a change can fail.
	faults() []error
	// atomic reports whether all pages of a document switch at once.
	atomic() bool
}

// fixtures has at least one fixture for each driver, named by its kind and what is special about it.
var fixtures = map[string]func(t *testing.T) fixture{
	"dir":           func(t *testing.T) fixture { return dirFixture{t.TempDir()} },
	"git":           newGit,
	"git over HTTP": newGitHTTP,
	"http":          newHTTP,
	"s3":            func(t *testing.T) fixture { return newS3(t, false) },
	"s3, following": func(t *testing.T) fixture { return newS3(t, true) },
	"wordpress":     newWordPress,
}

type dirFixture struct{ name string }

func (dirFixture) faults() []error { return []error{errCrash} } // the driver calls fault within its changes too
func (dirFixture) atomic() bool    { return true }

func (f dirFixture) open(t *testing.T, fault func(string) error) publish.Destination {
	t.Helper()
	dest, err := Open("dir", Options{Dir: f.name})
	if err != nil {
		t.Fatal(err)
	}
	dest.(*dir).fault = fault
	return dest
}

// blobs is a store in memory.
type blobs struct {
	mu sync.Mutex
	m  map[l10n.Ref][]byte
}

func (b *blobs) put(body string) l10n.Ref {
	b.mu.Lock()
	defer b.mu.Unlock()
	ref := l10n.NewRef([]byte(body))
	if b.m == nil {
		b.m = map[l10n.Ref][]byte{}
	}
	b.m[ref] = []byte(body)
	return ref
}

func (b *blobs) Get(_ context.Context, ref l10n.Ref) ([]byte, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	body, ok := b.m[ref]
	if !ok {
		return nil, l10n.ErrNotFound
	}
	return body, nil
}

// make returns the n-th publication of a document in some locales. The text of a page names the document and the
// number.
func (b *blobs) make(doc string, n int, locales ...l10n.Locale) *l10n.Publication {
	pub := &l10n.Publication{Run: l10n.RunID(fmt.Sprint("run-", n)), Site: "news", Document: l10n.DocumentID(doc),
		PublishedAt: time.Date(2024, 7, 25, n, 0, 0, 0, time.UTC)}
	for _, l := range locales {
		body := text(doc, n, l)
		pub.Files = append(pub.Files, l10n.File{Path: publish.PagePath(l, "/news/"+doc), Ref: b.put(body), Locale: l,
			Size: int64(len(body)), ContentType: "text/html"})
		pub.Locales = append(pub.Locales, l10n.ManifestLocale{Locale: l})
	}
	return publish.Compose(nil, pub)
}

func text(doc string, n int, l l10n.Locale) string {
	return strings.Repeat(fmt.Sprintf("%s %d %s\n", doc, n, l), 100)
}

// TestContract checks that every driver does what publish.Destination says.
func TestContract(t *testing.T) {
	for kind := range drivers {
		if _, ok := fixtures[kind]; !ok {
			t.Errorf("the driver %s has no fixture", kind)
		}
	}
	for name, make := range fixtures {
		t.Run(name, func(t *testing.T) {
			for _, tt := range []struct {
				name string
				test func(*testing.T, fixture)
			}{
				{"empty", testEmpty}, {"publish", testPublish}, {"repeat", testRepeat}, {"older", testOlder},
				{"rollback", testRollback},
				{"visible", testVisible}, {"locale gone", testLocaleGone}, {"withdrawn", testWithdrawn}, {"sealed", testSealed}, {"pruned", testPruned},
				{"names", testNames}, {"path taken", testPathTaken}, {"immutable", testImmutable},
				{"hostile names", testHostileNames},
				{"faults", testFaults}, {"readers", testReaders}, {"many at once", testManyAtOnce},
			} {
				t.Run(tt.name, func(t *testing.T) { tt.test(t, make(t)) })
			}
		})
	}
}

func mustPublish(t *testing.T, p *publish.Publisher, pub *l10n.Publication) {
	t.Helper()
	if err := p.Publish(t.Context(), pub); err != nil {
		t.Fatal(err)
	}
	if err := p.Verify(t.Context(), pub); err != nil {
		t.Error(err)
	}
}

// wantVisible checks that a visitor gets the n-th publication in these locales, and nothing in the others. Where n is 0
// a visitor must get nothing.
func wantVisible(t *testing.T, dest publish.Destination, doc string, n int, locales ...l10n.Locale) {
	t.Helper()
	for _, l := range []l10n.Locale{"es", "fr", "ar"} {
		body, err := dest.Get(t.Context(), publish.PagePath(l, "/news/"+doc))
		switch {
		case n > 0 && slices.Contains(locales, l):
			if err != nil || string(body) != text(doc, n, l) {
				t.Errorf("%s in %s: got %.20q, %v; want publication %d", doc, l, body, err, n)
			}
		case !errors.Is(err, l10n.ErrNotFound):
			t.Errorf("%s in %s: got %.20q, %v; want nothing", doc, l, body, err)
		}
	}
}

func testEmpty(t *testing.T, f fixture) {
	dest := f.open(t, nil)
	wantVisible(t, dest, "a", 0)
	if _, err := dest.Current(t.Context(), "a"); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("Current: %v", err)
	}
	if _, err := dest.Manifest(t.Context(), "a", "b"); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("Manifest: %v", err)
	}
	if h, err := dest.History(t.Context(), "a"); err != nil || len(h) != 0 {
		t.Errorf("History: %v, %v", h, err)
	}
	var b blobs
	p := publish.New(dest, &b)
	if err := p.Verify(t.Context(), b.make("a", 1, "es", "fr")); !errors.Is(err, publish.ErrDiffers) ||
		strings.Count(err.Error(), "missing") != 2 {
		t.Errorf("Verify: %v", err)
	}
	if err := dest.Switch(t.Context(), b.make("a", 1, "es")); err == nil {
		t.Error("switched to a publication without its files")
	}
	wantVisible(t, dest, "a", 0)
}

func testPublish(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	one, two := b.make("a", 1, "es", "fr"), b.make("a", 2, "es", "fr", "ar")
	mustPublish(t, p, one)
	wantVisible(t, dest, "a", 1, "es", "fr")
	mustPublish(t, p, b.make("b", 1, "es"))
	mustPublish(t, p, two)
	wantVisible(t, dest, "a", 2, "es", "fr", "ar")
	wantVisible(t, dest, "b", 1, "es")
	current, err := publish.New(f.open(t, nil), &b).Current(t.Context(), "a")
	if err != nil || current.ID != two.ID || current.Run != "run-2" || len(current.Files) != 3 {
		t.Errorf("Current: %+v, %v", current, err)
	}
	history, err := dest.History(t.Context(), "a")
	if want := []l10n.PublicationID{two.ID, one.ID}; err != nil || !slices.Equal(history, want) {
		t.Errorf("History: %v, %v; want %v", history, err, want)
	}
	if err := p.Verify(t.Context(), one); !errors.Is(err, publish.ErrDiffers) {
		t.Errorf("Verify of the first: %v", err)
	}
}

func testRepeat(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	pub := b.make("a", 1, "es")
	for range 3 {
		mustPublish(t, p, pub)
	}
	later := *pub
	later.PublishedAt = pub.PublishedAt.Add(time.Minute) // as after a retry that reads the clock
	mustPublish(t, p, &later)
	history, err := dest.History(t.Context(), "a")
	if err != nil || len(history) != 1 {
		t.Errorf("History: %v, %v", history, err)
	}
	if m, err := dest.Manifest(t.Context(), "a", pub.ID); err != nil || !m.PublishedAt.Equal(pub.PublishedAt) {
		t.Errorf("the manifest was written anew: %v, %v", m, err)
	}
}

func testOlder(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	mustPublish(t, p, b.make("a", 2, "es"))
	if err := p.Publish(t.Context(), b.make("a", 1, "es")); !errors.Is(err, publish.ErrOlder) ||
		!errors.Is(err, l10n.ErrRefused) {
		t.Errorf("an older publication: %v", err)
	}
	wantVisible(t, dest, "a", 2, "es")
}

// rollBack switches to an earlier publication.
func rollBack(t *testing.T, p *publish.Publisher,
	doc l10n.DocumentID, to l10n.PublicationID) (*l10n.Publication, error) {
	pub, err := p.Earlier(t.Context(), doc, to)
	if err != nil {
		return nil, err
	}
	return pub, p.Switch(t.Context(), pub)
}

func testRollback(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	one, two, three := b.make("a", 1, "es", "fr"), b.make("a", 2, "es"), b.make("a", 3, "es", "ar")
	for _, pub := range []*l10n.Publication{one, two, three} {
		mustPublish(t, p, pub)
	}
	if got, err := rollBack(t, p, "a", ""); err != nil || got.ID != two.ID {
		t.Fatalf("Rollback: %+v, %v", got, err)
	}
	wantVisible(t, dest, "a", 2, "es")
	if got, err := rollBack(t, p, "a", one.ID); err != nil || got.ID != one.ID {
		t.Fatalf("Rollback to the first: %+v, %v", got, err)
	}
	wantVisible(t, dest, "a", 1, "es", "fr")
	for _, to := range []l10n.PublicationID{"", "other"} {
		if _, err := rollBack(t, p, "a", to); !errors.Is(err, l10n.ErrNotFound) {
			t.Errorf("Rollback to %q: %v", to, err)
		}
	}
	if err := p.Publish(t.Context(), three); !errors.Is(err, publish.ErrOlder) {
		t.Errorf("a retry undid the rollback: %v", err)
	}
	if _, err := rollBack(t, p, "a", three.ID); err != nil {
		t.Errorf("forward again: %v", err)
	}
	wantVisible(t, dest, "a", 3, "es", "ar")
	mustPublish(t, p, b.make("a", 4, "es"))
}

func testLocaleGone(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	mustPublish(t, p, b.make("a", 1, "es", "fr"))
	mustPublish(t, p, b.make("a", 2, "fr"))
	wantVisible(t, dest, "a", 2, "fr")
}

func testPathTaken(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	mustPublish(t, p, b.make("a", 1, "es", "fr"))
	thief := b.make("b", 1, "es")
	thief.Files[0].Path = publish.PagePath("es", "/news/a")
	if err := p.Publish(t.Context(), thief); !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("two documents at one path: %v", err)
	}
	wantVisible(t, dest, "a", 1, "es", "fr")
	mustPublish(t, p, b.make("a", 2, "fr")) // gives the path up
	if err := p.Publish(t.Context(), thief); err != nil {
		t.Errorf("a path that was given up: %v", err)
	}
}

func testImmutable(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	pub := b.make("a", 1, "es")
	mustPublish(t, publish.New(dest, &b), pub)
	if err := dest.Put(t.Context(), pub, pub.Files[0], []byte("other")); !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("a file was changed: %v", err)
	}
	wantVisible(t, dest, "a", 1, "es")
}
