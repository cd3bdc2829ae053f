package calendar

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func must(t testing.TB, s Spec) *Calendar {
	t.Helper()
	c, mistakes := New(s)
	if len(mistakes) > 0 {
		t.Fatalf("%+v: %v", s, mistakes)
	}
	return c
}

var office = []string{"mon", "tue", "wed", "thu", "fri"}

func TestAdd(t *testing.T) {
	paris := Spec{Zone: "Europe/Paris", Days: office, Hours: "09:00-12:30, 14:00-18:00", Holidays: []string{"2026-12-25", "01-01"}}
	riyadh := Spec{Zone: "Asia/Riyadh", Days: []string{"sun", "mon", "tue", "wed", "thu"}, Hours: "08:00-16:00"}
	for _, c := range []struct {
		spec       Spec
		from       string
		d          time.Duration
		want, next string // of Add, and of Next of that
	}{
		{Spec{}, "2026-11-28T14:02:00Z", 36 * time.Hour, "2026-11-30T02:02:00Z", "2026-11-30T02:02:00Z"},
		// Over lunch, over night, over a weekend and a holiday.
		{paris, "2026-12-21T09:00:00+01:00", 3 * time.Hour, "2026-12-21T12:00:00+01:00", "2026-12-21T12:00:00+01:00"},
		{paris, "2026-12-21T12:00:00+01:00", time.Hour, "2026-12-21T14:30:00+01:00", "2026-12-21T14:30:00+01:00"},
		{paris, "2026-12-21T17:00:00+01:00", time.Hour, "2026-12-21T18:00:00+01:00", "2026-12-22T09:00:00+01:00"},
		{paris, "2026-12-21T17:00:00+01:00", 2 * time.Hour, "2026-12-22T10:00:00+01:00", "2026-12-22T10:00:00+01:00"},
		{paris, "2026-12-24T17:30:00+01:00", time.Hour, "2026-12-28T09:30:00+01:00", "2026-12-28T09:30:00+01:00"},
		{paris, "2026-12-31T17:30:00+01:00", time.Hour, "2027-01-04T09:30:00+01:00", "2027-01-04T09:30:00+01:00"},
		{paris, "2026-12-19T03:00:00Z", 0, "2026-12-21T09:00:00+01:00", "2026-12-21T09:00:00+01:00"},
		{paris, "2026-12-21T20:00:00Z", -time.Hour, "2026-12-22T09:00:00+01:00", "2026-12-22T09:00:00+01:00"},
		// Friday and Saturday are free in Riyadh.
		{riyadh, "2026-12-24T15:00:00+03:00", 2 * time.Hour, "2026-12-27T09:00:00+03:00", "2026-12-27T09:00:00+03:00"},
		// Clocks go forward at two: the night has seven hours, and back: it has nine.
		{Spec{Zone: "Europe/Paris", Hours: "00:00-08:00"}, "2026-03-29T00:00:00+01:00", 7 * time.Hour, "2026-03-29T08:00:00+02:00", "2026-03-30T00:00:00+02:00"},
		{Spec{Zone: "Europe/Paris", Hours: "00:00-08:00"}, "2026-10-25T00:00:00+02:00", 9 * time.Hour, "2026-10-25T08:00:00+01:00", "2026-10-26T00:00:00+01:00"},
		// Half past two is not shown on that day: the hours begin when the clocks jump over it.
		{Spec{Zone: "Europe/Paris", Hours: "02:30-08:00"}, "2026-03-29T00:00:00+01:00", time.Hour, "2026-03-29T04:00:00+02:00", "2026-03-29T04:00:00+02:00"},
		// In Beirut midnight is skipped, on Samoa a whole day was.
		{Spec{Zone: "Asia/Beirut", Hours: "00:00-01:30"}, "2026-03-28T23:59:00+02:00", 30 * time.Minute, "2026-03-29T01:30:00+03:00", "2026-03-30T00:00:00+03:00"},
		{Spec{Zone: "Pacific/Apia", Hours: "09:00-17:00"}, "2011-12-29T16:00:00-10:00", 2 * time.Hour, "2011-12-31T10:00:00+14:00", "2011-12-31T10:00:00+14:00"},
		// Years of working time.
		{Spec{Zone: "Asia/Kathmandu", Days: office, Hours: "10:00-18:00"}, "2026-01-05T10:00:00+05:45", 8 * 5 * 52 * time.Hour, "2027-01-01T18:00:00+05:45", "2027-01-04T10:00:00+05:45"},
	} {
		from, err := time.Parse(time.RFC3339, c.from)
		if err != nil {
			t.Fatal(err)
		}
		cal := must(t, c.spec)
		got := cal.Add(from, c.d)
		if got.Format(time.RFC3339) != c.want {
			t.Errorf("%+v: %s and %s of work is %s, want %s", c.spec, c.from, c.d, got.Format(time.RFC3339), c.want)
		}
		if next := cal.Next(got).Format(time.RFC3339); next != c.next {
			t.Errorf("%+v: after %s people come at %s, want %s", c.spec, c.want, next, c.next)
		}
	}
}

