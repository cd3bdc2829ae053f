package desk

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/desk/web"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Showings are the localized pages of translations as people see them while they work.
type Showings interface {
	// ShowPage returns the localized page, or its source, with its segments marked.
	ShowPage(ctx context.Context, k l10n.TranslationKey, how l10n.Showing) ([]byte, error)
	// ShowUnit returns how the unit of a segment would look with a text that is not stored. The error wraps
	// [l10n.ErrCodes] when the text can't stand on the page.
	ShowUnit(ctx context.Context, k l10n.TranslationKey, segment l10n.SegmentID, text l10n.Fragment, how l10n.Showing) ([]l10n.ShownUnit, error)
}

func (d *desk) stageRoutes(mux *http.ServeMux) {
	if d.Showings == nil {
		return
	}
	const translation = " /api/v1/translations/{document}/{locale}"
	mux.HandleFunc("GET"+translation+"/stage/page", d.signedIn(d.stagePage))
	mux.HandleFunc("POST"+translation+"/segments/{segment}/render", d.api(d.apiRender))
}

// stagePolicy is that of a page in the editor's frame. As in a preview, the page has its pictures and styles and nothing
// else, and no origin. One script runs in it: the desk's own, which lights up segments and tells the editor of clicks. It
// needs the word of this answer, which no page knows, and by a policy of its own the very text of that script. So nothing
// of the page's runs: no script, no handler in an attribute, no address of code.
//
// The frame has no origin rather than no scripts: with the desk's origin, one mistake in a policy would give a page
// the desk. Without it, a page that got a script to run could do no more than talk to the editor, which believes nothing
// but the IDs of its own segments.
func stagePolicy(nonce string) []string {
	script := "script-src 'none'"
	if nonce != "" {
		script = "script-src 'nonce-" + nonce + "'"
	}
	return []string{
		"sandbox allow-scripts; default-src 'none'; " + script + "; style-src * 'unsafe-inline'; img-src * data:; font-src * data:; " +
			"media-src *; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
		"script-src '" + stageScriptHash + "'",
	}
}

// stageScript is the script of the frame, and stageScriptHash its hash in the notation of policies.
var (
	stageScript     = web.File("frame.js")
	stageScriptHash = scriptHash(stageScript)
)

func scriptHash(script []byte) string {
	sum := sha256.Sum256(script)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

// stagePage answers the localized page for the editor's frame, or its source. The editor names the marks, so that it knows
// its own frame's word from others'.
func (d *desk) stagePage(w http.ResponseWriter, r *http.Request, _ l10n.UserID) {
	h := w.Header()
	h.Del("Content-Security-Policy")
	nonce := rand.Text()
	for _, policy := range stagePolicy(nonce) {
		h.Add("Content-Security-Policy", policy)
	}
	h.Set("Referrer-Policy", "no-referrer")
	body, err := d.showPage(r, nonce)
	if err != nil {
		d.Logger.Warn("a page can't be shown beside its editor", "path", r.URL.Path, "error", err)
		http.Error(w, "This page can't be shown.", statusOf(err))
		return
	}
	h.Set("Content-Type", "text/html; charset=utf-8")
	_, _ = w.Write(body)
}

func (d *desk) showPage(r *http.Request, nonce string) ([]byte, error) {
	k, err := keyOf(r)
	if err != nil {
		return nil, err
	}
	how := l10n.Showing{
		Assets: translationPath(k) + "/preview/files/", Marks: l10n.MarkName(r.URL.Query().Get("marks")), Source: r.URL.Query().Get("of") == "source",
	}
	if !how.Marks.IsValid() {
		return nil, fmt.Errorf("%w: marks names the marks of the page", errBadRequest)
	}
	if len(stageScript) > 0 {
		how.Head = `<script nonce="` + html.EscapeString(nonce) + `" data-marks="` + string(how.Marks) + `">` + string(stageScript) + `</script>`
	}
	return d.Showings.ShowPage(r.Context(), k, how)
}

// apiRender answers how the unit of a segment looks on the page with a text as it is being typed. Nothing is stored.
func (d *desk) apiRender(w http.ResponseWriter, r *http.Request, _ l10n.UserID) error {
	var in struct {
		Text  l10n.Fragment `json:"text"`
		Marks l10n.MarkName `json:"marks"` // those of the page that is shown
	}
	if err := readJSON(r, &in); err != nil {
		return err
	}
	k, err := keyOf(r)
	if err != nil {
		return err
	}
	if !in.Marks.IsValid() {
		return fmt.Errorf("%w: marks names the marks of the page", errBadRequest)
	}
	parts, err := d.Showings.ShowUnit(r.Context(), k, l10n.SegmentID(r.PathValue("segment")), in.Text,
		l10n.Showing{Assets: translationPath(k) + "/preview/files/", Marks: in.Marks})
	if err != nil {
		return err
	}
	if parts == nil {
		parts = []l10n.ShownUnit{}
	}
	writeJSON(w, http.StatusOK, map[string]any{"parts": parts})
	return nil
}
