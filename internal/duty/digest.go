package duty

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remind"
)

// digestPage and mostInDigest bound how many records a digest looks at.
const (
	digestPage   = 200
	mostInDigest = 2000
)

// Waiting returns what waits for a person, the first due first: what they are asked in particular, and what anybody may do of
// whom they are one. Of who is away nothing waits: it waits for their deputies.
func (s *Service) Waiting(ctx context.Context, id l10n.UserID) ([]remind.Waiting, error) {
	r, err := s.roster(ctx)
	if err != nil {
		return nil, err
	}
	p, _ := s.Person(id)
	if !r.standIn(p.ID, s.now()).Same(p.ID) {
		return nil, nil
	}
	var all []remind.Waiting
	for from := 0; from < mostInDigest; from += digestPage {
		trs, err := s.Translations.Translations(ctx, l10n.TranslationFilter{Stage: l10n.StageReview, Waiting: true, Limit: digestPage, Offset: from})
		if err != nil {
			return nil, err
		}
		for _, tr := range trs {
			to, err := s.asked(ctx, tr)
			if err != nil {
				return nil, err
			}
			i := slices.IndexFunc(to, func(a askedPerson) bool { return a.is.Same(p.ID) })
			if i < 0 || tr.StepKind != "" && tr.StepKind != l10n.StepPerson {
				continue
			}
			w := s.waiting(tr)
			if !to[i].of.Same(p.ID) {
				w.For = to[i].of
			}
			all = append(all, w)
		}
		if len(trs) < digestPage {
			break
		}
	}
	return remind.ByDue(all), nil
}

// WriteDigest writes a person's digest as it is now. There is none when nothing waits.
func (s *Service) WriteDigest(ctx context.Context, id l10n.UserID) (m remind.Message, waiting int, err error) {
	all, err := s.Waiting(ctx, id)
	if err != nil || len(all) == 0 {
		return m, 0, err
	}
	p, _ := s.Person(id)
	queue := ""
	if s.Desk != "" {
		queue = strings.TrimSuffix(s.Desk, "/") + "/"
	}
	return s.Writer.Digest(remind.Reader{ID: p.ID, Locale: p.Locale, Zone: p.zone()}, all, queue, s.now()), len(all), nil
}

// SendDigest sends a person's digest, once for each name of an occasion: a day, mostly. It returns how much waits; of nothing,
// nothing is sent.
func (s *Service) SendDigest(ctx context.Context, id l10n.UserID, occasion string) (int, error) {
	p, known := s.Person(id)
	if !known || p.Mail == "" || s.Mailer == nil {
		return 0, fmt.Errorf("%w: %s has no mail address, or no mail is sent here: see people and notify in dragoman.yaml", l10n.ErrRefused, id)
	}
	m, waiting, err := s.WriteDigest(ctx, id)
	if err != nil || waiting == 0 {
		return 0, err
	}
	n := l10n.Notice{ID: "digest/" + string(p.ID) + "/" + occasion, Kind: string(remind.Digest), By: l10n.ByMail, To: p.ID}
	m.ID = n.ID
	return waiting, s.once(ctx, n, func() error { return s.Mailer.Mail(ctx, p.Mail, string(p.ID), m) })
}
