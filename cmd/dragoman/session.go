package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// session is what every command gets.
type session struct {
	cli *cli
	// out takes what is for programs, byte by byte: JSON, XLIFF, pages. text takes what is for people, and err what they are
	// warned of; both leave out what would speak to the terminal.
	out, text, err io.Writer
	logger         *slog.Logger
	// flags are the values of flags that stand above variables of the environment, by the variable's name. The
	// configuration is read and validated with them, so that what is validated is what is used.
	flags map[string]string
}

// set has a flag that is given stand above a variable of the environment.
func (s *session) set(variable, flag string) {
	if flag == "" {
		return
	}
	if s.flags == nil {
		s.flags = map[string]string{}
	}
	s.flags[variable] = flag
}

func (s *session) env(name string) string {
	if v, ok := s.flags[name]; ok {
		return v
	}
	return os.Getenv(name)
}

func (s *session) say(format string, args ...any) { _, _ = fmt.Fprintf(s.text, format+"\n", args...) }

// warn says something on standard error that does not end the command.
func (s *session) warn(format string, args ...any) {
	_, _ = fmt.Fprintf(s.err, "dragoman: "+format+"\n", args...)
}

// load reads the configuration that the flags name.
func (s *session) load() (*config.Config, error) {
	cfg, err := config.Load(s.cli.Config, app.Known(), s.env)
	if errors.Is(err, fs.ErrNotExist) {
		err = &coded{exitConfig, err}
	}
	if err == nil {
		err = app.Join(cfg)
	}
	return cfg, err
}

func (s *session) options(cfg *config.Config) app.Options {
	return app.Options{Config: cfg, Version: version, Env: s.env, Logger: s.logger}
}

// withRecords opens the records alone, for commands that need neither a server nor an engine.
func (s *session) withRecords(ctx context.Context, f func(*app.App) error) error {
	return s.with(ctx, app.OpenRecords, f)
}

// withApp opens every part but the server and the engines.
func (s *session) withApp(ctx context.Context, f func(*app.App) error) error {
	return s.with(ctx, openWith(app.NoEngines), f)
}

// openWith opens every part but the server, with those of the engines that are needed.
func openWith(needs func(l10n.ProviderName) bool) func(context.Context, app.Options) (*app.App, error) {
	return func(ctx context.Context, o app.Options) (*app.App, error) {
		o.Needs = needs
		return app.Open(ctx, o)
	}
}

func (s *session) with(
	ctx context.Context, open func(context.Context, app.Options) (*app.App, error), f func(*app.App) error,
) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	a, err := open(ctx, s.options(cfg))
	if err != nil {
		return err
	}
	return errors.Join(f(a), a.Close())
}

// withPipeline connects to Temporal and opens the parts, for commands that ask something of a running pipeline. The engines
// are its workers' business.
func (s *session) withPipeline(ctx context.Context, f func(*app.App, *client.Client) error) error {
	return s.withTemporal(ctx, app.NoEngines, withClient(f))
}

// withDesk opens what withPipeline does, and the engines that are set up here: people ask them for single texts. A desk
// that lacks an engine's key says so beside the text.
func (s *session) withDesk(ctx context.Context, f func(*app.App, *client.Client) error) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	return s.withTemporal(ctx, app.Engines{Config: cfg, Env: s.env}.Usable(), withClient(f))
}

func withClient(f func(*app.App, *client.Client) error) func(*app.App, app.TemporalClient) error {
	return func(a *app.App, t app.TemporalClient) error {
		c, err := a.NewClient(t)
		if err != nil {
			return err
		}
		return f(a, c)
	}
}

// withTemporal connects to Temporal and opens the parts, with those of the engines that are needed; nil
// are all of them.
func (s *session) withTemporal(
	ctx context.Context, needs func(l10n.ProviderName) bool, f func(*app.App, app.TemporalClient) error,
) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	if needs == nil { // what can't work is told before a server is asked
		if err := (app.Engines{Config: cfg, Env: s.env}).Missing(); err != nil {
			return err
		}
	}
	t, err := app.Dial(ctx, s.options(cfg))
	if err != nil {
		return err
	}
	defer t.Close()
	a, err := openWith(needs)(ctx, s.options(cfg))
	if err != nil {
		return err
	}
	return errors.Join(f(a, t), a.Close())
}
