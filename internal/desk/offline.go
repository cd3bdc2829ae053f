package desk

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/bilingual"
	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/offline"
)

// Offline takes texts out as files and back.
type Offline interface {
	Export(context.Context, offline.Request) (offline.File, error)
	// Look says what files that came back would change; Take takes what a person chose of them.
	Look(ctx context.Context, uploads []offline.Upload, on l10n.TranslationKey) (offline.Looked, error)
	Take(ctx context.Context, kept l10n.Ref, chosen map[l10n.SegmentID]int, by l10n.UserID) (offline.Taken, error)
}

// filesView is the page on which texts are taken out and come back: of one translation, or of many.
type filesView struct {
	Base    string // the address of the page
	Back    string // of the translation
	Name    string // of the translation, in words
	Many    bool
	Rows    []queueRow
	More    bool // there are more than are listed
	Locales []option
	Run     string
	Formats []option
	Choices []option
	With    string
}

func (d *desk) offlineRoutes(mux *http.ServeMux) {
	if d.Offline == nil {
		return
	}
	mux.HandleFunc("GET /files", d.signedIn(d.showManyFiles))
	mux.HandleFunc("GET /files/download", d.signedIn(d.download))
	mux.HandleFunc("POST /files", d.signedIn(d.lookAtFiles))
	mux.HandleFunc("POST /files/take", d.signedIn(d.takeFiles))
	mux.HandleFunc("GET /t/{document}/{locale}/files", d.signedIn(d.ofTranslation(d.showFiles)))
	mux.HandleFunc("GET /t/{document}/{locale}/files/download", d.signedIn(d.download))
	mux.HandleFunc("POST /t/{document}/{locale}/files", d.signedIn(d.lookAtFiles))
	mux.HandleFunc("POST /t/{document}/{locale}/files/take", d.signedIn(d.takeFiles))
}

// HasOffline reports whether texts can be taken out as files.
func (p *page) HasOffline() bool { return p.hasOffline }

var formatLabels = map[offline.Format]string{
	offline.XLIFF21: "reports.files.xliffNew", offline.XLIFF12: "reports.files.xliffOld", offline.DOCX: "reports.files.docx", offline.HTML: "reports.files.html",
}

var choiceLabels = map[offline.Choice]string{
	offline.All: "reports.files.all", offline.Open: "reports.files.open", offline.Unconfirmed: "reports.files.unconfirmed",
	offline.Remarked: "reports.files.remarked", offline.Empty: "reports.files.empty",
}

// offer fills what a file can be and have.
func (v *filesView) offer(p *page, q url.Values) {
	for _, f := range offline.Formats {
		v.Formats = append(v.Formats, option{string(f), label(p.localizer, formatLabels, f), q.Get("format") == string(f)})
	}
	for _, c := range offline.Choices {
		v.Choices = append(v.Choices, option{string(c), label(p.localizer, choiceLabels, c), q.Get("choice") == string(c)})
	}
	v.With = q.Get("with")
}

func (d *desk) showFiles(w http.ResponseWriter, r *http.Request, u l10n.UserID, t l10n.Translation) {
	k := t.TranslationKey
	p := d.newPage(r, u)
	v := &filesView{Base: translationPath(k) + "/files", Back: translationPath(k), Name: t.Title + " · " + p.Language(k.Locale)}
	v.offer(p, r.URL.Query())
	p.Title = p.T("reports.files.title")
	p.Body = v
	d.render(w, http.StatusOK, "files", p)
}

