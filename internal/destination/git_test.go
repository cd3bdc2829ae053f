package destination

import (
	"errors"
	"net/http"
	"net/http/cgi"
	"net/http/httptest"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// gitFixture is a bare repository, used as a remote one, and a clone of it.
type gitFixture struct{ remote, clone, endpoint, secret string }

func newGit(t *testing.T) fixture {
	t.Helper()
	f := gitFixture{remote: filepath.Join(t.TempDir(), "site.git"), clone: filepath.Join(t.TempDir(), "clone")}
	f.endpoint = "file://" + f.remote
	runGit(t, "init", "--quiet", "--bare", f.remote)
	return f
}

// newGitHTTP makes a repository behind git's own HTTP server, which asks for a token.
func newGitHTTP(t *testing.T) fixture {
	t.Helper()
	f := newGit(t).(gitFixture)
	runGit(t, "--git-dir="+f.remote, "config", "http.receivepack", "true")
	backend := &cgi.Handler{
		Path: filepath.Join(runGit(t, "--exec-path"), "git-http-backend"),
		Env:  []string{"GIT_PROJECT_ROOT=" + filepath.Dir(f.remote), "GIT_HTTP_EXPORT_ALL=1"},
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if user, token, _ := r.BasicAuth(); user != "dragoman" || token != "a token" {
			w.Header().Set("WWW-Authenticate", `Basic realm="site"`)
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		backend.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	f.endpoint, f.secret = server.URL+"/site.git", "a token"
	return f
}

func runGit(t *testing.T, args ...string) string {
	t.Helper()
	cmd := exec.Command("git", args...)
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("git %v: %v\n%s", args, err, out)
	}
	return strings.TrimSpace(string(out))
}

func (f gitFixture) open(t *testing.T, fault func(string) error) publish.Destination {
	t.Helper()
	dest, err := Open("git", Options{Endpoint: f.endpoint, Secret: f.secret, Dir: f.clone, Prefix: "public",
		Author: "Press Office <press@example.org>"})
	if err != nil {
		t.Fatal(err)
	}
	dest.(*git).fault = fault
	if fault != nil {
		dest.(*git).fault = func(change string) error {
			err := fault(change)
			if errors.Is(err, errLost) && strings.HasPrefix(change, "push") {
				return errors.Join(err, errPushedAnyway)
			}
			return err
		}
	}
	return dest
}

func (gitFixture) faults() []error { return []error{errCrash, errLost} }
func (gitFixture) atomic() bool    { return true }

func (f gitFixture) commits(t *testing.T) int {
	t.Helper()
	return len(strings.Split(runGit(t, "--git-dir="+f.remote, "log", "--format=%H", "main"), "\n"))
}

// TestGitCommits checks that a publication is one commit, that a retry makes none, and what the message says.
func TestGitCommits(t *testing.T) {
	f := newGit(t).(gitFixture)
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	pub := b.make("a", 1, "es", "fr")
	pub.Source.URL = "https://example.org/a\nApproved-by: nobody"
	pub.Locales[0].Approvals = []l10n.Decision{{By: "maria\nApproved-by: nobody", Step: "sign-off"}}
	for range 3 {
		mustPublish(t, p, pub)
	}
	mustPublish(t, publish.New(f.open(t, nil), &b), pub)
	if n := f.commits(t); n != 1 {
		t.Errorf("%d commits of one publication", n)
	}
	message := runGit(t, "--git-dir="+f.remote, "log", "-1", "--format=%an %ae%n%B", "main")
	for _, want := range []string{"Press Office press@example.org\nPublish a (es, fr)\n",
		"Dragoman-Publication: " + string(pub.ID),
		"\nApproved-by: maria Approved-by: nobody (es, sign-off)"} {
		if !strings.Contains(message, want) {
			t.Errorf("the message has no %q:\n%s", want, message)
		}
	}
	if strings.Contains(message, "\nApproved-by: nobody") {
		t.Errorf("a text made a trailer of its own:\n%s", message)
	}
	if body := runGit(t, "--git-dir="+f.remote, "show",
		"main:public/es/news/a.html"); body != strings.TrimSpace(text("a", 1, "es")) {
		t.Errorf("the branch has %.20q", body)
	}
}

// TestGitRebasesOnTop checks that a publication goes on top of the commits that others push meanwhile.
func TestGitRebasesOnTop(t *testing.T) {
	f := newGit(t).(gitFixture)
	var b blobs
	mustPublish(t, publish.New(f.open(t, nil), &b), b.make("a", 1, "es"))
	work := t.TempDir()
	runGit(t, "clone", "--quiet", "--branch", "main", f.remote, work)
	pushes := 0
	dest := f.open(t, func(change string) error {
		if pushes < 2 && strings.HasPrefix(change, "push") {
			pushes++
			runGit(t, "-C", work, "-c", "user.name=Other", "-c", "user.email=other@example.org", "commit", "--quiet",
				"--allow-empty", "-m", "by hand")
			runGit(t, "-C", work, "push", "--quiet", "origin", "main")
		}
		return nil
	})
	mustPublish(t, publish.New(dest, &b), b.make("a", 2, "es", "fr"))
	wantVisible(t, f.open(t, nil), "a", 2, "es", "fr")
	if n := f.commits(t); n != 4 {
		t.Errorf("%d commits, want the two publications and the two by hand", n)
	}
}

func TestGitKeepsFilesThatAreNotItsOwn(t *testing.T) {
	f := newGit(t).(gitFixture)
	work := t.TempDir()
	runGit(t, "clone", "--quiet", f.remote, work)
	var b blobs
	name := filepath.Join("public", "es", "news", "a.html")
	runGit(t, "-C", work, "checkout", "--quiet", "-b", "main")
	writeFile(t, filepath.Join(work, name), "by hand")
	runGit(t, "-C", work, "add", ".")
	runGit(t, "-C", work, "-c", "user.name=Other", "-c", "user.email=other@example.org", "commit", "--quiet", "-m",
		"by hand")
	runGit(t, "-C", work, "push", "--quiet", "origin", "main")
	err := publish.New(f.open(t, nil), &b).Publish(t.Context(), b.make("a", 1, "es"))
	if !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("publishing over a file: %v", err)
	}
}

// TestGitRefusesAToken checks that the error for a wrong token says so, and does not hold the token.
func TestGitRefusesAToken(t *testing.T) {
	f := newGitHTTP(t).(gitFixture)
	f.secret = "another token"
	var b blobs
	err := publish.New(f.open(t, nil), &b).Publish(t.Context(), b.make("a", 1, "es"))
	if err == nil || !strings.Contains(err.Error(), "refuses the user and token") ||
		strings.Contains(err.Error(), "another token") || strings.Contains(err.Error(), "Basic") {
		t.Errorf("a wrong token: %v", err)
	}
}

func TestGitSecretsAreNotArguments(t *testing.T) {
	for _, s := range gitEnvironment(Options{Secret: "token"}) {
		if strings.Contains(s, "token") {
			t.Errorf("the token stands in %s", s)
		}
	}
	if _, err := Open("git", Options{Endpoint: "file:///nowhere", Dir: t.TempDir(), Author: "nobody"}); err == nil {
		t.Error("an author without an address was taken")
	}
}
