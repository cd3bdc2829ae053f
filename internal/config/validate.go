package config

import (
	"fmt"
	"net"
	"net/url"
	"slices"
	"strings"

	"github.com/andybalholm/cascadia"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/dragoman-l10n/dragoman/internal/hosts"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// validator gathers problems and finds the lines that they stand in. It changes nothing.
type validator struct {
	root     ast.Node
	known    Known
	problems []Problem
}

func validate(c *Config, b []byte, known Known) []Problem {
	v := &validator{known: known}
	if f, err := parser.ParseBytes(b, 0); err == nil && len(f.Docs) > 0 {
		v.root = f.Docs[0].Body
	}
	names := map[l10n.SiteName]bool{}
	for i := range c.Sites {
		v.site(c, i)
		if s := c.Sites[i]; names[s.Name] {
			v.add(fmt.Sprintf("two sites are named %q", s.Name), "sites", i, "name")
		}
		names[c.Sites[i].Name] = true
	}
	for i := range c.Chains {
		v.chain(c, i)
	}
	v.providers(c)
	for i, d := range c.Destinations {
		v.destination(d, i)
		if slices.ContainsFunc(c.Destinations[:i], func(e Destination) bool { return e.Name == d.Name }) {
			v.add(fmt.Sprintf("two destinations are named %q", d.Name), "destinations", i, "name")
		}
	}
	for i := range c.Places {
		v.place(c, i)
	}
	v.desk(c)
	v.calendars(c)
	v.people(c)
	slices.SortStableFunc(v.problems, func(a, b Problem) int { return a.Line - b.Line })
	return v.problems
}

func (v *validator) site(c *Config, i int) {
	s := &c.Sites[i]
	if s.Name == "" || strings.ContainsAny(string(s.Name), "/: \t") {
		v.add("a site needs a name, without spaces, colons and slashes", "sites", i, "name")
	}
	v.locale(s.SourceLang, "sites", i, "source_lang")
	v.embargo(s, i)
	for j := range s.Locales {
		v.locale(s.Locales[j], "sites", i, "locales", j)
		if s.Locales[j] == s.SourceLang {
			v.add(fmt.Sprintf("%s is the site's source language", s.SourceLang), "sites", i, "locales", j)
		}
		if slices.Contains(s.Locales[:j], s.Locales[j]) {
			v.add(fmt.Sprintf("%s is named twice", s.Locales[j]), "sites", i, "locales", j)
		}
	}
	for j := range s.Also {
		v.locale(s.Also[j], "sites", i, "also_translate", j)
	}
	if len(s.Pages) == 0 && s.Sitemap == "" && s.Feed == "" {
		v.add(fmt.Sprintf("site %q needs pages, a sitemap or a feed", s.Name), "sites", i)
	}
	for j, p := range s.Pages {
		v.address(p, "sites", i, "pages", j)
	}
	v.address(s.Sitemap, "sites", i, "sitemap")
	v.address(s.Feed, "sites", i, "feed")
	if s.Root != "" && s.Root != WholePage {
		v.selector(s.Root, "sites", i, "root")
	}
	for j, sel := range s.Include {
		v.selector(sel, "sites", i, "include", j)
	}
	for j, sel := range s.Exclude {
		v.selector(sel, "sites", i, "exclude", j)
	}
	if !slices.ContainsFunc(c.Destinations, func(d Destination) bool { return d.Name == s.Destination }) {
		v.add(fmt.Sprintf("there is no destination named %q", s.Destination), "sites", i, "destination")
	}
	if d, err := c.Destination(s.Destination); err == nil && s.URLs.Scheme == l10n.HostScheme &&
		(d.Kind == "http" || d.Kind == "wordpress") {
		v.add(fmt.Sprintf("a destination of kind %s has one host: use the scheme path or suffix", d.Kind), "sites", i, "urls",
			"scheme")
	}
	v.review(c, i)
	v.urls(s, i)
	v.assets(s, i)
	v.pending(s, i)
	v.watch(s.Watch, i)
	v.checks(s, i)
	v.stylesheets(s, i)
	v.switcher(s, i)
}

func (v *validator) chain(c *Config, i int) {
	ch := &c.Chains[i]
	for _, end := range []struct{ key, lang string }{{"from", ch.From}, {"to", ch.To}} {
		if end.lang != anyLanguage {
			v.locale(l10n.Locale(end.lang), "chains", i, end.key)
		}
	}
	if ch.Via != "" {
		v.locale(ch.Via, "chains", i, "via")
	}
	if len(ch.Use) == 0 {
		v.add("a chain needs at least one provider in use:", "chains", i)
	}
	for j, name := range ch.Use {
		if _, configured := c.Providers[name]; !configured && !v.known.Provider(name) {
			v.add(fmt.Sprintf("unknown provider %q: there are %s", name, v.known.ProviderNames), "chains", i, "use", j)
		}
	}
}

func (v *validator) desk(c *Config) {
	_, _, err := net.SplitHostPort(c.Desk.Listen)
	if err != nil {
		v.add(fmt.Sprintf("%q is not an address to listen on: write host:port", c.Desk.Listen), "desk", "listen")
	}
	for i, p := range c.Desk.Proxies {
		if _, err := parseProxy(p); err != nil {
			v.add(fmt.Sprintf("%q is not an address of a proxy: write for instance 192.0.2.7 or 192.0.2.0/24", p), "desk", "proxies", i)
		}
	}
	if ip := net.ParseIP(hosts.OfURL(c.Desk.URL)); ip.IsUnspecified() && c.Desk.Auth != "none" {
		v.add("write in desk.url the address by which people reach the desk: it answers under that host name alone", "desk", "url")
	}
	if c.Desk.Settings != "" && c.Desk.Settings != "show" && c.Desk.Settings != "write" {
		v.add(fmt.Sprintf("unknown settings %q: there are show and write", c.Desk.Settings), "desk", "settings")
	}
	switch c.Desk.Auth {
	case "none":
		if err == nil && !hosts.ListensOnLoopback(c.Desk.Listen) {
			v.add("auth: none is for loopback only: choose auth: basic (users in DRAGOMAN_DESK_USERS) or auth: header", "desk",
				"auth")
		}
	case "basic":
		if len(c.Users) == 0 {
			v.add("auth: basic needs users in the environment: DRAGOMAN_DESK_USERS=name:password,…", "desk", "auth")
		}
	case "header":
		if c.Desk.Header == "" {
			v.add("auth: header needs the name of the header that the proxy sets", "desk", "auth")
		}
		if err == nil && len(c.Desk.Proxies) == 0 && !hosts.ListensOnLoopback(c.Desk.Listen) {
			v.add("auth: header beyond loopback needs the proxy's addresses in desk.proxies: nobody else's header is believed",
				"desk", "auth")
		}
	default:
		v.add(fmt.Sprintf("unknown auth %q: there are none, basic and header", c.Desk.Auth), "desk", "auth")
	}
}

func (v *validator) locale(l l10n.Locale, path ...any) {
	if _, err := l10n.ParseLocale(string(l)); err != nil {
		v.add(err.Error(), path...)
	}
}

func (v *validator) address(s string, path ...any) {
	if s == "" {
		return
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https" && u.Scheme != "file") {
		v.add(fmt.Sprintf("%q is not an http, https or file URL", s), path...)
	}
}

func (v *validator) selector(s string, path ...any) {
	if _, err := cascadia.ParseGroup(s); err != nil {
		v.add(fmt.Sprintf("%q is not a CSS selector: %v", s, err), path...)
	}
}

// add notes a problem at the nearest place that the file has of the path.
func (v *validator) add(text string, path ...any) {
	line := 0
	for node, i := v.root, 0; node != nil; i++ {
		line = node.GetToken().Position.Line
		if i == len(path) {
			break
		}
		node = child(node, path[i])
	}
	v.problems = append(v.problems, Problem{Line: line, Text: text})
}

func child(n ast.Node, key any) ast.Node {
	switch n := n.(type) {
	case *ast.MappingNode:
		for _, kv := range n.Values {
			if isKey(kv.Key, key) {
				return kv.Value
			}
		}
	case *ast.MappingValueNode:
		if isKey(n.Key, key) {
			return n.Value
		}
	case *ast.SequenceNode:
		if i, ok := key.(int); ok && i < len(n.Values) {
			return n.Values[i]
		}
	}
	return nil
}

// isKey reports whether a key of the file is the one that is looked for, as it is written or as a language tag's
// canonical form.
func isKey(n ast.MapKeyNode, key any) bool {
	text := n.String()
	return text == key || string(canonical(l10n.Locale(text))) == key
}

// join lists names for people.
func join[T ~string](names []T) string {
	parts := make([]string, len(names))
	for i, n := range names {
		parts[i] = string(n)
	}
	return strings.Join(parts, ", ")
}
