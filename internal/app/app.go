// Package app assembles the house: it opens the drivers that the configuration names, and makes the activities, the
// worker and the desk of them. The program, the demo and the end-to-end tests use the same assembly. It knows neither
// flags nor printing.
package app

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/check/hunspell"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/correct"
	"github.com/dragoman-l10n/dragoman/internal/duty"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/gather"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/proofread"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/segment"
	"github.com/dragoman-l10n/dragoman/internal/site"
	"github.com/dragoman-l10n/dragoman/internal/store"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/internal/watch"
	"github.com/dragoman-l10n/dragoman/internal/work"
	"github.com/dragoman-l10n/dragoman/locales"
)

// Options say with what the configuration is put to work.
type Options struct {
	Config *config.Config
	// Version is the program's, for manifests and the user agent.
	Version string
	// MailRoots are the authorities that vouch for the mail server; nil are the machine's.
	MailRoots *tls.Config
	// Env reads the environment, where keys and credentials are.
	Env    func(string) string
	Logger *slog.Logger
	// Needs says which engines are opened, and so whose keys must be there; nil opens all.
	Needs func(l10n.ProviderName) bool
}

// App holds the opened parts. Close it when they are not needed any more.
type App struct {
	Options
	Store      *store.Store
	Memory     *memory.Memory
	Bundle     *i18n.Bundle
	Translator *translate.Translator
	Site       *site.Service
	Review     *review.Service
	Work       *work.Service
	Correct    *correct.Service
	Activities *activities.Activities
	Duty       *duty.Service
	// Terms is nil where there is no glossary.
	Terms *termbase.Base

	destinations map[string]publish.Destination
	speller      *hunspell.Speller             // nil where no spelling is checked
	words        map[string][]string           // of the files that sites name
	limited      map[l10n.ProviderName]float64 // batches a second, of engines with a task queue of their own
	paces        paces
}

// Open opens the records, the memory, the terms, the engines and the destinations. An error wraps [ErrConfig] when the
// configuration or the environment is to be mended.
func Open(ctx context.Context, o Options) (*App, error) {
	a, err := OpenRecords(ctx, o)
	if err != nil {
		return nil, err
	}
	if err := a.wire(ctx); err != nil {
		return nil, errors.Join(err, a.Close())
	}
	return a, nil
}

// OpenRecords opens the records and nothing else.
func OpenRecords(ctx context.Context, o Options) (*App, error) {
	st, err := store.Open(ctx, o.Config.Store)
	if err != nil {
		return nil, err
	}
	return &App{Options: o, Store: st, destinations: map[string]publish.Destination{}}, nil
}

func (a *App) wire(ctx context.Context) (err error) {
	dialect := memory.SQLite
	if a.Store.PostgreSQL() {
		dialect = memory.PostgreSQL
	}
	if a.Memory, err = memory.Open(ctx, a.Store.DB(), dialect); err != nil {
		return err
	}
	if a.Bundle, err = locales.Bundle(); err != nil {
		return err
	}
	if a.Config.Glossary != "" {
		if a.Terms, err = termbase.Open(a.Config.Glossary); err != nil {
			return mark(err, ErrConfig)
		}
	}
	a.openSpeller()
	if err := a.openWords(); err != nil {
		return err
	}
	proof := proofread.New(a.Terms, a.checkOptions)
	proof.Dismissals, proof.Words = a.Store, a.Store
	if a.Translator, err = a.translator(proof); err != nil {
		return err
	}
	a.Site = &site.Service{
		Blobs: a.Store, Pages: a.Store, Translations: a.Store, Rollbacks: a.Store, Corrections: a.Store,
		Destinations: map[string]site.Destination{},
		Configured:   a.configuredPlan,
		Bundle:       a.Bundle,
		Tool:         "dragoman " + a.Version,
		Versions:     a.versions(),
		Logger:       a.Logger,
		Sources:      &site.Sources{},
	}
	if a.Terms != nil {
		a.Site.OfficialName = a.Terms.Official
	}
	if a.Duty, err = a.duty(); err != nil {
		return err
	}
	a.Review = &review.Service{Records: a.Store, Blobs: a.Store, Checker: proof, Memory: a.Memory, Typings: a.Store, Terms: proof, Judge: a.judge, Duty: a.Duty}
	a.Duty.Barred = a.Review.Barred
	if err := a.openPlaces(); err != nil {
		return err
	}
	source := fetcher(a.Config, a.Version)
	a.Work = &work.Service{
		Runs: a.Store, Documents: a.Store, Translations: a.Store, Prior: a.Store, Drafts: a.Store, Blobs: a.Store, Source: source, Linked: source.FetchLinked,
		Segmenter: segment.New(), Translator: a.Translator, Checker: proof, Review: a.Review, Planner: Planner{a.Config},
		Logger: a.Logger,
	}
	a.Correct = &correct.Service{Pages: a.Store, Records: a.Store, Blobs: a.Store, Memory: a.Memory}
	authority, err := a.authority()
	if err != nil {
		return err
	}
	a.Activities = &activities.Activities{
		Authority: authority, Blobs: a.Store, Logger: a.Logger, Review: a.Review, Work: a.Work, Site: a.Site,
		Correct: a.Correct, Duty: a.Duty,
		Gather: &gather.Service{Blobs: a.Store, Fetcher: source},
		Watch: &watch.Service{Watches: a.Store, Documents: a.Store, Blobs: a.Store, Source: source,
			Extract: a.Work.ReadPage, Planner: Planner{a.Config}},
	}
	return a.openDestinations()
}

// Close closes what was opened.
func (a *App) Close() error {
	var errs []error
	if a.speller != nil {
		errs = append(errs, a.speller.Close())
	}
	if a.Memory != nil {
		errs = append(errs, a.Memory.Close())
	}
	return errors.Join(append(errs, a.Store.Close())...)
}

// fetcher fetches pages as the configuration allows.
func fetcher(cfg *config.Config, version string) *fetch.Fetcher {
	f := cfg.Fetch
	return fetch.New(fetch.Options{
		AllowPrivate: f.AllowPrivate, AllowFiles: f.AllowFiles, MaxBytes: f.MaxBytes, Timeout: f.Timeout.Std(),
		UserAgent: "Dragoman/" + version,
	})
}
