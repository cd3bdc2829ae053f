package english_test

import (
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/english"
)

func TestCount(t *testing.T) {
	for _, c := range []struct {
		want string
		n    int
		one  string
		many []string
	}{
		{"0 pages", 0, "page", nil}, {"1 page", 1, "page", nil}, {"2 pages", 2, "page", nil}, {"-1 pages", -1, "page", nil},
		{"3 addresses", 3, "address", nil}, {"1 address", 1, "address", nil}, {"2 matches", 2, "match", nil},
		{"2 boxes", 2, "box", nil}, {"2 entries", 2, "entry", nil}, {"2 days", 2, "day", nil}, {"21 texts", 21, "text", nil},
		{"1 page waits", 1, "page waits", []string{"pages wait"}}, {"2 pages wait", 2, "page waits", []string{"pages wait"}},
	} {
		if got := english.Count(c.n, c.one, c.many...); got != c.want {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func TestDuration(t *testing.T) {
	for d, want := range map[time.Duration]string{
		0: "0s", 250 * time.Millisecond: "250ms", time.Second: "1 second", 90 * time.Second: "1 minute 30 seconds",
		time.Minute: "1 minute", 15 * time.Minute: "15 minutes", time.Hour: "1 hour", 90 * time.Minute: "1 hour 30 minutes",
		24 * time.Hour: "1 day", 50 * time.Hour: "2 days 2 hours", 7 * 24 * time.Hour: "7 days",
		time.Minute + 10*time.Millisecond: "1 minute",
	} {
		if got := english.Duration(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

func TestEvery(t *testing.T) {
	for d, want := range map[time.Duration]string{
		time.Minute: "every minute", 15 * time.Minute: "every 15 minutes", 24 * time.Hour: "every day",
		90 * time.Minute: "every 1 hour 30 minutes",
	} {
		if got := english.Every(d); got != want {
			t.Errorf("%v: %q, want %q", d, got, want)
		}
	}
}

func TestList(t *testing.T) {
	for want, names := range map[string][]string{"": nil, "ana": {"ana"}, "ana and ben": {"ana", "ben"}, "ana, ben and eva": {"ana", "ben", "eva"}} {
		if got := english.List(names); got != want {
			t.Errorf("%q is %q", names, got)
		}
	}
}
