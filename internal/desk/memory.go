package desk

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/memory"
)

// Memory is the translation memory, as people look after it.
type Memory interface {
	Stats(context.Context) (memory.Stats, error)
	Concordance(context.Context, memory.ConcordanceQuery) (hits []memory.Hit, more bool, err error)
	Entry(context.Context, int64) (memory.Entry, error)
	History(context.Context, int64) ([]memory.Entry, error)
	Change(ctx context.Context, id int64, target l10n.Fragment, by l10n.UserID) error
	TakeOut(ctx context.Context, id int64, by l10n.UserID, why string) error
	ImportTMX(context.Context, io.Reader, memory.ImportOptions) (memory.ImportResult, error)
	ImportTSV(context.Context, io.Reader, memory.ImportOptions) (memory.ImportResult, error)
}

type memoryView struct {
	Query, Pair, In string
	Pairs           []option
	Sides           []option
	Hits            []hitView
	Searched, More  bool
	Entries         string // how many there are, in words
	Lang, Locale    l10n.Locale
	Dir, TargetDir  l10n.Direction
	Result          []string // of an import
	Problems        []string
}

type hitView struct {
	URL            string
	Source, Target []memory.Stretch
	Author, Site   string
	Time           *moment
}

type entryView struct {
	Now            pastEntry
	Stands         bool
	Edit           string
	Lang, Locale   l10n.Locale
	Dir, TargetDir l10n.Direction
	Original, Name string
	Past           []pastEntry
	Back           string
}

type pastEntry struct {
	Source, Target   []chip
	Author, Site     string
	Time             *moment
	Ended            *moment
	EndedBy, Because string
	Stands, This     bool
}

var sideLabels = map[memory.Side]string{
	memory.BothSides: "reports.memory.both", memory.SourceSide: "reports.table.source", memory.TargetSide: "reports.table.target",
}

func (d *desk) memoryRoutes(mux *http.ServeMux) {
	if d.Memory == nil {
		return
	}
	mux.HandleFunc("GET /memory", d.signedIn(d.showMemory))
	mux.HandleFunc("POST /memory", d.signedIn(d.importMemory))
	mux.HandleFunc("GET /memory/{entry}", d.signedIn(d.showEntry))
	mux.HandleFunc("POST /memory/{entry}", d.signedIn(d.changeEntry))
}

// HasMemory reports whether the desk has the page of the memory.
func (p *page) HasMemory() bool { return p.hasMemory }

func (d *desk) showMemory(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	v, err := d.memoryView(r.Context(), p, r.URL.Query())
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p.Title, p.Body = p.T("reports.memory.title"), v
	d.render(w, http.StatusOK, "memory", p)
}

// memoryView searches the memory where a question asks for it. A pair is written as en/es.
func (d *desk) memoryView(ctx context.Context, p *page, q url.Values) (*memoryView, error) {
	v := &memoryView{Query: strings.TrimSpace(q.Get("q")), Pair: q.Get("pair"), In: q.Get("in")}
	stats, err := d.Memory.Stats(ctx)
	if err != nil {
		return nil, err
	}
	targets := 0
	for _, pair := range stats.Pairs {
		targets += pair.Targets
		value := string(pair.SourceLang) + "/" + string(pair.Locale)
		if slices.ContainsFunc(v.Pairs, func(o option) bool { return o.Value == value }) {
			continue
		}
		if v.Pair == "" {
			v.Pair = value
		}
		v.Pairs = append(v.Pairs, option{value, p.Language(pair.SourceLang) + " → " + p.Language(pair.Locale), value == v.Pair})
	}
	v.Pairs = p.byLabel(v.Pairs)
	v.Entries = p.N("reports.memory.entries", targets)
	for _, s := range []memory.Side{memory.BothSides, memory.SourceSide, memory.TargetSide} {
		v.Sides = append(v.Sides, option{string(s), label(p.localizer, sideLabels, s), string(s) == v.In})
	}
	if v.Query == "" {
		return v, nil
	}
	from, to, _ := strings.Cut(v.Pair, "/")
	if v.Lang, err = l10n.ParseLocale(from); err == nil {
		v.Locale, err = l10n.ParseLocale(to)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errBadRequest, err)
	}
	v.Dir, v.TargetDir, v.Searched = v.Lang.Direction(), v.Locale.Direction(), true
	hits, more, err := d.Memory.Concordance(ctx, memory.ConcordanceQuery{Text: v.Query, In: memory.Side(v.In), SourceLang: v.Lang, Locale: v.Locale, Limit: 100})
	v.More = more
	for _, h := range hits {
		v.Hits = append(v.Hits, hitView{fmt.Sprintf("/memory/%d", h.ID), h.Source, h.Target, string(h.Author), string(h.Site), p.moment(h.At)})
	}
	return v, err
}

