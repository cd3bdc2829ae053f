package desk

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// Typings keeps what people have typed and neither saved nor dropped. Errors wrap [l10n.ErrRefused] or [l10n.ErrNotFound].
type Typings interface {
	Type(context.Context, l10n.Translation, *l10n.Extraction, l10n.Typing) error
	Untype(context.Context, l10n.TranslationKey, l10n.UserID, l10n.SegmentID) error
	// Typed returns what is typed for a translation, as a person sees it.
	Typed(context.Context, l10n.Translation, *l10n.Extraction, l10n.UserID) (review.Typed, error)
}

// typingView is what the reader has typed for a segment and not confirmed.
type typingView struct {
	Text    l10n.Fragment `json:"text"`
	Version int           `json:"version"` // of the target that they saw
	At      time.Time     `json:"at"`
}

// otherTypingView says who else has typed something for a segment, and not what.
type otherTypingView struct {
	By l10n.UserID `json:"by"`
	At time.Time   `json:"at"`
}

// lostView is what the reader had typed for a sentence that is gone or has another source now.
type lostView struct {
	Segment l10n.SegmentID `json:"segment"`       // that it was typed for
	Now     l10n.SegmentID `json:"now,omitempty"` // that has taken its place
	Text    l10n.Fragment  `json:"text"`
	Source  l10n.Fragment  `json:"source"`
	At      time.Time      `json:"at"`
}

// loadTyped loads what is typed for a translation, as a person sees it.
func (d *desk) loadTyped(ctx context.Context, w *loaded, u l10n.UserID) error {
	if d.Typings == nil || w.Extraction == "" {
		return nil
	}
	var err error
	if w.typed, err = d.Typings.Typed(ctx, w.Translation, w.extraction, u); err != nil {
		return fmt.Errorf("what is typed for %s: %w", w.Document, err)
	}
	return nil
}

func (v *segmentView) showTyped(w *loaded) {
	if t, ok := w.typed.Own[v.ID]; ok {
		v.Typing = &typingView{t.Text, t.Version, t.At}
	}
	for _, t := range w.typed.Others[v.ID] {
		v.TypingBy = append(v.TypingBy, otherTypingView{t.By, t.At})
	}
}

func lostOf(w *loaded) []lostView {
	var all []lostView
	for _, t := range w.typed.Lost {
		all = append(all, lostView{t.Segment, t.Now, t.Text, t.Source, t.At})
	}
	return all
}

// apiType keeps what a person has typed. It is no edit.
func (d *desk) apiType(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	var in struct {
		Text    l10n.Fragment `json:"text"`
		Version *int          `json:"version"` // of the target that was seen
	}
	if err := readJSON(r, &in); err != nil {
		return err
	}
	if in.Version == nil || *in.Version < 0 {
		return fmt.Errorf("%w: version is that of the target that you saw", errBadRequest)
	}
	wk, err := d.loadSource(r)
	if err != nil {
		return err
	}
	t := l10n.Typing{Segment: l10n.SegmentID(r.PathValue("segment")), By: u, Text: in.Text, Version: *in.Version, At: d.Now().UTC()}
	if err := d.Typings.Type(r.Context(), wk.Translation, wk.extraction, t); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// apiUntype drops what a person has typed.
func (d *desk) apiUntype(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	k, err := keyOf(r)
	if err != nil {
		return err
	}
	if err := d.Typings.Untype(r.Context(), k, u, l10n.SegmentID(r.PathValue("segment"))); err != nil {
		return err
	}
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// typedNotice says how many texts the reader has typed in the editor and not confirmed: an approval does not have them.
func (d *desk) typedNotice(ctx context.Context, p *page, w *loaded) string {
	if err := d.loadTyped(ctx, w, p.User); err != nil {
		d.Logger.Warn("what is typed could not be counted", "error", err)
		return ""
	}
	if n := len(w.typed.Own) + len(w.typed.Lost); n > 0 {
		return p.N("desk.typing.own", n)
	}
	return ""
}
