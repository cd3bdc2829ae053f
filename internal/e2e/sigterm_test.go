package e2e_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"

	"github.com/dragoman-l10n/dragoman/internal/freeport"
)

// worstPage is nearly as large as a page may be, in one paragraph, with what segmenters, checks and parsers have to look at.
func worstPage() string {
	var b strings.Builder
	b.WriteString("<!doctype html><html lang=en><title>t</title><p>It is ")
	for i := 0; b.Len() < 9_000_000; i++ {
		fmt.Fprintf(&b, "a@b.a@b. 12:30 word%d “w” \"x\" {x} 5 %% <b><i>w</b>x</i> ", i)
	}
	return b.String()
}

// TestOneSignalEndsAWorker holds that a worker which is at work on the worst page ends on one SIGTERM, and ends well.
func TestOneSignalEndsAWorker(t *testing.T) {
	dir := t.TempDir()
	var ports []int
	for range 4 {
		p, err := freeport.Pick(ports...)
		if err != nil {
			t.Fatal(err)
		}
		ports = append(ports, p)
	}
	config := fmt.Sprintf("data: data\ndesk: {listen: \"127.0.0.1:%d\"}\ntemporal: {address: \"127.0.0.1:%d\"}\n"+
		"destinations:\n- {name: public, kind: dir, path: out, url: \"http://127.0.0.1:%d\"}\n", ports[0], ports[1], ports[2])
	for name, text := range map[string]string{"dragoman.yaml": config, "worst.html": worstPage()} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	dev := exec.Command(build(t), "dev", fmt.Sprint("--temporal-port=", ports[1]), fmt.Sprint("--ui-port=", ports[3]))
	dev.Dir, dev.Stdout, dev.Stderr = dir, &out, &out
	if err := dev.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- dev.Wait() }()
	t.Cleanup(func() { _ = dev.Process.Kill() })
	c := dialWithToken(t, dir, fmt.Sprint("127.0.0.1:", ports[1]))
	defer c.Close()
	publish := exec.CommandContext(t.Context(), build(t), "publish", "worst.html", "--to", "es", "--use", "pseudo", "--allow-pseudo")
	publish.Dir = dir
	if said, err := publish.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	untilExtracting(t, c)
	if err := dev.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Errorf("%v\n%s", err, out.String())
		}
	case <-time.After(hung):
		_ = dev.Process.Signal(syscall.SIGQUIT)
		<-ended
		t.Fatalf("it goes on:\n%s", out.String())
	}
}

// dialWithToken waits for the server of a data folder, and connects to it as its commands do.
func dialWithToken(t *testing.T, dir, address string) client.Client {
	t.Helper()
	var last error
	for until := time.Now().Add(hung); time.Now().Before(until); time.Sleep(200 * time.Millisecond) {
		token, err := os.ReadFile(filepath.Join(dir, "data", "temporal.token"))
		if last = err; err != nil {
			continue
		}
		c, err := client.DialContext(t.Context(), client.Options{HostPort: address, HeadersProvider: bearer(strings.TrimSpace(string(token))),
			Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler))})
		if last = err; err == nil {
			return c
		}
	}
	t.Fatal(last)
	return nil
}

// untilExtracting waits until the page is being extracted, or is already.
func untilExtracting(t *testing.T, c client.Client) {
	t.Helper()
	for until := time.Now().Add(hung); time.Now().Before(until); time.Sleep(100 * time.Millisecond) {
		list, err := c.ListWorkflow(t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Namespace: "default"})
		if err != nil {
			continue
		}
		for _, w := range list.Executions {
			id := w.GetExecution().GetWorkflowId()
			if strings.HasPrefix(id, "locale:") {
				return
			}
			if !strings.HasPrefix(id, "document:") {
				continue
			}
			d, err := c.DescribeWorkflowExecution(t.Context(), id, "")
			if err != nil {
				continue
			}
			for _, a := range d.PendingActivities {
				if a.GetActivityType().GetName() == "ExtractDocument" && a.State == enums.PENDING_ACTIVITY_STATE_STARTED {
					return
				}
			}
		}
	}
	t.Fatal("the page is not extracted")
}
