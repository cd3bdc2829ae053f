// Package child starts other programs without this program's secrets. The environment holds keys of engines, databases and
// signatures, and a program that is started has it all unless it is given another: it may print it, log it or send it.
package child

import (
	"context"
	"os"
	"os/exec"
	"strings"
)

// ordinary are the variables that any program may need, and none of which is a secret.
var ordinary = []string{
	"PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "TEMP", "TMP", "XDG_CONFIG_HOME", "XDG_DATA_DIRS",
	"LD_LIBRARY_PATH", "SystemRoot", "SYSTEMROOT", "PATHEXT",
}

// Command is a program that is about to be started, with the ordinary variables of the environment and those that are
// named: "NAME" hands on this program's own value, where it has one, and "NAME=value" sets one.
func Command(ctx context.Context, env []string, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Env = Environment(os.Environ(), env) //nolint:forbidigo // it hands on what is no secret
	return cmd
}

// Environment is what a program gets of an environment. It is never nil, which would mean all of it.
func Environment(all, more []string) []string {
	wanted, set := map[string]bool{}, []string{}
	for _, name := range ordinary {
		wanted[name] = true
	}
	for _, m := range more {
		if strings.Contains(m, "=") {
			set = append(set, m)
		} else {
			wanted[m] = true
		}
	}
	out := []string{}
	for _, e := range all {
		if name, _, _ := strings.Cut(e, "="); wanted[name] || strings.HasPrefix(name, "LC_") {
			out = append(out, e)
		}
	}
	return append(out, set...)
}
