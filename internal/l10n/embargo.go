package l10n

import (
	"fmt"
	"time"
)

// NotReady says what becomes, at the hour of an embargo, of a document whose locales are not all approved.
type NotReady string

// What becomes of it. The empty one is NotReadyHold.
const (
	NotReadyHold     NotReady = "hold"     // nothing of the document is published until all of its locales are ready
	NotReadyOmit     NotReady = "omit"     // what is ready is published at the hour, and the others when they are approved
	NotReadyFallback NotReady = "fallback" // the others go live with the source's text at the hour, until they are approved
)

// NotReadies are all of them.
var NotReadies = []NotReady{NotReadyHold, NotReadyOmit, NotReadyFallback}

// Embargo keeps approved pages from visitors until an hour, or until a person releases them.
type Embargo struct {
	// At is the hour. It is zero for Hold, and for an embargo that is lifted.
	At time.Time `json:"at,omitzero"`
	// Zone is the time zone in which it was said, for people, and Offset its distance from UTC at that hour, in seconds.
	Zone   string `json:"zone,omitempty"`
	Offset int    `json:"offset,omitempty"`
	// Hold says that a person's release is waited for, and no hour.
	Hold     bool     `json:"hold,omitempty"`
	NotReady NotReady `json:"notReady,omitempty"`
	// Lifted says that nothing is waited for any more: a person has released it, or a request wants it at once whatever was
	// said before.
	Lifted bool `json:"lifted,omitempty"`
}

// Waits reports whether nothing may go to visitors yet.
func (e *Embargo) Waits(now time.Time) bool {
	return e != nil && !e.Lifted && (e.Hold || now.Before(e.At))
}

// Holds reports whether the locales that are ready wait for those that are not, also after the hour.
func (e *Embargo) Holds() bool {
	return e != nil && !e.Lifted && !e.Hold && (e.NotReady == "" || e.NotReady == NotReadyHold)
}

// FallsBack reports whether locales that are not ready go live with the source's text, from the hour on.
func (e *Embargo) FallsBack() bool {
	return e != nil && !e.Lifted && !e.Hold && e.NotReady == NotReadyFallback
}

// hourForm is how an hour is shown.
const hourForm = "2006-01-02 15:04"

// Hour says the hour in its zone and in UTC: "2026-12-01 09:00 Europe/Paris (2026-12-01 08:00 UTC)".
func (e *Embargo) Hour() string {
	utc := e.At.UTC().Format(hourForm) + " UTC"
	if e.Zone == "" || e.Zone == "UTC" {
		return utc
	}
	return fmt.Sprintf("%s %s (%s)", e.Local().Format(hourForm), e.Zone, utc)
}

// Local is the hour on the clocks of its zone.
func (e *Embargo) Local() time.Time { return e.At.In(time.FixedZone(e.Zone, e.Offset)) }

// notReadySays is what becomes of locales that are not ready, in English.
var notReadySays = map[NotReady]string{
	NotReadyHold:     "nothing of the document is published until all locales are ready",
	NotReadyOmit:     "locales that are not ready then are published when they are approved",
	NotReadyFallback: "locales that are not ready then go live with the source's text until they are approved",
}

// String says in English what is waited for, and what becomes of what is not ready then.
func (e *Embargo) String() string {
	switch {
	case e == nil || e.Lifted:
		return "released"
	case e.Hold:
		return "held until a person releases it"
	}
	return fmt.Sprintf("embargoed until %s; %s", e.Hour(), e.Then())
}

// Then says in English what becomes at the hour of locales that are not ready.
func (e *Embargo) Then() string {
	if e.NotReady == "" {
		return notReadySays[NotReadyHold]
	}
	return notReadySays[e.NotReady]
}

// After is the embargo that holds after a person's act. One that is moved keeps what was decided of locales that are not
// ready, unless the act decides it anew.
func (e *Embargo) After(act EmbargoAct) *Embargo {
	var now Embargo
	if e != nil {
		now = *e
	}
	if act.Kind == Release || act.Embargo == nil {
		now.Lifted = true
		return &now
	}
	before := now.NotReady
	now = *act.Embargo
	if now.NotReady == "" && !now.Hold {
		now.NotReady = before
	}
	return &now
}

// EmbargoKind is what a person says of an embargo.
type EmbargoKind string

// The acts.
const (
	Release    EmbargoKind = "release"    // what is approved goes to visitors at once, the rest when it is approved
	Reschedule EmbargoKind = "reschedule" // another hour, or until a person's word
)

// EmbargoAct is a person's word on when a document goes to visitors.
type EmbargoAct struct {
	ID       string      `json:"id"`
	Kind     EmbargoKind `json:"kind"`
	Document DocumentID  `json:"document"`
	Run      RunID       `json:"run"`
	// Locales are those that it is about; none means all.
	Locales []Locale `json:"locales,omitempty"`
	// Embargo is the one that holds from now on, for Reschedule.
	Embargo *Embargo  `json:"embargo,omitempty"`
	By      UserID    `json:"by"`
	Comment string    `json:"comment,omitempty"`
	At      time.Time `json:"at,omitzero"`
	Seal    *Seal     `json:"seal,omitempty"`
}

// Of reports whether the act is about a locale.
func (a EmbargoAct) Of(l Locale) bool {
	for _, x := range a.Locales {
		if x == l {
			return true
		}
	}
	return len(a.Locales) == 0
}
