package duty

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remind"
)

// News is something to tell about a step that waits.
type News struct {
	Kind   remind.Kind
	Step   l10n.StepName
	Round  int
	Number int // of the reminder
}

// mostTold is how many people are told of one step.
const mostTold = 50

// maxTries is how often a notice is tried, which takes about eight hours. Who can't be reached for so long is left.
const maxTries = 100

// Tell tells of a step whoever is asked, each once: a repeat sends only what could not be sent before. A step that no longer
// waits is told nobody. The error wraps [l10n.ErrUnavailable] where another try may succeed.
func (s *Service) Tell(ctx context.Context, k l10n.TranslationKey, n News) error {
	if !s.Tells() {
		return nil
	}
	tr, err := s.Translations.Translation(ctx, k)
	if err != nil {
		return err
	}
	if tr.Stage != l10n.StageReview || tr.Step != n.Step || tr.Round != n.Round {
		return nil
	}
	to, err := s.asked(ctx, tr)
	if err != nil {
		return err
	}
	about := s.waiting(tr)
	var errs []error
	for _, who := range to {
		p, _ := s.Person(who.is)
		if s.Mailer == nil || p.Mail == "" {
			continue
		}
		one := about
		if who.is != who.of && !who.is.Same(who.of) {
			one.For = who.of
		}
		notice := s.notice(tr, n, l10n.ByMail, p.ID)
		errs = append(errs, s.once(ctx, notice, func() error {
			m := s.Writer.Notice(n.Kind, remind.Reader{ID: p.ID, Locale: p.Locale, Zone: p.zone()}, one)
			m.ID = notice.ID
			return s.Mailer.Mail(ctx, p.Mail, string(p.ID), m)
		}))
	}
	if s.Hook != nil {
		ids := idsOf(to)
		notice := s.notice(tr, n, l10n.ByWebhook, l10n.UserID(joined(ids)))
		errs = append(errs, s.once(ctx, notice, func() error {
			return s.Hook.Tell(ctx, notice.ID, remind.NewEvent(n.Kind, about, ids, s.now()))
		}))
	}
	return errors.Join(errs...)
}

// notice names what is told to whom. The same has the same ID.
func (s *Service) notice(tr l10n.Translation, n News, by l10n.NoticeWay, to l10n.UserID) l10n.Notice {
	parts := []string{string(tr.Run), string(tr.Document), string(tr.Locale), string(n.Step), strconv.Itoa(n.Round), string(n.Kind),
		strconv.Itoa(n.Number), string(by), string(to)}
	for i := range parts {
		parts[i] = url.PathEscape(parts[i])
	}
	return l10n.Notice{ID: strings.Join(parts, "/"), TranslationKey: tr.TranslationKey, Run: tr.Run, Step: n.Step, Round: n.Round,
		Kind: string(n.Kind), By: by, To: to}
}

// once sends a notice unless it was sent. What was being sent when the process ended may have arrived: a mail is not sent again
// then, and a webhook is, since its receiver knows repeats by their id. It returns the errors after which another try may
// succeed.
func (s *Service) once(ctx context.Context, n l10n.Notice, send func() error) error {
	goes := false
	n, err := s.Notices.UpdateNotice(ctx, n.ID, func(was *l10n.Notice) error {
		goes = false
		tries := was.Tries
		switch {
		case was.Fate == "" || was.Fate == l10n.NoticeAgain:
			goes = true
		case was.Fate == l10n.NoticeSending && n.By == l10n.ByWebhook && tries < maxTries:
			goes = true
		case was.Fate == l10n.NoticeSending:
			was.Fate, was.Why, was.Change = l10n.NoticeUnsure, "the program ended while it was being sent", s.now().UTC()
			return nil
		default:
			return nil
		}
		*was = n
		was.Fate, was.Tries, was.Change = l10n.NoticeSending, tries+1, s.now().UTC()
		return nil
	})
	if err != nil || !goes {
		return err
	}
	failed := send()
	fate := fateOf(failed, n.Tries)
	_, err = s.Notices.UpdateNotice(context.WithoutCancel(ctx), n.ID, func(is *l10n.Notice) error {
		if is.Fate, is.Why, is.Change = fate, "", s.now().UTC(); failed != nil {
			is.Why = remind.Line(failed.Error())
		}
		return nil
	})
	if fate == l10n.NoticeAgain {
		return errors.Join(failed, err)
	}
	if failed != nil && s.Logger != nil {
		s.Logger.WarnContext(ctx, "somebody could not be told of what waits", "to", n.To, "by", n.By, "kind", n.Kind, "document", n.Document,
			"locale", n.Locale, "step", n.Step, "fate", fate, "error", failed)
	}
	return err
}

