package desk

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// form is what a person posted on a translation's page. Text that was not stored comes back with the answer, so that
// nothing typed is ever lost.
type form struct {
	act      string // "save", "approve" …
	segment  l10n.SegmentID
	issue    int // of the segment, for "fix"
	allow    int // characters beyond the engines' budgets, for "resume"
	entries  map[l10n.SegmentID]entry
	outcomes map[l10n.SegmentID]error

	Decision   string // the ID's beginning, made with the form
	Step       l10n.StepName
	SourceHash l10n.Hash
	TargetHash l10n.Hash
	Comment    string
	To         string
}

// entry is one textarea with the version and the hash of the text that it was filled with.
type entry struct {
	raw     string
	text    l10n.Fragment
	version int
	base    l10n.Hash
}

func (e entry) changed() bool { return e.text.Hash() != e.base }

func readForm(r *http.Request, dir l10n.Direction) (form, error) {
	if err := r.ParseForm(); err != nil {
		return form{}, fmt.Errorf("%w: %w", errBadRequest, err)
	}
	v := r.PostForm
	f := form{
		entries: map[l10n.SegmentID]entry{}, outcomes: map[l10n.SegmentID]error{},
		Decision: v.Get("decision"), Step: l10n.StepName(v.Get("step")),
		SourceHash: l10n.Hash(v.Get("sourceHash")), TargetHash: l10n.Hash(v.Get("targetHash")),
		Comment: strings.TrimSpace(v.Get("comment")), To: strings.TrimSpace(v.Get("to")),
	}
	words := append(strings.Fields(v.Get("act")), "", "", "")
	f.act, f.segment = words[0], l10n.SegmentID(words[1])
	var err error
	if f.issue, err = strconv.Atoi(words[2]); err != nil {
		f.issue = -1
	}
	if allow := v.Get("allow"); allow != "" {
		if f.allow, err = strconv.Atoi(allow); err != nil || f.allow < 0 {
			return f, fmt.Errorf("%w: %q is no number of characters", errBadRequest, allow)
		}
	}
	return f, f.readEntries(v, dir)
}

func (f *form) readEntries(v url.Values, dir l10n.Direction) error {
	for name := range v {
		id, ok := strings.CutPrefix(name, "t.")
		if !ok {
			continue
		}
		version, base, _ := strings.Cut(v.Get("v."+id), " ")
		n, err := strconv.Atoi(version)
		if err != nil || n < 0 {
			return fmt.Errorf("%w: segment %q comes without the version that was seen", errBadRequest, id)
		}
		raw := v.Get(name)
		f.entries[l10n.SegmentID(id)] = entry{raw: raw, text: typed(raw, dir), version: n, base: l10n.Hash(base)}
	}
	return nil
}

// fix types the fix of the segment's issue whose number the button carries.
func (f *form) fix(w *work) {
	g, e := w.bySegment[f.segment], f.entries[f.segment]
	if f.issue < 0 || f.issue >= len(g.Issues) || g.Issues[f.issue].Fix == nil {
		return
	}
	dir := w.Locale.Direction()
	e.raw = editable(*g.Issues[f.issue].Fix, dir)
	e.text = typed(e.raw, dir)
	f.entries[f.segment] = e
}

// unsaved counts the entries that were changed and not stored.
func (f *form) unsaved() int {
	n := 0
	for _, e := range f.entries {
		if e.changed() {
			n++
		}
	}
	return n
}

// overlay shows what the person typed instead of what is recorded, and why it was not stored.
func (f *form) overlay(p *page, w *work, r *row) {
	e, ok := f.entries[r.ID]
	if !ok || !e.changed() {
		return
	}
	r.Text, r.Unsaved = strings.ReplaceAll(e.raw, "\r\n", "\n"), true
	// The version stays the one that was seen, so that a change by somebody else is still noticed when it is saved.
	r.Version, r.Base = e.version, e.base
	err := f.outcomes[r.ID]
	switch {
	case err == nil:
	case errors.Is(err, l10n.ErrCodes):
		r.Problem, r.Fault = p.T("desk.edit.codes"), err.Error()
	case errors.Is(err, l10n.ErrConflict):
		g := w.bySegment[r.ID]
		r.Problem = p.T("desk.edit.conflict")
		r.Theirs = &theirs{Text: editable(g.Text, w.Locale.Direction()), By: g.Origin.By, At: p.moment(g.EditedAt)}
		// Both texts are seen now: saving again is a choice.
		r.Version, r.Base = g.Version, typed(r.Theirs.Text, w.Locale.Direction()).Hash()
	case errors.Is(err, l10n.ErrUnavailable):
		r.Problem = p.T("desk.edit.unavailable")
	case errors.Is(err, l10n.ErrRefused):
		r.Problem, r.Fault = p.T("desk.edit.refused"), err.Error()
	default:
		r.Problem = p.T("desk.edit.failed")
	}
}
