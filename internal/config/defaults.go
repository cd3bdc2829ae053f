package config

import (
	"path/filepath"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// usualWatch is how often a source is looked at where a site does not say.
const usualWatch = Duration(15 * time.Minute)

// Default returns the configuration that holds where no file says otherwise.
func Default() Config {
	return Config{
		Data:         ".dragoman",
		Destinations: []Destination{{Name: "public", Kind: "dir", Path: "public", URL: "http://127.0.0.1:8090"}},
		Fetch:        Fetch{MaxBytes: 10 << 20, Timeout: Duration(30 * time.Second)},
		Temporal: Temporal{Address: "127.0.0.1:7233", Namespace: "default", TaskQueue: "dragoman",
			UI: "http://127.0.0.1:8233"},
		Desk: Desk{Listen: "127.0.0.1:8080", Auth: "none"},
	}
}

// complete fills in the defaults that depend on what is written, and writes language tags in their canonical form. What
// is no language tag stays as it is, for the validation to tell.
func (c *Config) complete() {
	if c.Store == "" {
		c.Store = filepath.Join(c.Data, "records.db")
	}
	usual := Default()
	if c.Temporal.Address == "" {
		c.Temporal.Address = usual.Temporal.Address
	}
	if c.Temporal.UI == "" && c.Temporal.Address == usual.Temporal.Address { // where the UI of another server is, nobody knows
		c.Temporal.UI = usual.Temporal.UI
	}
	if c.Desk.Listen == "" {
		c.Desk.Listen = usual.Desk.Listen
	}
	if c.Desk.URL == "" {
		c.Desk.URL = "http://" + c.Desk.Listen
	}
	for i := range c.Sites {
		c.Sites[i].complete(c.Destinations)
	}
	for i := range c.Chains {
		c.Chains[i].complete()
	}
	for i := range c.Places {
		c.Places[i].complete()
	}
	for i := range c.Calendars {
		c.Calendars[i].complete()
	}
	completePeople(c.People)
}

func (s *Site) complete(destinations []Destination) {
	if s.SourceLang == "" {
		s.SourceLang = "en"
	}
	s.SourceLang = canonical(s.SourceLang)
	for i, l := range s.Locales {
		s.Locales[i] = canonical(l)
	}
	for i, l := range s.Also {
		s.Also[i] = canonical(l)
	}
	if s.Destination == "" && len(destinations) > 0 {
		s.Destination = destinations[0].Name
	}
	s.Review.complete(s.Name)
	s.Watch.complete()
	s.URLs.Hosts = canonicalKeys(s.URLs.Hosts)
	s.Pending.Locales = canonicalKeys(s.Pending.Locales)
	s.Checks.Locales = canonicalKeys(s.Checks.Locales)
}

// complete has what is new or changed published, and what is gone asked about.
func (w *Watch) complete() {
	if w.Every == 0 {
		w.Every = usualWatch
	}
	if w.New == "" {
		w.New = l10n.WatchPublish
	}
	if w.Changed == "" {
		w.Changed = l10n.WatchPublish
	}
	if w.Removed == "" {
		w.Removed = l10n.WatchAsk
	}
}

func (ch *Chain) complete() {
	for _, end := range []*string{&ch.From, &ch.To} {
		if *end == "" {
			*end = anyLanguage
		}
		*end = string(canonical(l10n.Locale(*end)))
	}
	ch.Via = canonical(ch.Via)
}

func canonical(l l10n.Locale) l10n.Locale {
	if c, err := l10n.ParseLocale(string(l)); err == nil {
		return c
	}
	return l
}

func canonicalKeys[T any](by map[l10n.Locale]T) map[l10n.Locale]T {
	if by == nil {
		return nil
	}
	out := make(map[l10n.Locale]T, len(by))
	for l, v := range by {
		out[canonical(l)] = v
	}
	return out
}