// importMemory takes TMX, or a table with tabs.
func (d *desk) importMemory(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	uploads, err := uploadsOf(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	var lines, problems []string
	for _, up := range uploads {
		read := d.Memory.ImportTMX
		if slices.Contains([]string{".tsv", ".txt", ".tab"}, strings.ToLower(path.Ext(up.Name))) {
			read = d.Memory.ImportTSV
		}
		res, err := read(r.Context(), bytes.NewReader(up.Bytes), memory.ImportOptions{Author: u, Site: l10n.SiteName(cleanText(r.FormValue("site")))})
		lines = append(lines, p.T("reports.memory.imported", "File", up.Name, "Units", res.Units, "New", res.Targets, "Known", res.Known, "Skipped", res.Skipped+res.Unreadable))
		problems = append(problems, res.Problems...)
		if err != nil {
			problems = append(problems, up.Name+": "+err.Error())
		}
	}
	if len(uploads) == 0 {
		p.addNotice("bad", p.T("reports.files.noFile"), "")
	}
	v, err := d.memoryView(r.Context(), p, url.Values{})
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	v.Result, v.Problems = lines, problems
	p.Title, p.Body = p.T("reports.memory.title"), v
	d.render(w, http.StatusOK, "memory", p)
}

func entryID(r *http.Request) (int64, error) {
	id, err := strconv.ParseInt(r.PathValue("entry"), 10, 64)
	if err != nil {
		return 0, l10n.ErrNotFound
	}
	return id, nil
}

func (d *desk) showEntry(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	d.renderEntry(w, r, p, http.StatusOK, "")
}

// renderEntry shows an entry with its history. typed is a text that could not be kept.
func (d *desk) renderEntry(w http.ResponseWriter, r *http.Request, p *page, status int, typed string) {
	id, err := entryID(r)
	if err != nil {
		d.showError(w, r, p.User, err)
		return
	}
	e, err := d.Memory.Entry(r.Context(), id)
	if err != nil {
		d.showError(w, r, p.User, err)
		return
	}
	past, err := d.Memory.History(r.Context(), id)
	if err != nil {
		d.showError(w, r, p.User, err)
		return
	}
	v := &entryView{Now: p.pastEntry(e), Stands: e.Ended.IsZero(), Edit: e.Target.Editable(e.Locale.Direction()), Lang: e.SourceLang, Locale: e.Locale,
		Dir: e.SourceLang.Direction(), TargetDir: e.Locale.Direction(), Original: p.Language(e.SourceLang), Name: p.Language(e.Locale),
		Back: "/memory?pair=" + url.QueryEscape(string(e.SourceLang)+"/"+string(e.Locale))}
	if typed != "" {
		v.Edit = typed
	}
	for _, one := range past {
		row := p.pastEntry(one)
		row.This = one.ID == id
		v.Past = append(v.Past, row)
	}
	p.Title, p.Body = p.T("reports.memory.entry"), v
	d.render(w, status, "entry", p)
}

func (p *page) pastEntry(e memory.Entry) pastEntry {
	v := pastEntry{Source: chips(&l10n.Unit{}, e.Source, nil), Target: chips(&l10n.Unit{}, e.Target, nil), Author: string(e.Author), Site: string(e.Site),
		Time: p.moment(e.At), Ended: p.moment(e.Ended), EndedBy: string(e.EndedBy), Because: e.EndedWhy, Stands: e.Ended.IsZero()}
	if e.Author == l10n.MachineAuthor {
		v.Author = p.T("reports.memory.machine")
	}
	if e.EndedBy == "" && e.EndedWhy != "" {
		v.Because = p.T("reports.memory.wrong")
	}
	return v
}

func (d *desk) changeEntry(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	id, err := entryID(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	typed := ""
	switch r.PostFormValue("act") {
	case "change":
		var e memory.Entry
		if e, err = d.Memory.Entry(r.Context(), id); err == nil {
			typed = r.PostFormValue("text")
			err = d.Memory.Change(r.Context(), id, l10n.ParseEditable(typed, e.Locale.Direction()), u)
		}
	case "take-out":
		err = d.Memory.TakeOut(r.Context(), id, u, cleanText(r.PostFormValue("why")))
	default:
		err = errBadRequest
	}
	switch {
	case err == nil:
		redirect(w, r, fmt.Sprintf("/memory/%d", id), "memory")
	case errors.Is(err, l10n.ErrConflict), errors.Is(err, l10n.ErrCodes), errors.Is(err, l10n.ErrRefused):
		p := d.newPage(r, u)
		p.addNotice("bad", p.T("reports.memory.refused"), err.Error())
		d.renderEntry(w, r, p, statusOf(err), typed)
	default:
		d.showError(w, r, u, err)
	}
}
