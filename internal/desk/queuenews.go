package desk

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// queueNews says how much has come into a queue since a page of it was made.
func (d *desk) queueNews(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	after, err := time.Parse(time.RFC3339Nano, r.URL.Query().Get("after"))
	if err != nil {
		return fmt.Errorf("%w: after is no time", errBadRequest)
	}
	n, err := d.Overview.News(r.Context(), u, queueFilter(r.URL.Query()), after)
	if err != nil {
		return err
	}
	text := ""
	if n > 0 {
		text = d.newLocalizer(d.language(r)).N("publishing.queue.news", n)
	}
	writeJSON(w, http.StatusOK, map[string]any{"new": n, "text": text})
	return nil
}

// queueNext leads to what a person does after a translation, by the filter of their queue.
func (d *desk) queueNext(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	q := r.URL.Query()
	after := l10n.TranslationKey{Document: l10n.DocumentID(q.Get("document")), Locale: l10n.Locale(q.Get("after"))}
	next, err := d.Overview.Next(r.Context(), u, queueFilter(q), after)
	if errors.Is(err, l10n.ErrNotFound) {
		redirect(w, r, "/?"+kept(q).Encode(), "queue-empty")
		return
	}
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	to := translationPath(next)
	if t, err := d.Records.Translation(r.Context(), next); err == nil {
		if edit := d.newPage(r, u).editorPath(t); edit != "" {
			to = edit
		}
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}
