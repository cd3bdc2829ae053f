package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"

	sdk "go.temporal.io/sdk/client"
	"go.temporal.io/sdk/contrib/envconfig"
	"go.temporal.io/sdk/interceptor"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/desk"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// serverOptions say how to run an embedded Temporal server.
type serverOptions struct {
	file         string
	port, uiPort int
	namespace    string
	attributes   []string
	logger       *slog.Logger
}

// temporalServer is a running embedded server.
type temporalServer struct {
	address, ui string
	stop        func()
}

// dial connects to Temporal and says in one line when it can't. Keys and certificates come from the environment
// variables of the SDK (TEMPORAL_API_KEY, TEMPORAL_TLS_…).
func dial(ctx context.Context, cfg *config.Config, logger *slog.Logger) (sdk.Client, error) {
	o, err := envconfig.LoadDefaultClientOptions()
	if err != nil {
		return nil, &coded{exitConfig, fmt.Errorf("the environment's Temporal settings: %w", err)}
	}
	o.HostPort, o.Namespace = cfg.Temporal.Address, cfg.Temporal.Namespace
	o.Logger = sdklog.NewStructuredLogger(logger)
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	c, err := sdk.DialContext(ctx, o)
	if err != nil {
		return nil, unreachable(fmt.Errorf("no Temporal server answers at %s: start one, for instance with `dragoman dev`, or set TEMPORAL_ADDRESS", o.HostPort))
	}
	return c, nil
}

// newWorker makes a worker with every workflow and activity.
func (a *app) newWorker(c sdk.Client) workers {
	w := worker.New(c, a.cfg.Temporal.TaskQueue, worker.Options{
		WorkerStopTimeout:                      30 * time.Second,
		Interceptors:                           []interceptor.WorkerInterceptor{&activities.Heartbeats{}},
		MaxConcurrentActivityTaskPollers:       5,
		MaxConcurrentWorkflowTaskPollers:       5,
		MaxConcurrentWorkflowTaskExecutionSize: 100,
	})
	workflows.Register(w)
	w.RegisterActivity(a.activities)
	return append(workers{w}, a.limitedWorkers(c)...)
}

// deskHandler makes the desk's web pages.
func (a *app) deskHandler(c *client.Client, defaultUser l10n.UserID) (http.Handler, error) {
	o := desk.Options{
		Records: a.store, Documents: a.activities, Previews: a.site, Runs: c, Watches: a.store, Schedules: c, Checker: a.activities.Proofreader, Bundle: a.bundle,
		DefaultUser: defaultUser, Logger: a.logger, Publications: deskPublications{a.site, c},
		RunURL: func(k l10n.TranslationKey, _ l10n.RunID) string { return a.workflowURL(workflows.ReviewWorkflowID(k)) },
	}
	switch a.cfg.Desk.Auth {
	case "basic":
		users := desk.Basic{}
		for name, password := range a.cfg.Users {
			users[l10n.UserID(name)] = password
		}
		o.Identity = users
	case "header":
		o.Identity = desk.Header{Name: a.cfg.Desk.Header}
	}
	return desk.New(o)
}

// workflowURL is where the Temporal UI shows a workflow.
func (a *app) workflowURL(id string) string {
	if a.cfg.Temporal.UI == "" {
		return ""
	}
	return fmt.Sprintf("%s/namespaces/%s/workflows/%s", strings.TrimSuffix(a.cfg.Temporal.UI, "/"), a.cfg.Temporal.Namespace, id)
}

// scheduleURL is where the Temporal UI shows a schedule.
func (a *app) scheduleURL(id string) string {
	if a.cfg.Temporal.UI == "" {
		return ""
	}
	return fmt.Sprintf("%s/namespaces/%s/schedules/%s", strings.TrimSuffix(a.cfg.Temporal.UI, "/"), a.cfg.Temporal.Namespace, id)
}

// serve serves HTTP on an address until the returned function is called. It has begun to listen when it returns.
func serve(listen string, h http.Handler, logger *slog.Logger) (stop func(), err error) {
	l, err := net.Listen("tcp", listen)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", listen, err)
	}
	srv := &http.Server{
		Handler: h, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: time.Minute, WriteTimeout: 2 * time.Minute, IdleTimeout: 2 * time.Minute,
		ErrorLog: slog.NewLogLogger(logger.Handler(), slog.LevelDebug),
	}
	go func() {
		if err := srv.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			logger.Error("a web server stopped", "address", listen, "error", err)
		}
	}()
	return func() {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		if srv.Shutdown(ctx) != nil {
			_ = srv.Close()
		}
	}, nil
}

type workerCmd struct{}

// Run works until it is stopped.
func (workerCmd) Run(ctx context.Context, s *session) error {
	return s.withPipeline(ctx, func(a *app, c sdk.Client) error {
		if err := a.importMemories(ctx); err != nil {
			return err
		}
		w := a.newWorker(c)
		if err := w.Start(); err != nil {
			return err
		}
		a.wake(ctx, client.New(c, a.cfg.Temporal.TaskQueue))
		s.say("worker: listening on task queue %s of %s", a.cfg.Temporal.TaskQueue, a.cfg.Temporal.Address)
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
	return s.withPipeline(ctx, func(a *app, c sdk.Client) error {
		if d.Listen != "" {
			a.cfg.Desk.Listen = d.Listen
		}
		h, err := a.deskHandler(client.New(c, a.cfg.Temporal.TaskQueue), "")
		if err != nil {
			return err
		}
		stop, err := serve(a.cfg.Desk.Listen, h, s.logger)
		if err != nil {
			return err
		}
		s.say("desk: %s", a.cfg.Desk.URL)
		<-ctx.Done()
		stop()
		return nil
	})
}

// withPipeline opens the records and connects to Temporal for a command.
func (s *session) withPipeline(ctx context.Context, f func(*app, sdk.Client) error) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	c, err := dial(ctx, cfg, s.logger)
	if err != nil {
		return err
	}
	defer c.Close()
	a, err := open(ctx, cfg, s.logger)
	if err != nil {
		return err
	}
	return errors.Join(f(a, c), a.close())
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
