package remark

import (
	"context"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Overruling is a person's wish that an issue be none.
type Overruling struct {
	About
	ID     string    // of the act
	Issue  l10n.Hash // [l10n.Issue.Hash]
	Scope  l10n.DismissalScope
	Reason l10n.DismissalReason
	Words  string
	By     l10n.UserID
}

// MayDismiss reports whether people may overrule an issue: any but those of firm checks, which would break the page.
func MayDismiss(i l10n.Issue) bool { return !check.IsFirm(i.Check) }

// Dismiss overrules an issue of a translation that waits for people. It neither counts nor blocks any more, on this page or,
// by its scope, in each waiting translation of the site that has the same sentence with the same text; texts that are
// checked later heed it too. It is open again as soon as the text or its source changes. A repeat changes nothing.
func (s *Service) Dismiss(ctx context.Context, o Overruling) (l10n.Dismissal, error) {
	if err := act(o.ID, o.By); err != nil {
		return l10n.Dismissal{}, err
	}
	said, err := words("the reason", o.Words, o.Reason == l10n.ReasonOther)
	switch {
	case err != nil:
		return l10n.Dismissal{}, err
	case !slices.Contains(l10n.DismissalReasons, o.Reason):
		return l10n.Dismissal{}, fmt.Errorf("%w: say why the check is overruled; %q is no reason", l10n.ErrRefused, o.Reason)
	case !slices.Contains(l10n.DismissalScopes, o.Scope):
		return l10n.Dismissal{}, fmt.Errorf("%w: say for which texts; %q is no scope", l10n.ErrRefused, o.Scope)
	}
	at, err := s.openSentence(ctx, o.About)
	if err != nil {
		return l10n.Dismissal{}, err
	}
	all := at.Target.AllIssues()
	i := slices.IndexFunc(all, func(i l10n.Issue) bool { return i.Hash() == o.Issue })
	if i < 0 {
		return l10n.Dismissal{}, fmt.Errorf("segment %s has no such issue any more: %w", o.Segment, l10n.ErrConflict)
	}
	issue := all[i]
	switch {
	case issue.Dismissed != nil && issue.Dismissed.ID != o.ID:
		return l10n.Dismissal{}, fmt.Errorf("%s has overruled it already: %w", issue.Dismissed.By, l10n.ErrConflict)
	case !MayDismiss(issue):
		return l10n.Dismissal{}, fmt.Errorf("%w: nobody can overrule the check %q, because what it finds would break the page",
			l10n.ErrRefused, issue.Check)
	}
	d := l10n.Dismissal{
		ID: o.ID, Site: at.Translation.Site, Document: o.Document, Locale: o.Locale, Segment: o.Segment, Run: at.Translation.Run,
		Scope: o.Scope, Issue: o.Issue, Check: issue.Check, Type: issue.Type, Severity: issue.Severity, Message: issue.Comment,
		SourceHash: o.SourceHash, TargetHash: o.TargetHash, Reason: o.Reason, Words: said, By: o.By, At: s.now(),
	}
	if err := s.Dismissals.AddDismissal(ctx, d); err != nil {
		return l10n.Dismissal{}, err
	}
	return d, s.heed(ctx, at.Translation, d)
}

// Reopen takes a dismissal back: the issue stands again. It is a record of its own. id is the act's, and of that of the
// dismissal.
func (s *Service) Reopen(ctx context.Context, a About, id, of string, by l10n.UserID) error {
	if err := act(id, by); err != nil {
		return err
	}
	at, err := s.openSentence(ctx, a)
	if err != nil {
		return err
	}
	var was *l10n.Dismissal
	for _, i := range at.Target.Dismissed {
		if i.Dismissed != nil && i.Dismissed.ID == of {
			was = i.Dismissed
		}
	}
	if was == nil {
		return fmt.Errorf("segment %s has no issue that was dismissed by %q: %w", a.Segment, of, l10n.ErrConflict)
	}
	back := *was
	back.ID, back.Takes, back.Run, back.By, back.At = id, of, at.Translation.Run, by, s.now()
	if err := s.Dismissals.AddDismissal(ctx, back); err != nil {
		return err
	}
	return s.heed(ctx, at.Translation, back)
}

// openSentence loads a sentence of a translation that waits for people.
func (s *Service) openSentence(ctx context.Context, a About) (Sentence, error) {
	at, err := s.sentence(ctx, a)
	if err == nil && at.Translation.Stage != l10n.StageReview {
		err = fmt.Errorf("%w: this translation does not wait for people, it is %s", l10n.ErrRefused, at.Translation.Stage)
	}
	return at, err
}

// heed marks the issues of the translations that a dismissal is about: of its own and, where it is about a sentence, of all
// of the site that wait in the locale.
func (s *Service) heed(ctx context.Context, tr l10n.Translation, d l10n.Dismissal) error {
	about := []l10n.Translation{tr}
	if d.Scope == l10n.DismissSentence {
		waiting, err := s.Translations.Translations(ctx, l10n.TranslationFilter{Site: d.Site, Locale: d.Locale,
			Stage: l10n.StageReview, Limit: mostTranslations})
		if err != nil {
			return err
		}
		for _, w := range waiting {
			if w.TranslationKey != tr.TranslationKey {
				about = append(about, w)
			}
		}
	}
	for _, tr := range about {
		if err := s.mark(ctx, tr, d); err != nil {
			return err
		}
	}
	return nil
}

// mostTranslations is how many translations are looked at for one act or report.
const mostTranslations = 5000

// mark brings the issues of a translation's targets up to date with the dismissals in force.
func (s *Service) mark(ctx context.Context, tr l10n.Translation, d l10n.Dismissal) error {
	has := func(t l10n.Target) bool {
		return t.SourceHash == d.SourceHash && t.Text.Hash() == d.TargetHash && len(t.Issues)+len(t.Dismissed) > 0
	}
	ts, err := s.Translations.Targets(ctx, tr.TranslationKey)
	if err != nil || !slices.ContainsFunc(ts, has) {
		return err
	}
	docs := []l10n.DocumentID{tr.Document}
	for _, t := range ts { // a renamed page has words under its old address too
		for _, i := range t.Dismissed {
			if o := i.Dismissed; o != nil && o.Scope != l10n.DismissSentence && !slices.Contains(docs, o.Document) {
				docs = append(docs, o.Document)
			}
		}
	}
	inForce, err := s.Dismissals.Dismissals(ctx, d.Site, d.Locale, docs...)
	if err != nil {
		return err
	}
	_, _, err = s.Translations.UpdateTargets(ctx, tr.TranslationKey,
		func(t *l10n.Translation, ts []l10n.Target) ([]l10n.Target, error) {
			for i := range ts {
				if has(ts[i]) {
					all := ts[i].AllIssues()
					slices.SortStableFunc(all, func(a, b l10n.Issue) int { return b.Severity - a.Severity })
					ts[i].SetIssues(l10n.MarkDismissed(all, inForce, d.SourceHash, d.TargetHash))
				}
			}
			p := l10n.CountProgress(ts)
			t.Progress.Issues, t.Progress.Blocking = p.Issues, p.Blocking
			return ts, nil
		})
	return err
}
