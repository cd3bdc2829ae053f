package desk

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// startForm is what a person asks for when they start a publication, as they typed it.
type startForm struct {
	Act   string
	Run   string // the run's ID, so that a repeat is the same run
	Site  string
	Pages string // addresses, one a line
	More  string // languages besides those that are offered
	From  string
	// UploadName is the name of the file that was handed in; UploadRef its bytes, and UploadPage the page that it is.
	UploadName, UploadRef, UploadPage string
	Together                          bool
	When                              string // "", "hold" or "at"
	At, Zone, NotReady                string
	Reason                            string

	chosen []l10n.Locale
	// Field is the one that something is wrong with, and Problem what.
	Field, Problem, Detail string
}

// startFormOf is a form as an address prefills it: for a site, or for a page in one more language.
func startFormOf(v url.Values) startForm {
	f := startForm{
		Act: v.Get("act"), Run: v.Get("run"), Site: v.Get("site"), Pages: cleanText(v.Get("pages")), More: v.Get("more"), From: v.Get("from"),
		UploadName: v.Get("uploadName"), UploadRef: v.Get("uploadRef"), UploadPage: strings.TrimSpace(v.Get("uploadPage")),
		Together: v.Get("together") != "", When: v.Get("when"), At: v.Get("at"), Zone: strings.TrimSpace(v.Get("zone")), NotReady: v.Get("notReady"),
		Reason: cleanText(v.Get("reason")),
	}
	for _, text := range v["locale"] {
		if l, err := l10n.ParseLocale(text); err == nil && !slices.Contains(f.chosen, l) {
			f.chosen = append(f.chosen, l)
		}
	}
	if !isID(f.Run) {
		f.Run = ""
	}
	return f
}

// readStart reads the posted form. The file is nil where none was handed in.
func readStart(r *http.Request) (startForm, io.Reader, error) {
	if err := r.ParseMultipartForm(maxBody); err != nil && !errors.Is(err, http.ErrNotMultipart) { //nolint:gosec // the guard limits bodies
		return startForm{}, nil, fmt.Errorf("%w: %w", errBadRequest, err)
	}
	f := startFormOf(r.PostForm)
	if f.Act != "estimate" && f.Act != "start" || f.Run == "" || len(f.Reason) > maxComment {
		return f, nil, fmt.Errorf("%w: the form has lost its run's id, or its button has no meaning", errBadRequest)
	}
	file, header, err := r.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) || err == nil && header.Size == 0 {
		return f, nil, nil
	}
	if errors.Is(err, http.ErrNotMultipart) {
		return f, nil, nil
	}
	if err != nil {
		return f, nil, fmt.Errorf("%w: %w", errBadRequest, err)
	}
	f.UploadName, f.UploadRef = cleanText(header.Filename), ""
	return f, file, nil
}

// addresses are what stands in the field of pages.
func (f startForm) addresses() []string { return strings.Fields(f.Pages) }

// more are the languages that were typed.
func (f startForm) more() []string {
	return strings.FieldsFunc(f.More, func(r rune) bool { return r == ',' || r == ';' || r == '،' || unicode.IsSpace(r) })
}

// embargo is until when approved pages are kept from visitors.
func (f startForm) embargo(p *page) (*l10n.Embargo, error) {
	switch f.When {
	case "hold":
		return &l10n.Embargo{Hold: true}, nil
	case "at":
		e, err := l10n.NewHour(f.At, f.Zone)
		if err != nil {
			return nil, &fieldError{"at", p.T("publishing.start.badHour"), err}
		}
		e.NotReady = l10n.NotReady(f.NotReady)
		return &e, nil
	}
	return nil, nil
}

// newRunID makes the ID of a run that a form may start.
func (d *desk) newRunID(site string) string {
	if site == "" || strings.ContainsFunc(site, func(r rune) bool { return r > unicode.MaxASCII }) {
		site = "desk"
	}
	return fmt.Sprintf("%s-%s-%s", site, d.Now().UTC().Format("20060102-150405"), strings.ToLower(rand.Text()[:4]))
}
