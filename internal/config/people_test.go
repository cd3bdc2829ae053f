package config

import (
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const peopleYAML = `
calendars:
  - {name: paris, zone: Europe/Paris, days: [mon, tue, wed, thu, fri], hours: "09:00-12:30, 14:00-18:00", holidays: [2026-12-25, 01-01], locales: [FR, es]}
  - {name: others, zone: UTC, hours: 08:00-20:00, locales: ["*"]}
people:
  ana: {mail: ana@example.org, locale: ES, zone: America/Mexico_City, reviews: [es, pt-br], digest: 08:30, away: [2026-12-20/2027-01-06], deputy: Ben}
  ben: {mail: ben@example.org, digest: off}
  carl: {mail: carl@example.org}
  dora: {}
notify:
  mail: {host: smtp.example.org, from: "Dragoman <desk@example.org>", user: desk}
  webhook: {url: https://hooks.example.org/x}
  digest: "07:00"
`

func TestPeople(t *testing.T) {
	c, err := load(t, peopleYAML, nil)
	if err != nil {
		t.Fatal(err)
	}
	friday := time.Date(2026, 12, 18, 16, 59, 0, 0, time.UTC)
	for l, want := range map[string]string{"fr": "2026-12-21T09:01:00+01:00", "es": "2026-12-21T09:01:00+01:00", "ru": "2026-12-18T17:01:00Z"} {
		if got := c.CalendarOf(canonical(l10n.Locale(l))).Add(friday, 2*time.Minute).Format(time.RFC3339); got != want {
			t.Errorf("in %s it is due %s, want %s", l, got, want)
		}
	}
	for id, want := range map[string]int{"ANA": 8*60 + 30, "ben": -1, "carl": 7 * 60, "dora": -1} {
		p, found := c.PersonOf(l10n.UserID(id))
		minutes, ok := c.DigestOf(p)
		if !ok {
			minutes = -1
		}
		if !found || minutes != want {
			t.Errorf("%s: found %t, a digest at %d, want %d", id, found, minutes, want)
		}
	}
	ana, _ := c.PersonOf("ana")
	if ana.Locale != "es" || ana.Reviews[1] != "pt-BR" {
		t.Errorf("%+v", ana)
	}
	if _, found := c.PersonOf("eve"); found {
		t.Error("there is an eve")
	}
	none, err := load(t, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	if cal := none.CalendarOf("fr"); cal != nil {
		t.Errorf("without calendars there is %+v", cal)
	}
}

func TestPeopleMistakes(t *testing.T) {
	mail := "notify: {mail: {host: h, from: a@a.test}}\n"
	for text, want := range map[string]string{
		"calendars:\n  - {zone: UTC, locales: [fr]}\n":                                                                    `2: each calendar needs a name`,
		"calendars:\n  - {name: a, locales: [fr]}\n  - {name: a, locales: [es]}\n":                                        `3: each calendar needs a name`,
		"calendars:\n  - name: a\n    zone: Paris\n    locales: [fr]\n":                                                   `3: there is no time zone "Paris"`,
		"calendars:\n  - name: a\n    days:\n      - mon\n      - lundi\n    locales: [fr]\n":                             `5: "lundi" is no day`,
		"calendars:\n  - name: a\n    hours: 9-5\n    locales: [fr]\n":                                                    `3: "9-5" are no hours`,
		"calendars:\n  - name: a\n    holidays: [2026-12-25, 2026-02-30]\n    locales: [fr]\n":                            `3: "2026-02-30" is no day`,
		"calendars:\n  - {name: a}\n":                                                                                     `2: say by locales: whose deadlines`,
		"calendars:\n  - {name: a, locales: [xx-yy-zz-1]}\n":                                                              `2: "xx-yy-zz-1" is not a language tag`,
		"calendars:\n  - {name: a, locales: [fr]}\n  - {name: b, locales: [fr]}\n":                                        `3: calendar "a" has fr already`,
		mail + "people:\n  ana: {mail: ana}\n":                                                                            `3: "ana" is no mail address`,
		mail + "people:\n  ana: {mail: \"Ana <ana@a.test>\"}\n":                                                           `3: "Ana <ana@a.test>" is no mail address`,
		mail + "people:\n  ana: {mail: \"ana@a.test\\r\\nBcc: b@b.test\"}\n":                                              `3: `,
		"people:\n  ana: {mail: ana@a.test}\n":                                                                            `2: ana can't be sent mail: write the server`,
		"people:\n  ana: {locale: xx-yy-zz-1}\n":                                                                          `2: "xx-yy-zz-1" is not a language tag`,
		"people:\n  ana: {zone: CET+1}\n":                                                                                 `2: there is no time zone`,
		"people:\n  ana: {reviews: [es, xx-yy-zz-1]}\n":                                                                   `2: "xx-yy-zz-1" is not a language tag`,
		"people:\n  ana: {digest: at eight}\n":                                                                            `2: "at eight" is no time of day: write for instance 08:30, or off`,
		"people:\n  ana: {away: [2026-12-20]}\n":                                                                          `2: say by deputy: who is asked while ana is away`,
		"people:\n  ana: {away: [soon], deputy: ben}\n  ben: {}\n":                                                        `2: "soon" are no days`,
		"people:\n  ana: {deputy: ANA}\n":                                                                                 `2: ana can't be their own deputy`,
		"people:\n  ana: {deputy: ben}\n":                                                                                 `2: the deputy "ben" is not among the people`,
		"people:\n  ana: {}\n  Ana: {}\n":                                                                                 `each person needs a name of their own`,
		"sites:\n  - name: a\n    pages: [\"https://a.test/\"]\n    review:\n      steps: [{name: r, escalate: [ben]}]\n": `5: step "r" says by escalate who is asked after its deadline, and has none`,
		"notify: {digest: off}\n":                                                                                         `1: "off" is no time of day: write for instance 08:30`,
		"notify: {digest: \"24:00\"}\n":                                                                                   `1: "24:00" is no time of day`,
		"notify: {mail: {from: a@a.test}}\n":                                                                              `1: mail needs the name of its server`,
		"notify:\n  mail: {host: h}\n":                                                                                    `2: "" is no address to send from`,
		"notify:\n  mail: {host: h, from: a@a.test, port: 70000}\n":                                                       `2: 70000 is no port`,
		"notify:\n  mail: {host: h, from: a@a.test, security: ssl}\n":                                                     `2: unknown security "ssl"`,
		"notify:\n  mail: {host: h, from: a@a.test, security: none}\n":                                                    `2: mail without encryption`,
		"notify:\n  webhook: {url: hooks.test}\n":                                                                         `2: the address of the webhook is no http or https URL`,
		"notify:\n  webhook: {url: http://hooks.test/secret}\n":                                                           `2: a webhook on another machine is told by https`,
	} {
		_, err := load(t, text, nil)
		if err == nil || !strings.Contains(err.Error(), want) || strings.Count(err.Error(), "\n") > 0 || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s\ntold %v, want %s", text, err, want)
		}
	}
}
