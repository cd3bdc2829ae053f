package activities

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// judge says what becomes of each finding, by the site's rules and by what editors answered.
func (l *looker) judge(ctx context.Context) error {
	if err := l.renamed(ctx); err != nil {
		return err
	}
	var wait []l10n.Finding
	for _, f := range l.found {
		l.count(f)
		if b, ok := l.waiting[f.Document]; ok && b.Text == f.Text && b.Kind == f.Kind {
			if f.FoundAt = b.FoundAt; f.Title == "" {
				f.Title = b.Title
			}
			f.Answer, f.By = b.Answer, b.By
		}
		asked, err := l.act(ctx, f)
		if err != nil {
			return err
		}
		if asked {
			wait = append(wait, f)
		}
	}
	l.look.Asked = len(wait)
	for _, f := range l.waiting { // that could not be looked at this time
		if l.unseen(f.Document) {
			wait = append(wait, f)
		}
	}
	return l.Records.SaveFindings(ctx, l.look.Site, wait)
}

func (l *looker) unseen(id l10n.DocumentID) bool {
	return !l.watch.Pages[id].LookedAt.Equal(l.look.At)
}

func (l *looker) count(f l10n.Finding) {
	switch f.Kind {
	case l10n.FoundNew, l10n.FoundRenamed:
		l.look.New++
	case l10n.FoundChanged:
		l.look.Changed++
	case l10n.FoundRemoved:
		l.look.Removed++
	}
	f.Title = "" // the account goes into a history, which has no text of a document
	if len(l.look.Findings) < shownFindings {
		l.look.Findings = append(l.look.Findings, f)
	}
}

// act does what a finding's policy, or an editor's answer, says, and reports whether an editor is to be asked.
func (l *looker) act(ctx context.Context, f l10n.Finding) (ask bool, err error) {
	removed := f.Kind == l10n.FoundRemoved
	policy := f.Policy
	switch {
	case policy != l10n.WatchAsk || f.Answer == "":
	case f.Answer == l10n.Dismissed && removed:
		policy = l10n.WatchKeep
	case f.Answer == l10n.Dismissed:
		policy = l10n.WatchIgnore
	case removed:
		policy = l10n.WatchUnpublish
	default:
		policy = l10n.WatchPublish
	}
	switch policy {
	case l10n.WatchPublish:
		switch busy, err := l.busyElsewhere(ctx, f.Document); {
		case err != nil:
			return false, err
		case busy:
			l.look.UnderWay++
		default:
			l.start = append(l.start, f)
		}
	case l10n.WatchUnpublish:
		if by := f.By; len(l.unpublish) < mostUnpublished {
			if by == "" {
				by = "watch"
			}
			l.unpublish = append(l.unpublish, Vanished{Document: f.Document, By: by, URL: f.URL})
		}
	case l10n.WatchKeep:
		w := l.watch.Pages[f.Document]
		w.Gone = true
		l.watch.Pages[f.Document] = w
	case l10n.WatchIgnore:
		return false, l.change(ctx, f.Document, func(d *l10n.Document) { d.Ignored = f.Text })
	default:
		return true, nil
	}
	return false, nil
}

// busyElsewhere reports whether a run is at work on a document for another site, or in a locale that this one does not
// have: such a run is not taken over, and the document waits for the look after its end.
func (l *looker) busyElsewhere(ctx context.Context, id l10n.DocumentID) (bool, error) {
	w, err := l.workOn(ctx, id, l.plan.Locales)
	if err != nil || len(w.Others) == 0 && (w.Run == "" || w.Site == l.look.Site) {
		return false, err
	}
	return l.underWay(ctx, w.Run)
}

func (l *looker) change(ctx context.Context, id l10n.DocumentID, change func(*l10n.Document)) error {
	d, err := l.Records.Document(ctx, id)
	if err != nil {
		return err
	}
	change(&d)
	return l.Records.SaveDocument(ctx, d)
}

// renamed finds new pages that have the very content of one that is gone, and has them go on with its approvals.
func (l *looker) renamed(ctx context.Context) error {
	gone := map[l10n.Hash]l10n.DocumentID{}
	for _, f := range l.found {
		if f.Kind == l10n.FoundRemoved && f.Text != "" {
			gone[f.Text] = f.Document
		}
	}
	for i, f := range l.found {
		was, ok := gone[f.Text]
		if f.Kind != l10n.FoundNew || !ok {
			continue
		}
		delete(gone, f.Text)
		l.found[i].Kind, l.found[i].Was = l10n.FoundRenamed, was
		if err := l.change(ctx, f.Document, func(d *l10n.Document) { d.Was = was }); err != nil {
			return err
		}
	}
	return nil
}
