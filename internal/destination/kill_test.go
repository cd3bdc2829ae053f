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
	"github.com/dragoman-l10n/dragoman/internal/s3test"
)

// task is a publication that another process makes.
type task struct {
	Kind    string
	Options Options
	Doc     string
	At      int // the change at which the process kills itself, or 0
}

const taskVariable = "DRAGOMAN_TEST_ERRAND"

// TestMain is also the other process: with a task in its environment it publishes and ends.
func TestMain(m *testing.M) {
	if text := os.Getenv(taskVariable); text != "" {
		if err := runTask(text); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		os.Exit(0)
	}
	os.Exit(m.Run())
}

func runTask(text string) error {
	var e task
	if err := json.Unmarshal([]byte(text), &e); err != nil {
		return err
	}
	changes := 0
	fault := func(string) error {
		changes++
		if changes == e.At {
			_ = syscall.Kill(os.Getpid(), syscall.SIGKILL)
			select {} // until the signal arrives
		}
		return nil
	}
	var k keep
	next := k.make(e.Doc, 2, "es", "ar") // puts its files into the store, before anything is published
	e.Options.Transport = faultyTransport{http.DefaultTransport, fault}
	e.Options.Keep = &k
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

// The task of a fixture says how another process opens its destination.
func (f dirFixture) task(doc string) task {
	return task{Doc: doc, Kind: "dir", Options: Options{Dir: f.name}}
}
func (f gitFixture) task(doc string) task {
	return task{Doc: doc, Kind: "git", Options: Options{Endpoint: "file://" + f.remote, Dir: f.clone, Prefix: "public"}}
}
func (f s3Fixture) task(doc string) task {
	return task{Doc: doc, Kind: "s3", Options: Options{Endpoint: f.endpoint, Bucket: f.bucket, Prefix: "site",
		Region: s3test.Region, User: s3test.Key, Secret: s3test.Key, Follow: f.follow}}
}
func (f wpFixture) task(doc string) task {
	for _, l := range []l10n.Locale{"es", "ar"} {
		f.keep.put(text(doc, 2, l)) // the other process has a store of its own
	}
	return task{Doc: doc, Kind: "wordpress",
		Options: Options{Endpoint: f.URL + "/wp-json", User: wpUser, Secret: wpPassword}}
}
func (f httpFixture) task(doc string) task {
	return task{Doc: doc, Kind: "http", Options: Options{Endpoint: f.hook.URL, URL: f.site.URL, Secret: hookSecret}}
}

// TestKilledAtEveryStep kills a process that publishes at each of its changes, and starts it again. A visitor, who
// reads all the time, must always get a whole page.
func TestKilledAtEveryStep(t *testing.T) {
	for name, make := range fixtures {
		t.Run(name, func(t *testing.T) {
			f := make(t)
			place, ok := f.(interface{ task(doc string) task })
			if !ok {
				t.Fatal("the fixture does not say how another process opens its place")
			}
			at := 1
			for killedAt(t, f, place.task(fmt.Sprint("doc-", at)), at) {
				at++
			}
			t.Logf("killed %d times", at-1)
			if at < 3 {
				t.Errorf("killed no more than %d times", at-1)
			}
		})
	}
}

// killedAt publishes in a process that is killed at its at-th change, and then in another one. It reports whether there
// were so many changes.
func killedAt(t *testing.T, f fixture, e task, at int) bool {
	t.Helper()
	var b blobs
	old, next := b.make(e.Doc, 1, "es", "fr"), b.make(e.Doc, 2, "es", "ar")
	mustPublish(t, publish.New(f.open(t, nil), &b), old)
	stop := visitor(t, f.open(t, nil), e.Doc)
	defer stop()
	e.At = at
	killed := runInProcess(t, e)
	dest := f.open(t, nil)
	if killed {
		checkAfterCrash(t, f, dest, e.Doc, at, old.ID, next.ID)
		e.At = 0
		runInProcess(t, e)
	}
	wantVisible(t, dest, e.Doc, 2, "es", "ar")
	if history, err := dest.History(t.Context(), l10n.DocumentID(e.Doc)); err != nil || len(history) != 2 {
		t.Errorf("killed at change %d: the retry left %v, %v", at, history, err)
	}
	return killed
}

// runInProcess runs a task in another process, and reports whether that process was killed.
func runInProcess(t *testing.T, e task) bool {
	t.Helper()
	words, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), taskVariable+"="+string(words))
	out, err := cmd.CombinedOutput()
	if err == nil {
		return false
	}
	if status, ok := cmd.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGKILL {
		t.Fatalf("at change %d: %v: %s", e.At, err, out)
	}
	return true
}

// visitor reads a page that both publications have, until stop is called.
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
