package config

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Place is where the files of review steps of the kind file go out and come back.
type Place struct {
	Name string `yaml:"name"`
	Kind string `yaml:"kind"`
	// Path is the folder, for kind dir.
	Path string `yaml:"path"`
	// Endpoint is the server of the S3 protocol.
	Endpoint string `yaml:"endpoint"`
	// User and Secret are the names of environment variables.
	User   string `yaml:"user"`
	Secret string `yaml:"secret"`
	Bucket string `yaml:"bucket"`
	Region string `yaml:"region"`
	Prefix string `yaml:"prefix"`
	// Every is how often the place is looked at.
	Every Duration `yaml:"every"`
	// SourceAsTarget writes files for tools that translate the target in its place.
	SourceAsTarget bool `yaml:"source_as_target"`
}

// The shortest pause between two looks at a place, and the usual one.
const (
	shortestLook = time.Second
	usualLook    = time.Minute
)

func (p *Place) complete() {
	if p.Every == 0 {
		p.Every = Duration(usualLook)
	}
}

// UserVariable and SecretVariable are the names of the environment variables with the credentials; "" when the kind has none.
func (p Place) UserVariable() string { return p.variable(p.User, "AWS_ACCESS_KEY_ID") }

// SecretVariable is the name of the variable with the secret.
func (p Place) SecretVariable() string { return p.variable(p.Secret, "AWS_SECRET_ACCESS_KEY") }

func (p Place) variable(own, usual string) string {
	if p.Kind != "s3" || own != "" {
		return own
	}
	return usual
}

// Missing names the environment variables that the place can't do without and that are not set.
func (p Place) Missing(env func(string) string) []string {
	var missing []string
	for _, name := range []string{p.UserVariable(), p.SecretVariable()} {
		if name != "" && env(name) == "" {
			missing = append(missing, name)
		}
	}
	return missing
}

// placeKeys says which keys a kind of place needs and may have.
var placeKeys = map[string]struct{ needs, takes []string }{
	"dir": {needs: []string{"path"}},
	"s3":  {needs: []string{"endpoint", "bucket"}, takes: []string{"region", "prefix", "user", "secret"}},
}

func (v *validator) place(c *Config, i int) {
	p := c.Places[i]
	if p.Name == "" || slices.ContainsFunc(c.Places[:i], func(o Place) bool { return o.Name == p.Name }) {
		v.add(fmt.Sprintf("each place needs a name of its own, and %q is not", p.Name), "places", i, "name")
	}
	if !slices.Contains(v.known.Places, p.Kind) {
		v.add(fmt.Sprintf("unknown kind of place %q: there are %s", p.Kind, strings.Join(v.known.Places, ", ")), "places", i, "kind")
		return
	}
	keys := placeKeys[p.Kind]
	for _, k := range []struct{ key, value string }{
		{"path", p.Path}, {"endpoint", p.Endpoint}, {"bucket", p.Bucket}, {"region", p.Region}, {"prefix", p.Prefix}, {"user", p.User},
		{"secret", p.Secret},
	} {
		switch needed := slices.Contains(keys.needs, k.key); {
		case needed && k.value == "":
			v.add(fmt.Sprintf("a place of kind %s needs its %s", p.Kind, k.key), "places", i)
		case !needed && k.value != "" && !slices.Contains(keys.takes, k.key):
			v.add(fmt.Sprintf("a place of kind %s has no %s", p.Kind, k.key), "places", i, k.key)
		}
	}
	for key, name := range map[string]string{"user": p.User, "secret": p.Secret} {
		if name != "" && !variableName.MatchString(name) {
			v.add(key+" is the name of an environment variable, not the credential itself", "places", i, key)
		}
	}
	if p.Endpoint != "" {
		v.server(p.Endpoint, []any{"places", i, "endpoint"})
	}
	if p.Every.Std() < shortestLook {
		v.add(fmt.Sprintf("every is at least %s", shortestLook), "places", i, "every")
	}
}

// stepFile tells what is wrong in the settings of a step that is done by file.
func (v *validator) stepFile(c *Config, s Step, i, j int) {
	if s.Kind != l10n.StepFile {
		return
	}
	at := func(key string) []any { return []any{"sites", i, "review", "steps", j, key} }
	if s.Place != "" && !slices.ContainsFunc(c.Places, func(p Place) bool { return p.Name == s.Place }) {
		v.add(fmt.Sprintf("there is no place named %q: name it under places", s.Place), at("place")...)
	}
	if s.Format != "" && !slices.Contains(v.known.FileFormats, s.Format) {
		v.add(fmt.Sprintf("unknown format %q of files: there are %s", s.Format, strings.Join(v.known.FileFormats, ", ")), at("format")...)
	}
}
