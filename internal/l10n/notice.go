package l10n

import "time"

// Notice is something that one person, or one program, was told about a step that waits. Each is told once.
type Notice struct {
	ID string `json:"id"`
	TranslationKey
	Run    RunID      `json:"run,omitempty"`
	Step   StepName   `json:"step,omitempty"`
	Round  int        `json:"round,omitempty"`
	Kind   string     `json:"kind"` // what: waits, reminder, late, escalated or digest
	By     NoticeWay  `json:"by"`   // by which way
	To     UserID     `json:"to,omitempty"`
	Fate   NoticeFate `json:"fate"`
	Why    string     `json:"why,omitempty"` // it was not sent, in English
	Tries  int        `json:"tries"`
	Change time.Time  `json:"at"` // of the last change
}

// NoticeWay is how a notice goes.
type NoticeWay string

// The ways.
const (
	ByMail    NoticeWay = "mail"
	ByWebhook NoticeWay = "webhook"
)

// NoticeFate is what became of a notice.
type NoticeFate string

// The fates. A notice that is being sent, and of which nothing was heard since, may have arrived.
const (
	NoticeSending NoticeFate = "sending"
	NoticeSent    NoticeFate = "sent"
	NoticeAgain   NoticeFate = "again"   // it was not sent, and is to be tried again
	NoticeRefused NoticeFate = "refused" // it was not sent, and won't be
	NoticeUnsure  NoticeFate = "unsure"  // nobody knows whether it has arrived, and it is not sent again
)

// Absence is a person's word that somebody is away, and who is asked in their place.
type Absence struct {
	User UserID `json:"user"`
	// Days are the days away: 2026-12-20/2027-01-06, the first and the last. Empty says that they are back: it ends what was
	// said before.
	Days   string `json:"days,omitempty"`
	Deputy UserID `json:"deputy,omitempty"`

	ID   string    `json:"id"`
	By   UserID    `json:"by"`
	At   time.Time `json:"at"`
	Seal *Seal     `json:"seal,omitempty"`
}
