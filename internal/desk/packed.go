package desk

import (
	"compress/gzip"
	"encoding/json"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/desk/web"
)

// writePacked answers a value that may be large, compressed where the caller can read that.
func writePacked(w http.ResponseWriter, r *http.Request, v any) {
	w.Header().Add("Vary", "Accept-Encoding, Accept-Language, Cookie")
	if !web.AcceptsGzip(r) {
		writeJSON(w, http.StatusOK, v)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Content-Encoding", "gzip")
	z, err := gzip.NewWriterLevel(w, gzip.BestSpeed)
	if err != nil {
		return // there is such a level
	}
	enc := json.NewEncoder(z)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v)
	_ = z.Close()
}
