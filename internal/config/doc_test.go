package config

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/destination"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/place"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// read returns a file of the project.
func read(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("..", "..", filepath.FromSlash(name)))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// drivers are those that there are, so that the documentation names no others.
var drivers = Known{
	Provider: func(n l10n.ProviderName) bool {
		return n == translate.Memory || n == translate.Source || provider.Known(n)
	},
	ProviderNames: provider.Names(),
	Unique:        func(n l10n.ProviderName) bool { return !provider.Known(n) },
	Destinations:  destination.Kinds(),
	Places:        place.Kinds(),
	FileFormats:   []string{"xliff-2.1", "xliff-1.2"},
	Checks:        checkNames(),
	StepKinds:     []l10n.StepKind{l10n.StepPerson, l10n.StepChecks, l10n.StepModel, l10n.StepActivity, l10n.StepFile},
	Judges:        provider.Judges(),
}

func checkNames() []l10n.CheckName {
	var names []l10n.CheckName
	for _, c := range check.Checks() {
		names = append(names, c.Name)
	}
	return names
}

// TestExamples holds that the configurations that people begin with are right: the papers' and the containers'.
func TestExamples(t *testing.T) {
	examples := map[string]string{"deploy/dragoman.yaml": read(t, "deploy/dragoman.yaml")}
	for _, name := range []string{"README.md", "docs/configuration.md"} {
		_, example, ok := strings.Cut(read(t, name), "```yaml\n")
		example, _, end := strings.Cut(example, "```\n")
		if !ok || !end {
			t.Errorf("%s has no example", name)
		}
		examples[name] = example
	}
	for name, example := range examples {
		path := filepath.Join(t.TempDir(), File)
		if err := os.WriteFile(path, []byte(example), 0o600); err != nil {
			t.Fatal(err)
		}
		c, err := Load(path, drivers, environment(nil))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		} else if len(c.Sites) == 0 || len(c.Sites[0].Review.Steps) < 2 {
			t.Errorf("%s shows little: %+v", name, c.Sites)
		}
	}
}

// TestDocumented holds that every key and every variable is in docs/configuration.md.
func TestDocumented(t *testing.T) {
	text := read(t, "docs/configuration.md")
	for _, key := range keys(reflect.TypeFor[Config](), "") {
		if !strings.Contains(text, "`"+key+"`") {
			t.Errorf("docs/configuration.md does not explain the key %s", key)
		}
	}
	var c Config
	c.environment(func(name string) string {
		if !strings.Contains(text, "`"+name+"`") {
			t.Errorf("docs/configuration.md does not explain the variable %s", name)
		}
		return ""
	})
	for _, c := range check.Checks() {
		if row := fmt.Sprintf("| `%s` | %d |", c.Name, c.Severity); !strings.Contains(text, row) {
			t.Errorf("docs/configuration.md does not have the check's row %s", row)
		}
	}
	for _, d := range provider.Drivers() {
		if !strings.Contains(text, "| `"+string(d.Name)+"` |") {
			t.Errorf("docs/configuration.md does not explain the engine %s", d.Name)
		}
	}
}

// keys lists the leaves below a type as the documentation writes them: "sites[].review.steps".
func keys(typ reflect.Type, prefix string) []string {
	var all []string
	for f := range typ.Fields() {
		key := f.Tag.Get("yaml")
		if key == "-" || key == "" {
			continue
		}
		inner, key := f.Type, prefix+key
		if k := inner.Kind(); (k == reflect.Slice || k == reflect.Map) && inner.Elem().Kind() == reflect.Struct {
			inner, key = inner.Elem(), key+"[]"
		}
		if inner.Kind() == reflect.Struct {
			all = append(all, keys(inner, key+".")...)
		} else {
			all = append(all, key)
		}
	}
	slices.Sort(all)
	return all
}
