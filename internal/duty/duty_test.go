package duty

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/calendar"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remind"
)

var news = News{Kind: remind.Waits, Step: "review", Round: 1}

// TestWhoIsTold holds who is told of a step: its assignee, or those who may do it, or those who review its locale; and for who
// is away, the deputy.
func TestWhoIsTold(t *testing.T) {
	for name, c := range map[string]struct {
		assignee l10n.UserID
		who      []l10n.UserID
		away     map[l10n.UserID]l10n.UserID
		want     []string
	}{
		"the assignee":               {assignee: "ANA", who: []l10n.UserID{"ben"}, want: []string{"ana@a.test"}},
		"those who may":              {who: []l10n.UserID{"ben", "carl"}, want: []string{"ben@a.test", "carl@a.test"}},
		"those who review":           {want: []string{"ana@a.test", "ben@a.test"}},
		"without an address":         {assignee: "dora"},
		"a stranger":                 {assignee: "eve"},
		"a deputy":                   {assignee: "ana", away: map[l10n.UserID]l10n.UserID{"ana": "ben"}, want: []string{"ben@a.test"}},
		"a deputy's deputy":          {assignee: "ana", away: map[l10n.UserID]l10n.UserID{"ana": "ben", "Ben": "carl"}, want: []string{"carl@a.test"}},
		"a circle":                   {assignee: "ana", away: map[l10n.UserID]l10n.UserID{"ana": "ben", "ben": "carl", "carl": "ana"}, want: []string{"ana@a.test"}},
		"two who have one deputy":    {who: []l10n.UserID{"ana", "carl"}, away: map[l10n.UserID]l10n.UserID{"ana": "ben", "carl": "ben"}, want: []string{"ben@a.test"}},
		"a deputy who is asked also": {who: []l10n.UserID{"ana", "ben"}, away: map[l10n.UserID]l10n.UserID{"ana": "ben"}, want: []string{"ben@a.test"}},
	} {
		o := newOffice(t)
		for user, deputy := range c.away {
			o.said = append(o.said, l10n.Absence{ID: string(user), User: user, Days: "2026-12-20/2027-01-06", Deputy: deputy})
		}
		o.waits(key, c.assignee, c.who...)
		if err := o.Tell(context.Background(), key, news); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(c.want, o.addresses()); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if len(o.events) != 1 {
			t.Errorf("%s: the program is told %d times", name, len(o.events))
		}
	}
}

// TestTheSameEyesAreNotTold holds that a deputy who may not do the step is not told of it.
func TestTheSameEyesAreNotTold(t *testing.T) {
	o := newOffice(t)
	o.Barred = func(context.Context, l10n.Translation) (func(l10n.UserID) bool, error) {
		return func(id l10n.UserID) bool { return id == "ben" }, nil
	}
	o.said = []l10n.Absence{{ID: "1", User: "ana", Days: "2026-12-21", Deputy: "ben"}}
	o.waits(key, "ana")
	if err := o.Tell(context.Background(), key, news); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"ana@a.test"}, o.addresses()); diff != "" {
		t.Error(diff)
	}
	if all, err := o.Waiting(context.Background(), "ben"); err != nil || len(all) != 0 {
		t.Errorf("%+v wait for ben, %v", all, err)
	}
}