// showManyFiles lists translations to choose from.
func (d *desk) showManyFiles(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p, q := d.newPage(r, u), r.URL.Query()
	f := l10n.TranslationFilter{Run: l10n.RunID(q.Get("run")), Locale: l10n.Locale(q.Get("locale")), Waiting: true, Limit: offline.MostFiles + 1}
	list, err := d.Records.Translations(r.Context(), f)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	v := &filesView{Base: "/files", Back: "/", Many: true, Run: q.Get("run"), More: len(list) > offline.MostFiles}
	for _, t := range list[:min(len(list), offline.MostFiles)] {
		v.Rows = append(v.Rows, p.queueRow(t))
		if !slices.ContainsFunc(v.Locales, func(o option) bool { return o.Value == string(t.Locale) }) {
			v.Locales = append(v.Locales, option{string(t.Locale), p.Language(t.Locale), t.Locale == f.Locale})
		}
	}
	v.Locales = p.byLabel(v.Locales)
	v.offer(p, q)
	p.Title = p.T("reports.files.title")
	p.Body = v
	d.render(w, http.StatusOK, "files", p)
}

// download sends what was chosen. A translation that is named by the address is the only one.
func (d *desk) download(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p, q := d.newPage(r, u), r.URL.Query()
	keys, err := keysOf(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	file, err := d.Offline.Export(r.Context(), offline.Request{Keys: keys, Format: offline.Format(q.Get("format")), Choice: offline.Choice(q.Get("choice")),
		With: q.Get("with"), Words: p.tableWords(), Status: func(t l10n.Target) string { return p.standingOf(t) }})
	if err != nil {
		d.showRefusal(w, r, u, err)
		return
	}
	sendFile(w, file.Name, file.Kind, file.Bytes)
}

// keysOf returns the translations that a request names: by its path, or by its values.
func keysOf(r *http.Request) (keys []l10n.TranslationKey, err error) {
	if r.PathValue("document") != "" {
		k, err := keyOf(r)
		return []l10n.TranslationKey{k}, err
	}
	for _, s := range r.URL.Query()["t"] {
		document, locale, _ := strings.Cut(s, "/")
		l, err := l10n.ParseLocale(locale)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errBadRequest, err)
		}
		keys = append(keys, l10n.TranslationKey{Document: l10n.DocumentID(document), Locale: l})
	}
	return keys, nil
}

func (p *page) tableWords() bilingual.Words {
	return bilingual.Words{Lang: p.Lang, Number: p.T("reports.table.number"), Source: p.T("reports.table.source"), Target: p.T("reports.table.target"),
		Status: p.T("reports.table.status"), HowTo: p.T("reports.table.howTo"), Keep: p.T("reports.table.keep")}
}

// standingOf says in words how a target stands, for a table.
func (p *page) standingOf(t l10n.Target) string {
	switch {
	case t.Text.IsEmpty():
		return p.T("desk.state.initial")
	case t.State.AtLeast(l10n.Reviewed):
		return label(p.localizer, stateLabels, t.State)
	}
	return origin(p.localizer, t)
}

// showRefusal shows why something was refused on a page of its own, in the service's words.
func (d *desk) showRefusal(w http.ResponseWriter, r *http.Request, u l10n.UserID, err error) {
	if statusOf(err) != http.StatusUnprocessableEntity {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	p.addNotice("bad", p.T("reports.files.refused"), err.Error())
	p.Title, p.Body = p.T("reports.files.title"), p.T("reports.files.again")
	d.render(w, http.StatusUnprocessableEntity, "fail", p)
}

// uploadsOf reads the files of a form.
func uploadsOf(r *http.Request) ([]offline.Upload, error) {
	if err := r.ParseMultipartForm(maxBody); err != nil { //nolint:gosec // the guard bounds all bodies
		return nil, fmt.Errorf("%w: %w", errBadRequest, err)
	}
	defer func() { _ = r.MultipartForm.RemoveAll() }()
	var all []offline.Upload
	for _, h := range r.MultipartForm.File["file"] {
		f, err := h.Open()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errBadRequest, err)
		}
		b, err := bounded.Read(f, offline.MaxFile)
		_ = f.Close()
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errBadRequest, err)
		}
		if len(b) > 0 {
			all = append(all, offline.Upload{Name: cleanText(h.Filename), Bytes: b})
		}
	}
	return all, nil
}
