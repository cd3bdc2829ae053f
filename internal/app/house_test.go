package app

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/devserver"
	"github.com/dragoman-l10n/dragoman/internal/freeport"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// address is a free address of this machine.
func address(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	return l.Addr().String()
}

func get(t *testing.T, url string) (int, string) {
	t.Helper()
	res, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(b)
}

// TestHouse starts all parts in this process, asks for a run, and stops them.
func TestHouse(t *testing.T) {
	cfg := configured(t, "desk: {listen: \""+address(t)+"\"}\n")
	cfg.Destinations[0].URL = "http://" + address(t)
	h, err := StartHouse(t.Context(), HouseOptions{
		Options: Options{Config: cfg, Version: "test", Env: noEnv, Logger: slog.New(slog.DiscardHandler)}, DefaultUser: "maria",
		StartServer: func(ctx context.Context) (Server, error) {
			s, err := devserver.Start(ctx, devserver.Options{UIPort: -1, Namespace: "default", SearchAttributes: workflows.AttributeNames()})
			if err != nil {
				return Server{}, err
			}
			return Server{Address: s.Address, UI: "http://ui.test/", Stop: s.Stop}, nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	stopped := false
	h.OnStop(func() { stopped = true })
	if status, _ := get(t, cfg.Desk.URL+"/healthz"); status != http.StatusOK {
		t.Errorf("the desk answers %d", status)
	}
	if status, _ := get(t, cfg.Destinations[0].URL+"/manifest/none.json"); status != http.StatusNotFound {
		t.Errorf("a manifest that is not there: %d", status)
	}
	if url := h.WorkflowURL("run:1"); url != "http://ui.test/namespaces/default/workflows/run:1" {
		t.Error(url)
	}
	if url := h.ScheduleURL("watch:1"); url != "http://ui.test/namespaces/default/schedules/watch:1" {
		t.Error(url)
	}
	_, _, err = h.Client.Publish(t.Context(), client.Request{Site: "nowhere", By: "maria"})
	if !errors.Is(err, client.ErrRefused) || !strings.Contains(err.Error(), `there is no site "nowhere"`) {
		t.Errorf("a run that the worker's configuration does not know: %v", err)
	}
	h.Stop()
	if !stopped {
		t.Error("what was given to be stopped is not")
	}
	if _, err := net.DialTimeout("tcp", cfg.Desk.Listen, time.Second); err == nil {
		t.Error("the desk still listens")
	}
}

// TestAHouseThatCannotStart holds that what is in the way is told, with its cure, and that what was started is stopped.
func TestAHouseThatCannotStart(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = taken.Close() }()
	cfg := configured(t, "desk: {listen: \""+taken.Addr().String()+"\"}\n")
	cfg.Destinations[0].URL = "http://" + taken.Addr().String()
	started, stopped := 0, 0
	o := HouseOptions{
		Options: Options{Config: cfg, Env: noEnv, Logger: slog.New(slog.DiscardHandler)},
		StartServer: func(context.Context) (Server, error) {
			started++
			return Server{Address: "127.0.0.1:1", Stop: func() { stopped++ }}, nil
		},
	}
	_, err = StartHouse(t.Context(), o)
	for _, want := range []string{"is taken: is another dragoman running?", "give the destination public another url"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q", err, want)
		}
	}
	cfg.Desk.Listen, cfg.Destinations[0].URL, cfg.Glossary = address(t), "https://www.test", "none.csv"
	if _, err := StartHouse(t.Context(), o); !errors.Is(err, ErrConfig) || started != 1 || stopped != 1 {
		t.Errorf("%v; the server was started %d times and stopped %d times", err, started, stopped)
	}
}

func TestDialWithoutAServer(t *testing.T) {
	port, err := freeport.Pick()
	if err != nil {
		t.Fatal(err)
	}
	cfg := configured(t, "")
	cfg.Temporal.Address = net.JoinHostPort("127.0.0.1", strconv.Itoa(port))
	_, err = Dial(t.Context(), Options{Config: cfg, Env: noEnv, Logger: slog.New(slog.DiscardHandler)})
	if !errors.Is(err, l10n.ErrUnavailable) || !strings.HasPrefix(err.Error(), "no Temporal server answers at "+cfg.Temporal.Address) {
		t.Error(err)
	}
}

func TestServedHere(t *testing.T) {
	for url, want := range map[string]string{
		"http://127.0.0.1:8090": "127.0.0.1:8090", "http://localhost:80/x": "localhost:80", "http://[::1]:80": "[::1]:80",
		"https://127.0.0.1:8090": "", "http://www.test:80": "", "http://localhost": "",
	} {
		listen, ok := servedHere(config.Destination{Kind: "dir", URL: url})
		if ok != (want != "") || ok && listen != want {
			t.Errorf("%s: %q, %v", url, listen, ok)
		}
	}
	if _, ok := servedHere(config.Destination{Kind: "http", URL: "http://127.0.0.1:8090"}); ok {
		t.Error("a receiver serves what it receives itself")
	}
}