func TestNilIsRoundTheClock(t *testing.T) {
	var c *Calendar
	at := time.Date(2026, 12, 25, 3, 0, 0, 0, time.FixedZone("", 3600))
	if got := c.Add(at, 5*time.Hour); !got.Equal(at.Add(5*time.Hour)) || got.Location() != time.UTC {
		t.Errorf("the nil calendar adds to %s", got)
	}
	if !c.Open(at) || !c.Next(at).Equal(at) || c.Zone() != time.UTC {
		t.Error("the nil calendar is not always open, in UTC")
	}
}

func TestMistakes(t *testing.T) {
	for _, c := range []struct {
		spec Spec
		part Part
		at   int
		want string
	}{
		{Spec{Zone: "Paris"}, PartZone, 0, `no time zone "Paris"`},
		{Spec{Zone: "Local"}, PartZone, 0, "no time zone"},
		{Spec{Zone: "../../etc/passwd"}, PartZone, 0, "no time zone"},
		{Spec{Days: []string{"mon", "lundi"}}, PartDays, 1, `"lundi" is no day`},
		{Spec{Hours: "9-18"}, PartHours, 0, "are no hours"},
		{Spec{Hours: "09:00"}, PartHours, 0, "are no hours"},
		{Spec{Hours: "09:00-24:30"}, PartHours, 0, "are no hours"},
		{Spec{Hours: "09:00-18:0"}, PartHours, 0, "are no hours"},
		{Spec{Hours: "+9:00-18:00"}, PartHours, 0, "are no hours"},
		{Spec{Hours: "22:00-06:00"}, PartHours, 0, "end before they begin"},
		{Spec{Hours: "09:00-13:00,12:00-18:00"}, PartHours, 0, "overlap"},
		{Spec{Holidays: []string{"2026-02-28", "2026-02-29"}}, PartHolidays, 1, `"2026-02-29" is no day`},
		{Spec{Holidays: []string{"Christmas"}}, PartHolidays, 0, "is no day"},
		{Spec{Holidays: everyDay()}, PartHolidays, 0, "each day of the calendar is a holiday"},
	} {
		cal, mistakes := New(c.spec)
		if cal != nil || len(mistakes) != 1 || mistakes[0].Part != c.part || mistakes[0].At != c.at || !strings.Contains(mistakes[0].Error(), c.want) {
			t.Errorf("%+v: %v, want %q at %s %d", c.spec, mistakes, c.want, c.part, c.at)
		}
	}
	if _, all := New(Spec{Zone: "x", Days: []string{"x"}, Hours: "x", Holidays: []string{"x"}}); len(all) != 4 {
		t.Errorf("not all mistakes are told: %v", all)
	}
}

func everyDay() (all []string) {
	for d := (date{2000, 1, 1}); d.year == 2000; d = d.after(1) {
		all = append(all, time.Date(d.year, d.month, d.day, 0, 0, 0, 0, time.UTC).Format("01-02"))
	}
	return all
}

// zones have clocks that change at all hours, by an hour and by half of one, and one that skipped a day.
var zones = []string{"UTC", "Europe/Paris", "America/New_York", "Asia/Kathmandu", "Asia/Beirut", "Australia/Lord_Howe", "Pacific/Apia",
	"America/Sao_Paulo", "America/Havana", "Africa/Casablanca", "Asia/Riyadh", "America/St_Johns"}

func clock(t *rapid.T, from, to int, label string) int {
	return rapid.IntRange(from, to).Draw(t, label)
}

