package e2e_test

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/http/httptest"
	netmail "net/mail"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"
	enums "go.temporal.io/api/enums/v1"
	sdk "go.temporal.io/sdk/client"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/duty"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/notify"
	"github.com/dragoman-l10n/dragoman/internal/remind"
	"github.com/dragoman-l10n/dragoman/workflows"
)

// postOffice is a mail server and a program with a webhook, which keep what they are given.
type postOffice struct {
	sync.Mutex
	t      *testing.T
	mails  []string // who, and the subject
	events []string // the type, and to whom; a refused one has an exclamation mark
	ids    []string // of the events
}

func (o *postOffice) Mail(string, *smtp.MailOptions) error { return nil }
func (o *postOffice) Reset()                               {}
func (o *postOffice) Logout() error                        { return nil }
func (o *postOffice) Rcpt(string, *smtp.RcptOptions) error { return nil }

func (o *postOffice) Data(r io.Reader) error {
	m, err := netmail.ReadMessage(r)
	if err != nil {
		return err
	}
	subject, err := new(mime.WordDecoder).DecodeHeader(m.Header.Get("Subject"))
	if err != nil {
		return err
	}
	to, err := m.Header.AddressList("To")
	if err != nil {
		return err
	}
	o.Lock()
	defer o.Unlock()
	o.mails = append(o.mails, to[0].Address+" "+subject)
	return nil
}

// ServeHTTP verifies the signature, and is out of order at first.
func (o *postOffice) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		o.t.Error(err)
	}
	verifier, err := standardwebhooks.NewWebhook(hookSecret)
	if err == nil {
		err = verifier.Verify(body, r.Header)
	}
	var e remind.Event
	if err != nil || json.Unmarshal(body, &e) != nil {
		o.t.Errorf("%s: %v", body, err)
	}
	o.Lock()
	defer o.Unlock()
	said := fmt.Sprintf("%s %v", e.Type, e.Data.To)
	if len(o.events) == 0 {
		w.WriteHeader(http.StatusInternalServerError)
		said += "!"
	}
	o.events, o.ids = append(o.events, said), append(o.ids, r.Header.Get("webhook-id"))
}

func (o *postOffice) got(what string) bool {
	o.Lock()
	defer o.Unlock()
	return slices.ContainsFunc(append(slices.Clip(o.mails), o.events...), func(s string) bool { return strings.HasPrefix(s, what) })
}

const hookSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" //nolint:gosec // of a test

// newPostOffice starts both and has a house use them.
func (h *house) newPostOffice(t *testing.T) *postOffice {
	o := &postOffice{t: t}
	s := smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return o, nil }))
	l, err := net.Listen("tcp", "127.0.0.1:0")
	h.must(err)
	go func() { _ = s.Serve(l) }()
	t.Cleanup(func() { _ = s.Close() })
	web := httptest.NewServer(o)
	t.Cleanup(web.Close)
	d := h.app.Duty
	d.Mailer, err = notify.NewMail(notify.MailOptions{Host: "127.0.0.1", Port: l.Addr().(*net.TCPAddr).Port, From: "desk@news.test", Security: notify.Plain})
	h.must(err)
	d.Hook, err = notify.NewWebhook(web.URL, hookSecret)
	h.must(err)
	d.People = []duty.Person{
		{ID: "ana", Mail: "ana@a.test", Locale: "es"}, {ID: "ben", Mail: "ben@a.test", Locale: "fr"}, {ID: "chief", Mail: "chief@a.test", Deputy: "ana"},
	}
	return o
}

