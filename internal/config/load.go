package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/parser"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Known says what names the drivers have; cmd fills it from their tables, so that this package imports no driver.
type Known struct {
	Provider      func(l10n.ProviderName) bool
	ProviderNames string
	// Unique says of a provider that there is only one, whatever the configuration calls it.
	Unique       func(l10n.ProviderName) bool
	Destinations []string
	Places       []string
	FileFormats  []string
	Checks       []l10n.CheckName
	StepKinds    []l10n.StepKind
	// Judges are the drivers whose engines can judge.
	Judges []l10n.ProviderName
}

// Load reads the configuration. An empty path means dragoman.yaml where there is one, and the defaults where there is
// none. The error has a line for every mistake: file:line: what is wrong and what to write.
func Load(path string, known Known, env func(string) string) (*Config, error) {
	c := Default()
	c.Temporal.Address, c.Temporal.UI, c.Desk.Listen = "", "", "" // to see whether they are given
	name := path
	if name == "" {
		name = File
	}
	b, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist) && path == "":
		b = nil
	case err != nil:
		return nil, fmt.Errorf("read the configuration: %w", err)
	default:
		c.Path = name
	}
	if err := c.read(name, b, known, env); err != nil {
		return nil, err
	}
	return &c, nil
}

// Check says what is wrong with a file, as [Load] does.
func Check(name string, b []byte, known Known, env func(string) string) error {
	c := Default()
	c.Temporal.Address, c.Temporal.UI, c.Desk.Listen = "", "", ""
	return c.read(name, b, known, env)
}

// read reads what a file and the environment say.
func (c *Config) read(name string, b []byte, known Known, env func(string) string) error {
	if len(bytes.TrimSpace(b)) > 0 {
		if err := decode(name, b, c); err != nil {
			return err
		}
	}
	c.environment(env)
	c.Given = Given{TemporalAddress: c.Temporal.Address != "", TemporalUI: c.Temporal.UI != "", Desk: c.Desk.Listen+c.Desk.URL != ""}
	c.complete()
	if problems := validate(c, b, known); len(problems) > 0 {
		return &Error{File: name, Problems: problems}
	}
	return nil
}

// decode refuses unknown and repeated keys and values of the wrong kind. A file of comments alone says nothing.
func decode(name string, b []byte, c *Config) error {
	if err := bounded(name, b); err != nil {
		return err
	}
	if f, err := parser.ParseBytes(b, 0); err == nil {
		switch {
		case len(f.Docs) == 0 || f.Docs[0].Body == nil:
			return nil
		case len(f.Docs) > 1:
			return &Error{File: name, Problems: []Problem{{
				Line: f.Docs[1].GetToken().Position.Line,
				Text: "a second document begins here: write all of the configuration in one",
			}}}
		case expandsTooMuch(f.Docs[0].Body):
			return &Error{File: name, Problems: []Problem{{
				Text: fmt.Sprintf("its aliases (*name) stand for more than %d values: write out what is meant", maxExpanded),
			}}}
		}
	}
	return decodeAll(name, b, c)
}

// maxMistakes is how many mistakes of form are told at once.
const maxMistakes = 20

// decodeAll tells every mistake of form: the decoder stops at the first, so the line at fault, with what hangs on it,
// is blanked, and the rest is read again.
func decodeAll(name string, b []byte, c *Config) error {
	var problems []Problem
	for {
		fresh := *c
		err := yaml.NewDecoder(bytes.NewReader(b), yaml.Strict()).Decode(&fresh)
		var y yaml.Error
		switch {
		case err == nil || errors.Is(err, io.EOF):
			if len(problems) == 0 {
				*c = fresh
				return nil
			}
			return &Error{File: name, Problems: problems}
		case !errors.As(err, &y):
			return fmt.Errorf("%s: %w", name, err)
		}
		line := y.GetToken().Position.Line
		seen := slices.ContainsFunc(problems, func(p Problem) bool { return p.Line == line })
		if !seen {
			problems = append(problems, Problem{Line: line, Text: y.GetMessage()})
		}
		blanked, ok := blank(b, line)
		if seen || !ok || len(problems) == maxMistakes {
			return &Error{File: name, Problems: problems}
		}
		b = blanked
	}
}

// blank empties a line and the deeper ones below it, so that all others keep their numbers. A line that begins an
// item of a list can't go alone; then it says no.
func blank(b []byte, line int) ([]byte, bool) {
	lines := bytes.Split(b, []byte("\n"))
	indent := func(l []byte) int { return len(l) - len(bytes.TrimLeft(l, " ")) }
	if line < 1 || line > len(lines) || bytes.HasPrefix(bytes.TrimLeft(lines[line-1], " "), []byte("- ")) {
		return b, false
	}
	depth := indent(lines[line-1])
	lines[line-1] = nil
	for i := line; i < len(lines) && (len(bytes.TrimSpace(lines[i])) == 0 || indent(lines[i]) > depth); i++ {
		lines[i] = nil
	}
	return bytes.Join(lines, []byte("\n")), true
}

// environment reads what must not stand in a file, and what containers set.
func (c *Config) environment(env func(string) string) {
	c.Store = env("DRAGOMAN_STORE")
	for pair := range strings.SplitSeq(env("DRAGOMAN_DESK_USERS"), ",") {
		if name, password, ok := strings.Cut(strings.TrimSpace(pair), ":"); ok {
			if c.Users == nil {
				c.Users = map[string]string{}
			}
			c.Users[name] = password
		}
	}
	if v := env("DRAGOMAN_DESK_PROXIES"); v != "" {
		c.Desk.Proxies = nil
		for p := range strings.SplitSeq(v, ",") {
			c.Desk.Proxies = append(c.Desk.Proxies, strings.TrimSpace(p))
		}
	}
	if v := env("DRAGOMAN_DECISION_KEYS"); v != "" {
		c.Decisions.Keys = nil
		for key := range strings.SplitSeq(v, ",") {
			c.Decisions.Keys = append(c.Decisions.Keys, strings.TrimSpace(key))
		}
	}
	for name, field := range map[string]*string{
		"DRAGOMAN_DESK_LISTEN": &c.Desk.Listen, "DRAGOMAN_DESK_URL": &c.Desk.URL, "DRAGOMAN_DESK_AUTH": &c.Desk.Auth,
		"TEMPORAL_ADDRESS": &c.Temporal.Address, "TEMPORAL_NAMESPACE": &c.Temporal.Namespace, "TEMPORAL_UI": &c.Temporal.UI,
	} {
		if v := env(name); v != "" {
			*field = v
		}
	}
}

// Error is a configuration that can't be used.
type Error struct {
	File     string
	Problems []Problem
}

// Problem is one mistake; Line 0 is the file as a whole, or the environment.
type Problem struct {
	Line int
	Text string
}

// Error lists the mistakes, a line each.
func (e *Error) Error() string {
	var lines []string
	for _, p := range e.Problems {
		if p.Line > 0 {
			lines = append(lines, fmt.Sprintf("%s:%d: %s", e.File, p.Line, p.Text))
		} else {
			lines = append(lines, fmt.Sprintf("%s: %s", e.File, p.Text))
		}
	}
	return strings.Join(lines, "\n")
}
