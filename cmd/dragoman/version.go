package main

import (
	"encoding/json"
	"runtime"
	"runtime/debug"
)

// version is the release; a build from a checkout says so.
const version = "0.1.0-dev"

type versionCmd struct{}

// Run prints the version, and which kind of build this is.
func (versionCmd) Run(s *session) error {
	v := map[string]any{"version": version, "go": runtime.Version(), "embeddedTemporal": embedded}
	if b, ok := debug.ReadBuildInfo(); ok {
		for _, kv := range b.Settings {
			if kv.Key == "vcs.revision" {
				v["revision"] = kv.Value
			}
		}
	}
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(v)
	}
	kind := "with an embedded Temporal server"
	if !embedded {
		kind = "lean, without an embedded Temporal server"
	}
	s.say("dragoman %s (%s, %s)", version, v["go"], kind)
	return nil
}