func TestNextLook(t *testing.T) {
	o := newOffice(t)
	if at, err := o.NextLook(context.Background(), "es"); err != nil || !at.Equal(time.Date(2026, 12, 22, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("%s, %v", at, err)
	}
	o.People = o.People[:0]
	if at, err := o.NextLook(context.Background(), "es"); err != nil || !at.IsZero() {
		t.Errorf("without deputies: %s, %v", at, err)
	}
}

// TestEachIsToldOnce holds that repeats send what could not be sent, and nothing else.
func TestEachIsToldOnce(t *testing.T) {
	o := newOffice(t)
	o.waits(key, "", "ana", "ben", "carl")
	o.mailErr = func(to string) error {
		switch to {
		case "ben@a.test":
			return unavailable(to)
		case "carl@a.test":
			return errors.New("550: no such person")
		}
		return nil
	}
	o.eventErr = unavailable("")
	if err := o.Tell(context.Background(), key, news); !errors.Is(err, l10n.ErrUnavailable) || strings.Contains(err.Error(), "550") {
		t.Errorf("another try is said to be worth: %v", err)
	}
	o.mailErr, o.eventErr = nil, nil
	for range 3 {
		if err := o.Tell(context.Background(), key, news); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff([]string{"ana@a.test", "ben@a.test"}, o.addresses()); diff != "" {
		t.Error(diff)
	}
	if len(o.events) != 2 || o.events[0].id != o.events[1].id {
		t.Errorf("the program is told %+v", o.events)
	}
	if diff := cmp.Diff(map[l10n.NoticeFate]int{l10n.NoticeSent: 3, l10n.NoticeRefused: 1}, o.fates()); diff != "" {
		t.Error(diff)
	}
	// Another reminder, and another round, is another notice.
	more := []News{{Kind: remind.Reminder, Step: "review", Round: 1, Number: 1}, {Kind: remind.Reminder, Step: "review", Round: 1, Number: 2}}
	for _, n := range more {
		if err := o.Tell(context.Background(), key, n); err != nil {
			t.Fatal(err)
		}
	}
	if len(o.mails) != 2+2*3 {
		t.Errorf("%d mails are sent", len(o.mails))
	}
	ids := map[string]bool{}
	for _, m := range o.mails {
		ids[m.m.ID] = true
	}
	if len(ids) != len(o.mails) {
		t.Error("two mails have one id")
	}
	if s := o.mails[0].m.Subject; strings.ContainsAny(s, "\r\n") || !strings.Contains(s, "A <b>page</b> Bcc: x@a.test") {
		t.Errorf("the subject is %q", s)
	}
}

// TestWhatMayHaveArrived holds that a mail that was being sent when the program ended is not sent again, and a webhook is.
func TestWhatMayHaveArrived(t *testing.T) {
	o := newOffice(t)
	o.waits(key, "ana")
	if err := o.Tell(context.Background(), key, news); err != nil {
		t.Fatal(err)
	}
	for id, n := range o.notices {
		n.Fate = l10n.NoticeSending
		o.notices[id] = n
	}
	o.mails, o.events = nil, nil
	if err := o.Tell(context.Background(), key, news); err != nil {
		t.Fatal(err)
	}
	if len(o.mails) != 0 || len(o.events) != 1 {
		t.Errorf("%d mails and %d events are sent again", len(o.mails), len(o.events))
	}
	if diff := cmp.Diff(map[l10n.NoticeFate]int{l10n.NoticeSent: 1, l10n.NoticeUnsure: 1}, o.fates()); diff != "" {
		t.Error(diff)
	}
	o = newOffice(t)
	o.waits(key, "ana")
	o.mailErr = func(string) error { return fmt.Errorf("no answer: %w", remind.ErrUnsure) }
	for range 2 {
		if err := o.Tell(context.Background(), key, news); err != nil {
			t.Errorf("another try is said to be worth: %v", err)
		}
	}
	if o.fates()[l10n.NoticeUnsure] != 1 {
		t.Errorf("%v", o.fates())
	}
}

// TestNoticesEnd holds that what can't be sent for very long is left.
func TestNoticesEnd(t *testing.T) {
	o := newOffice(t)
	o.Hook = nil
	o.waits(key, "ana")
	o.mailErr = unavailable
	tries := 1
	for ; o.Tell(context.Background(), key, news) != nil; tries++ {
		if tries > 1000 {
			t.Fatal("it is tried for ever")
		}
	}
	if tries != maxTries || o.fates()[l10n.NoticeRefused] != 1 {
		t.Errorf("%d tries, %v", tries, o.fates())
	}
}

// TestNothingIsToldOfWhatNoLongerWaits holds that a notice that comes late says nothing untrue.
func TestNothingIsToldOfWhatNoLongerWaits(t *testing.T) {
	for name, change := range map[string]func(*l10n.Translation){
		"another step":  func(tr *l10n.Translation) { tr.Step = "sign-off" },
		"another round": func(tr *l10n.Translation) { tr.Round = 2 },
		"approved":      func(tr *l10n.Translation) { tr.Step, tr.Stage = "", l10n.StageApproved },
		"cancelled":     func(tr *l10n.Translation) { tr.Stage = l10n.StageCancelled },
	} {
		o := newOffice(t)
		change(o.waits(key, "ana"))
		if err := o.Tell(context.Background(), key, news); err != nil || len(o.mails)+len(o.events)+len(o.notices) > 0 {
			t.Errorf("%s: %v, %d mails", name, err, len(o.mails))
		}
	}
}

func TestAbsences(t *testing.T) {
	o := newOffice(t)
	o.People[0].Away = []calendar.Period{period(t, "2026-12-21")}
	day := func(d int) time.Time { return time.Date(2026, 12, d, 12, 0, 0, 0, time.UTC) }
	say := func(a l10n.Absence, at int) {
		t.Helper()
		a.ID, a.At = fmt.Sprint(len(o.said)), day(at)
		if err := o.Service.RecordAbsence(context.Background(), a); err != nil {
			t.Fatal(err)
		}
	}
	check := func(when string, want map[int]l10n.UserID) {
		t.Helper()
		for d, deputy := range want {
			o.clock = day(d)
			if got, err := o.StandIn(context.Background(), "Ana"); err != nil || got != deputy {
				t.Errorf("%s, on the %dth: %s, %v, want %s", when, d, got, err, deputy)
			}
		}
	}
	check("by configuration", map[int]l10n.UserID{20: "Ana", 21: "ben", 22: "Ana"})
	say(l10n.Absence{User: "ana", Days: "2026-12-21/2026-12-23", Deputy: "carl"}, 20)
	say(l10n.Absence{User: "ana", Days: "2026-12-23/2026-12-24"}, 20)
	check("by word", map[int]l10n.UserID{21: "carl", 22: "carl", 23: "ben", 24: "ben", 25: "Ana"})
	o.clock = day(21)
	if all, err := o.AwayNow(context.Background()); err != nil || len(all) != 3 || !all[0].Now || all[2].Now {
		t.Errorf("away are %+v, %v", all, err)
	}
	say(l10n.Absence{User: "ANA"}, 21)
	check("back", map[int]l10n.UserID{21: "Ana", 23: "Ana"})
	say(l10n.Absence{User: "ana", Days: "2026-12-28"}, 21)
	check("away again", map[int]l10n.UserID{21: "Ana", 28: "ben", 29: "Ana"})
	for _, bad := range []l10n.Absence{{Days: "2026-12-28", Deputy: "ben"}, {User: "ana", Days: "soon"}, {User: "eve", Days: "2026-12-28"},
		{User: "ana", Days: "2026-12-28", Deputy: "ANA"}} {
		if err := o.Service.RecordAbsence(context.Background(), bad); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

func TestEscalate(t *testing.T) {
	for name, c := range map[string]struct {
		named []l10n.UserID
		asked l10n.UserID
		but   []l10n.UserID
		away  l10n.UserID
		want  l10n.UserID
	}{
		"the first":                      {named: []l10n.UserID{"carl", "ben"}, asked: "ana", want: "carl"},
		"the second":                     {named: []l10n.UserID{"carl", "ben"}, asked: "ana", but: []l10n.UserID{"carl"}, want: "ben"},
		"the deputy of the first":        {named: []l10n.UserID{"carl", "ben"}, asked: "dora", away: "carl", want: "ana"},
		"no deputy who was asked":        {named: []l10n.UserID{"carl", "ben"}, asked: "ana", away: "carl", want: "ben"},
		"not who was asked":              {named: []l10n.UserID{"ana"}, asked: "Ana"},
		"the deputy of who was asked":    {asked: "ana", want: "ben"},
		"no deputy who has approved":     {asked: "ana", but: []l10n.UserID{"ben"}},
		"nobody was asked or is named":   {},
		"nobody was asked, one is named": {named: []l10n.UserID{"ben"}, want: "ben"},
	} {
		o := newOffice(t)
		if c.away != "" {
			p, _ := o.Person(c.away)
			o.said = []l10n.Absence{{ID: "1", User: c.away, Days: "2026-12-21", Deputy: p.Deputy}}
		}
		got, err := o.Service.Escalate(context.Background(), c.named, c.asked, func(id l10n.UserID) bool { return slices.Contains(c.but, id) })
		if err != nil || got != c.want {
			t.Errorf("%s: %q, %v, want %q", name, got, err, c.want)
		}
	}
}

func TestMoments(t *testing.T) {
	paris, mistakes := calendar.New(calendar.Spec{Zone: "Europe/Paris", Days: []string{"mon", "tue", "wed", "thu", "fri"}, Hours: "09:00-18:00"})
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	at := func(s string) time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	o := newOffice(t)
	o.CalendarOf = func(l l10n.Locale) *calendar.Calendar {
		if l == "fr" {
			return paris
		}
		return nil
	}
	for _, c := range []struct {
		locale              l10n.Locale
		since, now          string
		every, deadline     time.Duration
		wantRemind, wantDue string
	}{
		{"es", "2026-12-18T16:00:00Z", "2026-12-18T16:00:00Z", 24 * time.Hour, 30 * time.Hour, "2026-12-19T16:00:00Z", "2026-12-19T22:00:00Z"},
		{"es", "2026-12-18T16:00:00Z", "2026-12-19T16:00:00Z", 24 * time.Hour, 0, "2026-12-20T16:00:00Z", ""},
		{"es", "2026-12-18T16:00:00Z", "2026-12-25T17:00:00Z", 24 * time.Hour, 0, "2026-12-26T16:00:00Z", ""}, // one after a long night, not seven
		{"fr", "2026-12-18T16:00:00Z", "2026-12-18T16:00:00Z", 2 * time.Hour, 9 * time.Hour, "2026-12-21T09:00:00Z", "2026-12-21T16:00:00Z"},
		{"fr", "2026-12-18T16:00:00Z", "2026-12-18T16:00:00Z", time.Hour, time.Hour, "2026-12-21T08:00:00Z", "2026-12-18T17:00:00Z"}, // due as they leave; reminded when they come
		{"fr", "2026-12-18T16:00:00Z", "2026-12-21T08:00:00Z", time.Hour, 0, "2026-12-21T09:00:00Z", ""},
		{"fr", "2026-12-18T16:00:00Z", "2026-12-21T08:00:00Z", 0, 0, "", ""},
	} {
		o.clock = at(c.now)
		show := func(v time.Time) string {
			if v.IsZero() {
				return ""
			}
			return v.UTC().Format(time.RFC3339)
		}
		if got := show(o.NextReminder(c.locale, at(c.since), c.every)); got != c.wantRemind {
			t.Errorf("%+v: reminded at %s", c, got)
		}
		if got := show(o.Due(c.locale, at(c.since), c.deadline)); got != c.wantDue {
			t.Errorf("%+v: due at %s", c, got)
		}
	}
	if o.Zone("fr").String() != "Europe/Paris" || o.Zone("es") != time.UTC {
		t.Error("the zones are not the calendars'")
	}
}

func TestDigest(t *testing.T) {
	o := newOffice(t)
	for i := range 450 { // more than a page of records
		k := l10n.TranslationKey{Document: l10n.DocumentID(fmt.Sprint("doc", i)), Locale: "es"}
		switch i % 5 {
		case 0:
			o.waits(k, "ana").Due = o.clock.Add(time.Duration(i-100) * time.Hour)
		case 1:
			o.waits(k, "carl")
		case 2:
			o.waits(k, "", "ben")
		case 3:
			o.waits(k, "ana").StepKind = l10n.StepModel
		case 4:
			k.Locale = "ru"
			o.waits(k, "")
		}
	}
	all, err := o.Waiting(context.Background(), "ana")
	if err != nil || len(all) != 90 || !slices.IsSortedFunc(all, func(a, b remind.Waiting) int { return a.Due.Compare(b.Due) }) {
		t.Fatalf("%d wait for ana, %v", len(all), err)
	}
	n, err := o.SendDigest(context.Background(), "Ana", "2026-12-21")
	if err != nil || n != 90 || len(o.mails) != 1 || o.mails[0].to != "ana@a.test" || o.mails[0].m.Subject != "Tiene 90 traducciones pendientes" {
		t.Fatalf("%d, %v, %+v", n, err, o.addresses())
	}
	if text := o.mails[0].m.Text; !strings.Contains(text, "https://desk.test/t/doc0/es\n") || !strings.Contains(text, "vencido") {
		t.Error(text)
	}
	if _, err := o.SendDigest(context.Background(), "ana", "2026-12-21"); err != nil || len(o.mails) != 1 {
		t.Errorf("a repeat is sent: %v", err)
	}
	if _, err := o.SendDigest(context.Background(), "ana", "2026-12-22"); err != nil || len(o.mails) != 2 {
		t.Errorf("the next day's is not sent: %v", err)
	}
	// Of who is away nothing waits, and their deputy has it.
	o.said = []l10n.Absence{{ID: "1", User: "carl", Days: "2026-12-21", Deputy: "ben"}}
	for id, want := range map[l10n.UserID]int{"carl": 0, "ben": 180} {
		if all, err := o.Waiting(context.Background(), id); err != nil || len(all) != want {
			t.Errorf("%d wait for %s, %v", len(all), id, err)
		}
	}
	o.trs = nil
	if n, err := o.SendDigest(context.Background(), "ana", "2026-12-23"); err != nil || n != 0 || len(o.mails) != 2 {
		t.Errorf("where nothing waits something is sent: %d, %v", n, err)
	}
	for _, id := range []l10n.UserID{"dora", "eve"} {
		if _, err := o.SendDigest(context.Background(), id, "x"); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%s: %v", id, err)
		}
	}
}
