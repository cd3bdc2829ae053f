package desk

import (
	"context"
	"fmt"
	"net/http"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
)

// Words are the words that people add to a site's own dictionary. Errors wrap those of [Remarks].
type Words interface {
	// SiteWords returns those in force, of a language or of all.
	SiteWords(ctx context.Context, site l10n.SiteName, language string) ([]l10n.SiteWord, error)
	// AddWord adds one, or returns the one that is there.
	AddWord(context.Context, l10n.SiteWord) (l10n.SiteWord, error)
	TakeWord(ctx context.Context, site l10n.SiteName, id, of string, by l10n.UserID) error
}

// wordRoutes are the addresses of a site's words.
func (d *desk) wordRoutes(mux *http.ServeMux) {
	if d.Words == nil {
		return
	}
	mux.HandleFunc("GET /api/v1/sites/{site}/words", d.api(d.apiWords))
	mux.HandleFunc("POST /api/v1/sites/{site}/words", d.api(d.apiAddWord))
	mux.HandleFunc("DELETE /api/v1/sites/{site}/words/{word}", d.api(d.apiTakeWord))
}

// apiWord is a word that a person adds, or the act that takes one back.
type apiWord struct {
	ID       string          `json:"id"` // of the act: a repeat changes nothing
	Locale   l10n.Locale     `json:"locale"`
	Word     string          `json:"word"`
	Document l10n.DocumentID `json:"document,omitempty"` // where the person saw it
	Segment  l10n.SegmentID  `json:"segment,omitempty"`
}

// siteOf returns the site that a request names. One without translations is unknown.
func (d *desk) siteOf(r *http.Request) (l10n.SiteName, error) {
	site := l10n.SiteName(r.PathValue("site"))
	known, err := d.Records.Translations(r.Context(), l10n.TranslationFilter{Site: site, Limit: 1})
	if err == nil && len(known) == 0 {
		err = fmt.Errorf("site %s: %w", site, l10n.ErrNotFound)
	}
	return site, err
}

func (d *desk) apiWords(w http.ResponseWriter, r *http.Request, _ l10n.UserID) error {
	site, err := d.siteOf(r)
	if err != nil {
		return err
	}
	words, err := d.Words.SiteWords(r.Context(), site, l10n.Locale(r.URL.Query().Get("locale")).Language())
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, map[string]any{"words": append([]l10n.SiteWord{}, words...)})
	return nil
}

func (d *desk) apiAddWord(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	var in apiWord
	if err := readJSON(r, &in); err != nil {
		return err
	}
	locale, err := l10n.ParseLocale(string(in.Locale))
	if err != nil || !isID(in.ID) {
		return fmt.Errorf("%w: a word needs its locale, and an id of the act", errBadRequest)
	}
	site, err := d.siteOf(r)
	if err != nil {
		return err
	}
	added, err := d.Words.AddWord(r.Context(), l10n.SiteWord{ID: in.ID, Site: site, Locale: locale, Word: in.Word,
		Document: in.Document, Segment: in.Segment, By: u})
	if err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, added)
	return nil
}

func (d *desk) apiTakeWord(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	var in apiWord
	if err := readJSON(r, &in); err != nil {
		return err
	}
	if !isID(in.ID) {
		return fmt.Errorf("%w: the act needs an id", errBadRequest)
	}
	if err := d.Words.TakeWord(r.Context(), l10n.SiteName(r.PathValue("site")), in.ID, r.PathValue("word"), u); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// unknownWord is the word that an issue says no dictionary has, where people may add it now; else it is empty.
func (p *page) unknownWord(w *loaded, i l10n.Issue) string {
	if !p.hasWords || !waits(w.Translation) {
		return ""
	}
	return remark.UnknownWord(i)
}

// addWord adds the word that an issue of a sentence is about.
func (d *desk) addWord(ctx context.Context, w *loaded, segment l10n.SegmentID, issue l10n.Hash, id string, u l10n.UserID) error {
	if d.Words == nil {
		return fmt.Errorf("%w: this desk keeps no words", errBadRequest)
	}
	for _, i := range w.bySegment[segment].Issues {
		if word := remark.UnknownWord(i); word != "" && i.Hash() == issue {
			_, err := d.Words.AddWord(ctx, l10n.SiteWord{ID: id, Site: w.Site, Locale: w.Locale, Word: word,
				Document: w.Document, Segment: segment, By: u})
			return err
		}
	}
	return fmt.Errorf("segment %s has no such issue any more: %w", segment, l10n.ErrConflict)
}
