package config

import (
	"fmt"
	"io/fs"
	"net/mail"
	"net/url"
	"reflect"
	"regexp"
	"slices"
	"strings"
)

// Destination is a place that publications go to. Which keys a kind takes is said by destinationKinds.
type Destination struct {
	Name string `yaml:"name"`
	Kind string `yaml:"kind"`
	// URL is the address under which visitors find it.
	URL string `yaml:"url"`
	// Path is the folder, for kind dir, and that of the clone, for git.
	Path string `yaml:"path"`
	// Endpoint is the server: of the S3 protocol, the repository, the receiver, the REST API.
	Endpoint string `yaml:"endpoint"`
	// User and Secret are the names of environment variables.
	User   string `yaml:"user"`
	Secret string `yaml:"secret"`
	Bucket string `yaml:"bucket"`
	Region string `yaml:"region"`
	Prefix string `yaml:"prefix"`
	Follow bool   `yaml:"follow"`
	Branch string `yaml:"branch"`
	Author string `yaml:"author"`
	// Type, Status, LanguageMeta and LanguageTaxonomy are WordPress's.
	Type             string `yaml:"type"`
	Status           string `yaml:"status"`
	LanguageMeta     string `yaml:"language_meta"`
	LanguageTaxonomy string `yaml:"language_taxonomy"`
	// Raw lets through what is code to a site generator behind git, or to WordPress.
	Raw   bool  `yaml:"raw"`
	Purge Purge `yaml:"purge"`
}

// Purge says how caches before a destination are told of changed addresses.
type Purge struct {
	URL    string `yaml:"url"`
	Method string `yaml:"method"`
	Header string `yaml:"header"`
	// Secret is the environment variable that has the header's value.
	Secret string `yaml:"secret"`
}

// destinationKind says which keys a kind needs, which it may have, and the usual names of its credentials' variables.
type destinationKind struct {
	needs, takes []string
	user, secret string
	open         bool // it works without credentials too
}

var destinationKinds = map[string]destinationKind{
	"dir": {needs: []string{"path"}},
	"git": {needs: []string{"endpoint", "path"}, takes: []string{"branch", "author", "prefix", "raw"},
		user: "DRAGOMAN_GIT_USER", secret: "DRAGOMAN_GIT_TOKEN", open: true},
	"http": {needs: []string{"endpoint"}, secret: "DRAGOMAN_HTTP_SECRET"},
	"s3": {needs: []string{"endpoint", "bucket"}, takes: []string{"region", "prefix", "follow"},
		user: "AWS_ACCESS_KEY_ID", secret: "AWS_SECRET_ACCESS_KEY"},
	"wordpress": {needs: []string{"endpoint"}, takes: []string{"type", "status", "language_meta", "language_taxonomy", "raw"},
		user: "WORDPRESS_USER", secret: "WORDPRESS_APPLICATION_PASSWORD"},
}

// UserVariable is the name of the environment variable with the user or access key; "" when the kind has none.
func (d Destination) UserVariable() string {
	if d.User != "" {
		return d.User
	}
	return destinationKinds[d.Kind].user
}

// SecretVariable is the name of the environment variable with the secret; "" when the kind has none.
func (d Destination) SecretVariable() string {
	if d.Secret != "" {
		return d.Secret
	}
	return destinationKinds[d.Kind].secret
}

// Missing names the environment variables that the destination can't do without and that are not set.
func (d Destination) Missing(env func(string) string) []string {
	var missing []string
	for _, name := range []string{d.UserVariable(), d.SecretVariable(), d.Purge.Secret} {
		if name != "" && env(name) == "" && (!destinationKinds[d.Kind].open || name == d.Purge.Secret) {
			missing = append(missing, name)
		}
	}
	return missing
}

func (v *validator) destination(d Destination, i int) {
	if d.Name == "" {
		v.add("a destination needs a name", "destinations", i)
	}
	if !slices.Contains(v.known.Destinations, d.Kind) {
		v.add(fmt.Sprintf("unknown kind of destination %q: there are %s", d.Kind, strings.Join(v.known.Destinations, ", ")),
			"destinations", i, "kind")
		return
	}
	if d.URL == "" {
		v.add("a destination needs the url under which visitors find it", "destinations", i)
	}
	v.address(d.URL, "destinations", i, "url")
	v.destinationKeys(d, i)
	v.destinationValues(d, i)
	v.purge(d.Purge, i)
	for key, name := range map[string]string{"user": d.User, "secret": d.Secret} {
		if name != "" && !variableName.MatchString(name) {
			v.add(key+" is the name of an environment variable, not the credential itself", "destinations", i, key)
		}
	}
}

