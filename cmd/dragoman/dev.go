package main

import (
	"context"
	"os/user"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
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
	h, err := app.StartHouse(ctx, app.HouseOptions{
		Options: s.options(cfg), StartServer: embeddedServer(s.options(cfg), d.TemporalPort, d.UIPort), DefaultUser: me(),
	})
	if err != nil {
		return err
	}
	defer h.Stop()
	if err := h.ImportMemories(ctx); err != nil {
		return err
	}
	s.say("  desk         %s\n  Temporal UI  %s\n  Temporal     %s", cfg.Desk.URL, cfg.Temporal.UI, cfg.Temporal.Address)
	for _, dest := range cfg.Destinations {
		where := "folder " + dest.Path
		if dest.Kind != "dir" {
			where = dest.Kind + " " + dest.Endpoint
		}
		if h.Empty(ctx, dest.Name) {
			where += "; nothing is published there yet"
		}
		s.say("  published    %s (%s)", dest.URL, where)
	}
	s.say("Publish something from another terminal: dragoman publish https://… --to es,fr\nCtrl-C stops.")
	<-ctx.Done()
	s.say("Stopping …")
	return nil
}

// me is who sits at this machine, the desk's first guess at its user.
func me() l10n.UserID {
	if u, err := user.Current(); err == nil && u.Username != "" {
		return l10n.UserID(u.Username)
	}
	return "me"
}
