package notify

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remind"
)

const (
	oldSecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	newSecret = "bmV3IHNlY3JldCBvZiAzMiBieXRlcyEhISEhISEhISE="
)

var event = remind.NewEvent(remind.Late, remind.Waiting{TranslationKey: l10n.TranslationKey{Document: "d", Locale: "es"}, Title: "A <b>"}, []l10n.UserID{"ana"}, time.Now())

// TestWebhook holds that the signature is what the library of the standard verifies, by the old secret and the new one.
func TestWebhook(t *testing.T) {
	var ids []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			t.Error(err)
		}
		for _, secret := range []string{oldSecret, newSecret} {
			v, err := standardwebhooks.NewWebhook(secret)
			if err != nil {
				t.Error(err)
				continue
			}
			if err := v.Verify(body, r.Header); err != nil {
				t.Errorf("by %s: %v", secret, err)
			}
			if v.Verify(append(body, ' '), r.Header) == nil {
				t.Error("the signature is of another body too")
			}
		}
		var e remind.Event
		if err := json.Unmarshal(body, &e); err != nil || e.Type != "review.late" || e.Data.Document != "d" || e.Data.Title != "A <b>" {
			t.Errorf("%s: %v", body, err)
		}
		ids = append(ids, r.Header.Get("webhook-id"))
		if len(ids) == 1 {
			w.WriteHeader(http.StatusInternalServerError)
		}
	}))
	defer s.Close()
	w, err := NewWebhook(s.URL+"/secret-path", oldSecret+" "+newSecret)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Tell(context.Background(), "t/1", event); !errors.Is(err, l10n.ErrUnavailable) {
		t.Errorf("a 500 is %v", err)
	}
	if err := w.Tell(context.Background(), "t/1", event); err != nil {
		t.Error(err)
	}
	if len(ids) != 2 || ids[0] != ids[1] || !strings.HasPrefix(ids[0], "msg_") {
		t.Errorf("the ids are %v", ids)
	}
}

func TestAnswers(t *testing.T) {
	for _, c := range []struct {
		status int
		header string
		again  bool
		wait   time.Duration
		ok     bool
	}{
		{status: 200, ok: true}, {status: 204, ok: true}, {status: 299, ok: true},
		{status: 301}, {status: 307}, {status: 400}, {status: 401}, {status: 404}, {status: 410},
		{status: 408, again: true}, {status: 425, again: true}, {status: 502, again: true},
		{status: 429, header: "120", again: true, wait: 2 * time.Minute}, {status: 503, header: "5", again: true, wait: 5 * time.Second},
	} {
		elsewhere := 0
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path != "/secret-path" {
				elsewhere++
			}
			w.Header().Set("Location", "/elsewhere")
			w.Header().Set("Retry-After", c.header)
			w.WriteHeader(c.status)
			_, _ = io.Copy(w, io.LimitReader(endless{}, 1<<20))
		}))
		w, err := NewWebhook(s.URL+"/secret-path?key=secret", newSecret)
		if err != nil {
			t.Fatal(err)
		}
		err = w.Tell(context.Background(), "t/1", event)
		var p *remind.Pause
		if (err == nil) != c.ok || errors.Is(err, l10n.ErrUnavailable) != c.again || errors.As(err, &p) != (c.wait > 0) || (p != nil && p.Wait != c.wait) || elsewhere > 0 {
			t.Errorf("%d: %v, %+v, %d requests elsewhere", c.status, err, p, elsewhere)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error has the address: %v", err)
		}
		s.Close()
		if err := w.Tell(context.Background(), "t/1", event); !errors.Is(err, l10n.ErrUnavailable) || strings.Contains(err.Error(), "secret") {
			t.Errorf("with nobody there: %v", err)
		}
	}
}

func TestNewWebhook(t *testing.T) {
	for _, c := range []struct{ url, secret string }{
		{"", newSecret}, {"ftp://a.test/x", newSecret}, {"https:///x", newSecret}, {"://", newSecret},
		{"https://a.test/", ""}, {"https://a.test/", "short"}, {"https://a.test/", "whsec_c2hvcnQ="}, {"https://a.test/", newSecret + " short"},
	} {
		if _, err := NewWebhook(c.url, c.secret); err == nil || strings.Contains(err.Error(), "short") {
			t.Errorf("%q by %q: %v", c.url, c.secret, err)
		}
	}
}