// drawn is any calendar whose hours are between two minutes of the day.
func drawn(t *rapid.T, earliest, latest int) *Calendar {
	c, mistakes := New(Spec{Zone: rapid.SampledFrom(zones).Draw(t, "zone")})
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	free := rapid.SliceOfN(rapid.IntRange(0, 6), 0, 5).Draw(t, "free")
	for _, d := range free {
		c.days[d] = false
	}
	a := clock(t, earliest, latest-60, "from")
	b := clock(t, a+20, latest, "to")
	c.hours = []span{{a, b}}
	if b < latest-10 && rapid.Bool().Draw(t, "pause") {
		from := clock(t, b, latest-2, "again")
		c.hours = append(c.hours, span{from, clock(t, from+1, latest, "end")})
	}
	for range clock(t, 0, 6, "holidays") {
		c.holidays[date{2026, time.Month(clock(t, 1, 12, "month")), clock(t, 1, 28, "day")}] = true
	}
	return c
}

func moment(t *rapid.T, label string) time.Time {
	start := time.Date(2011, 12, 20, 0, 0, 0, 0, time.UTC)
	if rapid.Bool().Draw(t, label+" lately") {
		start = time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	}
	return start.Add(time.Duration(rapid.IntRange(0, 366*24*60).Draw(t, label)) * time.Minute)
}

func span5(t *rapid.T, label string) time.Duration {
	return time.Duration(rapid.IntRange(0, 120*60).Draw(t, label)) * time.Minute
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := drawn(t, 0, 24*60)
		at, later := moment(t, "at"), time.Duration(clock(t, 0, 20000, "later"))*time.Minute
		a, b := span5(t, "a"), span5(t, "b")
		sum := c.Add(at, a+b)
		if twice := c.Add(c.Add(at, a), b); !twice.Equal(sum) {
			t.Fatalf("in two parts it is %s, in one %s", twice, sum)
		}
		if sum.Sub(at) < a+b {
			t.Fatalf("%s of work is over after %s", a+b, sum.Sub(at))
		}
		if c.Add(at.Add(later), a).Before(c.Add(at, a)) || c.Add(at, a+b).Before(c.Add(at, a)) {
			t.Fatal("later, or more, is earlier")
		}
		if !c.Open(sum) && !c.Open(sum.Add(-time.Minute)) {
			t.Fatalf("%s is not within the hours", sum)
		}
		if next := c.Next(at); next.Before(at) || !c.Open(next) || (c.Open(at) && !next.Equal(at)) {
			t.Fatalf("the next after %s is %s", at, next)
		}
	})
}

// TestAgainstCounting compares with the simplest thing that can be right: counting the minutes whose reading on the clock
// is within the hours. The hours are none at which clocks are changed: in Beirut they go back at midnight, and show 23:58 twice.
func TestAgainstCounting(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c, at := drawn(t, 4*60, 22*60), moment(t, "at")
		want := rapid.IntRange(1, 1500).Draw(t, "minutes")
		got := c.Add(at, time.Duration(want)*time.Minute)
		counted := 0
		for m := at; m.Before(got); m = m.Add(time.Minute) {
			local := m.In(c.zone)
			minute := local.Hour()*60 + local.Minute()
			for _, s := range c.hours {
				if c.days[local.Weekday()] && !c.holidays[dateOf(local)] && minute >= s.from && minute < s.to {
					counted++
				}
			}
		}
		if counted != want {
			t.Fatalf("from %s to %s there are %d minutes of work, want %d", at, got, counted, want)
		}
	})
}

func TestBetween(t *testing.T) {
	c, mistakes := New(Spec{Zone: "Europe/Paris", Days: []string{"mon", "tue", "wed", "thu", "fri"}, Hours: "09:00-12:00, 14:00-18:00",
		Holidays: []string{"2026-05-01"}})
	if len(mistakes) > 0 {
		t.Fatal(mistakes)
	}
	paris, _ := Zone("Europe/Paris")
	at := func(day, hour, minute int) time.Time { return time.Date(2026, 4, day, hour, minute, 0, 0, paris) }
	for _, one := range []struct {
		from, to time.Time
		want     time.Duration
	}{
		{at(29, 10, 0), at(29, 11, 30), 90 * time.Minute},
		{at(29, 11, 0), at(29, 15, 0), 2 * time.Hour},
		{at(29, 17, 0), at(30, 10, 0), 2 * time.Hour},
		{at(30, 17, 0), at(34, 10, 0), 2 * time.Hour}, // the first of May and a weekend are between them
		{at(25, 9, 0), at(26, 20, 0), 0},
		{at(29, 12, 0), at(29, 10, 0), 0},
	} {
		if got := c.Between(one.from, one.to); got != one.want {
			t.Errorf("from %s to %s: %s, want %s", one.from, one.to, got, one.want)
		}
	}
	var always *Calendar
	if got := always.Between(at(1, 0, 0), at(3, 12, 0)); got != 60*time.Hour {
		t.Error(got)
	}
}
