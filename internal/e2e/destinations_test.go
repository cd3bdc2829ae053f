package e2e_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/destination"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/internal/site"
)

// One page goes all the way to a repository and to a receiver, sealed, with the caches told.
func TestOtherDestinations(t *testing.T) {
	private, _, err := signing.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	key, err := signing.ParsePrivateKey(string(private))
	if err != nil {
		t.Fatal(err)
	}
	h := newHouse(t, map[string]string{"statement.html": page})
	remote, received := filepath.Join(t.TempDir(), "site.git"), filepath.Join(t.TempDir(), "public")
	if out, err := exec.Command("git", "init", "--quiet", "--bare", remote).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	const secret = "a secret of the site and its receiver"
	folder, err := destination.Open("dir", destination.Options{Dir: received})
	h.must(err)
	hook := httptest.NewServer(destination.NewReceiver(folder, destination.ReceiverOptions{Secret: secret, Logger: slog.New(slog.DiscardHandler)}))
	defer hook.Close()
	served := httptest.NewServer(publish.Handler(folder))
	defer served.Close()
	told := make(chan string, 100)
	for kind, o := range map[string]destination.Options{
		"git": {Endpoint: "file://" + remote, Dir: filepath.Join(t.TempDir(), "clone")}, "http": {Endpoint: hook.URL, URL: served.URL, Secret: secret},
	} {
		dest, err := destination.Open(kind, o)
		h.must(err)
		h.app.Site.Destinations[kind] = site.Destination{Publisher: publish.New(dest, h.store).Sealed(key), URL: "http://public.test", Purger: purger(told)}
	}
	for _, kind := range []string{"git", "http"} {
		p := h.plan([]string{"statement.html"}, "es")
		p.Site, p.Destination = l10n.SiteName(kind), kind
		run := h.start(p)
		if kind == "git" { // the second finds the text approved
			h.must(h.decide(h.key("statement.html", "es"), approve("review", "maria")))
		}
		if r := h.ended(run); r.Status != l10n.RunCompleted || r.Published != 1 {
			t.Fatalf("%s: %+v", kind, r)
		}
		pub, err := h.app.Site.Destinations[kind].Publisher.Current(t.Context(), h.key("statement.html", "es").Document)
		if err != nil || pub.Seal == nil {
			t.Errorf("%s: %+v, %v", kind, pub, err)
		}
	}
	if log, err := exec.Command("git", "--git-dir="+remote, "log", "--format=%B", "main").CombinedOutput(); err != nil || !strings.Contains(string(log), "Approved-by: maria (es, review)") {
		t.Errorf("%v: %s", err, log)
	}
	if first := <-told; first != "http://public.test/es/statement.html" {
		t.Errorf("caches were told of %s", first)
	}
}

// purger is a cache that notes what it is told.
type purger chan string

func (p purger) Purge(_ context.Context, addresses []string) ([]publish.Purged, error) {
	var told []publish.Purged
	for _, a := range addresses {
		p <- a
		told = append(told, publish.Purged{Address: a, Answer: "200 OK"})
	}
	return told, nil
}
