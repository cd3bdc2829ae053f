package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/glossary"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/yamledit"
)

// Glossary is the file of terms, as people look after it.
type Glossary interface {
	Search(text string, most int) (glossary.Glossary, error)
	Propose(e glossary.Edit, seen l10n.Hash) (glossary.Change, error)
	Apply(ctx context.Context, e glossary.Edit, seen l10n.Hash, by l10n.UserID) (glossary.Change, error)
}

// FileChanges are the changes of files that the desk has written, the latest first.
type FileChanges interface {
	FileChanges(ctx context.Context, file string, limit int) ([]l10n.FileChange, error)
}

// mostTerms is how many entries the page shows.
const mostTerms = 200

type glossaryView struct {
	File, Query    string
	Hash           l10n.Hash
	Heads          []string
	Rows           []termRow
	Count          string
	Hand, Writes   bool
	Edited         *termForm
	Kept, KeptName string // a file that is looked at
	Remove         bool
	Shown          bool
	patchView
	Changes []fileChangeView
}

// patchView is a change of a file, before it is written.
type patchView struct {
	Patch    string
	Hunks    []yamledit.Hunk
	Problems []string
}

// Shows reports whether there is a change that can be written.
func (v patchView) Shows() bool { return len(v.Hunks) > 0 && len(v.Problems) == 0 }

// Mark is the class of a line of a difference.
func (v patchView) Mark(l yamledit.Line) string {
	switch l.Kind {
	case '+':
		return "new"
	case '-':
		return "gone"
	}
	return ""
}

// Sign is how a line of a difference begins.
func (v patchView) Sign(l yamledit.Line) string { return string(l.Kind) }

type termRow struct {
	URL   string
	Cells []termCell
}

type termCell struct {
	Words []termWord
	Lang  l10n.Locale
	Dir   l10n.Direction
}

type termWord struct {
	Text      string
	Forbidden bool
}

// wordsOf are the words of a cell of a language; of a note it is the whole.
func wordsOf(cell string, l l10n.Locale) (words []termWord) {
	if l == "" {
		return []termWord{{cell, false}}
	}
	for w := range strings.SplitSeq(cell, "|") {
		text, forbidden := strings.CutPrefix(strings.TrimSpace(w), "!")
		words = append(words, termWord{text, forbidden})
	}
	return words
}

type termForm struct {
	Line  int // 0 is a new entry
	Cells []termField
}

type termField struct {
	Name, Label, Value string
	Dir                l10n.Direction
}

type fileChangeView struct {
	By, Patch string
	Time      *moment
}

func (d *desk) glossaryRoutes(mux *http.ServeMux) {
	if d.Glossary != nil {
		mux.HandleFunc("GET /glossary", d.signedIn(d.showGlossary))
		mux.HandleFunc("POST /glossary", d.signedIn(d.changeGlossary))
	}
}

// HasGlossary reports whether the desk has the page of the glossary.
func (p *page) HasGlossary() bool { return p.hasGlossary }

func (d *desk) showGlossary(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	q := r.URL.Query()
	line, _ := strconv.Atoi(q.Get("line"))
	v, err := d.glossaryView(r.Context(), p, q.Get("q"), line, q.Has("new"))
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	d.renderGlossary(w, http.StatusOK, p, v)
}

func (d *desk) renderGlossary(w http.ResponseWriter, status int, p *page, v *glossaryView) {
	p.Title, p.Body = p.T("reports.glossary.title"), v
	d.render(w, status, "glossary", p)
}

// glossaryView shows the entries that have a text, and one of them, or a new one, as a form.
func (d *desk) glossaryView(ctx context.Context, p *page, text string, line int, fresh bool) (*glossaryView, error) {
	v := &glossaryView{Query: text, Writes: d.WritesSettings}
	g, err := d.Glossary.Search(text, mostTerms)
	if errors.Is(err, l10n.ErrNotFound) {
		return v, nil // the page says that there is no glossary
	}
	if err != nil {
		return nil, err
	}
	v.File, v.Hash, v.Hand, v.Count = g.File, g.Hash, g.Hand, p.T("reports.glossary.count", "Shown", len(g.Rows), "All", g.All)
	locales := make([]l10n.Locale, len(g.Header))
	for i, h := range g.Header {
		name := h
		if l, err := l10n.ParseLocale(h); err == nil && !isTermColumn(h) {
			locales[i], name = l, p.Language(l)
		} else if id, ok := termColumns[strings.ToLower(h)]; ok {
			name = p.T(id)
		}
		v.Heads = append(v.Heads, name)
	}
	for _, r := range g.Rows {
		row := termRow{URL: "/glossary?" + url.Values{"q": {text}, "line": {strconv.Itoa(r.Line)}}.Encode() + "#edit"}
		form := &termForm{Line: r.Line}
		for i, c := range r.Cells {
			row.Cells = append(row.Cells, termCell{wordsOf(c, locales[i]), locales[i], locales[i].Direction()})
			form.Cells = append(form.Cells, termField{fmt.Sprintf("c%d", i), v.Heads[i], c, locales[i].Direction()})
		}
		v.Rows = append(v.Rows, row)
		if r.Line == line && !g.Hand {
			v.Edited = form
		}
	}
	if fresh && !g.Hand {
		v.Edited = &termForm{}
		for i := range g.Header {
			v.Edited.Cells = append(v.Edited.Cells, termField{fmt.Sprintf("c%d", i), v.Heads[i], "", locales[i].Direction()})
		}
	}
	v.Changes, err = d.fileChanges(ctx, p, g.File)
	return v, err
}

