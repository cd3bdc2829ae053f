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

// TestAReviewerInTypeScript publishes a page whose texts the checks, the example reviewer in TypeScript and then a person look at,
// who is asked about the one text that the reviewer would rather see otherwise.
func TestAReviewerInTypeScript(t *testing.T) {
	dir, command := typeScriptExample(t, "reviewer-typescript")
	h := newHouse(t, map[string]string{"statement.html": `<!doctype html><html lang="en"><head><title>The session of spring</title></head><body><main>
		<h1>The session of the delegates</h1><p>They have to utilizar <b>the boat</b>. The delegates met near the river.</p></main></body></html>`})
	startWorker(t, command, dir, h.address)
	p := h.plan([]string{"statement.html"}, "es")
	p.Review = []l10n.ReviewStep{
		{Name: "checks", Kind: l10n.StepChecks, Block: 100},
		{Name: "style", Kind: l10n.StepActivity, Queue: "my-reviewers", Activity: "ReviewTexts", Deadline: 5 * time.Minute},
		{Name: "review", Kind: l10n.StepPerson},
	}
	p.Steps, p.Unconfirmed = l10n.Deciding(p.Review), l10n.UnconfirmedPublish
	run, k := h.start(p), h.key("statement.html", "es")
	h.patience = 3 * time.Minute
	h.until("people are asked", func() bool { return h.waits(k, "review") && h.routed(k, "review") > 0 })

	style, review := h.verdicts(k, run, "style"), h.verdicts(k, run, "review")
	asked := 0
	for id, v := range style {
		if (v.By != l10n.Reviewer{Kind: "activity", ID: "house-style", Version: "1"}) {
			t.Errorf("%s is judged by %+v", id, v.By)
		}
		if v.Outcome == l10n.Pass {
			if review[id].Outcome != l10n.Skipped {
				t.Errorf("%s was passed, and people are %s", id, review[id].Outcome)
			}
			continue
		}
		asked++
		if v.Outcome != l10n.Changes || review[id].Outcome != l10n.Asked || len(v.Remarks) != 1 || v.Remarks[0].TargetSpan != "utilizar" ||
			v.Proposed == nil || v.Proposed.String() != "es They have to usar <1>the boat</1>." {
			t.Fatalf("%s: %+v, and of people %+v", id, v, review[id])
		}
		ts, err := h.store.Targets(t.Context(), k)
		h.must(err)
		for _, target := range ts {
			if target.Segment != id {
				continue
			}
			if !strings.Contains(target.Text.Text(), "utilizar") {
				t.Errorf("the proposal was taken without a word: %s", target.Text)
			}
			h.write(k, l10n.Edit{Segment: id, Text: *v.Proposed, Version: target.Version, By: "maria"})
		}
	}
	if asked != 1 || len(style) != 4 {
		t.Errorf("%d of %d texts are for people", asked, len(style))
	}
	h.must(h.decide(k, approve("review", "maria")))
	if r := h.ended(run); r.Status != l10n.RunCompleted || r.Published != 1 {
		t.Fatalf("%+v", r)
	}
	if es := published(t, h, "es/statement.html"); !strings.Contains(es, "es They have to usar <b>the boat</b>.") {
		t.Errorf("not as maria has written it:\n%s", es)
	}
}
