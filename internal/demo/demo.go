// Package demo is the demonstration: it publishes the example site in four languages with everything in one process,
// and plays a colleague who writes what the memory lacks, confirms the rest and approves three of the languages.
package demo

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/examples"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/progress"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// Options say how a demo runs.
type Options struct {
	// Dir is where the demo keeps its files. A later demo in the same folder goes on where an earlier one stopped.
	Dir string
	// ApproveAll has the colleague approve every locale; then the demo checks what was published, prints a summary and
	// ends.
	ApproveAll bool
	User       l10n.UserID // who watches
	Version    string
	Env        func(string) string
	Out        io.Writer
	Logger     *slog.Logger
	// StartServer makes what starts Temporal's server on two ports of loopback.
	StartServer func(o app.Options, port, uiPort int) app.StartServer
}

const (
	siteName  = l10n.SiteName("example")
	newcomers = l10n.Locale("ar") // the locale that is left to the newcomer
	colleague = l10n.UserID("colleague")
)

// Run runs a demo until it has ended, or until the context is done.
func Run(ctx context.Context, o Options) error {
	d, err := start(ctx, o)
	if err != nil {
		return err
	}
	defer d.house.Stop()
	if o.ApproveAll {
		return d.finish(ctx)
	}
	return d.wait(ctx)
}

// demo is a running demonstration.
type demo struct {
	Options
	cfg   *config.Config
	house *app.House
	run   l10n.RunID
	sheet answerSheet
	view  progress.View
}

func start(ctx context.Context, o Options) (*demo, error) {
	d := &demo{Options: o}
	d.view = progress.NewLines(o.Out, progress.Options{Approvers: d.approvers(ctx), Soon: d.colleagueActs})
	d.step("Starting Temporal, the worker, the desk and two small web servers in this process")
	began := time.Now()
	ports, err := keptPorts(o.Dir)
	if err != nil {
		return nil, err
	}
	if d.cfg, err = configuration(o.Dir, ports); err != nil {
		return nil, err
	}
	stopSource, err := app.Serve(ports.address(ports.Source), examples.SiteHandler("http://"+ports.address(ports.Source)),
		o.Logger)
	if err != nil {
		return nil, err
	}
	parts := app.Options{Config: d.cfg, Version: o.Version, Env: o.Env, Logger: o.Logger}
	d.house, err = app.StartHouse(ctx, app.HouseOptions{
		Options: parts, StartServer: o.StartServer(parts, ports.Temporal, ports.UI), DefaultUser: o.User,
	})
	if err != nil {
		stopSource()
		return nil, err
	}
	d.house.OnStop(stopSource)
	d.done("ready after %.1f s", time.Since(began).Seconds())
	if err := d.prepare(ctx); err != nil {
		d.house.Stop()
		return nil, err
	}
	return d, nil
}

// configuration is what the demo works with.
func configuration(dir string, p ports) (*config.Config, error) {
	cfg := config.Default()
	cfg.Data, cfg.Store = dir, filepath.Join(dir, "records.db")
	cfg.Fetch.AllowPrivate = true
	cfg.Desk.Listen = p.address(p.Desk)
	cfg.Desk.URL = "http://" + cfg.Desk.Listen
	cfg.Destinations = []config.Destination{{
		Name: "public", Kind: "dir", Path: filepath.Join(dir, "public"), URL: "http://" + p.address(p.Published),
	}}
	cfg.Sites = []config.Site{{
		Name: siteName, SourceLang: "en", Locales: []l10n.Locale{"es", "fr", "ru", "ar"}, Root: config.WholePage,
		Sitemap: "http://" + p.address(p.Source) + "/sitemap.xml", Destination: "public", Attribution: true,
		Review: config.Review{Steps: []config.Step{{Name: "review"}}, RemindAfter: config.Duration(24 * time.Hour),
			Unconfirmed: l10n.UnconfirmedHold},
	}}
	cfg.Glossary = filepath.Join(dir, "glossary.csv")
	words := filepath.Join(dir, "words.es.txt")
	cfg.Sites[0].Checks.Locales = map[l10n.Locale]config.LocaleChecks{"es": {Words: words}}
	return &cfg, errors.Join(copyExample(cfg.Glossary), copyExample(words))
}

// copyExample writes a file of the examples into the demo's folder, under its own name.
func copyExample(to string) error {
	b, err := fs.ReadFile(examples.FS, filepath.Base(to))
	if err != nil {
		return err
	}
	return os.WriteFile(to, b, 0o600)
}

