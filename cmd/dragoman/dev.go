package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/user"
	"path/filepath"

	sdk "go.temporal.io/sdk/client"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/workflows"
)

type devCmd struct {
	TemporalPort int `default:"7233" help:"Temporal's port on loopback."`
	UIPort       int `default:"8233" name:"ui-port" help:"The Temporal UI's port on loopback."`
}

// Run runs everything in one process until it is stopped.
func (d devCmd) Run(ctx context.Context, s *session) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	cfg.Fetch.AllowPrivate, cfg.Fetch.AllowFiles = true, true
	s.say("Starting Temporal …")
	h, err := startHouse(ctx, cfg, s, d.TemporalPort, d.UIPort)
	if err != nil {
		return err
	}
	defer h.stop()
	if err := h.app.importMemories(ctx); err != nil {
		return err
	}
	s.say("  desk         %s\n  Temporal UI  %s\n  Temporal     %s", cfg.Desk.URL, cfg.Temporal.UI, cfg.Temporal.Address)
	for _, dest := range cfg.Destinations {
		where := "folder " + dest.Path
		if dest.Kind != "dir" {
			where = dest.Kind + " " + dest.Endpoint
		}
		s.say("  published    %s (%s)", dest.URL, where)
	}
	s.say("Publish something from another terminal: dragoman publish https://… --to es,fr\nCtrl-C stops.")
	<-ctx.Done()
	s.say("Stopping …")
	return nil
}

// house is the whole pipeline in one process: server, worker, desk and the published sites.
type house struct {
	app    *app
	sdk    sdk.Client
	client *client.Client
	stops  []func()
}

// startHouse starts the pipeline's parts in order; stop ends them in the other.
func startHouse(ctx context.Context, cfg *config.Config, s *session, port, uiPort int) (h *house, err error) {
	h = &house{}
	defer func() {
		if err != nil {
			h.stop()
		}
	}()
	if err := portsFree(cfg); err != nil {
		return h, err
	}
	server, err := startServer(ctx, serverOptions{
		file: filepath.Join(cfg.Data, "temporal.db"), port: port, uiPort: uiPort, namespace: cfg.Temporal.Namespace,
		attributes: workflows.AttributeNames(), logger: s.logger,
	})
	if err != nil {
		return h, err
	}
	h.onStop(server.stop)
	cfg.Temporal.Address, cfg.Temporal.UI = server.address, server.ui
	if h.app, err = open(ctx, cfg, s.logger); err != nil {
		return h, err
	}
	h.onStop(func() { _ = h.app.close() })
	if h.sdk, err = dial(ctx, cfg, s.logger); err != nil {
		return h, err
	}
	h.onStop(h.sdk.Close)
	h.client = client.New(h.sdk, cfg.Temporal.TaskQueue)
	return h, h.startServices(cfg, s)
}

// portsFree says which ports are taken, and what to do about each, before anything large is started.
func portsFree(cfg *config.Config) error {
	var taken []error
	check := func(listen, cure string) {
		l, err := net.Listen("tcp", listen)
		if err != nil {
			taken = append(taken, fmt.Errorf("%s is taken: %s", listen, cure))
			return
		}
		_ = l.Close()
	}
	check(cfg.Desk.Listen, "is another dragoman running? Give the desk another address by desk.listen in dragoman.yaml or DRAGOMAN_DESK_LISTEN")
	for _, d := range cfg.Destinations {
		if listen, ok := servedHere(d); ok {
			check(listen, fmt.Sprintf("give the destination %s another url in dragoman.yaml", d.Name))
		}
	}
	return errors.Join(taken...)
}

func (h *house) startServices(cfg *config.Config, s *session) error {
	w := h.app.newWorker(h.sdk)
	if err := w.Start(); err != nil {
		return err
	}
	h.onStop(w.Stop)
	h.app.wake(context.Background(), h.client)
	handler, err := h.app.deskHandler(h.client, me())
	if err != nil {
		return err
	}
	stop, err := serve(cfg.Desk.Listen, handler, s.logger)
	if err != nil {
		return err
	}
	h.onStop(stop)
	for _, d := range cfg.Destinations {
		listen, ok := servedHere(d)
		if !ok {
			continue // somebody else serves it
		}
		stop, err := serve(listen, h.app.publishedHandler(cfg, d.Name), s.logger)
		if err != nil {
			return err
		}
		h.onStop(stop)
	}
	return nil
}

// servedHere is the address at which this process serves a destination. What a receiver or WordPress publishes it serves
// itself, and is read back from there.
func servedHere(d config.Destination) (listen string, ok bool) {
	if d.Kind == "http" || d.Kind == "wordpress" {
		return "", false
	}
	return loopbackOf(d.URL)
}

func (h *house) onStop(f func()) { h.stops = append(h.stops, f) }

// stop ends the parts, the last started first.
func (h *house) stop() {
	for i := len(h.stops) - 1; i >= 0; i-- {
		h.stops[i]()
	}
}

// me is who sits at this machine, the desk's first guess at its user.
func me() l10n.UserID {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return l10n.UserID(u.Username)
	}
	return "me"
}

// importMemories loads the configured TMX files; what is there already stays as it is.
func (a *app) importMemories(ctx context.Context) error {
	for _, path := range a.cfg.Memory {
		f, err := os.Open(path)
		if err != nil {
			return &coded{exitConfig, fmt.Errorf("memory: %w", err)}
		}
		_, err = a.memory.ImportTMX(ctx, f, memory.ImportOptions{})
		_ = f.Close()
		if err != nil {
			return fmt.Errorf("memory %s: %w", path, err)
		}
	}
	return nil
}
