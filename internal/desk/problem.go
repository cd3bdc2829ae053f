package desk

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// problem is an error of the API, in the form of RFC 9457.
type problem struct {
	Type   string `json:"type"`
	Title  string `json:"title"`
	Status int    `json:"status"`
	Detail string `json:"detail,omitempty"`
	// Current is the current target, where an edit was made of an older version.
	Current *l10n.Target `json:"current,omitempty"`
}

// api calls next for a user, and answers its error as a problem.
func (d *desk) api(next func(http.ResponseWriter, *http.Request, l10n.UserID) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, ok := d.user(r)
		if !ok {
			d.challenge(w)
			writeJSON(w, http.StatusUnauthorized,
				problem{Type: "about:blank", Title: "Sign in first", Status: http.StatusUnauthorized})
			return
		}
		if err := next(w, r, u); err != nil {
			d.problem(w, r, err)
		}
	}
}

func (d *desk) problem(w http.ResponseWriter, r *http.Request, err error) {
	p := problem{Type: "about:blank", Status: statusOf(err), Detail: err.Error()}
	p.Title = http.StatusText(p.Status)
	var c *conflict
	switch {
	case errors.As(err, &c):
		p.Current = c.current
	case p.Status == http.StatusServiceUnavailable:
		w.Header().Set("Retry-After", "5")
	case p.Status == http.StatusInternalServerError:
		d.Logger.Error("desk API request failed", "method", r.Method, "path", r.URL.Path, "error", err)
		p.Detail = "" // the log has it; it may hold secrets
	}
	writeJSON(w, p.Status, p)
}

// conflict is the error of an edit that was made of an older version, with the current target.
type conflict struct {
	error
	current *l10n.Target
}

func (c *conflict) Unwrap() error { return c.error }

func writeJSON(w http.ResponseWriter, status int, v any) {
	kind := "application/json"
	if _, ok := v.(problem); ok {
		kind = "application/problem+json"
	}
	w.Header().Set("Content-Type", kind)
	w.WriteHeader(status)
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	_ = enc.Encode(v)
}

// readJSON reads the body of a request, one JSON value without unknown members, into v.
func readJSON(r *http.Request, v any) error {
	if kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type")); err != nil || kind != "application/json" {
		return fmt.Errorf("%w: send Content-Type: application/json", errBadRequest)
	}
	dec := json.NewDecoder(r.Body)
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return fmt.Errorf("%w: %w", errBadRequest, err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%w: there is more than one JSON value", errBadRequest)
	}
	return nil
}
