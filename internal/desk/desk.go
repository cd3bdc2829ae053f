package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"net/netip"
	"sync"
	"time"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/dragoman-l10n/dragoman/internal/desk/web"
	"github.com/dragoman-l10n/dragoman/internal/hosts"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/recent"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// Records are the translations, their targets and the decisions about them.
type Records interface {
	// Translations lists the translations that a filter selects. Those that wait for a person come first.
	Translations(context.Context, l10n.TranslationFilter) ([]l10n.Translation, error)
	// Translation returns a translation, or an error that wraps [l10n.ErrNotFound].
	Translation(context.Context, l10n.TranslationKey) (l10n.Translation, error)
	// Targets returns all targets of a translation in document order.
	Targets(context.Context, l10n.TranslationKey) ([]l10n.Target, error)
	// Decisions returns the decisions of people, the oldest first.
	Decisions(context.Context, l10n.TranslationKey) ([]l10n.Decision, error)
	// Versions returns the version of each target.
	Versions(context.Context, l10n.TranslationKey) (map[l10n.SegmentID]int, error)
	// Runs lists runs, the latest first.
	Runs(ctx context.Context, limit int) ([]l10n.Run, error)
}

// Documents are the sources of translations, and the targets that people approved.
type Documents interface {
	Extraction(context.Context, l10n.Ref) (*l10n.Extraction, error)
	// Snapshot returns targets as they were when they were approved.
	Snapshot(context.Context, l10n.Ref) ([]l10n.Target, error)
	// KeptTexts returns texts of people whose sentence is gone.
	KeptTexts(context.Context, l10n.Ref) ([]l10n.KeptText, error)
}

// Previews are the localized pages of translations.
type Previews interface {
	// Preview returns the localized page as HTML, as it would be published now. The copies of files that it uses have
	// addresses below assets.
	Preview(ctx context.Context, k l10n.TranslationKey, assets string) ([]byte, error)
	// PreviewAsset returns the copy of a file that the page uses, by its name.
	PreviewAsset(ctx context.Context, k l10n.TranslationKey, name string) (l10n.Asset, []byte, error)
	// PageChanges returns what the page has in its locale's notation besides the segments.
	PageChanges(context.Context, l10n.TranslationKey) ([]l10n.PageChange, error)
}

// Runs passes decisions to the runs that wait for them. A decision with the same ID may be passed again. Errors wrap
// [l10n.ErrRefused], [l10n.ErrConflict], [l10n.ErrUnavailable] or [l10n.ErrNotFound].
type Runs interface {
	Decide(context.Context, l10n.TranslationKey, l10n.Decision) error
	// Resume lets a parked translation go on at once. It does nothing to one that is not parked.
	Resume(context.Context, l10n.TranslationKey, l10n.Resume) error
}

// Editor stores a person's edit of a target, with the issues that the checks find in it, and returns the new target.
// The error wraps [l10n.ErrConflict] when the edit was made of an older version, and [l10n.ErrCodes] when its codes are
// not those of the source.
type Editor interface {
	Edit(ctx context.Context, t l10n.Translation, e *l10n.Extraction, edit l10n.Edit) (l10n.Target, error)
	// Save does the same with the segments that say the same, and confirms them where the person says so.
	Save(ctx context.Context, t l10n.Translation, e *l10n.Extraction, s review.Saving) (review.Saved, error)
	// Try says what Edit would find in a text, and keeps nothing.
	Try(ctx context.Context, t l10n.Translation, e *l10n.Extraction, id l10n.SegmentID, text l10n.Fragment) (review.Trial, error)
}

