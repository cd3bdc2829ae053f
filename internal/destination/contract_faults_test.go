package destination

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

func testHostileNames(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	mustPublish(t, p, b.make("a", 1, "es"))
	for _, name := range []string{"../x", ".documents/a/manifest.json", "", "/etc/passwd", "es", "es/news/a.html/x", "es/news"} {
		if body, err := dest.Get(t.Context(), name); !errors.Is(err, l10n.ErrNotFound) {
			t.Errorf("Get(%q): %.20q, %v", name, body, err)
		}
	}
	for _, path := range []string{"../x.html", "/x.html", ".documents/b", "es/../../x", ""} {
		pub := b.make("b", 1, "es")
		pub.Files[0].Path = path
		if err := p.Publish(t.Context(), pub); err == nil {
			t.Errorf("published at %q", path)
		}
		if err := dest.Put(t.Context(), pub, pub.Files[0], nil); err == nil {
			t.Errorf("put at %q", path)
		}
	}
	for _, doc := range []l10n.DocumentID{"..", "", ".x", "a/b", `a\b`} {
		pub := b.make("b", 1, "es")
		pub.Document = doc
		if err := p.Publish(t.Context(), pub); err == nil {
			t.Errorf("published the document %q", doc)
		}
		if err := dest.Switch(t.Context(), pub); err == nil {
			t.Errorf("switched the document %q", doc)
		}
	}
}

var errCrash = errors.New("crash")

// testFaults stops the work before every change that a publication makes, reads as a visitor, and repeats it.
func testFaults(t *testing.T, f fixture) {
	var b blobs
	old, next := b.make("a", 1, "es", "fr"), b.make("a", 2, "es", "ar")
	mustPublish(t, publish.New(f.open(t, nil), &b), old)
	faults := 0
	for at := 1; ; at++ {
		count := 0
		crashing := f.open(t, func(string) error {
			if count++; count >= at {
				return errCrash
			}
			return nil
		})
		err := publish.New(crashing, &b).Publish(t.Context(), next)
		if err == nil {
			break
		}
		faults++
		if !errors.Is(err, errCrash) {
			t.Fatalf("at change %d: %v", at, err)
		}
		after := f.open(t, nil)
		current, err := after.Current(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		switch current {
		case old.ID:
			shows(t, after, "a", 1, "es", "fr")
		case next.ID:
			shows(t, after, "a", 2, "es", "ar")
		default:
			t.Fatalf("at change %d: the current publication is %q", at, current)
		}
		if history, err := after.History(t.Context(), "a"); err != nil || history[0] != current {
			t.Errorf("at change %d: History is %v, %v", at, history, err)
		}
	}
	if faults < 5 {
		t.Errorf("the driver has no more than %d places to fail at", faults)
	}
	dest := f.open(t, nil)
	shows(t, dest, "a", 2, "es", "ar")
	mustPublish(t, publish.New(dest, &b), next)
	if history, err := dest.History(t.Context(), "a"); err != nil || len(history) != 2 {
		t.Errorf("the retries left %v, %v", history, err)
	}
}

// testReaders reads while publications come and go. A page that is in all of them is never missing and never torn.
func testReaders(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	mustPublish(t, p, b.make("a", 1, "es", "fr"))
	done := make(chan struct{})
	var readers sync.WaitGroup
	for _, l := range []l10n.Locale{"es", "fr"} {
		readers.Go(func() {
			last := 0
			for {
				select {
				case <-done:
					return
				default:
				}
				body, err := dest.Get(context.Background(), publish.PagePath(l, "/news/a"))
				var n int
				if _, scan := fmt.Sscanf(string(body), "a %d", &n); err != nil || scan != nil || string(body) != text("a", n, l) || n < last {
					t.Errorf("after %d a reader got %.20q, %v", last, body, err)
					return
				}
				last = n
			}
		})
	}
	for n := 2; n <= 20; n++ {
		mustPublish(t, p, b.make("a", n, "es", "fr"))
	}
	close(done)
	readers.Wait()
}

// testManyAtOnce publishes different documents at the same time, as a worker does.
func testManyAtOnce(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	var all sync.WaitGroup
	for i := range 12 {
		pub := b.make(fmt.Sprint("doc-", i), 1, "es", "fr", "ar")
		all.Go(func() {
			if err := errors.Join(p.Publish(t.Context(), pub), p.Verify(t.Context(), pub)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
}
