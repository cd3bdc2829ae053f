package e2e_test

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	sdk "go.temporal.io/sdk/client"
	sdklog "go.temporal.io/sdk/log"
	"go.temporal.io/sdk/worker"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/internal/store"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

const queue = "e2e"

// decisionKey signs people's acts in these tests, and privateKey is its text.
var decisionKey, privateKey = newDecisionKey()

func newDecisionKey() (ed25519.PrivateKey, string) {
	private, _, err := signing.NewKey()
	if err != nil {
		panic(err)
	}
	key, err := signing.ParsePrivateKey(string(private))
	if err != nil {
		panic(err)
	}
	return key, string(private)
}

// environment has the key of decisions alone.
func environment(name string) string {
	if name == "DRAGOMAN_DECISION_KEY" {
		return privateKey
	}
	return ""
}

// house is the pipeline in this process, on an embedded server with everything in memory or in temporary folders.
type house struct {
	t             testing.TB
	sdk           sdk.Client
	client        *client.Client
	app           *app.App
	store         *store.Store
	activities    *activities.Activities
	source        *httptest.Server
	pages         map[string]string // of the source
	editing       *sync.Mutex       // of the pages, while they are served
	looks         int               // that were seen
	patience      time.Duration     // a minute when 0
	looked        string            // the ID of the last one
	public        string            // the folder of the published site
	address       string            // of the Temporal server
	serverProcess int               // its number, where it is apart
	worker        app.Workers
	sticky        time.Duration // how long a task waits for the worker that had the last one
}

// echo is a provider without latency: it answers with the locale before the source.
type echo struct{}

func (echo) Traits() translate.Traits {
	return translate.Traits{Name: "echo", Version: "1", Sees: translate.SeesText, AnyLanguage: true}
}

func (echo) Translate(_ context.Context, r translate.Request) ([]translate.Answer, error) {
	answers := make([]translate.Answer, len(r.Texts))
	for i, text := range r.Texts {
		answers[i].Text = string(r.Target) + " " + text
	}
	return answers, nil
}

func newHouse(t testing.TB, pages map[string]string) *house { return newHouseNew(t, pages, 0) }

// newHouseNew is a house whose workflows are told to continue as new after so many events.
func newHouseNew(t testing.TB, pages map[string]string, suggestNew int) *house {
	t.Helper()
	h := &house{t: t, public: t.TempDir(), pages: pages, editing: &sync.Mutex{}}
	h.address = h.startServer(suggestNew)
	quiet := slog.New(slog.DiscardHandler)
	var err error
	h.sdk, err = sdk.Dial(sdk.Options{HostPort: h.address, Identity: "e2e", Logger: sdklog.NewStructuredLogger(quiet)})
	h.must(err)
	t.Cleanup(h.sdk.Close)
	h.client = client.New(h.sdk, queue, client.SignedBy(decisionKey))
	h.source = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h.editing.Lock()
		page, ok := pages[strings.TrimPrefix(r.URL.Path, "/")]
		h.editing.Unlock()
		if !ok {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if strings.HasSuffix(r.URL.Path, ".xml") {
			w.Header().Set("Content-Type", "application/xml")
		}
		tag := `"` + string(l10n.NewHash(page)) + `"`
		w.Header().Set("ETag", tag)
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		_, _ = w.Write([]byte(page))
	}))
	t.Cleanup(h.source.Close)
	h.open(quiet)
	h.startWorker()
	t.Cleanup(func() { h.worker.Stop() })
	return h
}

