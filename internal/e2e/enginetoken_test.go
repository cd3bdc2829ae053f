package e2e_test

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/internal/devserver"
	"github.com/dragoman-l10n/dragoman/internal/needs"
)

// bearer sends the token of a server.
type bearer string

func (b bearer) GetHeaders(context.Context) (map[string]string, error) {
	return map[string]string{"authorization": "Bearer " + string(b)}, nil
}

// askEngine is a workflow that asks an engine for a translation, as Dragoman's own do.
func askEngine(ctx workflow.Context) (string, error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{TaskQueue: "my-engine", ScheduleToCloseTimeout: 2 * time.Minute})
	var out struct {
		Answers []struct {
			Text string `json:"text"`
		} `json:"answers"`
	}
	in := map[string]any{"version": 1, "source": "en", "target": "es", "texts": []string{"A <1>house</1>."}}
	if err := workflow.ExecuteActivity(ctx, "TranslateTexts", in).Get(ctx, &out); err != nil || len(out.Answers) == 0 {
		return "", err
	}
	return out.Answers[0].Text, nil
}

// TestExampleEnginesSendTheToken runs the example engines against a server that wants its token, with the right one and with a wrong
// one, which must end in an error and not in silence.
func TestExampleEnginesSendTheToken(t *testing.T) {
	for name, install := range map[string]func(t *testing.T, example string) (dir string, command []string){
		"go":         goExample,
		"typescript": typeScriptExample,
	} {
		t.Run(name, func(t *testing.T) {
			dir, command := install(t, "engine-"+name)
			s, err := devserver.Start(t.Context(), devserver.Options{Namespace: "default", Token: "right", UIPort: -1})
			if err != nil {
				t.Fatal(err)
			}
			defer s.Stop()
			if out, err := engine(t, dir, command, s.Address, "wrong").wait(); err == nil {
				t.Errorf("with a wrong token it ends well:\n%s", out)
			}
			c, err := client.DialContext(t.Context(), client.Options{HostPort: s.Address, HeadersProvider: bearer("right"),
				Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler))})
			if err != nil {
				t.Fatal(err)
			}
			defer c.Close()
			w := worker.New(c, "asking", worker.Options{})
			w.RegisterWorkflow(askEngine)
			if err := w.Start(); err != nil {
				t.Fatal(err)
			}
			defer w.Stop()
			running := engine(t, dir, command, s.Address, "right")
			run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{TaskQueue: "asking"}, askEngine)
			if err != nil {
				t.Fatal(err)
			}
			var got string
			if err := run.Get(t.Context(), &got); err != nil || got != "A <1>casa</1>." {
				t.Errorf("%q, %v; the engine said:\n%s", got, err, running.stop())
			}
			running.stop()
		})
	}
}

// goExample builds an example in Go.
func goExample(t *testing.T, example string) (string, []string) {
	t.Helper()
	program := filepath.Join(t.TempDir(), example)
	if out, err := exec.CommandContext(t.Context(), "go", "build", "-o", program, "../../examples/"+example).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	return "", []string{program}
}

// typeScriptExample installs an example in TypeScript, from npm as its comment says.
func typeScriptExample(t *testing.T, example string) (string, []string) {
	t.Helper()
	npm := needs.Program(t, "npm", "it comes with Node.js")
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(filepath.Join("..", "..", "examples", example))); err != nil {
		t.Fatal(err)
	}
	install := exec.CommandContext(t.Context(), npm, "install", "--no-audit", "--no-fund", "--no-package-lock")
	install.Dir = dir
	if out, err := install.CombinedOutput(); err != nil {
		t.Fatalf("npm install: %v\n%s", err, out)
	}
	return dir, []string{npm, "start"}
}

// runningEngine is an engine's process with what it says.
type runningEngine struct {
	cmd *exec.Cmd
	out *bytes.Buffer
}

func engine(t *testing.T, dir string, command []string, address, token string) *runningEngine {
	t.Helper()
	e := &runningEngine{cmd: exec.Command(command[0], command[1:]...), out: &bytes.Buffer{}}
	e.cmd.Dir, e.cmd.WaitDelay = dir, 10*time.Second
	e.cmd.Env = append(os.Environ(), "TEMPORAL_ADDRESS="+address, "TEMPORAL_TOKEN="+token)
	e.cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // npm's own children, too
	e.cmd.Stdout, e.cmd.Stderr = e.out, e.out
	if err := e.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { e.stop() })
	return e
}

// wait waits for the engine to end by itself.
func (e *runningEngine) wait() (string, error) {
	err := e.cmd.Wait()
	return e.out.String(), err
}

// stop ends the engine and its children, and returns what it said.
func (e *runningEngine) stop() string {
	if e.cmd.ProcessState == nil {
		_ = syscall.Kill(-e.cmd.Process.Pid, syscall.SIGTERM)
		_ = e.cmd.Wait()
	}
	return strings.TrimSpace(e.out.String())
}
