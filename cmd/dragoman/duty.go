package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

type digestCmd struct {
	Readers []string `arg:"" optional:"" help:"People of the configuration; all who have a mail address by default."`
	Now     bool     `help:"Send the digests now."`
	DryRun  bool     `name:"dry-run" help:"Print them, and send nothing."`
}

// Help is the longer help.
func (digestCmd) Help() string {
	return `Examples:
  dragoman digest                     who gets one, and when
  dragoman digest --now               send all of them now
  dragoman digest ana --now --dry-run print what ana would be sent

A digest lists what waits for a person: what they are asked in particular, and what anybody may do of whom they are one.
Nobody is sent one when nothing waits.`
}

// Run sends digests, or prints them.
func (d digestCmd) Run(ctx context.Context, s *session) error {
	if !d.Now && !d.DryRun {
		return d.list(s)
	}
	of := func(a *app.App) ([]l10n.UserID, error) { return d.readers(a) }
	if d.DryRun {
		return s.withApp(ctx, func(a *app.App) error {
			ids, err := of(a)
			if err != nil {
				return err
			}
			return d.print(ctx, s, a, ids)
		})
	}
	return s.withPipeline(ctx, func(a *app.App, c *client.Client) error {
		ids, err := of(a)
		if err != nil {
			return err
		}
		for _, id := range ids {
			n, err := c.SendDigest(ctx, id)
			if err != nil {
				return err
			}
			if n == 0 {
				s.say("Nothing waits for %s: nothing was sent.", id)
				continue
			}
			s.say("%s: sent, %s.", id, english.Count(n, "translation waits", "translations wait"))
		}
		return nil
	})
}

// list says who gets a digest, and when.
func (d digestCmd) list(s *session) error {
	cfg, err := s.load()
	if err != nil {
		return err
	}
	all := app.Digests(cfg)
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(all)
	}
	if len(all) == 0 {
		s.say("Nobody gets a daily digest. Give people a mail address, and an hour in notify.digest.")
		return nil
	}
	w := tabwriter.NewWriter(s.text, 0, 4, 2, ' ', 0)
	_, _ = fmt.Fprintln(w, "READER\tHOUR\tZONE")
	for _, g := range all {
		zone := g.Zone
		if zone == "" {
			zone = "UTC"
		}
		_, _ = fmt.Fprintf(w, "%s\t%02d:%02d\t%s\n", g.Reader, g.Minutes/60, g.Minutes%60, zone)
	}
	return w.Flush()
}

func (d digestCmd) readers(a *app.App) ([]l10n.UserID, error) {
	var ids []l10n.UserID
	for _, name := range d.Readers {
		p, known := a.Duty.Person(l10n.UserID(name))
		if !known {
			return nil, usage(fmt.Errorf("%s is not among the people of the configuration", name))
		}
		ids = append(ids, p.ID)
	}
	if len(d.Readers) == 0 {
		for _, id := range slices.Sorted(maps.Keys(a.Config.People)) {
			if a.Config.People[id].Mail != "" {
				ids = append(ids, id)
			}
		}
	}
	if len(ids) == 0 {
		return nil, usage(errors.New("nobody has a mail address: write people in dragoman.yaml"))
	}
	return ids, nil
}

// print prints digests, and sends nothing.
func (d digestCmd) print(ctx context.Context, s *session, a *app.App, ids []l10n.UserID) error {
	for _, id := range ids {
		m, n, err := a.Duty.WriteDigest(ctx, id)
		if err != nil {
			return err
		}
		if n == 0 {
			s.say("Nothing waits for %s.", id)
			continue
		}
		s.say("To: %s\nSubject: %s\n\n%s", id, m.Subject, m.Text)
	}
	return nil
}

type awayCmd struct {
	User   string `arg:"" optional:"" help:"Who is away."`
	Days   string `arg:"" optional:"" help:"The first day and the last: 2026-12-20/2027-01-06; or one day."`
	Deputy string `placeholder:"NAME" help:"Who is asked meanwhile; the deputy of the configuration by default."`
	Back   bool   `help:"They are back: all absences that were said before end."`
	By     string `placeholder:"NAME" help:"Who says so; you by default."`
}

