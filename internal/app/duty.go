package app

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/calendar"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/duty"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/notify"
	"github.com/dragoman-l10n/dragoman/internal/remind"
)

// The variables that have the secrets of notices.
const (
	mailPassword  = "DRAGOMAN_SMTP_PASSWORD"  //nolint:gosec // the variable's name
	webhookSecret = "DRAGOMAN_WEBHOOK_SECRET" //nolint:gosec // the variable's name
)

// duty makes what knows people and their hours, and tells them.
func (a *App) duty() (*duty.Service, error) {
	d := &duty.Service{
		CalendarOf: calendars(a.Config), Translations: a.Store, Absences: a.Store, Notices: a.Store, Blobs: a.Store,
		Writer: remind.NewWriter(a.Bundle), Desk: a.Config.Desk.URL, Logger: a.Logger,
	}
	for _, id := range slices.Sorted(maps.Keys(a.Config.People)) {
		d.People = append(d.People, person(id, a.Config.People[id]))
	}
	var err error
	if d.Mailer, err = a.mailer(); err != nil {
		return nil, mark(err, ErrConfig)
	}
	if d.Hook, err = a.hook(); err != nil {
		return nil, mark(err, ErrConfig)
	}
	return d, nil
}

// calendars reads each locale's calendar once.
func calendars(c *config.Config) func(l10n.Locale) *calendar.Calendar {
	of := map[l10n.Locale]*calendar.Calendar{}
	for _, s := range c.Sites {
		for _, l := range s.Locales {
			of[l] = c.CalendarOf(l)
		}
	}
	return func(l l10n.Locale) *calendar.Calendar {
		if cal, ok := of[l]; ok {
			return cal
		}
		return c.CalendarOf(l)
	}
}

// person is one of the configuration's people. The validation has told what is wrong with them.
func person(id l10n.UserID, p config.Person) duty.Person {
	zone, _ := calendar.Zone(p.Zone)
	out := duty.Person{ID: id, Mail: p.Mail, Locale: p.Locale, Zone: zone, Reviews: p.Reviews, Deputy: p.Deputy}
	for _, days := range p.Away {
		if period, err := calendar.ParsePeriod(days); err == nil {
			out.Away = append(out.Away, period)
		}
	}
	return out
}

// secret reads a secret from the environment, or from the file that it names.
func secret(env func(string) string, name string) (string, error) {
	if v := env(name); v != "" {
		return v, nil
	}
	file := env(name + "_FILE")
	if file == "" {
		return "", nil
	}
	b, err := os.ReadFile(file)
	if err != nil {
		return "", fmt.Errorf("%s_FILE: %w", name, err)
	}
	return strings.TrimRight(string(b), "\r\n"), nil
}

// mailer sends mail, or is nil where none is sent.
func (a *App) mailer() (remind.Mailer, error) {
	m := a.Config.Notify.Mail
	if m.Host == "" {
		return nil, nil
	}
	password, err := secret(a.Env, mailPassword)
	if err != nil {
		return nil, err
	}
	if m.User != "" && password == "" {
		return lacking{mailPassword}, nil
	}
	return notify.NewMail(notify.MailOptions{Host: m.Host, Port: m.Port, From: m.From, User: m.User, Password: password,
		Security: notify.Security(m.Security), Roots: a.MailRoots})
}

// hook tells a program, or is nil where there is none.
func (a *App) hook() (remind.Hook, error) {
	address := a.Config.Notify.Webhook.URL
	if address == "" {
		return nil, nil
	}
	s, err := secret(a.Env, webhookSecret)
	if err != nil {
		return nil, err
	}
	if s == "" {
		return lacking{webhookSecret}, nil
	}
	w, err := notify.NewWebhook(address, s)
	if err != nil {
		return nil, fmt.Errorf("notify.webhook: %w", err)
	}
	return w, nil
}

// lacking stands where the environment has no secret: a desk needs none, and what a worker can't send it tries again until it
// has one.
type lacking struct{ name string }

// Mail says what is missing.
func (l lacking) Mail(context.Context, string, string, remind.Message) error { return l.err() }

// Tell says what is missing.
func (l lacking) Tell(context.Context, string, remind.Event) error { return l.err() }

func (l lacking) err() error {
	return fmt.Errorf("the worker's environment has no %s: %w", l.name, l10n.ErrUnavailable)
}

// MissingForNotices names what the environment lacks to tell people what waits.
func MissingForNotices(c *config.Config, env func(string) string) (missing []string) {
	for name, wanted := range map[string]bool{mailPassword: c.Notify.Mail.User != "", webhookSecret: c.Notify.Webhook.URL != ""} {
		if v, err := secret(env, name); wanted && (err != nil || v == "") {
			missing = append(missing, name)
		}
	}
	slices.Sort(missing)
	return missing
}

// Digests are the daily digests of the configuration's people.
func Digests(c *config.Config) (all []client.Digest) {
	for _, id := range slices.Sorted(maps.Keys(c.People)) {
		p := c.People[id]
		if minutes, ok := c.DigestOf(p); ok {
			all = append(all, client.Digest{Reader: id, Minutes: minutes, Zone: p.Zone})
		}
	}
	return all
}