// Options are the parts and settings of a desk. Records, Documents, Previews, Runs, Reviews, Editor, Overview and
// Bundle are required.
type Options struct {
	Records   Records
	Documents Documents
	Previews  Previews
	Runs      Runs
	Reviews   Reviews
	Editor    Editor
	// Overview says how work stands. Required.
	Overview Overview
	// Showings are the pages as people see them while they work. Nil leaves the stage out of the editor.
	Showings Showings
	// Publisher starts and ends publications. Nil leaves its pages out.
	Publisher Publisher
	// Publications is the history of published pages, with rollback and withdrawal. Nil leaves that page out.
	Publications Publications
	// Embargoes moves and ends embargoes. Nil leaves the buttons out.
	Embargoes Embargoes
	// Accounts tell why texts passed, and what machines said in reviews. Nil leaves their pages out.
	Accounts Accounts
	// Remarks, Questions and Findings are what is said about texts. Nil leaves their pages out.
	Remarks Remarks
	// Words are a site's own dictionary. Nil leaves out what adds to it.
	Words     Words
	Questions Questions
	Findings  Findings
	// Reports tell what was done and what it took. Nil leaves that page out.
	Reports Reports
	// Offline takes texts out as files and back. Nil leaves its pages out.
	Offline Offline
	// Lens lays a sentence in all languages side by side. Nil leaves that page out.
	Lens Lens
	// Settings are the sites' settings in the configuration file. Nil leaves that page out. WritesSettings says that the desk may
	// write the file.
	Settings       Settings
	WritesSettings bool
	// Memory and Glossary are the translation memory and the file of terms. Nil leaves their pages out. FileChanges are the changes
	// of files that the desk has written; nil shows none.
	Memory      Memory
	Glossary    Glossary
	FileChanges FileChanges
	// Corrections finds published sentences and reopens them. Nil leaves that page out.
	Corrections Corrections
	// Assist is what stands beside an open segment. Nil leaves that part of the API out.
	Assist Assist
	// Bundle has the catalogues of the package locales.
	Bundle *i18n.Bundle
	// Watches and Schedules are the watched sources. Nil leaves their page out.
	Watches   Watches
	Schedules Schedules
	// Identity says who sends a request. Nil means [Anyone].
	Identity Identity
	// DefaultUser is the user of [Anyone] before they type a name. If it is empty, the desk asks for the name.
	DefaultUser l10n.UserID
	// Listen is the address that the desk's server listens on. [Anyone] is only for loopback, so with it the address is
	// required.
	Listen string
	// Hosts are the host names, without port, under which the desk answers. With [Anyone] the default is the names of
	// loopback. So no page elsewhere can reach a desk without sign-in by a name of its own for this machine.
	Hosts []string
	// Proxies are the addresses of proxies whose word for where a request comes from is believed.
	Proxies []netip.Prefix
	// Typings keeps what people have typed and not saved. Nil leaves that to their browsers.
	Typings Typings
	// Web serves the editor's script and style. Nil means those that the program has; where it has none, no page leads to the
	// editor.
	Web http.Handler
	// RunURL returns the address of a translation's run in Temporal's UI. Nil or "" shows no link.
	RunURL func(l10n.TranslationKey, l10n.RunID) string
	// WorkflowOfRun returns the address of a run in Temporal's UI. Nil or "" shows no link.
	WorkflowOfRun func(l10n.RunID) string
	// Ready says whether /healthz answers that the desk is ready. Nil means always.
	Ready  func(context.Context) error
	Logger *slog.Logger
	// Now is the clock; nil means time.Now.
	Now func() time.Time
}

type desk struct {
	Options
	pages map[string]*template.Template

	hub     hub
	closing chan struct{} // closed when the server ends

	sources  recent.Cache[*source]
	placed   recent.Cache[[][]placeableView]
	compared recent.Cache[*changes]
	words    recent.Cache[json.RawMessage]
}