// TestReviewsReachPeople follows a review whose people are told, reminded, late and away, on a real server.
func TestReviewsReachPeople(t *testing.T) {
	h := newHouse(t, map[string]string{"page.html": `<!doctype html><html lang="en"><head><title>A statement</title></head><body><main>
		<h1>A statement</h1><p>The delegates met near the river.</p></main></body></html>`})
	o := h.newPostOffice(t)
	h.must(h.client.SetAway(t.Context(), client.Absence{User: "chief", By: "chief", Deputy: "ana", Days: time.Now().UTC().Format(time.DateOnly)}))
	p := h.plan([]string{"page.html"}, "es")
	p.RemindAfter, p.FourEyes, p.Unconfirmed = 3*time.Second, true, l10n.UnconfirmedPublish
	p.Review = []l10n.ReviewStep{
		{Name: "translate", Kind: l10n.StepPerson, Who: []l10n.UserID{"ana"}},
		{Name: "sign-off", Kind: l10n.StepPerson, Who: []l10n.UserID{"chief"}, Deadline: 4 * time.Second, Escalate: []l10n.UserID{"chief", "ana", "ben"}},
	}
	p.Steps = l10n.Deciding(p.Review)
	run, k := h.start(p), h.key("page.html", "es")

	h.until("ana is told", func() bool { return o.got("ana@a.test Tiene una traducción pendiente: A statement") })
	h.until("ana is reminded", func() bool { return o.got("ana@a.test Sigue teniendo una traducción pendiente: A statement") })
	h.until("the program is told in spite of its bad day", func() bool { return o.got("review.waits [ana]") && o.got("review.reminder [ana]") })
	h.must(h.decide(k, l10n.Decision{Kind: l10n.Approve, Step: "translate", By: "ana"}))
	h.until("ben is asked", func() bool { return o.got("ben@a.test Une traduction a dépassé son échéance") })
	tr, err := h.store.Translation(t.Context(), k)
	h.must(err)
	if tr.Assignee != "ben" || !tr.Late || tr.Escalated != "ben" {
		t.Errorf("%+v", tr)
	}
	for reader, want := range map[l10n.UserID]int{"ben": 1, "ana": 0, "chief": 0} {
		if n, err := h.client.SendDigest(t.Context(), reader); err != nil || n != want || o.got(string(reader)+"@a.test 1 traduction vous attend") != (want > 0) {
			t.Errorf("%d wait for %s, %v", n, reader, err)
		}
	}
	h.must(h.decide(k, l10n.Decision{Kind: l10n.Approve, Step: "sign-off", By: "ben"}))
	if r := h.ended(run); r.Status != l10n.RunCompleted {
		t.Errorf("the run ends %s", r.Status)
	}
	h.toldOnce(o)
	h.timersSay(k, "reminder of step translate: ", "deadline of step sign-off: ")
	h.digestSchedules()
}

// toldOnce holds that nobody was told the same twice, and the program only what it had refused, with the same id.
func (h *house) toldOnce(o *postOffice) {
	o.Lock()
	defer o.Unlock()
	told := map[string]int{}
	for _, m := range o.mails {
		if !strings.Contains(m, "Sigue") && !strings.Contains(m, "toujours") { // reminders are several
			told[m]++
		}
	}
	for m, n := range told {
		if n != 1 {
			h.t.Errorf("%q is sent %d times", m, n)
		}
	}
	refused := 0
	for i, e := range o.events {
		if slices.Contains(o.ids[:i], o.ids[i]) {
			refused++
		}
		if strings.HasPrefix(e, "review.escalated") && e != "review.escalated [ben]" {
			h.t.Errorf("the program is told %s", e)
		}
	}
	if refused != 1 {
		h.t.Errorf("the program is told %v, and %d of it again", o.events, refused)
	}
}

// timersSay holds that an operator sees in the history of a review what each timer is for, and when.
func (h *house) timersSay(k l10n.TranslationKey, want ...string) {
	var got []string
	for it := h.sdk.GetWorkflowHistory(h.t.Context(), workflows.ReviewWorkflowID(k), "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT); it.HasNext(); {
		e, err := it.Next()
		h.must(err)
		if e.GetTimerStartedEventAttributes() != nil {
			got = append(got, string(e.GetUserMetadata().GetSummary().GetData()))
		}
	}
	for _, w := range want {
		if !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, w) && strings.Contains(s, "(UTC)") }) {
			h.t.Errorf("no timer says %q: %q", w, got)
		}
	}
}

// digestSchedules holds that there is a schedule for each digest, at the hour of the reader's zone, and none for others.
func (h *house) digestSchedules() {
	h.must(h.client.SetDigests(h.t.Context(), []client.Digest{{Reader: "ana", Minutes: 8*60 + 30, Zone: "Europe/Madrid"}, {Reader: "ben", Minutes: 0}}))
	for range 2 { // setting it again changes it
		h.must(h.client.SetDigests(h.t.Context(), []client.Digest{{Reader: "ana", Minutes: 9 * 60, Zone: "Asia/Kathmandu"}, {Reader: "ben", Minutes: 0}}))
	}
	d, err := h.sdk.ScheduleClient().GetHandle(h.t.Context(), workflows.DigestID(queue, "ana")).Describe(h.t.Context())
	h.must(err)
	if len(d.Info.NextActionTimes) == 0 || d.Info.NextActionTimes[0].UTC().Format("15:04") != "03:15" {
		h.t.Errorf("ana's digest is sent at %v", d.Info.NextActionTimes)
	}
	h.until("ben's digest is no more", func() bool { // the server lists schedules a moment later
		h.must(h.client.SetDigests(h.t.Context(), []client.Digest{{Reader: "ana", Minutes: 9 * 60}}))
		list, err := h.sdk.ScheduleClient().List(h.t.Context(), sdk.ScheduleListOptions{})
		h.must(err)
		var ids []string
		for list.HasNext() {
			s, err := list.Next()
			h.must(err)
			ids = append(ids, s.ID)
		}
		return slices.Equal(ids, []string{workflows.DigestID(queue, "ana")})
	})
}
