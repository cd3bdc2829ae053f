package desk

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// apiTranslation is the answer to a GET of one translation.
type apiTranslation struct {
	Translation l10n.Translation `json:"translation"`
	// SourceHash, TargetHash and VersionsHash must be in a decision about this text.
	SourceHash   l10n.Hash       `json:"sourceHash"`
	TargetHash   l10n.Hash       `json:"targetHash"`
	VersionsHash l10n.Hash       `json:"versionsHash"`
	Segments     []apiSegment    `json:"segments"`
	Decisions    []l10n.Decision `json:"decisions"`
	// Review says how the review stands, while a step of people waits.
	Review *apiReview `json:"review,omitempty"`
}

// apiReview is how a review stands at the step that waits.
type apiReview struct {
	Step l10n.StepName `json:"step"`
	// Hold says that the step is approved only when no segment is open.
	Hold      bool `json:"hold"`
	Open      int  `json:"open"`
	Confirmed int  `json:"confirmed"`
	// Unconfirmed counts the texts that would be published as machine output if the step were approved now.
	Unconfirmed int                 `json:"unconfirmed"`
	Classes     []review.ClassCount `json:"classes,omitempty"` // that can be confirmed at once
}

type apiSegment struct {
	ID        l10n.SegmentID `json:"id"`
	Unit      l10n.UnitID    `json:"unit"`
	Element   string         `json:"element"`
	Attribute string         `json:"attribute,omitempty"`
	Headings  []string       `json:"headings,omitempty"`
	Note      string         `json:"note,omitempty"`
	Source    l10n.Fragment  `json:"source"`
	Codes     []l10n.Code    `json:"codes,omitempty"`
	Target    *l10n.Target   `json:"target"` // null when there is none yet
	// Review says whether people are asked about the segment, and what was said of it.
	Review review.SegmentBoard `json:"review"`
}

func (d *desk) apiTranslations(w http.ResponseWriter, r *http.Request, _ l10n.UserID) error {
	q := r.URL.Query()
	f := l10n.TranslationFilter{Run: l10n.RunID(q.Get("run")), Document: l10n.DocumentID(q.Get("document")),
		Locale: l10n.Locale(q.Get("locale"))}
	var err error
	if s := q.Get("waiting"); s != "" {
		if f.Waiting, err = strconv.ParseBool(s); err != nil {
			return fmt.Errorf("%w: waiting is true or false", errBadRequest)
		}
	}
	for name, n := range map[string]*int{"limit": &f.Limit, "offset": &f.Offset} {
		if s := q.Get(name); s != "" {
			if *n, err = strconv.Atoi(s); err != nil || *n < 0 {
				return fmt.Errorf("%w: %s is a number from 0", errBadRequest, name)
			}
		}
	}
	f.Limit = min(f.Limit, 1000)
	list, err := d.Records.Translations(r.Context(), f)
	if err != nil {
		return err
	}
	if list == nil {
		list = []l10n.Translation{}
	}
	writeJSON(w, http.StatusOK, map[string]any{"translations": list})
	return nil
}

func (d *desk) apiTranslation(w http.ResponseWriter, r *http.Request, _ l10n.UserID) error {
	wk, err := d.loadRequested(r)
	if err != nil {
		return err
	}
	out := apiTranslation{
		Translation:  wk.Translation,
		SourceHash:   l10n.SourceHash(wk.extraction.Units),
		TargetHash:   l10n.TargetsHash(wk.targets),
		VersionsHash: l10n.VersionsHash(wk.targets),
		Segments:     []apiSegment{},
		Decisions:    append([]l10n.Decision{}, wk.decisions...),
	}
	if b := wk.board; waits(wk.Translation) {
		out.Review = &apiReview{Step: b.Step.Name, Hold: b.Hold, Open: len(b.Open), Confirmed: b.Confirmed, Unconfirmed: b.Unconfirmed,
			Classes: b.Classes}
	}
	for _, u := range wk.extraction.Units {
		for _, s := range u.Segments {
			seg := apiSegment{ID: s.ID, Unit: u.ID, Element: u.Element, Attribute: u.Attribute, Headings: u.Headings,
				Note: u.Note, Source: s.Source, Codes: u.Codes, Review: wk.board.Segments[s.ID]}
			if g, ok := wk.bySegment[s.ID]; ok {
				seg.Target = &g
			}
			out.Segments = append(out.Segments, seg)
		}
	}
	writeJSON(w, http.StatusOK, out)
	return nil
}

func (d *desk) apiDecide(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	var in l10n.Decision
	if err := readJSON(r, &in); err != nil {
		return err
	}
	in.Comment = cleanText(in.Comment)
	if in.By != "" && !in.By.Same(u) {
		return fmt.Errorf("%w: you are %s, so leave out by or say so", errBadRequest, u)
	}
	switch {
	case in.Kind != l10n.Approve && in.Kind != l10n.RequestChanges && in.Kind != l10n.Reassign:
		return fmt.Errorf("%w: kind is approve, request-changes or reassign", errBadRequest)
	case in.Kind == l10n.Approve && (in.SourceHash == "" || in.TargetHash == "" || in.VersionsHash == ""):
		return fmt.Errorf("%w: an approval states the sourceHash, the targetHash and the versionsHash that you saw", errBadRequest)
	case in.Kind == l10n.RequestChanges && in.Comment == "":
		return fmt.Errorf("%w: a request for changes needs a comment", errBadRequest)
	}
	if in.Kind == l10n.Reassign && in.To != "" { // an empty name means nobody in particular
		to, ok := cleanName(string(in.To))
		if !ok {
			return fmt.Errorf("%w: to is a name of one line and at most %d characters", errBadRequest, maxName)
		}
		in.To = to
	}
	wk, err := d.loadRequested(r)
	if err != nil {
		return err
	}
	in.By = u
	in.At = d.Now().UTC()
	if err := d.submit(r.Context(), wk, in); err != nil {
		return err
	}
	writeJSON(w, http.StatusOK, in)
	return nil
}

// loadRequested loads the translation that a request's path names.
func (d *desk) loadRequested(r *http.Request) (*loaded, error) {
	k, err := keyOf(r)
	if err != nil {
		return nil, err
	}
	return d.load(r.Context(), k)
}