// destinationKeys refuses keys of other kinds, which would do nothing, and tells what is missing.
func (v *validator) destinationKeys(d Destination, i int) {
	kind := destinationKinds[d.Kind]
	value := reflect.ValueOf(d)
	for f := range value.Type().Fields() {
		key := f.Tag.Get("yaml")
		given := !value.FieldByIndex(f.Index).IsZero()
		switch needed := slices.Contains(kind.needs, key); {
		case key == "name" || key == "kind" || key == "url" || (key == "purge" && d.Kind != "wordpress"):
		case needed && !given:
			v.add(fmt.Sprintf("a destination of kind %s needs its %s", d.Kind, key), "destinations", i)
		case needed || !given || slices.Contains(kind.takes, key) ||
			(key == "user" && kind.user != "") || (key == "secret" && kind.secret != ""):
		default:
			v.add(fmt.Sprintf("a destination of kind %s has no %s", d.Kind, key), "destinations", i, key)
		}
	}
}

// badRef finds what a branch's name must not have. Source: git-check-ref-format(1).
var badRef = regexp.MustCompile(`^[-/.]|[\x00-\x20\x7f~^:?*\[\\]|\.\.|//|/\.|@\{|\.lock(/|$)|[/.]$|^@$`)

// destinationValues refuses what a destination of the kind could not be opened with, or would be refused later.
func (v *validator) destinationValues(d Destination, i int) {
	at := func(key string) []any { return []any{"destinations", i, key} }
	if d.Kind == "git" {
		v.remote(d.Endpoint, at("endpoint"))
		if badRef.MatchString(d.Branch) {
			v.add(fmt.Sprintf("%q is not a branch's name", d.Branch), at("branch")...)
		}
		if _, err := mail.ParseAddress(d.Author); d.Author != "" && (err != nil || !strings.Contains(d.Author, " <")) {
			v.add(fmt.Sprintf("%q is not of the form Name <name@example.org>", d.Author), at("author")...)
		}
	} else if d.Endpoint != "" {
		v.server(d.Endpoint, at("endpoint"))
	}
	if d.Prefix != "" && !fs.ValidPath(strings.Trim(d.Prefix, "/")) {
		v.add(fmt.Sprintf("%q is not a path below the top", d.Prefix), at("prefix")...)
	}
	if d.Type != "" && d.Type != "posts" && d.Type != "pages" {
		v.add(fmt.Sprintf("type is posts or pages, not %q", d.Type), at("type")...)
	}
	if d.Status != "" && d.Status != "publish" && d.Status != "draft" {
		v.add(fmt.Sprintf("status is publish or draft, not %q", d.Status), at("status")...)
	}
}

// server refuses what is not a server's address, and credentials in it, which would stand in logs.
func (v *validator) server(s string, path []any) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		v.add(fmt.Sprintf("%q is not an http or https URL", s), path...)
	} else if u.User != nil {
		v.add("credentials do not belong in an address: name environment variables as user and secret", path...)
	}
}

// remote refuses what is not a repository's address: a URL, git's own host:path, or a folder.
func (v *validator) remote(s string, path []any) {
	u, err := url.Parse(s)
	switch {
	case strings.HasPrefix(s, "-"):
		v.add(fmt.Sprintf("%q is not a repository's address", s), path...)
	case err == nil && u.User != nil:
		if _, ok := u.User.Password(); ok {
			v.add("a password does not belong in an address: name environment variables as user and secret", path...)
		}
	}
}

// token is a method or a header's name. Source: RFC 9110, section 5.6.2.
var token = regexp.MustCompile("^[!#$%&'*+.^_`|~0-9A-Za-z-]+$")

func (v *validator) purge(p Purge, i int) {
	if p.URL != "" {
		v.server(strings.ReplaceAll(p.URL, "{url}", "https://example.org/"), []any{"destinations", i, "purge", "url"})
	}
	if p.Method != "" && (!token.MatchString(p.Method) || p.Method != strings.ToUpper(p.Method)) {
		v.add(fmt.Sprintf("%q is not a method, for instance PURGE or POST", p.Method), "destinations", i, "purge", "method")
	}
	if p.Header != "" && !token.MatchString(p.Header) {
		v.add(fmt.Sprintf("%q is not a header's name", p.Header), "destinations", i, "purge", "header")
	}
	switch {
	case p.URL == "" && p != (Purge{}):
		v.add("purge needs a url", "destinations", i, "purge")
	case (p.Header == "") != (p.Secret == ""):
		v.add("a purge's header needs a secret, the environment variable that has its value, and the other way round",
			"destinations", i, "purge")
	case p.Secret != "" && !variableName.MatchString(p.Secret):
		v.add("secret is the name of an environment variable, not the credential itself",
			"destinations", i, "purge", "secret")
	}
}
