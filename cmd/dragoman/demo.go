package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/dragoman-l10n/dragoman/examples"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/workflows"
)

type demoCmd struct {
	Yes   bool   `help:"Approve everything, check what was published, print a summary and stop."`
	Fresh bool   `help:"Forget earlier demos first."`
	Dir   string `default:".dragoman/demo" type:"path" help:"Where the demo keeps its files."`
}

// Help is the longer help.
func (demoCmd) Help() string {
	return `Serves the site in examples/ as the source and publishes it in Spanish, French, Russian and Arabic. A colleague played
by the program writes what the memory lacks and approves three of the languages; Arabic waits for you at the desk.
Ctrl-C stops everything, and the next demo goes on where this one stopped.`
}

// demoSite is the example site's name, and waits is the locale that is left to the newcomer.
const (
	demoSite  = l10n.SiteName("example")
	waits     = l10n.Locale("ar")
	colleague = l10n.UserID("colleague")
)

// Run is the demonstration.
func (d demoCmd) Run(ctx context.Context, s *session) error {
	if d.Fresh {
		if err := os.RemoveAll(d.Dir); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(d.Dir, 0o750); err != nil {
		return err
	}
	log, err := os.OpenFile(filepath.Join(d.Dir, "log.txt"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	defer func() { _ = log.Close() }()
	s.logger = slog.New(slog.NewTextHandler(log, &slog.HandlerOptions{Level: slog.LevelWarn}))
	demo, err := d.start(ctx, s)
	if err != nil {
		return err
	}
	defer demo.house.stop()
	if d.Yes {
		return demo.finish(ctx)
	}
	return demo.wait(ctx)
}

// demo is a running demonstration.
type demo struct {
	s     *session
	cfg   *config.Config
	house *house
	run   l10n.RunID
	sheet answerSheet
	view  *lines
	all   bool // the colleague approves every locale
}

func (d demoCmd) start(ctx context.Context, s *session) (*demo, error) {
	s.step("Starting Temporal, the worker, the desk and two small web servers in this process")
	began := time.Now()
	ports, err := keptPorts(d.Dir)
	if err != nil {
		return nil, err
	}
	cfg, err := demoConfig(d.Dir, ports)
	if err != nil {
		return nil, err
	}
	stopSource, err := serve(ports.address(ports.Source), sourceHandler("http://"+ports.address(ports.Source)), s.logger)
	if err != nil {
		return nil, err
	}
	h, err := startHouse(ctx, cfg, s, ports.Temporal, ports.UI)
	if err != nil {
		stopSource()
		return nil, err
	}
	h.stops = append([]func(){stopSource}, h.stops...)
	demo := &demo{s: s, cfg: cfg, house: h, all: d.Yes, view: &lines{s: s, seen: map[l10n.TranslationKey]string{}}}
	s.done("ready after %.1f s", time.Since(began).Seconds())
	if err := demo.prepare(ctx); err != nil {
		h.stop()
		return nil, err
	}
	return demo, nil
}

// demoConfig is the configuration that the demo works with.
func demoConfig(dir string, p ports) (*config.Config, error) {
	cfg := config.Default()
	cfg.Data, cfg.Store = dir, filepath.Join(dir, "records.db")
	cfg.Fetch.AllowPrivate = true
	cfg.Desk.Listen = p.address(p.Desk)
	cfg.Desk.URL = "http://" + cfg.Desk.Listen
	cfg.Destinations = []config.Destination{{
		Name: "public", Kind: "dir", Path: filepath.Join(dir, "public"), URL: "http://" + p.address(p.Published),
	}}
	cfg.Sites = []config.Site{{
		Name: demoSite, SourceLang: "en", Locales: []l10n.Locale{"es", "fr", "ru", "ar"}, Root: config.WholePage,
		Sitemap: "http://" + p.address(p.Source) + "/sitemap.xml", Destination: "public", Attribution: true,
		Review: config.Review{RemindAfter: config.Duration(24 * time.Hour)},
	}}
	cfg.Glossary = filepath.Join(dir, "glossary.csv")
	b, err := fs.ReadFile(examples.FS, "glossary.csv")
	if err != nil {
		return nil, err
	}
	return &cfg, os.WriteFile(cfg.Glossary, b, 0o600)
}

// prepare fills the memory and starts a run, or finds the one that is under way.
func (d *demo) prepare(ctx context.Context) (err error) {
	if d.sheet, err = readAnswers(); err != nil {
		return err
	}
	runs, err := d.house.app.store.Runs(ctx, 1)
	if err != nil {
		return err
	}
	if len(runs) > 0 && runs[0].Status == l10n.RunRunning {
		d.run = runs[0].ID
		d.s.step("Going on with run %s", d.run)
		return nil
	}
	if len(runs) == 0 {
		d.s.step("Filling the translation memory from examples/memory.tmx")
		f, err := examples.FS.Open("memory.tmx")
		if err != nil {
			return err
		}
		defer func() { _ = f.Close() }()
		res, err := d.house.app.memory.ImportTMX(ctx, f, memory.ImportOptions{})
		if err != nil {
			return err
		}
		d.s.done("%d units", res.Units)
	}
	site, err := d.cfg.Site(demoSite)
	if err != nil {
		return err
	}
	plan := d.cfg.Plan(site, nil)
	plan.RequestedBy = me()
	d.run, err = d.house.app.start(ctx, d.house.client, plan)
	d.s.step("Publishing the example site in Spanish, French, Russian and Arabic, run %s", d.run)
	return err
}

// finish plays the colleague until the run has ended, looks at what was published as a visitor would, and reports.
func (d *demo) finish(ctx context.Context) error {
	r, ts, err := d.follow(ctx, func(r l10n.Run, _ []l10n.Translation) bool { return r.Status != l10n.RunRunning })
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return errors.New("stopped before the run had ended; `dragoman demo --yes` goes on with it")
	}
	if r.Status != l10n.RunCompleted {
		return fmt.Errorf("run %s %s: %s", r.ID, r.Status, r.Comment)
	}
	d.s.step("Reading the published site as a visitor")
	pages, err := d.verify(ctx)
	if err != nil {
		return err
	}
	d.s.done("%d pages are what was signed; every link between them leads to a page", pages)
	d.summary(ts)
	return nil
}

// wait shows progress until nothing but the newcomer is waited for, prints the links, and serves until Ctrl-C.
func (d *demo) wait(ctx context.Context) error {
	left := func(ts []l10n.Translation) (waiting, ended int) {
		for _, t := range ts {
			if t.Step != "" && t.Locale == waits {
				waiting++
			} else if t.Stage.Ended() {
				ended++
			}
		}
		return
	}
	r, ts, err := d.follow(ctx, func(r l10n.Run, ts []l10n.Translation) bool {
		waiting, ended := left(ts)
		return r.Status != l10n.RunRunning || (r.Documents > 0 && waiting+ended == r.Documents*len(r.Locales))
	})
	if err != nil || ctx.Err() != nil {
		return err
	}
	d.links(ts)
	if waiting, _ := left(ts); waiting > 0 {
		d.s.say("\n%d pages wait in Arabic: open the desk, look at one, press Approve, and see it go live. Ctrl-C stops; a later demo goes on.", waiting)
	} else {
		d.s.say("\nEverything is published. Ctrl-C stops; `dragoman demo --fresh` starts over.")
	}
	if r.Status == l10n.RunRunning {
		if r, _, err = d.follow(ctx, func(r l10n.Run, _ []l10n.Translation) bool { return r.Status != l10n.RunRunning }); err != nil {
			return err
		}
		if ctx.Err() == nil {
			d.s.say("\nThe run has ended: %s. The links go on working until Ctrl-C.", r.Status)
		}
	}
	<-ctx.Done()
	d.s.say("\nStopping …")
	return nil
}

// links prints the four places to look at.
func (d *demo) links(ts []l10n.Translation) {
	manifest := ""
	for _, t := range ts {
		if t.Stage == l10n.StagePublished && manifest == "" {
			manifest = d.manifestURL(t.Document)
		}
	}
	d.s.say("\n  Published site   %s/es/\n  Desk             %s\n  Temporal UI      %s\n  Manifest         %s", d.cfg.Destinations[0].URL, d.cfg.Desk.URL,
		d.house.app.workflowURL(workflows.RunWorkflowID(d.run)), manifest)
}

// step and done are the demo's progress, a line a step.
func (s *session) step(format string, args ...any) { s.say("• "+format+" …", args...) }
func (s *session) done(format string, args ...any) { s.say("  "+format, args...) }

func (d *demo) manifestURL(doc l10n.DocumentID) string {
	return fmt.Sprintf("%s/manifest/%s.json", d.cfg.Destinations[0].URL, doc)
}
