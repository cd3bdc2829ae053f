// Package progress shows people how a run goes on: in bars on a terminal, and in lines elsewhere.
package progress

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"golang.org/x/term"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// View shows a run. Close it before anything else is printed.
type View interface {
	Update(l10n.Run, []l10n.Translation)
	Close()
}

// NewView is bars where the writer is a terminal, and lines otherwise.
func NewView(w io.Writer, o Options) View {
	if f, ok := w.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		return newBars(f)
	}
	return NewLines(w, o)
}

// Silent shows nothing.
type Silent struct{}

// Update does nothing.
func (Silent) Update(l10n.Run, []l10n.Translation) {}

// Close does nothing.
func (Silent) Close() {}

// deadline says until when the step that waits has time, and who was asked when that had passed.
func deadline(t l10n.Translation) string {
	at := t.Due.Local().Format(time.DateTime)
	switch {
	case t.Due.IsZero():
		return ""
	case t.Escalated != "":
		return fmt.Sprintf(", late since %s, %s is asked now", at, t.Assignee)
	case t.Late:
		return ", late since " + at
	}
	return ", due " + at
}

// Standing says in a few words how a translation stands.
func Standing(t l10n.Translation) string {
	switch {
	case t.Step != "":
		waits := fmt.Sprintf("waits for %s (%s)", t.Step, counts(t.Progress)) + deadline(t) + embargoed(t)
		if t.Round > 1 {
			waits += fmt.Sprintf(", round %d: %s", t.Round, t.Comment)
		}
		return waits
	case t.Stage == l10n.StageParked:
		next := t.Until.Local().Format(time.DateTime)
		return fmt.Sprintf("parked: %s; next attempt %s, or `dragoman resume %s`", t.Comment, next, t.Run)
	case t.Stage == l10n.StageApproved:
		return string(t.Stage) + embargoed(t)
	case t.Stage == l10n.StagePublished:
		s := "published " + t.PublicURL + unconfirmed(t.Progress)
		if r := t.RolledBack; r != nil {
			s += fmt.Sprintf("; since %s brought back an earlier publication, visitors have its text and not the latest", r.By)
		}
		return s
	case t.Stage == l10n.StageWithdrawn && t.Withdrawn != nil:
		return strings.TrimSuffix(fmt.Sprintf("withdrawn by %s: %s", t.Withdrawn.By, t.Withdrawn.Comment), ": ")
	case t.Stage.Ended() && t.Comment != "":
		return fmt.Sprintf("%s: %s", t.Stage, t.Comment)
	}
	return string(t.Stage)
}

// embargoed says until when a page is kept from visitors, and what becomes then of what is not ready.
func embargoed(t l10n.Translation) string {
	if t.Embargo == nil || t.Embargo.Lifted {
		return ""
	}
	return "; " + t.Embargo.String()
}

// unconfirmed says how much of an approved text nobody is known to have looked at.
func unconfirmed(p l10n.Progress) string {
	switch {
	case p.Unconfirmed == 0:
		return ""
	case p.Passed == p.Unconfirmed:
		return fmt.Sprintf(" (%d of %d segments by machine, checked by a program, not by people)", p.Unconfirmed, p.Segments)
	case p.Passed > 0:
		return fmt.Sprintf(" (%d of %d segments by machine, confirmed by nobody; %d of them checked by a program)", p.Unconfirmed, p.Segments,
			p.Passed)
	}
	return fmt.Sprintf(" (%d of %d segments by machine, confirmed by nobody)", p.Unconfirmed, p.Segments)
}

// counts says where a translation's text came from.
func counts(p l10n.Progress) string {
	var parts []string
	for _, c := range []struct {
		n    int
		what string
	}{
		{p.Approved, "approved before"}, {p.Memory, "from the memory"}, {p.Fuzzy, "fuzzy"}, {p.Machine, "by machine"},
		{p.Human, "by people"}, {p.Empty, "to write"}, {p.Blocking - p.Empty, "to mend"},
	} {
		if c.n > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", c.n, c.what))
		}
	}
	return strings.Join(parts, ", ")
}
