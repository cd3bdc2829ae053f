package watch

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const (
	// mostFindings is how many findings a look's account names.
	mostFindings = 50
	// byRule is who withdraws a page when a rule says so, and no person.
	byRule l10n.UserID = "watch"
	// mostUnpublished is how many documents one look takes from visitors; more are for the next.
	mostUnpublished = 100
)

// judge says what becomes of each finding, by the site's rules and by what editors have answered until now.
func (l *look) judge(ctx context.Context) error {
	if err := l.matchRenamed(ctx); err != nil {
		return err
	}
	current, err := l.Watches.Findings(ctx, l.watch.Site)
	if err != nil {
		return err
	}
	before := byDocument(current)
	for _, f := range l.found {
		if f.Withdrawn, err = l.withdrawal(ctx, f); err != nil {
			return err
		}
		f = askBack(f)
		l.count(f)
		if err := l.act(ctx, askBack(continued(f, before[f.Document]))); err != nil {
			return err
		}
	}
	return nil
}

// withdrawal returns the withdrawal of a page that was found and that publishing it would undo, or nil. A page that was
// renamed has that of its earlier address.
func (l *look) withdrawal(ctx context.Context, f l10n.Finding) (*l10n.Withdrawal, error) {
	if f.Kind == l10n.FoundRemoved {
		return nil, nil
	}
	var latest *l10n.Withdrawal
	for _, id := range []l10n.DocumentID{f.Document, f.Was} {
		if id == "" {
			continue
		}
		ts, err := l.Documents.Translations(ctx, l10n.TranslationFilter{Document: id, Site: l.watch.Site})
		if err != nil {
			return nil, err
		}
		for _, t := range ts {
			w := t.Withdrawn
			if w == nil && t.Stage == l10n.StageWithdrawn { // by a version that did not note by whom and why
				w = &l10n.Withdrawal{}
			}
			if w == nil || t.Site != l.watch.Site || !slices.Contains(l.plan.Locales, t.Locale) {
				continue
			}
			one := *w
			one.Locales = []l10n.Locale{t.Locale}
			switch {
			case latest == nil || one.At.After(latest.At):
				latest = &one
			case one.ID == latest.ID:
				latest.Locales = append(latest.Locales, t.Locale)
			}
		}
	}
	return latest, nil
}

// askBack has an editor asked before a page comes back that a person took from visitors, whatever the rules say. An
// answer from before the withdrawal is none to it.
func askBack(f l10n.Finding) l10n.Finding {
	w := f.Withdrawn
	if w == nil || w.By == byRule {
		return f
	}
	if f.Policy == l10n.WatchPublish {
		f.Policy = l10n.WatchAsk
	}
	if f.Answer == l10n.Accepted && f.At.Before(w.At) {
		f.Answer, f.By, f.At = "", "", time.Time{}
	}
	return f
}

func (l *look) count(f l10n.Finding) {
	switch f.Kind {
	case l10n.FoundNew, l10n.FoundRenamed:
		l.account.New++
	case l10n.FoundChanged:
		l.account.Changed++
	case l10n.FoundRemoved:
		l.account.Removed++
	}
	if len(l.account.Findings) < mostFindings {
		l.account.Findings = append(l.account.Findings, withoutTitle(f))
	}
}

// withoutTitle is a finding as it may go into a history, which has no text of a document.
func withoutTitle(f l10n.Finding) l10n.Finding {
	f.Title = ""
	return f
}

// verdict is what is to be done about a finding: what the rules say, or what an editor answered where they ask. A
// finding that waits for an answer has the verdict [l10n.WatchAsk].
func verdict(f l10n.Finding) l10n.WatchPolicy {
	removed := f.Kind == l10n.FoundRemoved
	switch {
	case f.Policy != l10n.WatchAsk || f.Answer == "":
		return f.Policy
	case f.Answer == l10n.Dismissed && removed:
		return l10n.WatchKeep
	case f.Answer == l10n.Dismissed:
		return l10n.WatchIgnore
	case removed:
		return l10n.WatchUnpublish
	default:
		return l10n.WatchPublish
	}
}

// act does what the verdict says, or has it done. What the rules ask about stays among the findings until it is done.
func (l *look) act(ctx context.Context, f l10n.Finding) error {
	isDone := false // or will be when the look is acted upon
	switch verdict(f) {
	case l10n.WatchKeep:
		l.changePage(f.Document, func(w *l10n.WatchedPage) { w.Gone = true })
		return nil
	case l10n.WatchIgnore:
		_, err := l.Documents.UpdateDocument(ctx, f.Document, func(d *l10n.Document) error {
			d.Ignored = f.Text
			return nil
		})
		return err
	case l10n.WatchPublish:
		busy, err := l.isBusyElsewhere(ctx, f.Document)
		if err != nil {
			return err
		}
		if busy {
			l.account.UnderWay++
			break
		}
		l.start = append(l.start, f)
		isDone = true
	case l10n.WatchUnpublish:
		if len(l.unpublish) == mostUnpublished {
			break
		}
		l.unpublish = append(l.unpublish, Vanished{Document: f.Document, By: cmp.Or(f.By, byRule), URL: f.URL})
		isDone = true
	default:
		l.account.Asked++
	}
	if f.Policy == l10n.WatchAsk {
		l.open = append(l.open, f)
		if isDone {
			l.answered = append(l.answered, withoutTitle(f))
		}
	}
	return nil
}

// isBusyElsewhere reports whether a run is at work on a document for another site, or in a locale that this site does
// not have. Such a run is not taken over, and the document waits for the look after its end.
func (l *look) isBusyElsewhere(ctx context.Context, id l10n.DocumentID) (bool, error) {
	ts, err := l.Documents.Translations(ctx, l10n.TranslationFilter{Document: id})
	if err != nil {
		return false, err
	}
	for _, t := range ts {
		if t.Stage.Ended() || t.Site == l.watch.Site && slices.Contains(l.plan.Locales, t.Locale) {
			continue
		}
		if atWork, err := l.isAtWork(ctx, t.Run); atWork || err != nil {
			return atWork, err
		}
	}
	return false, nil
}