func fateOf(err error, tries int) l10n.NoticeFate {
	switch {
	case err == nil:
		return l10n.NoticeSent
	case errors.Is(err, remind.ErrUnsure):
		return l10n.NoticeUnsure
	case errors.Is(err, l10n.ErrUnavailable) && tries < maxTries:
		return l10n.NoticeAgain
	}
	return l10n.NoticeRefused
}

// askedPerson is who is asked, and in whose place.
type askedPerson struct{ is, of l10n.UserID }

// asked returns who is asked at the step that waits: its assignee, or those who may do it, or those who review its locale;
// and in the place of each who is away, their deputy.
func (s *Service) asked(ctx context.Context, tr l10n.Translation) ([]askedPerson, error) {
	r, err := s.roster(ctx)
	if err != nil {
		return nil, err
	}
	ids := []l10n.UserID{tr.Assignee}
	if tr.Assignee == "" {
		if ids, err = s.mayDo(ctx, tr); err != nil {
			return nil, err
		}
	}
	if len(ids) == 0 {
		ids = s.reviewersOf(tr.Locale)
	}
	barred := func(l10n.UserID) bool { return false }
	if s.Barred != nil {
		if barred, err = s.Barred(ctx, tr); err != nil {
			return nil, err
		}
	}
	var all []askedPerson
	for _, id := range ids {
		is := r.standIn(id, s.now())
		if !is.Same(id) && barred(is) {
			is = id
		}
		if len(all) < mostTold && !slices.ContainsFunc(all, func(a askedPerson) bool { return a.is.Same(is) }) {
			all = append(all, askedPerson{is, id})
		}
	}
	return all, nil
}

// mayDo are those whom the plan names for the step that waits, and whom the house has asked besides.
func (s *Service) mayDo(ctx context.Context, tr l10n.Translation) ([]l10n.UserID, error) {
	if tr.Plan == "" {
		return nil, nil
	}
	p, err := blob.GetJSON[l10n.Plan](ctx, s.Blobs, tr.Plan)
	if err != nil {
		return nil, fmt.Errorf("the plan of %s: %w", tr.Document, err)
	}
	for _, step := range p.StepsFor(tr.Locale) {
		if step.Name == tr.Step && len(step.Who) > 0 {
			return append(slices.Clip(step.Who), tr.Deputies...), nil
		}
	}
	return nil, nil
}

// reviewersOf are those who are told of a locale's steps where nobody in particular is asked.
func (s *Service) reviewersOf(l l10n.Locale) (ids []l10n.UserID) {
	for _, p := range s.People {
		if slices.Contains(p.Reviews, l) {
			ids = append(ids, p.ID)
		}
	}
	return ids
}

// waiting is what is said of a translation that waits.
func (s *Service) waiting(tr l10n.Translation) remind.Waiting {
	w := remind.Waiting{TranslationKey: tr.TranslationKey, Run: tr.Run, Site: tr.Site, Title: tr.Title, URL: tr.URL, Step: tr.Step, Round: tr.Round,
		Assignee: tr.Assignee, Before: tr.AskedBefore, Since: tr.WaitsSince, Due: tr.Due}
	if s.Desk != "" {
		w.Link = strings.TrimSuffix(s.Desk, "/") + "/t/" + url.PathEscape(string(tr.Document)) + "/" + url.PathEscape(string(tr.Locale))
	}
	return w
}

func idsOf(all []askedPerson) (ids []l10n.UserID) {
	for _, a := range all {
		ids = append(ids, a.is)
	}
	return ids
}

// joined puts names in a row, for a record.
func joined(ids []l10n.UserID) string {
	parts := make([]string, len(ids))
	for i, id := range ids {
		parts[i] = string(id)
	}
	return strings.Join(parts, ", ")
}
