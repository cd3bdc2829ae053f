package desk

import (
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type previewView struct {
	l10n.Translation
	Base   string
	Target string
	Narrow bool
	// Changes are the dates and amounts besides the segments that the page has in its locale's notation.
	Changes []l10n.PageChange
}

// preview shows the localized page in a frame without scripts.
func (d *desk) preview(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	k, err := keyOf(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	t, err := d.Records.Translation(r.Context(), k)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	changes, err := d.Previews.PageChanges(r.Context(), k)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	p.Title = p.T("desk.preview.title", "Title", t.Title)
	p.Body = &previewView{Translation: t, Base: translationPath(k), Target: p.Language(t.Locale),
		Narrow:  r.URL.Query().Get("width") == "narrow",
		Changes: changes}
	d.render(w, http.StatusOK, "preview", p)
}

// previewPage answers the localized page itself. It is untrusted markup, so it has its own policy, which holds also
// when somebody opens it outside the frame.
func (d *desk) previewPage(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	k, err := keyOf(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	body, err := d.Previews.Preview(r.Context(), k)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", previewPolicy)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(body)
}
