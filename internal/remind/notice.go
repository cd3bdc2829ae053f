// Package remind writes what people are told of the texts that wait for them: a step that waits, a reminder, a deadline
// that has passed, and a digest of a day. It knows the reader's language and zone, and nothing of how a message travels.
package remind

import (
	"context"
	"errors"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Kind is what somebody is told.
type Kind string

// The kinds. They are part of what webhooks are sent.
const (
	Waits     Kind = "waits"     // a step waits for them
	Reminder  Kind = "reminder"  // it still does
	Late      Kind = "late"      // its deadline has passed
	Escalated Kind = "escalated" // its deadline has passed, and now they are asked
	Digest    Kind = "digest"    // all that waits for them
)

// Reader is who is told.
type Reader struct {
	ID     l10n.UserID
	Locale l10n.Locale    // the language of the message; one of the desk's, or English is taken
	Zone   *time.Location // the zone of the times in it; nil is UTC
}

// Waiting is a translation that waits for somebody.
type Waiting struct {
	l10n.TranslationKey
	Run   l10n.RunID
	Site  l10n.SiteName
	Title string // untrusted: of the source page
	URL   string
	Step  l10n.StepName
	Round int
	// Assignee is who is asked, or nobody in particular. Before is who was asked until the deadline passed.
	Assignee, Before l10n.UserID
	// For is the person who is away, in whose place the reader is asked.
	For   l10n.UserID
	Since time.Time
	Due   time.Time // zero is no deadline
	Link  string    // to the desk
}

// Message is what is sent to one person.
type Message struct {
	// ID is the same each time that the same message is sent.
	ID      string
	Lang    l10n.Locale
	Subject string
	Text    string
	HTML    string
}

// Event is what a program is told: the same that people are, without their addresses. The field names are a contract.
type Event struct {
	Type      string    `json:"type"` // "review." and a Kind
	Timestamp time.Time `json:"timestamp"`
	Data      EventData `json:"data"`
}

// EventData says what waits, and who is told.
type EventData struct {
	Document l10n.DocumentID `json:"document"`
	Locale   l10n.Locale     `json:"locale"`
	Run      l10n.RunID      `json:"run"`
	Site     l10n.SiteName   `json:"site"`
	Title    string          `json:"title"`
	URL      string          `json:"url"`
	Step     l10n.StepName   `json:"step"`
	Round    int             `json:"round"`
	Assignee l10n.UserID     `json:"assignee,omitempty"`
	Before   l10n.UserID     `json:"before,omitempty"`
	To       []l10n.UserID   `json:"to,omitempty"`
	Since    time.Time       `json:"since"`
	Due      time.Time       `json:"due,omitzero"`
	Desk     string          `json:"desk,omitempty"`
}

// NewEvent makes the event of a notice.
func NewEvent(k Kind, w Waiting, to []l10n.UserID, at time.Time) Event {
	return Event{Type: "review." + string(k), Timestamp: at.UTC(), Data: EventData{
		Document: w.Document, Locale: w.Locale, Run: w.Run, Site: w.Site, Title: Line(w.Title), URL: w.URL, Step: w.Step, Round: w.Round,
		Assignee: w.Assignee, Before: w.Before, To: to, Since: w.Since.UTC(), Due: inUTC(w.Due), Desk: w.Link,
	}}
}

func inUTC(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return t.UTC()
}

// ErrUnsure says that a message may have arrived, or not: sending it again could tell somebody twice.
var ErrUnsure = errors.New("it is not known whether the message has arrived")

// Pause is an error of somebody who asks to be left alone for a while.
type Pause struct {
	Err  error
	Wait time.Duration
}

func (p *Pause) Error() string { return p.Err.Error() }

// Unwrap returns the reason.
func (p *Pause) Unwrap() error { return p.Err }

// Mailer sends mail. An error that wraps [l10n.ErrUnavailable] may be tried again; after any other the message is not sent.
type Mailer interface {
	Mail(ctx context.Context, address, name string, m Message) error
}

// Hook tells a program. The ID is the same each time that the same is told, so that it can leave out a repeat.
type Hook interface {
	Tell(ctx context.Context, id string, e Event) error
}
