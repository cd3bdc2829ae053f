package main

import (
	"encoding/json"
)

type configCmd struct {
	Check configCheckCmd `cmd:"" help:"Read the configuration and tell every mistake with its line."`
}

type configCheckCmd struct{}

// Run reads the configuration; a mistake is the error.
func (configCheckCmd) Run(s *session) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(map[string]any{"file": cfg.Path, "sites": len(cfg.Sites), "destinations": len(cfg.Destinations)})
	}
	if cfg.Path == "" {
		s.say("There is no dragoman.yaml here: the defaults hold.")
		return nil
	}
	s.say("%s is right: %d sites, %d destinations.", cfg.Path, len(cfg.Sites), len(cfg.Destinations))
	return nil
}
