package duty

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/calendar"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remind"
	"github.com/dragoman-l10n/dragoman/locales"
)

// office is a service with its records in memory, and the mails and events that it has sent.
type office struct {
	*Service
	t        *testing.T
	clock    time.Time
	trs      []l10n.Translation
	said     []l10n.Absence
	notices  map[string]l10n.Notice
	blobs    map[l10n.Ref][]byte
	mails    []mail
	events   []event
	mailErr  func(to string) error
	eventErr error
}

type mail struct {
	to string
	m  remind.Message
}

type event struct {
	id string
	e  remind.Event
}

func newOffice(t *testing.T) *office {
	b, err := locales.Bundle()
	if err != nil {
		t.Fatal(err)
	}
	o := &office{t: t, clock: time.Date(2026, 12, 21, 10, 0, 0, 0, time.UTC), notices: map[string]l10n.Notice{}, blobs: map[l10n.Ref][]byte{}}
	o.Service = &Service{
		People: []Person{
			{ID: "ana", Mail: "ana@a.test", Locale: "es", Reviews: []l10n.Locale{"es"}, Deputy: "ben"},
			{ID: "ben", Mail: "ben@a.test", Locale: "en", Reviews: []l10n.Locale{"es", "fr"}, Deputy: "carl"},
			{ID: "carl", Mail: "carl@a.test", Deputy: "ana"},
			{ID: "dora", Deputy: "ana"},
		},
		CalendarOf: func(l10n.Locale) *calendar.Calendar { return nil }, Translations: records{o}, Absences: records{o}, Notices: o, Blobs: o,
		Writer: remind.NewWriter(b), Mailer: o, Hook: hook{o}, Desk: "https://desk.test/", Now: func() time.Time { return o.clock },
	}
	return o
}

var key = l10n.TranslationKey{Document: "doc", Locale: "es"}

// waits adds a translation that waits.
func (o *office) waits(k l10n.TranslationKey, assignee l10n.UserID, who ...l10n.UserID) *l10n.Translation {
	p := l10n.Plan{Review: []l10n.ReviewStep{{Name: "review", Kind: l10n.StepPerson, Who: who}}}
	ref, err := blob.PutJSON(context.Background(), o, p)
	if err != nil {
		o.t.Fatal(err)
	}
	o.trs = append(o.trs, l10n.Translation{TranslationKey: k, Run: "r1", Title: "A <b>page</b>\r\nBcc: x@a.test", Stage: l10n.StageReview, Step: "review", Round: 1,
		Assignee: assignee, Plan: ref, WaitsSince: o.clock.Add(-time.Hour)})
	return &o.trs[len(o.trs)-1]
}

func (o *office) Put(_ context.Context, b []byte) (l10n.Ref, error) {
	ref := l10n.NewRef(b)
	o.blobs[ref] = b
	return ref, nil
}

func (o *office) Get(_ context.Context, ref l10n.Ref) ([]byte, error) {
	if b, ok := o.blobs[ref]; ok {
		return b, nil
	}
	return nil, l10n.ErrNotFound
}

// records are the office's, under the names that the service wants, some of which are fields of it too.
type records struct{ *office }

func (r records) Translation(_ context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	i := slices.IndexFunc(r.trs, func(t l10n.Translation) bool { return t.TranslationKey == k })
	if i < 0 {
		return l10n.Translation{}, l10n.ErrNotFound
	}
	return r.trs[i], nil
}

func (r records) Translations(_ context.Context, f l10n.TranslationFilter) ([]l10n.Translation, error) {
	from := min(f.Offset, len(r.trs))
	return r.trs[from:min(from+f.Limit, len(r.trs))], nil
}

func (r records) Absences(context.Context) ([]l10n.Absence, error) { return r.said, nil }

func (r records) RecordAbsence(_ context.Context, a l10n.Absence) error {
	r.said = append(r.said, a)
	return nil
}

func (o *office) UpdateNotice(_ context.Context, id string, change func(*l10n.Notice) error) (l10n.Notice, error) {
	n := o.notices[id]
	n.ID = id
	if err := change(&n); err != nil {
		return n, err
	}
	o.notices[id] = n
	return n, nil
}

func (o *office) Mail(_ context.Context, address, _ string, m remind.Message) error {
	if o.mailErr != nil {
		if err := o.mailErr(address); err != nil {
			return err
		}
	}
	o.mails = append(o.mails, mail{address, m})
	return nil
}

func (o *office) tell(id string, e remind.Event) error {
	o.events = append(o.events, event{id, e})
	return o.eventErr
}

// hook is the office's program.
type hook struct{ *office }

func (h hook) Tell(_ context.Context, id string, e remind.Event) error { return h.tell(id, e) }

func (o *office) addresses() (all []string) {
	for _, m := range o.mails {
		all = append(all, m.to)
	}
	return all
}

func (o *office) fates() map[l10n.NoticeFate]int {
	all := map[l10n.NoticeFate]int{}
	for _, n := range o.notices {
		all[n.Fate]++
	}
	return all
}

func period(t *testing.T, s string) calendar.Period {
	p, err := calendar.ParsePeriod(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func unavailable(string) error { return fmt.Errorf("down: %w", l10n.ErrUnavailable) }
