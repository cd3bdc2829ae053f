package devserver_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	sdk "go.temporal.io/sdk/client"
	"go.temporal.io/sdk/log"

	"github.com/dragoman-l10n/dragoman/internal/devserver"
)

// TestFileHasWriteAheadLog checks that a server with a file uses SQLite's write-ahead log. With a rollback journal each
// step of a workflow would wait for the disk several times. Source: SQLite's file format, bytes 18 and 19.
func TestFileHasWriteAheadLog(t *testing.T) {
	file := filepath.Join(t.TempDir(), "temporal.db")
	s, err := devserver.Start(t.Context(), devserver.Options{File: file, UIPort: -1, Namespace: "default"})
	if err != nil {
		t.Fatal(err)
	}
	s.Stop()
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(b) < 20 || b[18] != 2 || b[19] != 2 {
		t.Errorf("the file's header says %v, and 2 is the write-ahead log", b[18:20])
	}
}

// TestUIAnswersThisMachineOnly asks the real UI by a name of this machine and by a forged one, and tries an Update there.
func TestUIAnswersThisMachineOnly(t *testing.T) {
	s, err := devserver.Start(t.Context(), devserver.Options{Namespace: "default"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	ask := func(method, path, host string) (int, http.Header) {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), method, s.UI+path, strings.NewReader("{}"))
		if err != nil {
			t.Fatal(err)
		}
		req.Host = host
		res, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_, err = io.Copy(io.Discard, res.Body)
		if err = errors.Join(err, res.Body.Close()); err != nil {
			t.Fatal(err)
		}
		return res.StatusCode, res.Header
	}
	const flow = "/api/v1/namespaces/default/workflows/review%3Ad%3Aes"
	for _, tt := range []struct {
		method, path, host string
		want               int
	}{
		{"GET", "/", "", 200}, {"GET", "/api/v1/namespaces", "localhost:8233", 200}, {"GET", "/api/v1/settings", "", 200},
		{"GET", "/", "evil.example", 421}, {"GET", "/api/v1/namespaces", "evil.example", 421},
		{"POST", flow + "/terminate", "", 404}, {"POST", flow + "/cancel", "", 404}, // there is no such workflow
		{"POST", flow + "/update/approve", "", 403}, {"POST", flow + "/signal/resume", "", 403},
	} {
		got, header := ask(tt.method, tt.path, tt.host)
		if got != tt.want || header.Get("Set-Cookie") != "" {
			t.Errorf("%s %s as %q: %d, cookie %q; want %d", tt.method, tt.path, tt.host, got, header.Get("Set-Cookie"), tt.want)
		}
	}
}

// TestTokenIsWanted speaks to the server as its own clients do, as other users of the machine would, and to the parts
// behind its door.
func TestTokenIsWanted(t *testing.T) {
	s, err := devserver.Start(t.Context(), devserver.Options{Namespace: "default", Token: "right"})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Stop()
	for token, ok := range map[string]bool{"Bearer right": true, "Bearer wrong": false, "right": false, "": false, "Bearer right ": false, "Bearer ": false} {
		o := sdk.Options{HostPort: s.Address, HeadersProvider: header(token), Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler))}
		c, err := sdk.DialContext(t.Context(), o)
		if err == nil {
			_, err = c.ExecuteWorkflow(t.Context(), sdk.StartWorkflowOptions{ID: "w", TaskQueue: "q"}, "Publish")
			c.Close()
		}
		if (err == nil) != ok {
			t.Errorf("with %q: %v", token, err)
		}
	}
	startsBySchedule(t, s.Address)
	res, err := http.Get(s.UI + "/api/v1/namespaces/default/workflows")
	if err != nil {
		t.Fatal(err)
	}
	if _ = res.Body.Close(); res.StatusCode != http.StatusOK {
		t.Errorf("the UI gets %s", res.Status)
	}
}

// startsBySchedule has a schedule start a workflow, which the server's own workers do without the token.
func startsBySchedule(t *testing.T, address string) {
	t.Helper()
	c, err := sdk.DialContext(t.Context(), sdk.Options{HostPort: address, HeadersProvider: header("Bearer right"),
		Logger: log.NewStructuredLogger(slog.New(slog.DiscardHandler))})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	h, err := c.ScheduleClient().Create(t.Context(), sdk.ScheduleOptions{
		ID: "s", Spec: sdk.ScheduleSpec{Intervals: []sdk.ScheduleIntervalSpec{{Every: time.Hour}}}, TriggerImmediately: true,
		Action: &sdk.ScheduleWorkflowAction{ID: "scheduled", Workflow: "Look", TaskQueue: "q"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 200 {
		if d, err := h.Describe(t.Context()); err == nil && d.Info.NumActions > 0 {
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("the schedule started nothing")
}

type header string

func (h header) GetHeaders(context.Context) (map[string]string, error) {
	if h == "" {
		return nil, nil
	}
	return map[string]string{"authorization": string(h)}, nil
}
