package main

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
)

type workerCmd struct{}

// Run works until it is stopped.
func (workerCmd) Run(ctx context.Context, s *session) error {
	return s.withTemporal(ctx, nil, func(a *app.App, t app.TemporalClient) error {
		if err := a.ImportMemories(ctx); err != nil {
			return err
		}
		w := a.NewWorkers(t)
		if err := w.Start(); err != nil {
			return err
		}
		cfg := a.Config.Temporal
		c := client.New(t, cfg.TaskQueue)
		a.Wake(ctx, c)
		a.ScheduleDigests(ctx, c)
		if missing := app.MissingForNotices(a.Config, a.Env); len(missing) > 0 {
			s.warn("nobody can be told of what waits until the environment has %s", strings.Join(missing, " and "))
		}
		s.say("worker: listening on task queue %s of %s", cfg.TaskQueue, cfg.Address)
		if sentence, any := a.WhoseDecisions(); any {
			s.say("worker: %s", sentence)
		} else {
			s.warn("%s", sentence)
		}
		<-ctx.Done()
		w.Stop()
		return nil
	})
}

type deskCmd struct {
	Listen string `placeholder:"HOST:PORT" help:"Address to listen on; the configuration's by default."`
}

// Run serves the desk until it is stopped.
func (d deskCmd) Run(ctx context.Context, s *session) error {
	s.set("DRAGOMAN_DESK_LISTEN", d.Listen)
	return s.withDesk(ctx, func(a *app.App, c *client.Client) error {
		h, err := a.DeskHandler(c, "")
		if err != nil {
			return err
		}
		stop, err := app.Serve(a.Config.Desk.Listen, h, s.logger)
		if err != nil {
			return err
		}
		if key, err := app.DecisionKey(a.Options); err == nil && key == nil {
			s.warn("this desk has no key to sign decisions with, and no worker takes one that is not signed: set " +
				"DRAGOMAN_DECISION_KEY_FILE; `dragoman keygen` makes a key")
		}
		s.say("desk: %s", a.Config.Desk.URL)
		<-ctx.Done()
		stop()
		return nil
	})
}

type healthCmd struct{}

// Run asks the desk's health page.
func (healthCmd) Run(ctx context.Context, s *session) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	_, port, err := net.SplitHostPort(cfg.Desk.Listen)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://127.0.0.1:"+port+"/healthz", nil)
	if err != nil {
		return err
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return unreachable(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return unreachable(fmt.Errorf("the desk says %s", res.Status))
	}
	return nil
}
