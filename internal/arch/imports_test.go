package arch

import (
	"path"
	"slices"
	"strings"
	"testing"
)

// TestImports holds the import rules. Sources are parsed, not listed by `go list`, so that a cached result is right.
func TestImports(t *testing.T) {
	for _, f := range sources(t) {
		if index(f.room) < 0 {
			t.Errorf("%s: the package %s has no place in the list of rooms (internal/arch/rooms_test.go)", f.name, f.room)
			continue
		}
		for _, spec := range f.ast.Imports {
			target := strings.Trim(spec.Path.Value, `"`)
			if rule := broken(f.room, target, f.test); rule != "" {
				t.Errorf("%s imports %s: %s", f.name, target, rule)
			}
			if spec.Name != nil && spec.Name.Name == "_" && !blankAllowed(f, target) {
				t.Errorf("%s imports %s for its side effect: only the rooms that open databases name drivers so", f.name, target)
			}
		}
	}
}

// TestOrder holds that the list itself goes downward only.
func TestOrder(t *testing.T) {
	for i, r := range rooms {
		for _, target := range r.may {
			if at := index(target); at < 0 || at >= i {
				t.Errorf("%s may import %s, which does not stand above it in the list of rooms", r.path, target)
			}
		}
	}
}

// TestRules holds that the rules refuse what they are for.
func TestRules(t *testing.T) {
	for _, c := range []struct {
		room, target string
		test, ok     bool
	}{
		{"internal/fetch", "net/http", false, true},
		{"internal/fetch", module + "internal/l10n", false, true},
		{"internal/fetch", module + "internal/store", false, false},
		{"internal/translate", module + "internal/memory", false, false},
		{"internal/localize", module + "internal/extract", false, true},
		{"internal/localize", module + "internal/extract/dom", false, false},
		{"internal/extract", module + "internal/extract/dom", false, true},
		{"internal/extract/its", module + "internal/extract/dom", false, true},
		{"internal/extract/dom", module + "internal/extract", false, false},
		{"internal/extract/dom", module + "internal/localize", false, false},
		{"internal/provider", module + "internal/translate", false, true},
		{"internal/provider", module + "internal/publish", false, false},
		{"activities", module + "internal/store", false, false},
		{"activities", "go.temporal.io/sdk/client", false, false},
		{"workflows", module + "activities", false, true},
		{"workflows", "go.temporal.io/sdk/client", false, false},
		{"internal/desk", "go.temporal.io/sdk/client", false, false},
		{"internal/desk", module + "client", false, false},
		{"client", module + "internal/config", false, false},
		{"internal/store", module + "internal/pgtest", false, false},
		{"internal/store", module + "internal/pgtest", true, true},
		{"internal/store", module + "internal/needs", false, false},
		{"internal/pgtest", module + "internal/needs", false, true},
		{"internal/check", module + "internal/check/hunspell", false, false},
		{"internal/check/hunspell", module + "internal/check", false, true},
		{"workflows", module + "internal/devserver", false, false},
		{"workflows", module + "internal/devserver", true, true},
		{"internal/e2e", module + "cmd/dragoman", true, false},
		{"internal/desk", module + "internal/config", true, false},
		{"internal/app", module + "internal/config", false, true},
		{"internal/app", module + "internal/devserver", false, false},
		{"internal/e2e", module + "internal/config", true, true},
		{"cmd/dragoman", module + "internal/devserver", false, true},
		{"internal/l10n", "golang.org/x/text/language", false, true},
		{"internal/l10n", "github.com/gosimple/unidecode", false, true},
		{"internal/l10n", "github.com/gosimple/slug", false, false},
		{"internal/l10n", "golang.org/x/net/html", false, false},
	} {
		if rule := broken(c.room, c.target, c.test); (rule == "") != c.ok {
			t.Errorf("%s imports %s (in a test: %v): %q", c.room, c.target, c.test, rule)
		}
	}
}

// broken returns the rule that an import breaks, or "".
func broken(from, target string, test bool) string {
	inside, own := strings.CutPrefix(target, module)
	switch {
	case own && strings.HasPrefix(inside, "cmd/"):
		return "nobody imports cmd"
	case own && inside == "internal/config" && !slices.Contains(configured, from):
		return "only the assembly and the program read configuration; take what you need as a value"
	case test:
		return ""
	case own && slices.Contains(forTests, inside) && !slices.Contains(forTests, from):
		return "it is for tests only"
	case own && inside == "internal/devserver" && from != "cmd/dragoman":
		return "only cmd and tests embed a Temporal server"
	case own:
		return unknown(from, inside)
	case strings.HasPrefix(target, "go.temporal.io/"):
		if !slices.ContainsFunc(temporal[from], func(p string) bool { return strings.HasPrefix(target, p) }) {
			return "this room does not know Temporal, or not this part of it"
		}
	case from == "internal/l10n" && isLibrary(target) && !strings.HasPrefix(target, "golang.org/x/text/") &&
		target != "github.com/gosimple/unidecode":
		return "the vocabulary imports the standard library, x/text and unidecode alone"
	}
	return ""
}

// configured are the rooms that read the configuration.
var configured = []string{"internal/app", "internal/demo", "internal/e2e", "internal/growth", "cmd/dragoman"}

// unknown says why a room may not know another one of the project.
func unknown(from, target string) string {
	house, toHouse := house(from), house(target)
	switch {
	case target == "internal/l10n":
		return ""
	case house == toHouse:
		if target == house {
			return "a part does not import its whole"
		}
		return ""
	case target != toHouse:
		return "it is a part of " + toHouse + ", and known there alone"
	case from == assembly && index(target) < index(from):
		return ""
	case !slices.Contains(rooms[index(from)].may, target):
		return "no rule allows it; rooms know each other through small interfaces of their own (internal/arch/rooms_test.go)"
	}
	return ""
}

// house is the room that a folder belongs to: itself, or the one that it is within.
func house(folder string) string {
	for p := folder; p != "."; p = path.Dir(p) {
		if slices.ContainsFunc(rooms, func(r room) bool { return r.path == p }) {
			return p
		}
	}
	return folder
}

func index(folder string) int {
	return slices.IndexFunc(rooms, func(r room) bool { return r.path == house(folder) })
}

// isLibrary reports whether a path is outside the standard library, whose first elements have no dot.
func isLibrary(target string) bool {
	first, _, _ := strings.Cut(target, "/")
	return strings.Contains(first, ".")
}

// blankAllowed lets database drivers be named where databases are opened; embed is how the compiler wants it, and time/tzdata is
// data, for those that reckon in zones.
func blankAllowed(f file, target string) bool {
	zones := target == "time/tzdata" && (f.room == "internal/calendar" || f.room == "cmd/dragoman")
	return f.test || f.room == "internal/store" || f.room == "internal/growth" || target == "embed" || zones
}
