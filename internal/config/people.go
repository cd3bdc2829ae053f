package config

import (
	"fmt"
	"maps"
	"net/mail"
	"net/url"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/calendar"
	"github.com/dragoman-l10n/dragoman/internal/hosts"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Calendar says when people who work in some locales are at work.
type Calendar struct {
	Name     string   `yaml:"name"`
	Zone     string   `yaml:"zone"`
	Days     []string `yaml:"days"`
	Hours    string   `yaml:"hours"`
	Holidays []string `yaml:"holidays"`
	// Locales are those whose deadlines are reckoned by the calendar; "*" is any that no other calendar names.
	Locales []string `yaml:"locales"`
}

func (c Calendar) spec() calendar.Spec {
	return calendar.Spec{Zone: c.Zone, Days: c.Days, Hours: c.Hours, Holidays: c.Holidays}
}

// Person is how somebody is reached, and when they are away.
type Person struct {
	Mail string `yaml:"mail"`
	// Locale is the language of what they are sent.
	Locale l10n.Locale `yaml:"locale"`
	Zone   string      `yaml:"zone"`
	// Reviews are the locales whose steps they are told of, where nobody in particular is asked.
	Reviews []l10n.Locale `yaml:"reviews"`
	// Digest is the hour of their daily digest, or off.
	Digest string `yaml:"digest"`
	// Away are days on which the deputy is asked in their place.
	Away   []string    `yaml:"away"`
	Deputy l10n.UserID `yaml:"deputy"`
}

// Notify says by which way people and programs are told of what waits.
type Notify struct {
	Mail    Mail    `yaml:"mail"`
	Webhook Webhook `yaml:"webhook"`
	// Digest is the hour of the daily digests of all who have none of their own; empty is no digest.
	Digest string `yaml:"digest"`
}

// Mail is the server that mail is sent by. Its password is in the environment.
type Mail struct {
	Host     string `yaml:"host"`
	Port     int    `yaml:"port"`
	From     string `yaml:"from"`
	User     string `yaml:"user"`
	Security string `yaml:"security"`
}

// Webhook is a program that is told. Its secret is in the environment.
type Webhook struct {
	URL string `yaml:"url"`
}

// DigestOff has somebody get no digest.
const DigestOff = "off"

// CalendarOf returns the calendar of a locale: the one that names it, or else the one for all others. nil is round the clock.
func (c *Config) CalendarOf(l l10n.Locale) *calendar.Calendar {
	for _, name := range []string{string(l), anyLanguage} {
		for _, cal := range c.Calendars {
			if slices.Contains(cal.Locales, name) {
				made, _ := calendar.New(cal.spec()) // the validation has told its mistakes
				return made
			}
		}
	}
	return nil
}

// DigestOf returns the hour of a person's digest, in minutes after midnight of their zone. ok is false where they get none.
func (c *Config) DigestOf(p Person) (minutes int, ok bool) {
	hour := p.Digest
	if hour == "" {
		hour = c.Notify.Digest
	}
	if p.Mail == "" || hour == "" || hour == DigestOff {
		return 0, false
	}
	return calendar.Clock(hour)
}

// PersonOf finds a person, whichever way their name is spelled.
func (c *Config) PersonOf(id l10n.UserID) (Person, bool) {
	for name, p := range c.People {
		if name.Same(id) {
			return p, true
		}
	}
	return Person{}, false
}

func (c *Calendar) complete() {
	for i, l := range c.Locales {
		c.Locales[i] = string(canonical(l10n.Locale(l)))
	}
}

func completePeople(people map[l10n.UserID]Person) {
	for id, p := range people {
		p.Locale = canonical(p.Locale)
		for i, l := range p.Reviews {
			p.Reviews[i] = canonical(l)
		}
		people[id] = p
	}
}

func (v *validator) calendars(c *Config) {
	named := map[string]string{} // the calendar by locale
	for i, cal := range c.Calendars {
		if cal.Name == "" || slices.ContainsFunc(c.Calendars[:i], func(o Calendar) bool { return o.Name == cal.Name }) {
			v.add(fmt.Sprintf("each calendar needs a name of its own, and %q is not", cal.Name), "calendars", i, "name")
		}
		_, mistakes := calendar.New(cal.spec())
		for _, m := range mistakes {
			if m.Part == calendar.PartDays || m.Part == calendar.PartHolidays {
				v.add(m.Text, "calendars", i, string(m.Part), m.At)
				continue
			}
			v.add(m.Text, "calendars", i, string(m.Part))
		}
		if len(cal.Locales) == 0 {
			v.add(fmt.Sprintf(`say by locales: whose deadlines calendar %q is for, as [fr, es]; ["*"] are all others`, cal.Name), "calendars", i)
		}
		for j, l := range cal.Locales {
			if l != anyLanguage {
				v.locale(l10n.Locale(l), "calendars", i, "locales", j)
			}
			if by := named[l]; by != "" {
				v.add(fmt.Sprintf("calendar %q has %s already", by, l), "calendars", i, "locales", j)
			}
			named[l] = cal.Name
		}
	}
}

func (v *validator) people(c *Config) {
	ids := slices.Sorted(maps.Keys(c.People))
	for i, id := range ids {
		if twin := slices.IndexFunc(ids[:i], id.Same); twin >= 0 || id == "" {
			v.add(fmt.Sprintf("each person needs a name of their own, and %q is not", id), "people", string(id))
		}
		v.person(c, id, c.People[id])
	}
	for i, s := range c.Sites {
		for j, step := range s.Review.Steps {
			if len(step.Escalate) > 0 && step.Deadline == 0 {
				v.add(fmt.Sprintf("step %q says by escalate who is asked after its deadline, and has none: write deadline", step.Name),
					"sites", i, "review", "steps", j, "escalate")
			}
		}
	}
	v.hour(c.Notify.Digest, false, "notify", "digest")
	v.mail(c.Notify.Mail)
	if u := c.Notify.Webhook.URL; u != "" {
		if p, err := url.Parse(u); err != nil || (p.Scheme != "http" && p.Scheme != "https") || p.Host == "" {
			v.add("the address of the webhook is no http or https URL", "notify", "webhook", "url") // it may have a secret
		} else if p.Scheme == "http" && !hosts.IsLoopback(p.Hostname()) {
			v.add("a webhook on another machine is told by https", "notify", "webhook", "url")
		}
	}
}

func (v *validator) person(c *Config, id l10n.UserID, p Person) {
	at := func(path ...any) []any { return append([]any{"people", string(id)}, path...) }
	if a, err := mail.ParseAddress(p.Mail); p.Mail != "" && (err != nil || a.Address != p.Mail) {
		v.add(fmt.Sprintf("%q is no mail address: write for instance ana@example.org", p.Mail), at("mail")...)
	}
	if p.Mail != "" && c.Notify.Mail.Host == "" {
		v.add(fmt.Sprintf("%s can't be sent mail: write the server in notify.mail.host", id), at("mail")...)
	}
	if p.Locale != "" {
		v.locale(p.Locale, at("locale")...)
	}
	if _, err := calendar.Zone(p.Zone); err != nil {
		v.add(err.Error(), at("zone")...)
	}
	for i, l := range p.Reviews {
		v.locale(l, at("reviews", i)...)
	}
	v.hour(p.Digest, true, at("digest")...)
	for i, days := range p.Away {
		if _, err := calendar.ParsePeriod(days); err != nil {
			v.add(err.Error(), at("away", i)...)
		}
	}
	switch _, known := c.PersonOf(p.Deputy); {
	case p.Deputy == "" && len(p.Away) > 0:
		v.add(fmt.Sprintf("say by deputy: who is asked while %s is away", id), at("away")...)
	case p.Deputy == "":
	case p.Deputy.Same(id):
		v.add(fmt.Sprintf("%s can't be their own deputy", id), at("deputy")...)
	case !known:
		v.add(fmt.Sprintf("the deputy %q is not among the people", p.Deputy), at("deputy")...)
	}
}

func (v *validator) hour(s string, off bool, path ...any) {
	if s == "" || off && s == DigestOff {
		return
	}
	if m, ok := calendar.Clock(s); !ok || m == 24*60 {
		or := ""
		if off {
			or = ", or off"
		}
		v.add(fmt.Sprintf("%q is no time of day: write for instance 08:30%s", s, or), path...)
	}
}

// securities are the ways to a mail server, as the driver has them.
var securities = []string{"", "starttls", "tls", "none"}

func (v *validator) mail(m Mail) {
	at := func(key string) []any { return []any{"notify", "mail", key} }
	if m.Host == "" {
		if m != (Mail{}) {
			v.add("mail needs the name of its server: host", "notify", "mail")
		}
		return
	}
	if _, err := mail.ParseAddress(m.From); err != nil {
		v.add(fmt.Sprintf("%q is no address to send from: write for instance desk@example.org, or Dragoman <desk@example.org>", m.From), at("from")...)
	}
	if m.Port < 0 || m.Port > 65535 {
		v.add(fmt.Sprintf("%d is no port", m.Port), at("port")...)
	}
	if !slices.Contains(securities, m.Security) {
		v.add(fmt.Sprintf("unknown security %q: there are starttls, tls and none", m.Security), at("security")...)
	}
	if m.Security == "none" && !hosts.IsLoopback(m.Host) {
		v.add("mail without encryption goes to a server on this machine alone", at("security")...)
	}
}
