// Package config reads dragoman.yaml and the environment into one struct. It is strict: a mistake is told with its line
// and what to write instead. Secrets come from the environment alone. Only the assembly and the program import it.
package config

import (
	"fmt"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// File is the default name of the configuration.
const File = "dragoman.yaml"

// Config is everything that can be configured. [Load] reads it in four steps, none of which does another's work: the
// defaults, what the file says, what the environment says, and the defaults that depend on those. Then it is validated,
// which changes nothing.
type Config struct {
	Sites        []Site                         `yaml:"sites"`
	Chains       []Chain                        `yaml:"chains"`
	Providers    map[l10n.ProviderName]Provider `yaml:"providers"`
	Patience     Patience                       `yaml:"patience"`
	Destinations []Destination                  `yaml:"destinations"`
	Places       []Place                        `yaml:"places"`
	Fetch        Fetch                          `yaml:"fetch"`
	Temporal     Temporal                       `yaml:"temporal"`
	// Given says what is no default.
	Given     Given     `yaml:"-"`
	Desk      Desk      `yaml:"desk"`
	Decisions Decisions `yaml:"decisions"`
	// Calendars, People and Notify say until when steps of a review have time, and how people are told of them.
	Calendars []Calendar             `yaml:"calendars"`
	People    map[l10n.UserID]Person `yaml:"people"`
	Notify    Notify                 `yaml:"notify"`
	// Data is the folder of the SQLite file and of the embedded server's file.
	Data string `yaml:"data"`
	// Glossary and Memory are files to load into the termbase and the memory when a worker starts.
	Glossary string   `yaml:"glossary"`
	Memory   []string `yaml:"memory"`

	// Store is where records are: DRAGOMAN_STORE, a postgres:// URL, or else a SQLite file under Data.
	Store string `yaml:"-"`
	// Users are the desk's users with their passwords: DRAGOMAN_DESK_USERS, "name:password,…".
	Users map[string]string `yaml:"-"`
	// Path is the file that was read, empty without one.
	Path string `yaml:"-"`
}

// Site is one source site.
type Site struct {
	Name l10n.SiteName `yaml:"name"`
	// Title is the site's name for readers.
	Title      string        `yaml:"title"`
	SourceLang l10n.Locale   `yaml:"source_lang"`
	Locales    []l10n.Locale `yaml:"locales"`
	// Also are languages besides the page's whose texts are translated too.
	Also    []l10n.Locale `yaml:"also_translate"`
	Pages   []string      `yaml:"pages"`
	Sitemap string        `yaml:"sitemap"`
	Feed    string        `yaml:"feed"`
	// Root is a CSS selector of the content, or "whole-page".
	Root    string   `yaml:"root"`
	Include []string `yaml:"include"`
	Exclude []string `yaml:"exclude"`
	// Code takes the text of code elements too, and NamedButtons the labels that submit buttons send to the server.
	Code         bool   `yaml:"code"`
	NamedButtons bool   `yaml:"named_buttons"`
	Review       Review `yaml:"review"`
	Together     bool   `yaml:"together"`
	Destination  string `yaml:"destination"`
	Attribution  bool   `yaml:"attribution"`
	Watch        Watch  `yaml:"watch"`
	URLs         URLs   `yaml:"urls"`
	Lists        Lists  `yaml:"lists"`
	Assets       Assets `yaml:"assets"`
	// Switcher is default, or an html/template.
	Switcher string `yaml:"switcher"`
	// Stylesheets are addresses by direction, ltr or rtl.
	Stylesheets map[l10n.Direction][]string `yaml:"stylesheets"`
	Pending     Pending                     `yaml:"pending"`
	Embargo     Embargo                     `yaml:"embargo"`
	Checks      Checks                      `yaml:"checks"`
}

// Lists says which lists a site has; those that are not named are made.
type Lists struct {
	Sitemap *bool `yaml:"sitemap"`
	Feed    *bool `yaml:"feed"`
	Index   *bool `yaml:"index"`
	Robots  *bool `yaml:"robots"`
}

// without are those that are turned off.
func (l Lists) without() []l10n.List {
	var off []l10n.List
	for _, e := range []struct {
		on   *bool
		list l10n.List
	}{{l.Sitemap, l10n.ListSitemap}, {l.Feed, l10n.ListFeed}, {l.Index, l10n.ListIndex}, {l.Robots, l10n.ListRobots}} {
		if e.on != nil && !*e.on {
			off = append(off, e.list)
		}
	}
	return off
}

// anyLanguage stands for every language in a chain.
const anyLanguage = "*"

// Chain names the providers for a pair of locales; "*" is any.
type Chain struct {
	From string              `yaml:"from"`
	To   string              `yaml:"to"`
	Use  []l10n.ProviderName `yaml:"use"`
	// Via is the language by way of which engines translate that lack the pair.
	Via l10n.Locale `yaml:"via"`
}

// Fetch limits what sources may do.
type Fetch struct {
	AllowPrivate bool     `yaml:"allow_private"`
	AllowFiles   bool     `yaml:"allow_files"`
	MaxBytes     int64    `yaml:"max_bytes"`
	Timeout      Duration `yaml:"timeout"`
}

// Temporal names the server; TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE, TEMPORAL_API_KEY and the TLS variables of the SDK's
// environment configuration take precedence.
type Temporal struct {
	Address   string `yaml:"address"`
	Namespace string `yaml:"namespace"`
	TaskQueue string `yaml:"task_queue"`
	// UI is the address of the Temporal UI, for links.
	UI string `yaml:"ui"`
}

// Given says which addresses the file or the environment gives; the others are defaults.
type Given struct {
	TemporalAddress, TemporalUI, Desk bool
}

// Decisions says whose decisions count.
type Decisions struct {
	// Keys are public keys of those who sign, the desks and command lines: names of files, or the base64 of PEM.
	Keys []string `yaml:"keys"`
}

// Desk is the web desk.
type Desk struct {
	Listen string `yaml:"listen"`
	// URL is the address under which people reach it, for links.
	URL string `yaml:"url"`
	// Auth is none (on loopback only), basic, or header.
	Auth string `yaml:"auth"`
	// Header is the header in which an authenticating proxy names the person, for auth: header.
	Header string `yaml:"header"`
	// Proxies are the addresses of the proxies before the desk, each as 192.0.2.7 or 192.0.2.0/24.
	Proxies []string `yaml:"proxies"`
	// Settings is show, or write where people may have the desk write this file.
	Settings string `yaml:"settings"`
}

// Duration is a time span written as Go has it, for instance 36h or 90s.
type Duration time.Duration

// UnmarshalYAML reads a duration; the error knows its line.
func (d *Duration) UnmarshalYAML(n ast.Node) error {
	v, err := time.ParseDuration(n.GetToken().Value)
	if err != nil {
		return &yaml.SyntaxError{Message: fmt.Sprintf("%q is not a time span: write for instance 90s, 15m or 36h",
			n.GetToken().Value), Token: n.GetToken()}
	}
	*d = Duration(v)
	return nil
}

// Std returns the duration as the standard library has it.
func (d Duration) Std() time.Duration { return time.Duration(d) }
