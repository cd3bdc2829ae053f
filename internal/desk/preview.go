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
func (d *desk) preview(w http.ResponseWriter, r *http.Request, u l10n.UserID, t l10n.Translation) {
	k := t.TranslationKey
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
	body, err := d.Previews.Preview(r.Context(), k, translationPath(k)+"/preview/files/")
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

// previewFile answers a file that the page uses and that was copied for it. It is as untrusted as the page, which has no
// origin in its sandbox: what it asks for comes from elsewhere, as the browser sees it.
func (d *desk) previewFile(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	k, err := keyOf(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	asset, body, err := d.Previews.PreviewAsset(r.Context(), k, r.PathValue("name"))
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", previewPolicy)
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Resource-Policy", "cross-origin")
	h.Set("Access-Control-Allow-Origin", "null") // fonts are asked for by the page's origin, which is none
	h.Set("Content-Type", asset.ContentType)
	_, _ = w.Write(body)
}
