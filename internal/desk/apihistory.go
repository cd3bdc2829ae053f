package desk

import (
	"fmt"
	"net/http"
	"time"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/assist"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type apiHistory struct {
	Versions []apiVersion `json:"versions"` // the latest first
	Said     []apiSaid    `json:"said"`     // the latest first
	// Omitted says that there is more than is told.
	Omitted bool `json:"omitted,omitempty"`
}

type apiVersion struct {
	ID    string        `json:"id"`
	Text  l10n.Fragment `json:"text"`
	By    l10n.UserID   `json:"by,omitempty"`
	At    time.Time     `json:"at,omitzero"`
	Act   l10n.KeptAct  `json:"act,omitempty"`
	Label string        `json:"label"`
	Step  string        `json:"step,omitempty"`
	// Source is set where the text was written for another source.
	Source l10n.Fragment `json:"source,omitempty"`
	Stands bool          `json:"stands,omitempty"`
}

// apiSaid is what a machine or a person said of a segment.
type apiSaid struct {
	Who     string       `json:"who"`
	Kind    string       `json:"kind,omitempty"`
	Step    string       `json:"step,omitempty"`
	Outcome l10n.Outcome `json:"outcome"`
	Label   string       `json:"label"`
	Comment string       `json:"comment,omitempty"`
	Remarks []apiRemark  `json:"remarks,omitempty"`
	// Proposal is the text that the reviewer would rather see.
	Proposal *l10n.Fragment `json:"proposal,omitempty"`
	At       time.Time      `json:"at,omitzero"`
	// Earlier says that it is about another text than the one that stands.
	Earlier bool `json:"earlier,omitempty"`
}

type apiRemark struct {
	Category string `json:"category"`
	Severity string `json:"severity"`
	Level    string `json:"level"`
	Source   string `json:"source,omitempty"`
	Target   string `json:"target,omitempty"`
	Message  string `json:"message,omitempty"`
	Better   string `json:"better,omitempty"`
}

// said leaves out what the rules of routing noted: it says nothing of the text.
func (p *page) said(all []assist.Said) []apiSaid {
	out := []apiSaid{}
	for _, s := range all {
		v := s.Verdict
		if v.By.Kind == l10n.ByRule {
			continue
		}
		o := p.opinion(&loaded{}, l10n.Target{}, v, 0)
		one := apiSaid{Who: o.Who, Kind: o.Kind, Step: p.stepName(v.Step), Outcome: v.Outcome, Label: o.Label, Comment: v.Comment,
			Proposal: v.Proposed, At: v.At, Earlier: s.Earlier}
		for _, m := range o.Remarks {
			one.Remarks = append(one.Remarks, apiRemark{Category: m.Category, Severity: m.Grade, Level: m.Level, Source: m.Source,
				Target: m.Target, Message: m.Message, Better: m.Better})
		}
		out = append(out, one)
	}
	return out
}

func (d *desk) apiHistory(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	k, err := keyOf(r)
	if err != nil {
		return err
	}
	h, err := d.Assist.History(r.Context(), k, l10n.SegmentID(r.PathValue("segment")))
	if err != nil {
		return err
	}
	p := d.plainPage(r, u)
	out := apiHistory{Versions: []apiVersion{}, Said: p.said(h.Said), Omitted: h.Omitted}
	for _, v := range h.Versions {
		one := apiVersion{ID: v.ID, Text: v.Text, By: v.By, At: v.At, Act: v.Act, Label: p.versionLabel(v), Source: v.Source, Stands: v.Stands}
		if v.Step != "" {
			one.Step = p.stepName(v.Step)
		}
		out.Versions = append(out.Versions, one)
	}
	writeJSON(w, http.StatusOK, out)
	return nil
}

var versionLabels = map[l10n.KeptAct]string{
	l10n.KeptWritten: "assist.version.wrote", l10n.KeptApproved: "assist.version.approved", l10n.KeptFinal: "assist.version.final",
	l10n.KeptWrong: "assist.version.wrong",
}

// versionLabel says how a text came to stand: who wrote it stands beside that.
func (p *page) versionLabel(v assist.Version) string {
	if v.Act == l10n.KeptWritten && v.Text.IsEmpty() {
		return p.T("assist.version.emptied")
	}
	if id, ok := versionLabels[v.Act]; ok {
		return p.T(id)
	}
	return origin(p.localizer, l10n.Target{Text: v.Text, Origin: v.Origin})
}

type apiHit struct {
	Source []apiStretch `json:"source"`
	Target []apiStretch `json:"target"`
	Author l10n.UserID  `json:"author,omitempty"`
	At     time.Time    `json:"at,omitzero"`
	Page   string       `json:"page,omitempty"`
}

// apiStretch is a part of a text; it is marked where it was looked for.
type apiStretch struct {
	Text   string `json:"text"`
	Marked bool   `json:"marked,omitempty"`
}

// maxSought is how many characters a person may look for.
const maxSought = 200

func (d *desk) apiConcordance(w http.ResponseWriter, r *http.Request, _ l10n.UserID) error {
	k, err := keyOf(r)
	if err != nil {
		return err
	}
	q, in := cleanText(r.URL.Query().Get("q")), r.URL.Query().Get("in")
	switch {
	case q == "" || utf8.RuneCountInString(q) > maxSought:
		return fmt.Errorf("%w: q has words to look for, at most %d characters", errBadRequest, maxSought)
	case in != "" && in != "source" && in != "target" && in != "both":
		return fmt.Errorf("%w: in is source, target or both", errBadRequest)
	}
	found, more, err := d.Assist.Concordance(r.Context(), k, q, assist.Side(in))
	if err != nil {
		return err
	}
	hits := []apiHit{}
	for _, f := range found {
		one := apiHit{Author: f.Author, At: f.At, Page: f.Page}
		for _, s := range f.Source {
			one.Source = append(one.Source, apiStretch(s))
		}
		for _, s := range f.Target {
			one.Target = append(one.Target, apiStretch(s))
		}
		hits = append(hits, one)
	}
	writeJSON(w, http.StatusOK, map[string]any{"hits": hits, "more": more})
	return nil
}
