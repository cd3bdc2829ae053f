package destination

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"sync"
	"syscall"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// errand is what a process of its own is sent to do, and at which change it is to be killed.
type errand struct {
	Kind    string
	Options Options
	Doc     string
	At      int
}

const errandVariable = "DRAGOMAN_TEST_ERRAND"

// TestMain is also the process that gets killed: with an errand in its environment it publishes and nothing else.
func TestMain(m *testing.M) {
	if text := os.Getenv(errandVariable); text != "" {
		if err := runErrand(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func runErrand(text string) error {
	var e errand
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		return err
	}
	changes := 0
	fault := func(string) error {
		if changes++; changes == e.At {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {} // nothing runs any more
		}
		return nil
	}
	var k keep
	next := k.make(e.Doc, 2, "es", "ar") // its files are in the store before anything is published
	e.Options.Transport, e.Options.Keep = faultyLine{http.DefaultTransport, fault}, &k
	dest, err := Open(e.Kind, e.Options)
	if err != nil {
		return err
	}
	switch d := dest.(type) {
	case *dir:
		d.fault = fault
	case *git:
		d.fault = fault
	}
	return publish.New(dest, &k).Publish(context.Background(), next)
}

// errands are the places of a fixture as another process can open them.
func (f dirFixture) errand(doc string) errand {
	return errand{Doc: doc, Kind: "dir", Options: Options{Dir: f.name}}
}
func (f gitFixture) errand(doc string) errand {
	return errand{Doc: doc, Kind: "git", Options: Options{Endpoint: "file://" + f.remote, Dir: f.clone, Prefix: "public"}}
}
func (f s3Fixture) errand(doc string) errand {
	return errand{Doc: doc, Kind: "s3", Options: Options{Endpoint: f.endpoint, Bucket: f.bucket, Prefix: "site",
		Region: "us-east-1", User: gatewayKey, Secret: gatewayKey, Follow: f.follow}}
}
func (f wpFixture) errand(doc string) errand {
	for _, l := range []l10n.Locale{"es", "ar"} {
		f.keep.put(text(doc, 2, l)) // the other process has a store of its own
	}
	return errand{Doc: doc, Kind: "wordpress",
		Options: Options{Endpoint: f.URL + "/wp-json", User: wpUser, Secret: wpPassword}}
}
func (f httpFixture) errand(doc string) errand {
	return errand{Doc: doc, Kind: "http", Options: Options{Endpoint: f.hook.URL, URL: f.site.URL, Secret: hookSecret}}
}

// A process that publishes is killed at each change that it makes, and then started again; a visitor reads all the
// while and never gets anything but whole pages, and never nothing where there was a page.
func TestKilledAtEveryStep(t *testing.T) {
	for name, make := range fixtures {
		t.Run(name, func(t *testing.T) {
			f := make(t)
			place, ok := f.(interface{ errand(doc string) errand })
			if !ok {
				t.Fatal("the fixture does not say how another process opens its place")
			}
			at := 1
			for killedAt(t, f, place.errand(fmt.Sprint("doc-", at)), at) {
				at++
			}
			if t.Logf("killed %d times", at-1); at < 3 {
				t.Errorf("killed no more than %d times", at-1)
			}
		})
	}
}

// killedAt publishes by a process that is killed at its at-th change, and then by one that is not. It reports whether
// there were so many changes.
func killedAt(t *testing.T, f fixture, e errand, at int) bool {
	t.Helper()
	var b blobs
	old, next := b.make(e.Doc, 1, "es", "fr"), b.make(e.Doc, 2, "es", "ar")
	mustPublish(t, publish.New(f.open(t, nil), &b), old)
	stop := visitor(t, f.open(t, nil), e.Doc)
	defer stop()
	e.At = at
	killed := process(t, e)
	dest := f.open(t, nil)
	if killed {
		standsAfter(t, f, dest, e.Doc, at, old.ID, next.ID)
		e.At = 0
		process(t, e)
	}
	shows(t, dest, e.Doc, 2, "es", "ar")
	if history, err := dest.History(t.Context(), l10n.DocumentID(e.Doc)); err != nil || len(history) != 2 {
		t.Errorf("killed at change %d: the retry left %v, %v", at, history, err)
	}
	return killed
}

// process sends a process on an errand and reports whether it was killed.
func process(t *testing.T, e errand) bool {
	t.Helper()
	words, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), errandVariable+"="+string(words))
	out, err := cmd.CombinedOutput()
	if err == nil {
		return false
	}
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Fatalf("at change %d: %v: %s", e.At, err, out)
	}
	return true
}

// visitor reads a page that is in both publications until it is told to stop.
func visitor(t *testing.T, dest publish.Destination, doc string) (stop func()) {
	done := make(chan struct{})
	var reads sync.WaitGroup
	reads.Go(func() {
		for last := 1; ; {
			select {
			case <-done:
				return
			default:
			}
			body, err := dest.Get(context.Background(), publish.PagePath("es", "/news/"+doc))
			n := 1
			if string(body) == text(doc, 2, "es") {
				n = 2
			}
			if err != nil || string(body) != text(doc, n, "es") || n < last {
				t.Errorf("after %d a visitor got %.20q, %v", last, body, err)
				return
			}
			last = n
		}
	})
	return func() {
		close(done)
		reads.Wait()
	}
}