// prepare fills the memory and starts a run, or finds the one that is under way.
func (d *demo) prepare(ctx context.Context) (err error) {
	if d.sheet, err = readAnswers(); err != nil {
		return err
	}
	runs, err := d.house.Store.Runs(ctx, 100)
	if err != nil {
		return err
	}
	// The latest may be one that a visitor started of a page; what waits is that of another.
	if i := slices.IndexFunc(runs, func(r l10n.Run) bool { return r.Status == l10n.RunRunning && r.Site == siteName }); i >= 0 {
		d.run = runs[i].ID
		d.step("Going on with run %s", d.run)
		return nil
	}
	if len(runs) == 0 {
		if err := d.fillMemory(ctx); err != nil {
			return err
		}
	}
	d.run, _, err = d.house.Client.Publish(ctx, client.Request{Site: siteName, By: d.User})
	d.step("Publishing the example site in Spanish, French, Russian and Arabic, run %s", d.run)
	return err
}

func (d *demo) fillMemory(ctx context.Context) error {
	d.step("Filling the translation memory from examples/memory.tmx")
	f, err := examples.FS.Open("memory.tmx")
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	res, err := d.house.Memory.ImportTMX(ctx, f, memory.ImportOptions{})
	if err != nil {
		return err
	}
	d.done("%s", english.Count(res.Units, "unit"))
	return nil
}

// finish plays the colleague until the run has ended, looks at what was published as a visitor would, and reports.
func (d *demo) finish(ctx context.Context) error {
	r, ts, err := d.follow(ctx, ended)
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		return errors.New("stopped before the run had ended; `dragoman demo --yes` goes on with it")
	}
	if r.Status != l10n.RunCompleted {
		return fmt.Errorf("run %s %s: %s", r.ID, r.Status, r.Comment)
	}
	d.step("Reading the published site as a visitor")
	pages, err := d.verify(ctx)
	if err != nil {
		return err
	}
	d.done("%s what was signed; every link between them leads to a page", english.Count(pages, "page is", "pages are"))
	d.summary(ts)
	return nil
}

// wait shows progress until nothing but the newcomer is waited for, prints the links, and serves until the context
// ends.
func (d *demo) wait(ctx context.Context) error {
	r, ts, err := d.follow(ctx, func(r l10n.Run, ts []l10n.Translation) bool {
		waiting, over := left(ts)
		return ended(r, ts) || (r.Documents > 0 && waiting+over == r.Documents*len(r.Locales))
	})
	if err != nil || ctx.Err() != nil {
		return err
	}
	d.links(ts)
	if waiting, _ := left(ts); waiting > 0 {
		d.say("\n%s in Arabic: open the desk, look at one, confirm its sentences, press Approve, and see it go live. "+
			"Ctrl-C stops; a later demo goes on.", english.Count(waiting, "page waits", "pages wait"))
	} else if ended(r, ts) && r.Status != l10n.RunCompleted {
		d.say("\nRun %s %s: %s. The desk has the rest. Ctrl-C stops; `dragoman demo --fresh` starts over.", r.ID, r.Status, r.Comment)
	} else {
		d.say("\nEverything is published. Ctrl-C stops; `dragoman demo --fresh` starts over.")
	}
	if r.Status == l10n.RunRunning {
		if r, _, err = d.follow(ctx, ended); err != nil {
			return err
		}
		if ctx.Err() == nil {
			d.say("\nThe run has ended: %s. The links go on working until Ctrl-C.", r.Status)
		}
	}
	<-ctx.Done()
	d.say("\nStopping …")
	return nil
}

// ended reports whether a run is over.
func ended(r l10n.Run, _ []l10n.Translation) bool { return r.Status != l10n.RunRunning }

// left counts the translations that wait for the newcomer, and those that have ended.
func left(ts []l10n.Translation) (waiting, over int) {
	for _, t := range ts {
		if t.Step != "" && t.Locale == newcomers {
			waiting++
		} else if t.Stage.Ended() {
			over++
		}
	}
	return
}

// links prints the four places to look at.
func (d *demo) links(ts []l10n.Translation) {
	manifest := ""
	for _, t := range ts {
		if t.Stage == l10n.StagePublished && manifest == "" {
			manifest = fmt.Sprintf("%s/manifest/%s.json", d.cfg.Destinations[0].URL, t.Document)
		}
	}
	d.say("\n  Published site   %s/es/\n  Desk             %s\n  Temporal UI      %s\n  Manifest         %s",
		d.cfg.Destinations[0].URL, d.cfg.Desk.URL,
		d.house.WorkflowURL(workflows.RunWorkflowID(d.run)), manifest)
}

func (d *demo) say(format string, args ...any) { _, _ = fmt.Fprintf(d.Out, format+"\n", args...) }

// step and done are the demo's progress, a line each.
func (d *demo) step(format string, args ...any) { d.say("• "+format+" …", args...) }
func (d *demo) done(format string, args ...any) { d.say("  "+format, args...) }