// New returns the handler of a desk. The server that uses it must set timeouts.
func New(o Options) (http.Handler, error) {
	if o.Records == nil || o.Documents == nil || o.Previews == nil || o.Runs == nil || o.Reviews == nil || o.Editor == nil || o.Overview == nil || o.Bundle == nil {
		return nil, errors.New("desk: Records, Documents, Previews, Runs, Reviews, Editor, Overview and Bundle are required")
	}
	if o.Identity == nil {
		o.Identity = Anyone{}
	}
	if _, anyone := o.Identity.(Anyone); anyone {
		if !hosts.ListensOnLoopback(o.Listen) {
			return nil, fmt.Errorf("desk: nobody signs in, so it may listen on loopback alone, and %q is not: "+
				"have people sign in (desk.auth: basic or header)", o.Listen)
		}
		if len(o.Hosts) == 0 {
			o.Hosts = hosts.Loopback()
		}
	}
	if o.RunURL == nil {
		o.RunURL = func(l10n.TranslationKey, l10n.RunID) string { return "" }
	}
	if o.WorkflowOfRun == nil {
		o.WorkflowOfRun = func(l10n.RunID) string { return "" }
	}
	if o.Ready == nil {
		o.Ready = func(context.Context) error { return nil }
	}
	if o.Web == nil {
		o.Web = web.Handler()
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	pages, err := parseTemplates()
	if err != nil {
		return nil, fmt.Errorf("desk: %w", err)
	}
	d := &desk{Options: o, pages: pages, closing: make(chan struct{})}
	return &handler{Handler: d.guard(d.routes()), close: sync.OnceFunc(func() { close(d.closing) })}, nil
}

// handler is a desk whose streams of events can be ended, so that a server need not wait for them.
type handler struct {
	http.Handler
	close func()
}

// Close ends what a browser would keep open for ever.
func (h *handler) Close() { h.close() }

func (d *desk) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", d.healthz)
	mux.HandleFunc("GET /static/{file}", staticFile)
	if d.Web != nil {
		mux.Handle("GET /static/web/", http.StripPrefix("/static/web", d.Web))
		mux.HandleFunc("GET /t/{document}/{locale}/edit", d.signedIn(d.ofTranslation(d.showEditor)))
	}
	mux.HandleFunc("POST /language", d.setLanguage)
	mux.HandleFunc("POST /name", d.setName)

	mux.HandleFunc("GET /{$}", d.signedIn(d.queue))
	mux.HandleFunc("GET /runs", d.signedIn(d.showRuns))
	if d.Watches != nil && d.Schedules != nil {
		mux.HandleFunc("GET /watch", d.signedIn(d.watches))
		mux.HandleFunc("POST /watch/{site}", d.signedIn(d.actOnWatch))
	}
	mux.HandleFunc("GET /t/{document}/{locale}", d.signedIn(d.showTranslation))
	mux.HandleFunc("POST /t/{document}/{locale}", d.signedIn(d.actOnTranslation))
	if d.Corrections != nil {
		mux.HandleFunc("GET /t/{document}/{locale}/correct", d.signedIn(d.showCorrect))
		mux.HandleFunc("POST /t/{document}/{locale}/correct", d.signedIn(d.actOnCorrect))
	}
	if d.Embargoes != nil {
		mux.HandleFunc("POST /t/{document}/{locale}/embargo", d.signedIn(d.actOnEmbargo))
	}
	mux.HandleFunc("GET /t/{document}/{locale}/publications", d.signedIn(d.showPublications))
	mux.HandleFunc("POST /t/{document}/{locale}/publications", d.signedIn(d.actOnPublications))
	mux.HandleFunc("GET /t/{document}/{locale}/preview", d.signedIn(d.ofTranslation(d.preview)))
	mux.HandleFunc("GET /t/{document}/{locale}/preview/page", d.signedIn(d.previewPage))
	mux.HandleFunc("GET /t/{document}/{locale}/preview/files/{name}", d.signedIn(d.previewFile))

	d.publishingRoutes(mux)
	d.stageRoutes(mux)
	d.remarkRoutes(mux)
	d.wordRoutes(mux)
	d.accountRoutes(mux)
	d.reportRoutes(mux)
	d.offlineRoutes(mux)
	d.lensRoutes(mux)
	d.settingsRoutes(mux)
	d.memoryRoutes(mux)
	d.glossaryRoutes(mux)

	mux.HandleFunc("GET /api/v1/translations", d.api(d.apiTranslations))
	mux.HandleFunc("GET /api/v1/translations/{document}/{locale}", d.api(d.apiTranslation))
	mux.HandleFunc("GET /api/v1/translations/{document}/{locale}/editor", d.api(d.apiEditor))
	mux.HandleFunc("GET /api/v1/translations/{document}/{locale}/segments/{segment}", d.api(d.apiSegment))
	mux.HandleFunc("PUT /api/v1/translations/{document}/{locale}/segments/{segment}", d.api(d.apiEdit))
	mux.HandleFunc("POST /api/v1/translations/{document}/{locale}/segments/{segment}/check", d.api(d.apiCheck))
	if d.Typings != nil {
		mux.HandleFunc("PUT /api/v1/translations/{document}/{locale}/segments/{segment}/typing", d.api(d.apiType))
		mux.HandleFunc("DELETE /api/v1/translations/{document}/{locale}/segments/{segment}/typing", d.api(d.apiUntype))
	}
	mux.HandleFunc("GET /api/v1/translations/{document}/{locale}/events", d.api(d.apiEvents))
	mux.HandleFunc("POST /api/v1/translations/{document}/{locale}/presence", d.api(d.apiPresence))
	mux.HandleFunc("POST /api/v1/translations/{document}/{locale}/decisions", d.api(d.apiDecide))
	mux.HandleFunc("POST /api/v1/translations/{document}/{locale}/confirmations", d.api(d.apiConfirm))
	mux.HandleFunc("GET /api/v1/translations/{document}/{locale}/classes/{class}", d.api(d.apiClass))
	d.assistRoutes(mux)
	d.remarkAPI(mux)
	mux.HandleFunc("/api/", d.api(func(http.ResponseWriter, *http.Request, l10n.UserID) error {
		return fmt.Errorf("this path of the API: %w", l10n.ErrNotFound)
	}))
	mux.HandleFunc("/", d.signedIn(func(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
		d.showError(w, r, u, l10n.ErrNotFound)
	}))
	return mux
}

func (d *desk) healthz(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/plain; charset=utf-8")
	if err := d.Ready(r.Context()); err != nil {
		d.Logger.Warn("desk is not ready", "error", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("not ready\n"))
		return
	}
	_, _ = w.Write([]byte("ok\n"))
}
