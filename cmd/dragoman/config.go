package main

import (
	"encoding/json"
	"os"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/check/hunspell"
	"github.com/dragoman-l10n/dragoman/internal/english"
)

type configCmd struct {
	Check configCheckCmd `cmd:"" help:"Read the configuration and tell every mistake with its line."`
}

type configCheckCmd struct{}

// Run reads the configuration; a mistake is the error. What this machine's environment lacks is told and is none: the
// workers may have it.
func (configCheckCmd) Run(s *session) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	engines := app.Engines{Config: cfg, Env: os.Getenv}.List()
	unusable := slices.DeleteFunc(engines, func(e app.EngineInfo) bool { return e.Usable || !e.Named })
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(map[string]any{
			"file": cfg.Path, "sites": len(cfg.Sites), "destinations": len(cfg.Destinations), "unusable": unusable,
		})
	}
	if cfg.Path == "" {
		s.say("There is no dragoman.yaml here: the defaults hold.")
		return nil
	}
	s.say("%s is right: %s, %s.", cfg.Path, english.Count(len(cfg.Sites), "site"),
		english.Count(len(cfg.Destinations), "destination"))
	for _, e := range unusable {
		s.say("But provider %s cannot be used here: %s.", e.Name, e.Why)
	}
	if _, err := hunspell.New(); err != nil && cfg.Spells() {
		s.say("But spelling cannot be checked here: %s.", err)
	}
	for _, name := range app.MissingForNotices(cfg, os.Getenv) {
		s.say("But people can't be told of what waits from here: the environment has no %s.", name)
	}
	for _, d := range cfg.Destinations {
		if missing := d.Missing(os.Getenv); len(missing) > 0 {
			s.say("But destination %s cannot be published to from here: the environment has no %s.", d.Name,
				strings.Join(missing, " and no "))
		}
	}
	return nil
}
