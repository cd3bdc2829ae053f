package desk

import (
	"bytes"
	"embed"
	"errors"
	"fmt"
	"html/template"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/locales"
)

//go:embed templates
var templates embed.FS

func parseTemplates() (map[string]*template.Template, error) {
	pages := map[string]*template.Template{}
	for _, name := range []string{"queue", "translation", "preview", "watch", "runs", "publications", "correct", "name", "fail",
		"said", "questions", "findings", "account", "asked", "reviews",
		"start", "run", "sites", "site", "compare",
		"reports", "files", "looked", "taken", "lens", "settings", "memory", "entry", "glossary"} {
		t, err := template.ParseFS(templates, "templates/layout.html", "templates/me.html", "templates/chips.html", "templates/remarks.html",
			"templates/confirm.html", "templates/matrix.html", "templates/patch.html", "templates/"+name+".html")
		if err != nil {
			return nil, fmt.Errorf("template %s: %w", name, err)
		}
		pages[name] = t
	}
	editor, err := template.ParseFS(templates, "templates/me.html", "templates/editor.html") // which has a layout of its own
	if err != nil {
		return nil, fmt.Errorf("template editor: %w", err)
	}
	pages["editor"] = editor
	return pages, nil
}

// page has what every page of the desk shows. Templates get messages by its methods T and N.
type page struct {
	*localizer
	Title     string
	User      l10n.UserID
	CanRename bool
	Languages []l10n.Locale
	Path      string // of this page with its query, for forms that come back to it
	Notices   []notice
	// OpenQuestions is how many questions about the source wait; empty for none.
	OpenQuestions string
	Refresh       int // seconds after which the browser loads the page again; 0 means never
	Body          any
	// hasPublishing says that people may start publications here.
	hasPublishing bool

	now                                 time.Time
	watching                            bool
	hasQuestions, hasFindings, hasWords bool
	hasAccounts, hasEditor              bool
	hasReports, hasOffline              bool
	hasLens, hasSettings                bool
	hasMemory, hasGlossary              bool
}

// notice is a message at the top of a page. Detail is in English, because it is the text of an error.
type notice struct {
	Kind   string // "good", "bad"
	Text   string
	Detail string
}

// moment is a time in the three forms of a time element: for machines, exact, and as "5 minutes ago".
type moment struct {
	ISO, Exact, Ago string
}

func (p *page) moment(t time.Time) *moment {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &moment{ISO: t.Format(time.RFC3339), Exact: p.exact(t), Ago: p.ago(p.now.Sub(t))}
}

func (d *desk) newPage(r *http.Request, u l10n.UserID) *page {
	_, anyone := d.Identity.(Anyone)
	back := "/"
	if r.Method == http.MethodGet {
		back = r.URL.RequestURI()
	} else if slices.Contains(shownAfterPost, r.Pattern) {
		back = r.URL.EscapedPath()
	}
	p := &page{
		localizer: d.newLocalizer(d.language(r)), User: u, CanRename: anyone,
		Languages: locales.Desk(), Path: localPath(back), now: d.Now(), watching: d.Watches != nil && d.Schedules != nil, hasAccounts: d.Accounts != nil,
		hasEditor: d.Web != nil, hasReports: d.Reports != nil, hasOffline: d.Offline != nil,
		hasLens: d.Lens != nil, hasSettings: d.Settings != nil,
		hasMemory: d.Memory != nil, hasGlossary: d.Glossary != nil,
	}
	p.hasPublishing = d.Publisher != nil
	d.countQuestions(r.Context(), p)
	return p
}

// shownAfterPost are the forms whose address has a page of its own too.
var shownAfterPost = []string{"POST /t/{document}/{locale}", "POST /t/{document}/{locale}/publications", "POST " + saidPattern,
	"POST /questions", "POST /runs/{run}", "POST /sites/{site}", "POST /publish"}

func (p *page) addNotice(kind, text, detail string) {
	p.Notices = append(p.Notices, notice{Kind: kind, Text: text, Detail: detail})
}

func (d *desk) render(w http.ResponseWriter, status int, name string, p *page) {
	var b bytes.Buffer
	if err := d.pages[name].ExecuteTemplate(&b, "layout.html", p); err != nil {
		d.Logger.Error("desk cannot render a page", "page", name, "error", err)
		http.Error(w, "The desk could not show this page. Its log says why.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Language", string(p.Lang))
	h.Add("Vary", "Accept-Language, Cookie")
	if p.Refresh > 0 {
		h.Set("Refresh", fmt.Sprint(p.Refresh))
	}
	w.WriteHeader(status)
	_, _ = b.WriteTo(w)
}

// statusOf is the HTTP status of an error, for pages and the API.
func statusOf(err error) int {
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return http.StatusRequestEntityTooLarge
	case errors.Is(err, l10n.ErrNotFound):
		return http.StatusNotFound
	case errors.Is(err, l10n.ErrConflict):
		return http.StatusConflict
	case errors.Is(err, l10n.ErrRefused), errors.Is(err, l10n.ErrCodes):
		return http.StatusUnprocessableEntity
	case errors.Is(err, l10n.ErrUnavailable):
		return http.StatusServiceUnavailable
	case errors.Is(err, errBadRequest):
		return http.StatusBadRequest
	}
	return http.StatusInternalServerError
}

