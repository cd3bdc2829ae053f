package l10n

import (
	"fmt"
	"strings"
	"time"
)

// hourLayouts are the ways in which an hour may be written, without its distance from UTC.
var hourLayouts = []string{"2006-01-02T15:04", "2006-01-02T15:04:05", "2006-01-02 15:04", "2006-01-02 15:04:05"}

// NewHour makes an embargo of an hour as a person writes it, 2026-12-01T09:00, and its time zone, Europe/Paris. The hour may
// say its distance from UTC, as in 2026-10-25T02:30+01:00, which tells the two apart that there are when clocks go back.
// One that there is not, because clocks go forward, is refused, and so is one that there is twice.
func NewHour(text, zone string) (Embargo, error) {
	text = strings.TrimSpace(text)
	if zone == "" {
		return hourWithoutZone(text)
	}
	loc, err := time.LoadLocation(zone)
	if err != nil || zone == "Local" {
		return Embargo{}, fmt.Errorf("there is no time zone %q: write it as Europe/Paris, Africa/Nairobi or UTC", zone)
	}
	wall, offset, err := readHour(text)
	if err != nil {
		return Embargo{}, err
	}
	moments := momentsOf(wall, loc)
	if offset != nil {
		if len(moments) == 0 {
			return Embargo{}, noSuchHour(wall, zone, loc)
		}
		for _, m := range moments {
			if _, o := m.In(loc).Zone(); o == *offset {
				return hourAt(m, zone, loc), nil
			}
		}
		return Embargo{}, fmt.Errorf("%q is no hour of %s: there it is %s", text, zone, withOffsets(wall, moments, loc, " or "))
	}
	switch len(moments) {
	case 0:
		return Embargo{}, noSuchHour(wall, zone, loc)
	case 1:
		return hourAt(moments[0], zone, loc), nil
	}
	return Embargo{}, fmt.Errorf("%s comes twice in %s, because clocks go back: say which you mean, %s", wall.Format(hourForm), zone,
		withOffsets(wall, moments, loc, " or "))
}

// hourWithoutZone takes an hour that says its distance from UTC itself.
func hourWithoutZone(text string) (Embargo, error) {
	wall, offset, err := readHour(text)
	if err != nil {
		return Embargo{}, err
	}
	if offset == nil {
		return Embargo{}, fmt.Errorf("say the time zone of %s, for instance --zone Europe/Paris", text)
	}
	e := Embargo{At: wall.Add(-time.Duration(*offset) * time.Second).UTC(), Offset: *offset}
	if *offset != 0 {
		e.Zone = wall.In(time.FixedZone("", *offset)).Format("-07:00")
	}
	return e, nil
}

// readHour reads what stands on the clock, as if it were UTC, and the distance from UTC where there is one.
func readHour(text string) (wall time.Time, offset *int, err error) {
	for _, layout := range hourLayouts {
		if t, err := time.Parse(layout, text); err == nil {
			return t, nil, nil
		}
		if t, err := time.Parse(layout+"Z07:00", text); err == nil {
			_, o := t.Zone()
			return time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC), &o, nil
		}
	}
	return wall, nil, fmt.Errorf("%q is no hour: write it as 2026-12-01T09:00", text)
}

// momentsOf are the moments at which the clocks of a zone show an hour, the earliest first.
func momentsOf(wall time.Time, loc *time.Location) []time.Time {
	var moments []time.Time
	for _, near := range []time.Duration{-36 * time.Hour, 36 * time.Hour} { // the distances before and after a change of clocks
		_, offset := wall.Add(near).In(loc).Zone()
		m := wall.Add(-time.Duration(offset) * time.Second)
		if _, now := m.In(loc).Zone(); now == offset && (len(moments) == 0 || !moments[0].Equal(m)) {
			moments = append(moments, m)
		}
	}
	return moments
}

func noSuchHour(wall time.Time, zone string, loc *time.Location) error {
	_, before := wall.Add(-36 * time.Hour).In(loc).Zone()
	after := wall.Add(-time.Duration(before) * time.Second).In(loc) // as the clocks show it that have gone forward
	return fmt.Errorf("there is no %s in %s, because clocks go forward: it would be %s", wall.Format(hourForm), zone,
		after.Format(hourForm))
}

func withOffsets(wall time.Time, moments []time.Time, loc *time.Location, or string) string {
	var texts []string
	for _, m := range moments {
		texts = append(texts, wall.Format("2006-01-02T15:04")+m.In(loc).Format("-07:00"))
	}
	return strings.Join(texts, or)
}

func hourAt(m time.Time, zone string, loc *time.Location) Embargo {
	_, offset := m.In(loc).Zone()
	return Embargo{At: m.UTC(), Zone: zone, Offset: offset}
}

// Check refuses an embargo that says nothing, or two things, and an hour that had passed at a moment.
func (e Embargo) Check(now time.Time) error {
	known := e.NotReady == ""
	for _, n := range NotReadies {
		known = known || e.NotReady == n
	}
	switch {
	case !known:
		return fmt.Errorf("%q is nothing that may become of locales that are not ready: there are hold, omit and fallback", e.NotReady)
	case e.Lifted && (e.Hold || !e.At.IsZero()):
		return fmt.Errorf("say either at once or until when")
	case e.Hold && !e.At.IsZero():
		return fmt.Errorf("say either an hour or hold: a hold is until a person releases it")
	case e.Hold && e.NotReady != "":
		return fmt.Errorf("what becomes of locales that are not ready is decided for an hour; with hold, a person sees what is ready")
	case !e.Lifted && !e.Hold && e.At.IsZero():
		return fmt.Errorf("say an hour, or hold")
	case !e.At.IsZero() && !e.At.After(now):
		return fmt.Errorf("the hour %s has passed: now it is %s UTC; say a later one, or none to publish at once", e.Hour(),
			now.UTC().Format(hourForm))
	}
	return nil
}
