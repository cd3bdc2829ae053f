package e2e_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// TestAnEngineInTypeScript publishes a page by the example worker in TypeScript, installed from npm as its comment says.
func TestAnEngineInTypeScript(t *testing.T) {
	dir, command := typeScriptExample(t, "engine-typescript")
	h := newHouse(t, map[string]string{"statement.html": `<!doctype html><html lang="en"><head><title>The river</title></head><body><main>
		<h1>The river and the house</h1><p>Good morning by the <b>river</b>.</p></main></body></html>`})
	remote, err := provider.OpenActivity(provider.Options{Queue: "my-engine"})
	h.must(err)
	h.app.Translator.Remotes = map[l10n.ProviderName]translate.Remote{"activity": remote}
	startWorker(t, command, dir, h.address)

	plan := h.plan([]string{"statement.html"}, "es")
	plan.Chains = map[l10n.Locale][]l10n.ProviderName{"es": {translate.Memory, "activity"}}
	run := h.start(plan)
	h.must(h.decide(h.key("statement.html", "es"), approve("review", "maria")))
	if r := h.ended(run); r.Status != l10n.RunCompleted {
		t.Fatalf("%+v", r)
	}
	if es := published(t, h, "es/statement.html"); !strings.Contains(es, "<p>Buenos días by the <b>río</b>.</p>") {
		t.Errorf("not by the worker:\n%s", es)
	}
}

// startWorker starts the worker, which ends with the test.
func startWorker(t *testing.T, command []string, dir, address string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	w := exec.CommandContext(ctx, command[0], command[1:]...)
	w.Dir, w.Env, w.WaitDelay = dir, append(os.Environ(), "TEMPORAL_ADDRESS="+address), 10*time.Second
	w.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // npm's own children, too
	w.Cancel = func() error { return syscall.Kill(-w.Process.Pid, syscall.SIGTERM) }
	var out bytes.Buffer
	w.Stdout, w.Stderr = &out, &out
	if err := w.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cancel()
		_ = w.Wait()
		if t.Failed() {
			t.Logf("the worker said:\n%s", out.String())
		}
	})
}
