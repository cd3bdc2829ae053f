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
	for _, name := range []string{
		"../x", ".documents/a/manifest.json", "", "/etc/passwd", "es", "es/news/a.html/x", "es/news",
	} {
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

// testFaults stops a publication at each of its changes, in every way that a change can fail. Then it reads as a
// visitor, and publishes again. Each change has its own document, because a repeat skips what is done already.
func testFaults(t *testing.T, f fixture) {
	for i, fault := range f.faults() {
		t.Run(fault.Error(), func(t *testing.T) {
			at := 1
			for faultAt(t, f, fmt.Sprintf("doc-%d-%d", i, at), at, fault) {
				at++
			}
			t.Logf("%d changes", at-1)
			if at < 3 {
				t.Errorf("the driver has no more than %d places to fail at", at-1)
			}
		})
	}
}

// faultAt stops a publication at its at-th change. It reports whether it has so many changes.
func faultAt(t *testing.T, f fixture, doc string, at int, fault error) bool {
	t.Helper()
	var b blobs
	old, next := b.make(doc, 1, "es", "fr"), b.make(doc, 2, "es", "ar")
	mustPublish(t, publish.New(f.open(t, nil), &b), old)
	count := 0
	err := publish.New(f.open(t, func(string) error {
		count++
		switch {
		case count == at:
			return fault
		case count > at:
			return errCrash // the process has ended
		}
		return nil
	}), &b).Publish(t.Context(), next)
	if err != nil && !errors.Is(err, errCrash) {
		t.Fatalf("at change %d: %v", at, err)
	}
	after := f.open(t, nil)
	checkAfterCrash(t, f, after, doc, at, old.ID, next.ID)
	mustPublish(t, publish.New(after, &b), next)
	wantVisible(t, after, doc, 2, "es", "ar")
	if history, err := after.History(t.Context(), l10n.DocumentID(doc)); err != nil || len(history) != 2 {
		t.Errorf("the retry left %v, %v", history, err)
	}
	return count >= at
}

// checkAfterCrash checks what a visitor gets after a crash, and what the driver returns as current and as history.
func checkAfterCrash(t *testing.T, f fixture, after publish.Destination, doc string, at int, old,
	next l10n.PublicationID) {
	t.Helper()
	current, err := after.Current(t.Context(), l10n.DocumentID(doc))
	if err != nil || (current != old && current != next) {
		t.Fatalf("at change %d: the current publication is %q, %v", at, current, err)
	}
	switch {
	case !f.atomic():
		checkOrder(t, after, doc, at)
	case current == old:
		wantVisible(t, after, doc, 1, "es", "fr")
	default:
		wantVisible(t, after, doc, 2, "es", "ar")
	}
	if history, err := after.History(t.Context(), l10n.DocumentID(doc)); err != nil || history[0] != current {
		t.Errorf("at change %d: History is %v, %v", at, history, err)
	}
}

// checkOrder checks the promises of a destination whose pages switch one by one: each page is whole, none is missing, a
// new page appears before others change, and a removed page is removed last.
func checkOrder(t *testing.T, dest publish.Destination, doc string, at int) {
	t.Helper()
	is := map[l10n.Locale]int{}
	for _, l := range []l10n.Locale{"es", "fr", "ar"} {
		body, err := dest.Get(t.Context(), publish.PagePath(l, "/news/"+doc))
		switch {
		case errors.Is(err, l10n.ErrNotFound):
		case err == nil && string(body) == text(doc, 1, l):
			is[l] = 1
		case err == nil && string(body) == text(doc, 2, l):
			is[l] = 2
		default:
			t.Errorf("at change %d: %s is %.20q, %v", at, l, body, err)
		}
	}
	if is["es"] == 0 || (is["es"] == 2 && is["ar"] != 2) || (is["fr"] == 0 && is["es"] != 2) || is["fr"] == 2 ||
		is["ar"] == 1 {
		t.Errorf("at change %d the pages are those of publications %v", at, is)
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
				if _, scan := fmt.Sscanf(string(body), "a %d", &n); err != nil || scan != nil || string(body) != text("a", n, l) ||
					n < last {
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
