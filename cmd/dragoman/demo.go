package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/dragoman-l10n/dragoman/internal/demo"
)

type demoCmd struct {
	Yes   bool   `help:"Approve everything, check what was published, print a summary and stop."`
	Fresh bool   `help:"Forget earlier demos first."`
	Dir   string `default:".dragoman/demo" type:"path" help:"Where the demo keeps its files."`
}

// Help is the longer help.
func (demoCmd) Help() string {
	return `Serves the site in examples/ as the source and publishes it in Spanish, French, Russian and Arabic. A colleague played
by the program writes what the memory lacks and approves three of the languages; Arabic waits for you at the desk.
Ctrl-C stops everything, and the next demo goes on where this one stopped.`
}

// Run is the demonstration. What is logged goes to a file beside its others.
func (d demoCmd) Run(ctx context.Context, s *session) error {
	if d.Fresh {
		if err := os.RemoveAll(d.Dir); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(d.Dir, 0o700); err != nil {
		return err
	}
	log, err := os.OpenFile(filepath.Join(d.Dir, "log.txt"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }()
	return demo.Run(ctx, demo.Options{
		Dir: d.Dir, ApproveAll: d.Yes, User: me(), Version: version, Out: s.text, Env: os.Getenv,
		Logger:      slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelWarn})),
		StartServer: embeddedServer,
	})
}
