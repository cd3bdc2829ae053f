package calendar

import (
	"testing"
	"time"
)

func TestPeriod(t *testing.T) {
	tokyo, err := Zone("Asia/Tokyo")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		period, at string
		zone       *time.Location
		in, over   bool
	}{
		{"2026-12-20/2027-01-06", "2026-12-20T00:00:00Z", time.UTC, true, false},
		{"2026-12-20/2027-01-06", "2026-12-19T23:59:59Z", time.UTC, false, false},
		{"2026-12-20/2027-01-06", "2026-12-19T15:00:00Z", tokyo, true, false},
		{"2026-12-20/2027-01-06", "2027-01-06T23:59:59Z", time.UTC, true, false},
		{"2026-12-20/2027-01-06", "2027-01-06T15:00:00Z", tokyo, false, true},
		{"2026-12-20 / 2027-01-06", "2027-01-07T00:00:00Z", time.UTC, false, true},
		{"2026-12-24", "2026-12-24T12:00:00Z", time.UTC, true, false},
	} {
		p, err := ParsePeriod(c.period)
		if err != nil {
			t.Fatal(err)
		}
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		if p.Contains(at, c.zone) != c.in || p.Over(at, c.zone) != c.over {
			t.Errorf("%s at %s in %s: in it %t, over %t", p, c.at, c.zone, p.Contains(at, c.zone), p.Over(at, c.zone))
		}
		if again, err := ParsePeriod(p.String()); err != nil || again != p {
			t.Errorf("%s is written as %s", c.period, p)
		}
	}
	for _, bad := range []string{"", "/", "2026-12-20/", "/2026-12-20", "2027-01-06/2026-12-20", "2026-02-30", "20.12.2026", "2026-12-20/2026-12-21/2026-12-22"} {
		if p, err := ParsePeriod(bad); err == nil {
			t.Errorf("%q is %s", bad, p)
		}
	}
}
