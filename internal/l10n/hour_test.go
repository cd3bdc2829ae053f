package l10n

import (
	"strings"
	"testing"
	"time"
	_ "time/tzdata" // so that zones are known on every machine
)

func TestHours(t *testing.T) {
	for _, c := range []struct {
		text, zone string
		want       string // in UTC, or what the refusal says
		hour       string
	}{
		{"2026-12-01T09:00", "Europe/Paris", "2026-12-01T08:00:00Z", "2026-12-01 09:00 Europe/Paris (2026-12-01 08:00 UTC)"},
		{"2026-07-01 09:00", "Europe/Paris", "2026-07-01T07:00:00Z", ""},
		{"2026-12-01T09:00:30", "Asia/Kolkata", "2026-12-01T03:30:30Z", ""},
		{"2026-12-01T09:00", "UTC", "2026-12-01T09:00:00Z", "2026-12-01 09:00 UTC"},
		{"2026-12-01T09:00Z", "", "2026-12-01T09:00:00Z", "2026-12-01 09:00 UTC"},
		{"2026-12-01T09:00-05:00", "", "2026-12-01T14:00:00Z", "2026-12-01 09:00 -05:00 (2026-12-01 14:00 UTC)"},
		{"2026-12-01T09:00+01:00", "Europe/Paris", "2026-12-01T08:00:00Z", ""},
		{"2026-12-31T23:30", "Pacific/Kiritimati", "2026-12-31T09:30:00Z", ""},

		{"2026-12-01T09:00", "", "say the time zone", ""},
		{"2026-12-01T09:00", "Local", "no time zone", ""},
		{"2026-12-01T09:00", "Paris", "no time zone", ""},
		{"tomorrow", "UTC", "is no hour", ""},
		{"2026-02-30T09:00", "UTC", "is no hour", ""},
		{"2026-12-01", "UTC", "is no hour", ""},
		{"2026-12-01T09:00+05:00", "Europe/Paris", "there it is 2026-12-01T09:00+01:00", ""},

		// Clocks go forward: the hour isn't there.
		{"2026-03-29T02:30", "Europe/Paris", "it would be 2026-03-29 03:30", ""},
		{"2026-03-29T02:00", "Europe/Paris", "clocks go forward", ""},
		{"2026-03-29T02:30+01:00", "Europe/Paris", "clocks go forward", ""},
		{"2026-03-29T01:59", "Europe/Paris", "2026-03-29T00:59:00Z", ""},
		{"2026-03-29T03:00", "Europe/Paris", "2026-03-29T01:00:00Z", ""},
		{"2026-10-04T02:15", "Australia/Lord_Howe", "it would be 2026-10-04 02:45", ""}, // by half an hour
		{"2011-12-30T12:00", "Pacific/Apia", "clocks go forward", ""},                   // a whole day

		// Clocks go back: the hour is there twice.
		{"2026-10-25T02:30", "Europe/Paris", "2026-10-25T02:30+02:00 or 2026-10-25T02:30+01:00", ""},
		{"2026-10-25T02:30+02:00", "Europe/Paris", "2026-10-25T00:30:00Z", ""},
		{"2026-10-25T02:30+01:00", "Europe/Paris", "2026-10-25T01:30:00Z", "2026-10-25 02:30 Europe/Paris (2026-10-25 01:30 UTC)"},
		{"2026-10-25T03:00", "Europe/Paris", "2026-10-25T02:00:00Z", ""},
		{"2026-11-01T01:30", "America/New_York", "comes twice", ""},
		{"2026-04-05T01:45", "Australia/Lord_Howe", "comes twice", ""},
	} {
		e, err := NewHour(c.text, c.zone)
		if err != nil {
			if !strings.Contains(err.Error(), c.want) {
				t.Errorf("%s %s: %v, want %s", c.text, c.zone, err, c.want)
			}
			continue
		}
		if got := e.At.Format(time.RFC3339); got != c.want {
			t.Errorf("%s %s is %s, want %s", c.text, c.zone, got, c.want)
		}
		if c.hour != "" && e.Hour() != c.hour {
			t.Errorf("%s %s is shown as %s, want %s", c.text, c.zone, e.Hour(), c.hour)
		}
	}
}

func TestEmbargoesAreChecked(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	later := now.Add(time.Hour)
	for _, c := range []struct {
		e    Embargo
		want string // what the refusal says
	}{
		{Embargo{At: later}, ""},
		{Embargo{At: later, NotReady: NotReadyFallback}, ""},
		{Embargo{Hold: true}, ""},
		{Embargo{Lifted: true}, ""},
		{Embargo{}, "say an hour"},
		{Embargo{At: now}, "has passed"},
		{Embargo{At: now.Add(-time.Minute), Zone: "Europe/Paris", Offset: 3600}, "2026-11-28 12:59 Europe/Paris"},
		{Embargo{At: later, Hold: true}, "either an hour or hold"},
		{Embargo{Hold: true, NotReady: NotReadyOmit}, "a person sees"},
		{Embargo{At: later, NotReady: "wait"}, "hold, omit and fallback"},
		{Embargo{At: later, Lifted: true}, "at once"},
	} {
		err := c.e.Check(now)
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%+v: %v, want %q", c.e, err, c.want)
		}
	}
}

func TestWhatAnEmbargoKeeps(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	var none *Embargo
	for _, c := range []struct {
		e            *Embargo
		waits, holds bool
	}{
		{none, false, false},
		{&Embargo{At: now.Add(time.Second)}, true, true},
		{&Embargo{At: now}, false, true},
		{&Embargo{At: now, NotReady: NotReadyOmit}, false, false},
		{&Embargo{Hold: true}, true, false},
		{&Embargo{Lifted: true}, false, false},
	} {
		if c.e.Waits(now) != c.waits || c.e.Holds() != c.holds {
			t.Errorf("%v: waits %v, holds %v", c.e, c.e.Waits(now), c.e.Holds())
		}
	}
}
