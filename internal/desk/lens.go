package desk

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/lens"
)

// Lens lays a sentence in all languages side by side.
type Lens interface {
	Load(context.Context, l10n.DocumentID) (*lens.Page, error)
	Sentence(*lens.Page, l10n.SegmentID) (lens.Sentence, error)
	Differing(*lens.Page) (list []lens.Differing, cut bool)
}

type lensView struct {
	Title, WebURL  string
	Position       string
	Role, Original string
	Lang           l10n.Locale
	Dir            l10n.Direction
	Source         []lensPiece
	Things         bool // there is something that the languages have in common
	Previous, Next string
	Readings       []readingView
	Differing      []differingView
	Cut            bool
}

type readingView struct {
	Name, Edit, Stage string
	Locale            l10n.Locale
	Dir               l10n.Direction
	Text              []lensPiece
	Missing           []missingView
	Added             string
	Note              string // why there is no text, or that it is of an earlier source
}

type missingView struct {
	Number       int
	Text, Wanted string
}

type differingView struct {
	URL, Source, Locales string
	Number               int
}

// lensPiece is a stretch of a text, a code, or a thing that the languages have in common.
type lensPiece struct {
	chip
	Kind   lens.Kind
	Number int
	Alien  bool // a figure that the source does not have
}

func (d *desk) lensRoutes(mux *http.ServeMux) {
	if d.Lens != nil {
		mux.HandleFunc("GET /lens/{document}", d.signedIn(d.showLens))
	}
}

// HasLens reports whether sentences can be seen in all languages.
func (p *page) HasLens() bool { return p.hasLens }

func lensPath(doc l10n.DocumentID, s l10n.SegmentID) string {
	path := "/lens/" + url.PathEscape(string(doc))
	if s != "" {
		path += "?s=" + url.QueryEscape(string(s))
	}
	return path
}

func (d *desk) showLens(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	doc := l10n.DocumentID(r.PathValue("document"))
	loaded, err := d.Lens.Load(r.Context(), doc)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	s, err := d.Lens.Sentence(loaded, l10n.SegmentID(r.URL.Query().Get("s")))
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	v := &lensView{Title: s.Title, Position: p.T("reports.lens.position", "Number", s.Number, "All", s.Of), Role: role(p.localizer, &s.Unit),
		Original: p.Language(s.Lang), Lang: s.Lang, Dir: s.Lang.Direction(), Source: lensPieces(&s.Unit, s.Segment.Source, s.Marks), Things: len(s.Things) > 0}
	if strings.HasPrefix(s.URL, "http://") || strings.HasPrefix(s.URL, "https://") {
		v.WebURL = s.URL
	}
	if s.Previous != "" {
		v.Previous = lensPath(doc, s.Previous)
	}
	if s.Next != "" {
		v.Next = lensPath(doc, s.Next)
	}
	for _, one := range s.Readings {
		v.Readings = append(v.Readings, p.reading(&s, one))
	}
	list, cut := d.Lens.Differing(loaded)
	v.Cut = cut
	for _, one := range list {
		names := make([]string, len(one.Locales))
		for i, l := range one.Locales {
			names[i] = p.Language(l)
		}
		v.Differing = append(v.Differing, differingView{lensPath(doc, one.Segment), one.Source, p.format.List(names), one.Number})
	}
	p.Title = p.T("reports.lens.title")
	p.Body = v
	d.render(w, http.StatusOK, "lens", p)
}

func (p *page) reading(s *lens.Sentence, of lens.Reading) readingView {
	v := readingView{Name: p.Language(of.Locale), Locale: of.Locale, Dir: of.Locale.Direction(), Stage: p.stage(of.Translation),
		Edit: translationPath(of.TranslationKey) + "/edit#s-" + string(s.Segment.ID)}
	switch {
	case !of.Present:
		v.Note = p.T("reports.lens.absent")
	case of.Target.Text.IsEmpty():
		v.Note = p.T("desk.state.initial")
	case of.Old:
		v.Note = p.T("reports.lens.old")
	}
	v.Text = lensPieces(&s.Unit, of.Target.Text, of.Marks)
	for _, m := range of.Missing {
		v.Missing = append(v.Missing, missingView{m.Number, m.Text, m.Wanted})
	}
	if len(of.Added) > 0 {
		v.Added = p.format.List(of.Added)
	}
	return v
}

// lensPieces cuts a text into codes, things and what stands between them. A thing may have codes within it.
func lensPieces(u *l10n.Unit, f l10n.Fragment, marks []lens.Mark) (out []lensPiece) {
	at, next := 0, 0 // in bytes of the text without codes, and among the marks
	for _, part := range f {
		if part.Kind != l10n.Text {
			for _, c := range chips(u, l10n.Fragment{part}, nil) {
				out = append(out, lensPiece{chip: c})
			}
			continue
		}
		text := part.Text
		for text != "" {
			for next < len(marks) && marks[next].Span.End <= at {
				next++
			}
			n, piece := len(text), lensPiece{}
			if next < len(marks) {
				m := marks[next]
				if m.Span.Start > at {
					n = min(n, m.Span.Start-at)
				} else {
					n = min(n, m.Span.End-at)
					piece.Kind, piece.Number, piece.Alien = m.Kind, m.Number, m.Number == 0
				}
			}
			piece.Text = text[:n]
			out = append(out, piece)
			text, at = text[n:], at+n
		}
	}
	return out
}