// open assembles the parts as the program does. Their only engine is echo.
func (h *house) open(logger *slog.Logger) {
	cfg := config.Default()
	cfg.Store = filepath.Join(h.t.TempDir(), "records.db")
	cfg.Fetch.AllowPrivate, cfg.Fetch.AllowFiles = true, true
	cfg.Temporal.Address, cfg.Temporal.TaskQueue = h.address, queue
	cfg.Data = h.t.TempDir()
	cfg.Destinations = []config.Destination{{Name: "public", Kind: "dir", Path: h.public, URL: "http://public.test"}}
	var err error
	h.app, err = app.Open(h.t.Context(), app.Options{
		Config: &cfg, Version: "test", Env: environment, Logger: logger,
	})
	h.must(err)
	h.t.Cleanup(func() { _ = h.app.Close() })
	h.store, h.activities = h.app.Store, h.app.Activities
	h.app.Translator.Providers["echo"] = echo{}
	h.app.Translator.Default = []l10n.ProviderName{translate.Memory, "echo", translate.Source}
}

func (h *house) startWorker() {
	h.worker = h.app.NewWorkers(h.sdk, func(o *worker.Options) {
		o.StickyScheduleToStartTimeout = h.sticky
		o.WorkerStopTimeout = 0 // a test does not wait for what an old worker is at work on
	})
	h.must(h.worker.Start())
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// plan is a plan of some of the source's pages.
func (h *house) plan(pages []string, locales ...l10n.Locale) l10n.Plan {
	p := l10n.Plan{Site: "test", RequestedBy: "editor", SourceLang: "en", Locales: locales, Steps: []l10n.StepName{"review"}, Destination: "public"}
	for _, page := range pages {
		p.Pages = append(p.Pages, h.source.URL+"/"+page)
	}
	return p
}

// start starts a run of a plan.
func (h *house) start(p l10n.Plan) l10n.RunID {
	h.t.Helper()
	b, err := json.Marshal(p)
	h.must(err)
	ref, err := h.store.PutOwn(h.t.Context(), b)
	h.must(err)
	run := client.NewRunID(p.Site, time.Now())
	h.must(h.activities.Authority.Entrust(h.t.Context(), run, ref))
	h.must(h.client.Start(h.t.Context(), run, p.Site, ref))
	return run
}

func (h *house) key(page string, l l10n.Locale) l10n.TranslationKey {
	return l10n.TranslationKey{Document: l10n.NewDocumentID(h.source.URL + "/" + page), Locale: l}
}

// until waits until a condition holds, and fails the test when it doesn't in a minute, or whatever the house's patience is.
func (h *house) until(what string, cond func() bool) {
	h.t.Helper()
	for end := time.Now().Add(max(time.Minute, h.patience)); time.Now().Before(end); time.Sleep(8 * time.Millisecond) {
		if cond() {
			return
		}
	}
	h.t.Fatalf("waited in vain until %s", what)
}

// waits reports whether a translation waits for a step.
func (h *house) waits(k l10n.TranslationKey, step l10n.StepName) bool {
	t, err := h.store.Translation(h.t.Context(), k)
	return err == nil && t.Step == step
}

// write is a person's change of one target.
func (h *house) write(k l10n.TranslationKey, edit l10n.Edit) {
	h.t.Helper()
	tr, err := h.store.Translation(h.t.Context(), k)
	h.must(err)
	e, err := h.activities.Work.Extraction(h.t.Context(), tr.Extraction)
	h.must(err)
	_, err = h.activities.Review.Edit(h.t.Context(), tr, e, edit)
	h.must(err)
}

// decide waits for the step and decides.
func (h *house) decide(k l10n.TranslationKey, d l10n.Decision) error {
	h.t.Helper()
	h.until(fmt.Sprintf("%v waits for %s", k, d.Step), func() bool { return h.waits(k, d.Step) })
	if d.ID == "" {
		d.ID = client.NewID()
	}
	var err error
	h.until(fmt.Sprintf("the review of %v answers", k), func() bool {
		err = h.client.Decide(h.t.Context(), k, d)
		return !errors.Is(err, l10n.ErrUnavailable)
	})
	return err
}

// ended waits for a run's end.
func (h *house) ended(run l10n.RunID) l10n.Run {
	h.t.Helper()
	var r l10n.Run
	h.until("the run has ended", func() bool {
		var err error
		r, err = h.store.Run(h.t.Context(), run)
		return err == nil && r.Status != l10n.RunRunning
	})
	return r
}