// errBadRequest says that the request itself makes no sense.
var errBadRequest = errors.New("the request is not understood")

// showError shows an error as a page of its own.
func (d *desk) showError(w http.ResponseWriter, r *http.Request, u l10n.UserID, err error) {
	p := d.newPage(r, u)
	status := statusOf(err)
	text := p.T("desk.fail.internal")
	switch status {
	case http.StatusNotFound:
		text = p.T("desk.fail.notFound")
	case http.StatusServiceUnavailable:
		text = p.T("desk.fail.unavailable")
		w.Header().Set("Retry-After", "5")
	case http.StatusBadRequest, http.StatusRequestEntityTooLarge:
		text = p.T("desk.fail.badRequest")
	case http.StatusInternalServerError:
		d.Logger.Error("desk request failed", "method", r.Method, "path", r.URL.Path, "error", err)
	}
	p.Title = p.T("desk.fail.title")
	p.Body = text
	d.render(w, status, "fail", p)
}

const flashCookie = "dragoman-flash"

// flashes are the messages that may be shown after a redirect. The cookie has only the key, so nobody can make the desk
// show another text.
var flashes = map[string]string{
	"saved":           "desk.flash.saved",
	"unchanged":       "desk.flash.unchanged",
	"approve":         "desk.flash.approved",
	"request-changes": "desk.flash.changesRequested",
	"reassign":        "desk.flash.reassigned",
	"rollback":        "desk.flash.rolledBack",
	"unpublish":       "desk.flash.unpublished",
	"release":         "desk.flash.released",
	"corrected":       "desk.flash.corrected",
	"reschedule":      "desk.flash.rescheduled",
	"same-meaning":    "desk.flash.sameMeaning",
	"look":            "desk.flash.lookNow",
	"pause":           "desk.flash.watchPaused",
	"unpause":         "desk.flash.watchResumed",
	"accepted":        "desk.flash.answered",
	"dismissed":       "desk.flash.answered",
	"resume":          "desk.flash.resumed",
	"skip":            "desk.flash.skipped",
	"comment":         "desk.flash.commented",
	"settle":          "desk.flash.settled",
	"raise":           "desk.flash.asked",
	"overrule":        "desk.flash.overruled",
	"reopen":          "desk.flash.reopened",
	"word":            "desk.flash.wordAdded",
	"mark":            "desk.flash.marked",
	"answer":          "desk.flash.questionAnswered",
	"settings":        "reports.settings.written",
	"glossary":        "reports.settings.written",
	"memory":          "reports.memory.done",
	"confirmed":       "desk.flash.confirmed",
	"changes":         "desk.flash.noted",
	"queue-empty":     "publishing.flash.queueEmpty",
	"started":         "publishing.flash.started",
	"run-cancel":      "publishing.flash.ending",
	"run-retry":       "publishing.flash.again",
	"run-retry-all":   "publishing.flash.again",
	"run-add":         "publishing.flash.added",
	"run-resume":      "desk.flash.resumed",
	"run-resume-all":  "desk.flash.resumed",
	"run-skip":        "desk.flash.skipped",
	"run-release":     "desk.flash.released",
	"run-hold":        "publishing.flash.held",
	"run-reschedule":  "desk.flash.rescheduled",
	"run-withdraw":    "desk.flash.unpublished",
}

// redirect redirects to a page of the desk, which shows the flash once.
func redirect(w http.ResponseWriter, r *http.Request, to, flash string) {
	setCookie(w, r, flashCookie, flash, time.Minute)
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// takeFlash shows the flash of the last act, and removes its cookie.
func (p *page) takeFlash(w http.ResponseWriter, r *http.Request) {
	c, err := r.Cookie(flashCookie)
	if err != nil {
		return
	}
	setCookie(w, r, flashCookie, "", -time.Second)
	if id, ok := flashes[c.Value]; ok {
		p.addNotice("good", p.T(id), "")
	}
}

func translationPath(k l10n.TranslationKey) string {
	return "/t/" + url.PathEscape(string(k.Document)) + "/" + url.PathEscape(string(k.Locale))
}

// keyOf returns the translation that a request's path names.
func keyOf(r *http.Request) (l10n.TranslationKey, error) {
	l, err := l10n.ParseLocale(r.PathValue("locale"))
	if err != nil {
		return l10n.TranslationKey{}, fmt.Errorf("%w: %w", l10n.ErrNotFound, err)
	}
	return l10n.TranslationKey{Document: l10n.DocumentID(r.PathValue("document")), Locale: l}, nil
}