// Help is the longer help.
func (awayCmd) Help() string {
	return `Examples:
  dragoman away                                          who is away, or will be
  dragoman away ana 2026-12-20/2027-01-06 --deputy ben
  dragoman away ana --back

While somebody is away, steps that are given to them go to their deputy, who may do them in their place. A deputy who
has approved another step is not asked where the site wants four eyes.`
}

// Run says that somebody is away or back, or lists who is.
func (w awayCmd) Run(ctx context.Context, s *session) error {
	switch {
	case w.User == "" && (w.Back || w.Deputy != ""):
		return usage(errors.New("say who: dragoman away NAME …"))
	case w.User == "":
		return s.withApp(ctx, func(a *app.App) error { return listAway(ctx, s, a) })
	case w.Back == (w.Days != ""):
		return usage(errors.New("say on which days, as 2026-12-20/2027-01-06, or --back"))
	}
	if w.By == "" {
		w.By = string(me())
	}
	return s.withPipeline(ctx, func(a *app.App, c *client.Client) error {
		absence := l10n.Absence{User: l10n.UserID(w.User), Days: w.Days, Deputy: l10n.UserID(w.Deputy), By: l10n.UserID(w.By)}
		if err := c.SetAway(ctx, absence); err != nil {
			return err
		}
		if w.Back {
			s.say("%s is back.", w.User)
			return nil
		}
		return listAway(ctx, s, a)
	})
}

// away is an absence as --json writes it.
type away struct {
	User   l10n.UserID `json:"user"`
	Days   string      `json:"days"`
	Deputy l10n.UserID `json:"deputy"`
	Now    bool        `json:"now"`
}

func listAway(ctx context.Context, s *session, a *app.App) error {
	found, err := a.Duty.AwayNow(ctx)
	if err != nil {
		return err
	}
	all := make([]away, 0, len(found))
	for _, f := range found {
		all = append(all, away{f.User, f.Days.String(), f.Deputy, f.Now})
	}
	if s.cli.JSON {
		return json.NewEncoder(s.out).Encode(all)
	}
	if len(all) == 0 {
		s.say("Nobody is away (%s).", time.Now().Format(time.DateOnly))
	}
	for _, f := range all {
		will := "will be away"
		if f.Now {
			will = "is away"
		}
		s.say("%s %s: %s. %s is asked meanwhile.", f.User, will, f.Days, f.Deputy)
	}
	return nil
}

type toldCmd struct {
	Document string `arg:"" help:"The document."`
	Locale   string `arg:"" help:"The locale of its translation."`
}

// mostToldOf is how many notices are listed.
const mostToldOf = 200

// Run lists what people and programs were told of a translation, the latest first.
func (c toldCmd) Run(ctx context.Context, s *session) error {
	return s.withRecords(ctx, func(a *app.App) error {
		k := l10n.TranslationKey{Document: l10n.DocumentID(c.Document), Locale: l10n.Locale(c.Locale)}
		all, err := a.Store.Notices(ctx, k, mostToldOf)
		if err != nil {
			return err
		}
		if s.cli.JSON {
			return json.NewEncoder(s.out).Encode(all)
		}
		if len(all) == 0 {
			s.say("Nobody was told anything of %s in %s.", k.Document, k.Locale)
			return nil
		}
		w := tabwriter.NewWriter(s.text, 0, 4, 2, ' ', 0)
		_, _ = fmt.Fprintln(w, "AT\tSTEP\tROUND\tWHAT\tTO\tBY\tFATE\tWHY")
		for _, n := range all {
			_, _ = fmt.Fprintf(w, "%s\t%s\t%d\t%s\t%s\t%s\t%s\t%s\n", n.Change.Local().Format(time.DateTime), n.Step, n.Round, n.Kind, n.To, n.By,
				n.Fate, terminal.Line(n.Why))
		}
		return w.Flush()
	})
}
