package desk

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// keptText is a text that a person wrote or approved for an earlier form of a source.
type keptText struct {
	Who    string // who wrote or approved it, in words
	Time   *moment
	Text   string
	Source []follow.Piece // the earlier source; where the sentence stands, with what has changed
	Act    string         // the value of the button that takes the text; empty where it stands in the textarea already
	kept   l10n.KeptText
}

// loadGone loads the texts whose sentence is gone.
func (d *desk) loadGone(ctx context.Context, w *loaded) error {
	if w.Gone == "" {
		return nil
	}
	var err error
	if w.gone, err = d.Documents.KeptTexts(ctx, w.Gone); err != nil {
		return fmt.Errorf("texts whose sentence is gone, of %s: %w", w.Document, err)
	}
	return nil
}

// earlier shows beside a segment what people wrote for earlier forms of its source. approved is the text that the row
// shows as approved before.
func (p *page) earlier(w *loaded, s l10n.Segment, g l10n.Target, approved string) []keptText {
	var out []keptText
	if g.State.AtLeast(l10n.Final) {
		return nil
	}
	for i, k := range g.Earlier {
		v := p.keptText(w, k)
		if v.Text == approved {
			continue
		}
		if k.Source != nil {
			v.Source = follow.Words(k.Source, s.Source)
		}
		if v.Text != formatEditable(g.Text, w.Locale.Direction()) {
			v.Act = "take " + string(s.ID) + " " + strconv.Itoa(i)
		}
		out = append(out, v)
	}
	return out
}

func (p *page) keptText(w *loaded, k l10n.KeptText) keptText {
	v := keptText{Text: formatEditable(k.Text, w.Locale.Direction()), Time: p.moment(k.At), kept: k}
	switch wrote := k.Act == l10n.KeptWritten; {
	case k.Act == l10n.KeptWrong:
		v.Who = p.T("desk.kept.wrongBy", "Name", k.By)
	case wrote && k.By != "":
		v.Who = p.T("desk.kept.wroteBy", "Name", k.By)
	case wrote:
		v.Who = p.T("desk.kept.wrote")
	case k.By != "":
		v.Who = p.T("desk.kept.approvedBy", "Name", k.By)
	default:
		v.Who = p.T("desk.kept.approved")
	}
	if k.Source != nil {
		v.Source = []follow.Piece{{Kind: follow.Same, Text: k.Source.Text()}}
	}
	return v
}

// showKept shows at the top of the page that texts of people want another look, and at its end those whose sentence is
// gone.
func (v *translationView) showKept(p *page, w *loaded) {
	again := 0
	for _, g := range w.targets {
		if waitsBeside(g) {
			again++
		}
	}
	if again > 0 {
		v.Kept = append(v.Kept, p.N("desk.kept.again", again))
	}
	if len(w.gone) > 0 {
		v.Kept = append(v.Kept, p.N("desk.kept.gone", len(w.gone)))
	}
	for _, k := range w.gone {
		v.Gone = append(v.Gone, p.keptText(w, k))
	}
}

// showUnconfirmed says how many texts no person wrote and nobody is known to have looked at.
func (v *translationView) showUnconfirmed(p *page, w *loaded) {
	n := l10n.CountProgress(w.targets).Unconfirmed
	if v.Waits {
		n = w.board.Unconfirmed
	}
	switch {
	case n == 0 || v.Waits && w.board.Hold: // there, what is open is told as what keeps it from being approved
	case v.Waits:
		v.Unconfirmed = p.N("desk.confirm.waits", n)
	case w.Translation.Stage == l10n.StagePublished:
		v.Unconfirmed = p.unconfirmed(n, l10n.CountProgress(w.targets).Passed)
	}
}

// unconfirmed says how many published texts no person has confirmed, and how many of these a program has passed.
func (p *page) unconfirmed(n, passed int) string {
	var said []string
	if n > passed {
		said = append(said, p.N("desk.confirm.published", n-passed))
	}
	if passed > 0 {
		said = append(said, p.N("desk.confirm.passed", passed))
	}
	return strings.Join(said, " ")
}

// showVisible says what visitors have where that is not what the page shows.
func (v *translationView) showVisible(p *page, w *loaded) {
	switch {
	case w.RolledBack != nil:
		v.Visible, v.VisibleAt = p.T("desk.visible.rolledBack", "Name", w.RolledBack.By), p.moment(w.RolledBack.At)
	case w.Withdrawn != nil && w.Withdrawn.Comment != "":
		reason := p.quote(w.Withdrawn.Comment)
		v.Visible = p.T("desk.visible.withdrawnWhy", "Name", w.Withdrawn.By, "Reason", reason)
		v.VisibleAt = p.moment(w.Withdrawn.At)
	case w.Withdrawn != nil:
		v.Visible, v.VisibleAt = p.T("desk.visible.withdrawn", "Name", w.Withdrawn.By), p.moment(w.Withdrawn.At)
	}
}

// waitsBeside reports whether a person's text for an earlier source waits for somebody to look at it.
func waitsBeside(g l10n.Target) bool {
	return len(g.Earlier) > 0 && g.SubState != l10n.SubHuman && g.SubState != l10n.SubApproved && !g.State.AtLeast(l10n.Reviewed)
}

// take puts an earlier text of a person into the textarea of its segment, so that the person can look at it before they
// save.
func (d *desk) take(w http.ResponseWriter, r *http.Request, u l10n.UserID, wk *loaded, f form) {
	if kept := wk.bySegment[f.segment].Earlier; f.issue >= 0 && f.issue < len(kept) {
		f.put(kept[f.issue].Text, wk.Locale.Direction())
	}
	d.renderTranslation(w, r, http.StatusOK, d.newPage(r, u), wk, f)
}
