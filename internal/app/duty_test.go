package app

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/notify"
	"github.com/dragoman-l10n/dragoman/internal/remind"
)

const dutyYAML = `sites:
  - {name: news, pages: ["https://site.test/"], locales: [fr, ru]}
calendars:
  - {name: paris, zone: Europe/Paris, days: [mon, tue, wed, thu, fri], hours: 09:00-18:00, locales: [fr]}
people:
  ana: {mail: ana@a.test, locale: es, zone: Europe/Madrid, digest: "08:30", away: [2026-12-20/2027-01-06], deputy: ben}
  ben: {mail: ben@a.test}
notify:
  mail: {host: smtp.a.test, from: desk@a.test, user: desk}
  webhook: {url: https://hooks.a.test/secret-path}
`

// TestPeopleAreConfigured holds that what the configuration says of people and calendars reaches those who ask.
func TestPeopleAreConfigured(t *testing.T) {
	a := opened(t, dutyYAML)
	friday := time.Date(2026, 12, 18, 16, 0, 0, 0, time.UTC)
	for l, want := range map[l10n.Locale]string{"fr": "2026-12-21T09:00:00Z", "ru": "2026-12-18T18:00:00Z"} {
		if got := a.Duty.Due(l, friday, 2*time.Hour).Format(time.RFC3339); got != want {
			t.Errorf("in %s it is due %s, want %s", l, got, want)
		}
	}
	ana, known := a.Duty.Person("Ana")
	if !known || ana.Mail != "ana@a.test" || ana.Zone.String() != "Europe/Madrid" || ana.Deputy != "ben" || len(ana.Away) != 1 {
		t.Errorf("%+v", ana)
	}
	if digests := Digests(a.Config); len(digests) != 1 || digests[0].Reader != "ana" || digests[0].Minutes != 510 || digests[0].Zone != "Europe/Madrid" {
		t.Errorf("%+v", digests)
	}
	if a.Activities.Duty != a.Duty || a.Review.Duty == nil || !a.Duty.Tells() || a.Duty.Barred == nil {
		t.Error("the activities and the review have another roster")
	}
	if quiet := opened(t, ""); quiet.Duty.Tells() || quiet.Duty.Mailer != nil || quiet.Duty.Hook != nil || len(Digests(quiet.Config)) > 0 {
		t.Error("without a configuration somebody is told")
	}
}

// TestSecretsOfNotices holds that secrets come from the environment or from files, and that without one nothing is lost.
func TestSecretsOfNotices(t *testing.T) {
	cfg := configured(t, dutyYAML)
	file := filepath.Join(t.TempDir(), "password")
	if err := os.WriteFile(file, []byte("horse\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	const good = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	for _, c := range []struct {
		env     map[string]string
		missing []string
		err     string
	}{
		{nil, []string{mailPassword, webhookSecret}, ""},
		{map[string]string{mailPassword: "horse", webhookSecret: good}, nil, ""},
		{map[string]string{mailPassword + "_FILE": file, webhookSecret: good}, nil, ""},
		{map[string]string{mailPassword + "_FILE": "/none", webhookSecret: good}, []string{mailPassword}, mailPassword + "_FILE"},
		{map[string]string{mailPassword: "horse", webhookSecret: "swordfish"}, nil, "the base64 of 24 to 64 random bytes"},
	} {
		if missing := MissingForNotices(cfg, environment(c.env)); !slices.Equal(missing, c.missing) {
			t.Errorf("%v: %v is missing", c.env, missing)
		}
		a, err := Open(t.Context(), Options{Config: cfg, Version: "test", Env: environment(c.env), Logger: slog.New(slog.DiscardHandler)})
		if (err == nil) != (c.err == "") || err != nil && (!errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), c.err) || strings.Contains(err.Error(), "swordfish")) {
			t.Errorf("%v: %v", c.env, err)
		}
		if err != nil {
			continue
		}
		if _, ok := a.Duty.Mailer.(*notify.Mail); ok != (len(c.missing) == 0) {
			t.Errorf("%v: mail is sent by %T", c.env, a.Duty.Mailer)
		}
		if len(c.missing) > 0 {
			err := errors.Join(a.Duty.Mailer.Mail(context.Background(), "", "", remind.Message{}), a.Duty.Hook.Tell(context.Background(), "", remind.Event{}))
			if !errors.Is(err, l10n.ErrUnavailable) || !strings.Contains(err.Error(), mailPassword) || !strings.Contains(err.Error(), webhookSecret) {
				t.Errorf("%v: %v", c.env, err)
			}
		}
		if err := a.Close(); err != nil {
			t.Error(err)
		}
	}
}
