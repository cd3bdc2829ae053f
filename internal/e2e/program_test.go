package e2e_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// program builds the program once, with the flags that everything else is built with, so that the cache serves.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "dragoman")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "dragoman")
	out, err := exec.Command("go", "build", "-o", path, "github.com/dragoman-l10n/dragoman/cmd/dragoman").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("go build: %w\n%s", err, out)
	}
	removeProgram = func() { _ = os.RemoveAll(dir) }
	return path, nil
})

// removeProgram takes away what was built.
var removeProgram = func() {}

func build(t *testing.T) string {
	t.Helper()
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// hung is how long a program may print nothing before a test takes it for dead and asks for its goroutines.
const hung = 5 * time.Minute

// demoYes runs a demo to its end and returns what it printed.
func demoYes(t *testing.T, dir string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), hung)
	defer cancel()
	cmd := exec.CommandContext(ctx, build(t), "demo", "--yes", "--dir", dir)
	cmd.Cancel = func() error { return cmd.Process.Signal(syscall.SIGQUIT) }
	cmd.WaitDelay = 10 * time.Second
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return string(out)
}

// TestDemoYes is the first of the README's two commands, on this machine with the engines that it has or hasn't.
func TestDemoYes(t *testing.T) {
	dir := t.TempDir()
	for _, want := range []string{"memory", "approved before"} {
		out := demoYes(t, dir)
		for _, line := range []string{"20 pages are what was signed", "Published site", "Desk", "Temporal UI", "Manifest", want} {
			if !strings.Contains(out, line) {
				t.Errorf("the output has no %q:\n%s", line, out)
			}
		}
	}
}

// demoProcess is a demo that runs until it is ended.
type demoProcess struct {
	cmd   *exec.Cmd
	lines chan string
}

func startDemo(t *testing.T, args ...string) *demoProcess {
	t.Helper()
	p := &demoProcess{cmd: exec.Command(build(t), append([]string{"demo"}, args...)...), lines: make(chan string, 1000)}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	p.cmd.Stderr = os.Stderr
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.lines)
		for s := bufio.NewScanner(out); s.Scan(); {
			p.lines <- s.Text()
		}
	}()
	t.Cleanup(func() { _ = p.cmd.Process.Kill(); _ = p.cmd.Wait() })
	return p
}

// line waits for a line that matches and returns it.
func (p *demoProcess) line(t *testing.T, pattern string) string {
	t.Helper()
	re, seen := regexp.MustCompile(pattern), bytes.Buffer{}
	for {
		l, ok := p.next(t)
		if !ok {
			t.Fatalf("the demo ended without %q:\n%s", pattern, seen.String())
		}
		seen.WriteString(l + "\n")
		if re.MatchString(l) {
			return l
		}
	}
}

// next waits for the next line; false when the demo has ended.
func (p *demoProcess) next(t *testing.T) (string, bool) {
	t.Helper()
	select {
	case l, ok := <-p.lines:
		return l, ok
	case <-time.After(hung):
		_ = p.cmd.Process.Signal(syscall.SIGQUIT)
		_ = p.cmd.Wait()
		t.Fatal("the demo hangs")
		return "", false
	}
}

// publishedFiles counts the files of a folder that visitors get something from.
func publishedFiles(t *testing.T, dir string) int {
	t.Helper()
	n := 0
	err := filepath.WalkDir(filepath.Join(dir, "public"), func(_ string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			n++
		}
		return nil // the folder is not there yet, or changes meanwhile
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// reach waits until so many files are published, and reports whether the demo is still running then.
func (p *demoProcess) reach(t *testing.T, dir string, files int) bool {
	t.Helper()
	for until := time.Now().Add(hung); time.Now().Before(until); {
		if publishedFiles(t, dir) >= files {
			return true
		}
		select {
		case _, ok := <-p.lines:
			if !ok {
				return false
			}
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Fatalf("%d files are not published", files)
	return false
}

// TestKilledAnywhere kills the process, without a warning, at one point of the run after the other, told by how many
// files are published; the next one goes on where it stopped, and in the end every page is there once, signed once.
func TestKilledAnywhere(t *testing.T) {
	dir := t.TempDir()
	run := ""
	for _, files := range []int{1, 4, 10, 20, 40, 60} {
		p := startDemo(t, "--yes", "--dir", dir)
		if l := p.line(t, "run example-"); run == "" {
			run = regexp.MustCompile(`example-[0-9a-f-]+`).FindString(l)
		} else if !strings.Contains(l, run) {
			t.Fatalf("another run began: %s, not %s", l, run)
		}
		if !p.reach(t, dir, files) {
			break // a fast machine has finished the run
		}
		if err := p.cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = p.cmd.Wait()
	}
	out := demoYes(t, dir)
	if !strings.Contains(out, "20 pages are what was signed") {
		t.Fatal(out)
	}
	manifest := regexp.MustCompile(`manifest/(\S+)\.json`).FindStringSubmatch(out)[1]
	b, err := os.ReadFile(currentManifest(t, dir, manifest))
	if err != nil {
		t.Fatal(err)
	}
	var pub struct {
		Locales []struct{ Approvals []struct{ Step string } }
	}
	if err := json.Unmarshal(b, &pub); err != nil {
		t.Fatal(err)
	}
	for _, l := range pub.Locales {
		if len(pub.Locales) != 4 || len(l.Approvals) != 1 {
			t.Errorf("%d locales, %d approvals", len(pub.Locales), len(l.Approvals))
		}
	}
}

func currentManifest(t *testing.T, dir, doc string) string {
	t.Helper()
	current, err := filepath.EvalSymlinks(filepath.Join(dir, "public", ".documents", doc))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{filepath.Join(current, "manifest.json"), filepath.Join(filepath.Dir(current), "manifest.json")} {
		if _, err := os.Stat(path); err == nil {
			return path
		}
	}
	t.Fatalf("no manifest near %s", current)
	return ""
}

// TestCtrlC stops a demo in the middle, cleanly, and the links work again when the next one goes on.
func TestCtrlC(t *testing.T) {
	dir := t.TempDir()
	p := startDemo(t, "--dir", dir)
	p.line(t, "pages wait in Arabic")
	if err := p.cmd.Process.Signal(syscall.SIGINT); err != nil {
		t.Fatal(err)
	}
	p.line(t, "Stopping")
	if err := p.cmd.Wait(); err != nil {
		t.Fatalf("Ctrl-C must end it well: %v", err)
	}
	p = startDemo(t, "--dir", dir)
	p.line(t, "Going on with run")
	site := strings.Fields(p.line(t, "Published site"))[2]
	p.line(t, "pages wait in Arabic")
	res, err := http.Get(site)
	if err != nil || res.StatusCode != http.StatusOK {
		t.Errorf("%v %v", res, err)
	}
}
