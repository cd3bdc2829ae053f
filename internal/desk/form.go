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

// form is the posted form of a translation's page. The answer shows the text that could not be stored, so that nothing
// that a person typed is lost.
type form struct {
	act     string // "save", "approve" …
	segment l10n.SegmentID
	issue   int // of the segment, for "fix"; the text beside it, for "take"
	allow   int // characters beyond the engines' budgets, for "resume"
	entries map[l10n.SegmentID]entry
	errs    map[l10n.SegmentID]error
	// comments say what has to change in a segment.
	comments map[l10n.SegmentID]string

	Decision     string // the ID's beginning, made with the form
	Step         l10n.StepName
	SourceHash   l10n.Hash
	TargetHash   l10n.Hash
	VersionsHash l10n.Hash
	// Shown are the segments on the page that needed attention when it was made: an approval confirms them.
	Shown   []l10n.SegmentID
	Comment string
	To      string
}

// entry is a textarea as it was posted, with the version and the hash of the target that it showed at first.
type entry struct {
	raw       string
	text      l10n.Fragment
	version   int
	shownHash l10n.Hash
}

func (e entry) changed() bool { return e.text.Hash() != e.shownHash }

func readForm(r *http.Request, dir l10n.Direction) (form, error) {
	if err := r.ParseForm(); err != nil {
		return form{}, fmt.Errorf("%w: %w", errBadRequest, err)
	}
	v := r.PostForm
	f := form{
		entries: map[l10n.SegmentID]entry{}, errs: map[l10n.SegmentID]error{}, comments: map[l10n.SegmentID]string{},
		Decision: v.Get("decision"), Step: l10n.StepName(v.Get("step")),
		SourceHash: l10n.Hash(v.Get("sourceHash")), TargetHash: l10n.Hash(v.Get("targetHash")),
		VersionsHash: l10n.Hash(v.Get("versionsHash")),
		Comment:      cleanText(v.Get("comment")), To: strings.TrimSpace(v.Get("to")),
	}
	for _, id := range strings.Fields(v.Get("shown")) {
		f.Shown = append(f.Shown, l10n.SegmentID(id))
	}
	words := append(strings.Fields(v.Get("act")), "", "", "")
	f.act = words[0]
	f.segment = l10n.SegmentID(words[1])
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
		if id, ok := strings.CutPrefix(name, "c."); ok && v.Get(name) != "" {
			f.comments[l10n.SegmentID(id)] = cleanText(v.Get(name))
		}
		id, ok := strings.CutPrefix(name, "t.")
		if !ok {
			continue
		}
		version, hash, _ := strings.Cut(v.Get("v."+id), " ")
		n, err := strconv.Atoi(version)
		if err != nil || n < 0 {
			return fmt.Errorf("%w: segment %q comes without the version that was seen", errBadRequest, id)
		}
		raw := v.Get(name)
		f.entries[l10n.SegmentID(id)] = entry{
			raw: raw, text: parseEditable(raw, dir), version: n, shownHash: l10n.Hash(hash),
		}
	}
	return nil
}

// fix puts the fix of an issue into the textarea of its segment. The button names the segment and the issue.
func (f *form) fix(w *loaded) {
	g := w.bySegment[f.segment]
	if f.issue < 0 || f.issue >= len(g.Issues) || g.Issues[f.issue].Fix == nil {
		return
	}
	f.put(*g.Issues[f.issue].Fix, w.Locale.Direction())
}

// put puts a text into the textarea of the segment whose button was pressed.
func (f *form) put(text l10n.Fragment, dir l10n.Direction) {
	e := f.entries[f.segment]
	e.raw = formatEditable(text, dir)
	e.text = parseEditable(e.raw, dir)
	f.entries[f.segment] = e
}

// unsaved counts the entries that a person changed and that are not stored.
func (f *form) unsaved() int {
	n := 0
	for _, e := range f.entries {
		if e.changed() {
			n++
		}
	}
	return n
}

// overlay shows in a row what the person typed, instead of the stored target, and why it was not stored.
func (f *form) overlay(p *page, w *loaded, r *row) {
	if r.Stand != nil {
		r.Stand.Typed = f.comments[r.ID]
	}
	e, ok := f.entries[r.ID]
	if !ok || !e.changed() {
		return
	}
	r.Text = strings.ReplaceAll(e.raw, "\r\n", "\n")
	r.Unsaved = true
	// The version stays the one that the person saw, so that saving still notices a change by somebody else.
	r.Version = e.version
	r.ShownHash = e.shownHash
	err := f.errs[r.ID]
	switch {
	case err == nil:
	case errors.Is(err, l10n.ErrCodes):
		r.Problem = p.T("desk.edit.codes")
		r.Fault = err.Error()
	case errors.Is(err, l10n.ErrConflict):
		g := w.bySegment[r.ID]
		r.Problem = p.T("desk.edit.conflict")
		r.Theirs = &savedByOther{Text: formatEditable(g.Text, w.Locale.Direction()), By: g.Origin.By,
			At: p.moment(g.EditedAt)}
		// The person sees both texts now, so they may save theirs over the other.
		r.Version = g.Version
		r.ShownHash = parseEditable(r.Theirs.Text, w.Locale.Direction()).Hash()
	case errors.Is(err, l10n.ErrUnavailable):
		r.Problem = p.T("desk.edit.unavailable")
	case errors.Is(err, l10n.ErrRefused):
		r.Problem = p.T("desk.edit.refused")
		r.Fault = err.Error()
	default:
		r.Problem = p.T("desk.edit.failed")
	}
}
