package e2e_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestAProgramOutsideTheModule builds a program that is no part of this module, and has it start a run, watch it, and
// approve its page by the client alone.
func TestAProgramOutsideTheModule(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	root, err := filepath.Abs(filepath.Join("..", ".."))
	h.must(err)
	program, err := os.ReadFile(filepath.Join("testdata", "outside.go.txt"))
	h.must(err)
	module, err := os.ReadFile(filepath.Join(root, "go.mod"))
	h.must(err)
	version := regexp.MustCompile(`(?m)^go .+$`).FindString(string(module))
	dir := t.TempDir()
	for name, text := range map[string]string{
		"go.mod":  "module example.org/outside\n\n" + version + "\n",
		"go.work": version + "\n\nuse (\n\t.\n\t" + root + "\n)\n",
		"main.go": string(program),
	} {
		h.must(os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600))
	}
	build := exec.CommandContext(t.Context(), "go", "build", "-o", "outside", ".")
	build.Dir = dir
	build.Env = append(os.Environ(), "GOWORK="+filepath.Join(dir, "go.work"), "GOPROXY=off", "GOFLAGS=")
	if out, err := build.CombinedOutput(); err != nil {
		t.Fatalf("go build: %v\n%s", err, out)
	}
	outside := exec.CommandContext(t.Context(), filepath.Join(dir, "outside"), h.address, queue, h.source.URL+"/statement.html")
	outside.Env = append(os.Environ(), "DRAGOMAN_DECISION_KEY="+privateKey)
	out, err := outside.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, want := range []string{"the same page is refused", "approved: es review", "completed: 1 of 1 published"} {
		if !strings.Contains(string(out), want) {
			t.Errorf("the program does not say %q:\n%s", want, out)
		}
	}
	if es := published(t, h, "es/statement.html"); !strings.Contains(es, "es Statement of the Chair") {
		t.Errorf("the page is not published:\n%s", es)
	}
}

// TestPublishingTwiceByTheCommand holds that the worker says whether a page may be taken over, by its own rules: the
// command itself may not fetch from loopback, and need not.
func TestPublishingTwiceByTheCommand(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	publish := func() (code int, said string) {
		cmd := exec.CommandContext(t.Context(), build(t), "publish", h.source.URL+"/statement.html", "--to", "es")
		cmd.Dir = t.TempDir()
		config := "temporal: {task_queue: " + queue + "}\n"
		h.must(os.WriteFile(filepath.Join(cmd.Dir, "dragoman.yaml"), []byte(config), 0o600))
		cmd.Env = append(os.Environ(), "TEMPORAL_ADDRESS="+h.address, "DRAGOMAN_STORE="+h.app.Config.Store, "DRAGOMAN_DECISION_KEY="+privateKey)
		out, _ := cmd.CombinedOutput()
		return cmd.ProcessState.ExitCode(), string(out)
	}
	if code, said := publish(); code != 0 || !strings.Contains(said, "has started") {
		t.Fatalf("the first time: exit code %d\n%s", code, said)
	}
	k := h.key("statement.html", "es")
	h.until("the page waits", func() bool { return h.waits(k, "review") })
	if code, said := publish(); code != 5 || !strings.Contains(said, "is at work on it, and its source is the same") {
		t.Errorf("the second time: exit code %d\n%s", code, said)
	}
	h.edit(map[string]string{"statement.html": strings.Replace(page, "open", "closed", 1)})
	if code, said := publish(); code != 0 || !strings.Contains(said, "has started") {
		t.Errorf("when the source has changed: exit code %d\n%s", code, said)
	}
}

// TestARequestWaitsForAWorker holds that whoever asks for a run while no worker listens is told so, and that the run
// starts when one does. The same request again is the same run.
func TestARequestWaitsForAWorker(t *testing.T) {
	h := newHouse(t, map[string]string{"statement.html": page})
	h.worker.Stop()
	request := client.Request{Pages: []string{h.source.URL + "/statement.html"}, Locales: []client.Locale{"es"}, By: "editor"}
	run, _, err := h.client.Publish(t.Context(), request)
	if !errors.Is(err, client.ErrNotTaken) || run == "" {
		t.Fatalf("without a worker: run %q, %v", run, err)
	}
	h.startWorker()
	h.until("the page waits", func() bool { return h.waits(h.key("statement.html", "es"), "review") })
	request.Run = run
	again, planned, err := h.client.Publish(t.Context(), request)
	if err != nil || again != run || planned.Site != l10n.AdHoc || planned.Plan == "" {
		t.Errorf("the same request again: %s, %+v, %v", again, planned, err)
	}
	runs, err := h.store.Runs(t.Context(), 10)
	if err != nil || len(runs) != 1 || runs[0].ID != run {
		t.Errorf("%+v, %v", runs, err)
	}
}