// termColumns are the columns of a glossary that are no language.
var termColumns = map[string]string{"id": "reports.glossary.number", "note": "reports.glossary.note", "flags": "reports.glossary.flags"}

func isTermColumn(h string) bool {
	_, ok := termColumns[strings.ToLower(h)]
	return ok
}

// fileChanges are the latest changes of a file that the desk has written.
func (d *desk) fileChanges(ctx context.Context, p *page, file string) (all []fileChangeView, err error) {
	if d.FileChanges == nil {
		return nil, nil
	}
	list, err := d.FileChanges.FileChanges(ctx, file, 20)
	for _, c := range list {
		all = append(all, fileChangeView{string(c.By), c.Patch, p.moment(c.At)})
	}
	return all, err
}

// editOf is what a form of the glossary asks for.
func editOf(r *http.Request) (e glossary.Edit, err error) {
	if strings.HasPrefix(r.Header.Get("Content-Type"), "multipart/") {
		uploads, err := uploadsOf(r)
		if err == nil && len(uploads) != 1 {
			err = fmt.Errorf("%w: choose one file", l10n.ErrRefused)
		}
		if err != nil {
			return e, err
		}
		return glossary.Edit{Name: uploads[0].Name, Bytes: uploads[0].Bytes}, nil
	}
	if err := r.ParseForm(); err != nil {
		return e, fmt.Errorf("%w: %w", errBadRequest, err)
	}
	if r.PostForm.Has("kept") { // a file that was looked at
		return glossary.Edit{Name: r.PostForm.Get("name"), Bytes: []byte(r.PostForm.Get("kept"))}, nil
	}
	e.Line, _ = strconv.Atoi(r.PostForm.Get("line"))
	e.Remove = r.PostForm.Get("act") == "remove" || r.PostForm.Get("remove") != ""
	for i := 0; r.PostForm.Has(fmt.Sprintf("c%d", i)); i++ {
		e.Cells = append(e.Cells, r.PostForm.Get(fmt.Sprintf("c%d", i)))
	}
	return e, nil
}

// changeGlossary shows what an edit would change, or writes it.
func (d *desk) changeGlossary(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	e, err := editOf(r)
	var change glossary.Change
	seen := l10n.Hash(r.FormValue("hash"))
	switch {
	case err != nil:
	case r.FormValue("act") == "write":
		if change, err = d.Glossary.Apply(r.Context(), e, seen, u); err == nil {
			redirect(w, r, "/glossary", "glossary")
			return
		}
	default:
		change, err = d.Glossary.Propose(e, seen)
	}
	status := http.StatusOK
	switch {
	case errors.Is(err, l10n.ErrConflict), errors.Is(err, l10n.ErrRefused), errors.Is(err, l10n.ErrNotFound):
		status = statusOf(err)
		p.addNotice("bad", p.T("reports.glossary.refused"), err.Error())
	case err != nil:
		d.showError(w, r, u, err)
		return
	}
	v, err := d.glossaryView(r.Context(), p, "", e.Line, e.Line == 0 && e.Bytes == nil)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	if v.Edited != nil { // what was typed stays
		for i := range v.Edited.Cells {
			if i < len(e.Cells) {
				v.Edited.Cells[i].Value = e.Cells[i]
			}
		}
	}
	v.Shown = status == http.StatusOK
	v.patchView = patchView{change.Patch, change.Hunks, change.Problems}
	v.Kept, v.KeptName, v.Remove = string(e.Bytes), e.Name, e.Remove
	d.renderGlossary(w, status, p, v)
}
