package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/destination"
	"github.com/dragoman-l10n/dragoman/internal/fetch"
	"github.com/dragoman-l10n/dragoman/internal/gather"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/segment"
	"github.com/dragoman-l10n/dragoman/internal/site"
	"github.com/dragoman-l10n/dragoman/internal/store"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/locales"
)

// app is the program's parts, wired.
type app struct {
	cfg        *config.Config
	logger     *slog.Logger
	store      *store.Store
	memory     *memory.Memory
	bundle     *i18n.Bundle
	dests      map[string]publish.Destination
	activities *activities.Activities
	site       *site.Service
	limited    map[l10n.ProviderName]float64 // batches a second, of engines with a task queue of their own
}

// load reads the configuration that the flags name.
func (s *session) load() (*config.Config, error) {
	cfg, err := config.Load(s.cli.Config, config.Known{
		Provider:      knownProvider,
		ProviderNames: provider.Names(),
		Unique:        func(name l10n.ProviderName) bool { return !provider.Known(name) || name == translate.Pseudo },
		Destinations:  destination.Kinds(),
	}, os.Getenv)
	if errors.Is(err, fs.ErrNotExist) {
		err = &coded{exitConfig, err}
	}
	return cfg, err
}

func knownProvider(name l10n.ProviderName) bool {
	return name == translate.Memory || name == translate.Source || provider.Known(name)
}

// open opens the records, the memory, the terms, the engines and the destinations.
func open(ctx context.Context, cfg *config.Config, logger *slog.Logger) (*app, error) {
	a, err := openRecords(ctx, cfg, logger)
	if err != nil {
		return nil, err
	}
	if err := a.wire(ctx); err != nil {
		return nil, errors.Join(err, a.close())
	}
	return a, nil
}

// openRecords opens the records and nothing else.
func openRecords(ctx context.Context, cfg *config.Config, logger *slog.Logger) (*app, error) {
	st, err := store.Open(ctx, cfg.Store)
	if err != nil {
		return nil, err
	}
	return &app{cfg: cfg, logger: logger, store: st, dests: map[string]publish.Destination{}}, nil
}

func (a *app) wire(ctx context.Context) (err error) {
	dialect := memory.SQLite
	if a.store.PostgreSQL() {
		dialect = memory.PostgreSQL
	}
	if a.memory, err = memory.Open(ctx, a.store.DB(), dialect); err != nil {
		return err
	}
	if a.bundle, err = locales.Bundle(); err != nil {
		return err
	}
	proof := &activities.Proofreader{Checker: check.New(check.Options{})}
	if a.cfg.Glossary != "" {
		if proof.Terms, err = readTerms(a.cfg.Glossary); err != nil {
			return err
		}
	}
	translator, err := a.translator(proof)
	if err != nil {
		return err
	}
	a.site = &site.Service{
		Blobs: a.store, Pages: a.store, Translations: a.store,
		Destinations: map[string]site.Destination{},
		Configured:   a.configuredPlan,
		Bundle:       a.bundle,
		Tool:         "dragoman " + version,
		Versions:     a.versions(),
		Logger:       a.logger,
	}
	fetcher := a.fetcher()
	a.activities = &activities.Activities{
		Blobs: a.store, Records: a.store, Memory: a.memory, Proofreader: proof, Logger: a.logger,
		Fetcher:    fetcher,
		Segmenter:  segment.New(),
		Translator: translator,
		Site:       a.site,
		Gather:     &gather.Service{Blobs: a.store, Fetcher: fetcher},
	}
	return a.destinations()
}

// readTerms reads a glossary file: TBX by its name, CSV otherwise.
func readTerms(path string) (*termbase.Base, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, &coded{exitConfig, fmt.Errorf("glossary: %w", err)}
	}
	defer func() { _ = f.Close() }()
	read := termbase.ReadCSV
	if strings.EqualFold(filepath.Ext(path), ".tbx") {
		read = termbase.ReadTBX
	}
	concepts, err := read(f)
	if err != nil {
		return nil, &coded{exitConfig, fmt.Errorf("glossary %s: %w", path, err)}
	}
	return termbase.New(concepts...), nil
}

// close closes what was opened.
func (a *app) close() error {
	var err error
	if a.memory != nil {
		err = a.memory.Close()
	}
	return errors.Join(err, a.store.Close())
}

// fetcher fetches pages as the configuration allows.
func (a *app) fetcher() *fetch.Fetcher {
	return fetch.New(fetch.Options{
		AllowPrivate: a.cfg.Fetch.AllowPrivate, AllowFiles: a.cfg.Fetch.AllowFiles, MaxBytes: a.cfg.Fetch.MaxBytes,
		Timeout: a.cfg.Fetch.Timeout.Std(), UserAgent: "Dragoman/" + version,
	})
}
