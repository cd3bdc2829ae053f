package app

import (
	"context"
	"errors"
	"fmt"
	"net"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// House is the whole pipeline in one process: Temporal's server, the worker, the desk and the published sites.
type House struct {
	*App
	Client *client.Client
	stops  []func()
}

// HouseOptions say what a house is made of.
type HouseOptions struct {
	Options
	StartServer StartServer
	// DefaultUser is who a visitor of the desk is at first.
	DefaultUser l10n.UserID
}

// StartServer starts Temporal's server. It is passed in, so that programs without one in them can be built.
type StartServer func(context.Context) (Server, error)

// Server is a running Temporal server.
type Server struct {
	Address string // host:port
	UI      string // the address of its web pages
	Stop    func()
}

// StartHouse starts the parts in order; [House.Stop] ends them in the other. The configuration's Temporal settings
// become those of the started server.
func StartHouse(ctx context.Context, o HouseOptions) (h *House, err error) {
	h = &House{}
	defer func() {
		if err != nil {
			h.Stop()
		}
	}()
	cfg := o.Config
	if err := portsFree(cfg); err != nil {
		return h, err
	}
	if err := MakeDecisionKey(o.Options); err != nil { // before anybody can reach the server
		return h, err
	}
	server, err := o.StartServer(ctx)
	if err != nil {
		return h, err
	}
	h.OnStop(server.Stop)
	cfg.Temporal.Address, cfg.Temporal.UI = server.Address, server.UI
	remove, err := noteListening(cfg)
	if err != nil {
		return h, err
	}
	h.OnStop(remove)
	if h.App, err = Open(ctx, o.Options); err != nil {
		return h, err
	}
	h.OnStop(func() { _ = h.Close() })
	sdk, err := Dial(ctx, o.Options)
	if err != nil {
		return h, err
	}
	h.OnStop(sdk.Close)
	if h.Client, err = h.NewClient(sdk); err != nil {
		return h, err
	}
	w := h.NewWorkers(sdk)
	if err := w.Start(); err != nil {
		return h, err
	}
	h.OnStop(w.Stop)
	h.Wake(context.WithoutCancel(ctx), h.Client)
	h.ScheduleDigests(context.WithoutCancel(ctx), h.Client)
	return h, h.serve(o.DefaultUser)
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
	check(cfg.Desk.Listen,
		"is another dragoman running? Give the desk another address by desk.listen in dragoman.yaml or DRAGOMAN_DESK_LISTEN")
	for _, d := range cfg.Destinations {
		if listen, ok := servedHere(d); ok {
			check(listen, fmt.Sprintf("give the destination %s another url in dragoman.yaml", d.Name))
		}
	}
	return errors.Join(taken...)
}

// serve serves the desk, and the destinations that this process serves.
func (h *House) serve(defaultUser l10n.UserID) error {
	handler, err := h.DeskHandler(h.Client, defaultUser)
	if err != nil {
		return err
	}
	stop, err := Serve(h.Config.Desk.Listen, handler, h.Logger)
	if err != nil {
		return err
	}
	h.OnStop(stop)
	for _, d := range h.Config.Destinations {
		listen, ok := servedHere(d)
		if !ok {
			continue // somebody else serves it
		}
		stop, err := Serve(listen, h.publishedHandler(d.Name), h.Logger)
		if err != nil {
			return err
		}
		h.OnStop(stop)
	}
	return nil
}

// servedHere is the address at which this process serves a destination. What a receiver or WordPress publishes it
// serves itself, and is read back from there.
func servedHere(d config.Destination) (listen string, ok bool) {
	if d.Kind == "http" || d.Kind == "wordpress" {
		return "", false
	}
	return loopbackOf(d.URL)
}

// OnStop has a function called when the house stops, before those that were given earlier.
func (h *House) OnStop(f func()) { h.stops = append(h.stops, f) }

// Stop ends the parts, the last started first.
func (h *House) Stop() {
	for i := len(h.stops) - 1; i >= 0; i-- {
		h.stops[i]()
	}
}
