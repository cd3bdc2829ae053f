package l10n

import "time"

// RunStatus is how a run stands.
type RunStatus string

// The statuses.
const (
	RunRunning   RunStatus = "running"
	RunCompleted RunStatus = "completed"
	RunFailed    RunStatus = "failed"
	RunCancelled RunStatus = "cancelled"
	// RunSuperseded says that another run has taken over all of its documents.
	RunSuperseded RunStatus = "superseded"
)

// Run is one request to publish documents in locales.
type Run struct {
	ID      RunID    `json:"id"`
	Site    SiteName `json:"site"`
	Plan    Ref      `json:"plan,omitempty"` // runs of older versions have none
	List    Ref      `json:"list,omitempty"` // the addresses of its pages; runs of older versions have none
	Locales []Locale `json:"locales"`
	// Pages are those that were asked for by their addresses, the first of them.
	Pages       []string  `json:"pages,omitempty"`
	RequestedBy UserID    `json:"requestedBy,omitempty"`
	Reason      string    `json:"reason,omitempty"`
	Status      RunStatus `json:"status"`
	Documents   int       `json:"documents"`
	Published   int       `json:"published"` // pages, one a document and locale
	Ended       int       `json:"ended"`     // pages that ended otherwise: failed, cancelled, held
	Comment     string    `json:"comment,omitempty"`
	// Troubles name the first documents that had trouble, and why.
	Troubles  []string  `json:"troubles,omitempty"`
	StartedAt time.Time `json:"startedAt"`
	EndedAt   time.Time `json:"endedAt,omitzero"`
	// Cancelled is the word of the person who ended it.
	Cancelled *Cancellation `json:"cancelled,omitempty"`
}

// Cancellation is a person's word that a run ends, or that work on some page of it ends, in all locales or one.
type Cancellation struct {
	Run      RunID      `json:"run"`
	Document DocumentID `json:"document,omitempty"` // empty is the whole run
	Locale   Locale     `json:"locale,omitempty"`   // empty is all
	By       UserID     `json:"by"`
	At       time.Time  `json:"at"`
	Comment  string     `json:"comment,omitempty"` // why
}

// PublishedPage is a localized page that visitors get now, with what it takes to make it anew when a sibling or a page
// that it links to is published.
type PublishedPage struct {
	Site      SiteName   `json:"site"`
	Document  DocumentID `json:"document"`
	Locale    Locale     `json:"locale"`
	SourceURL string     `json:"sourceUrl"`
	URL       string     `json:"url"`
	// Slug is the last name of its path, where that is not the source's. It is made with the first publication, and kept.
	Slug        string        `json:"slug,omitempty"`
	Publication PublicationID `json:"publication"`
	Run         RunID         `json:"run"`
	Extraction  Ref           `json:"extraction"`
	Skeleton    Ref           `json:"skeleton"`
	Targets     Ref           `json:"targets"`
	Approvals   []Decision    `json:"approvals"`
	Assets      Ref           `json:"assets,omitempty"` // a list of Asset
	// Corrections are the notes on errors of the page that were put right.
	Corrections []CorrectionNote `json:"corrections,omitempty"`
	// Untranslated counts the segments that are in the source's language, of a page that is live before its approval.
	Untranslated int `json:"untranslated,omitempty"`
	// Pending are the source pages that it links to and that were not published in its locale when it was made.
	Pending []string `json:"pending,omitempty"`
	// Links are those of the same kind that were published in its locale, so that they are mended when these go.
	Links []string `json:"links,omitempty"`
	// Title is the translated one, for lists of pages.
	Title string `json:"title,omitempty"`
	// SiteTitle is how the page names its site, translated where it is.
	SiteTitle string `json:"siteTitle,omitempty"`
	// Unlisted pages are in no sitemap and no feed: the source keeps them from search engines, or is a copy of another page.
	Unlisted    bool      `json:"unlisted,omitempty"`
	PublishedAt time.Time `json:"publishedAt"`
	// Since is when it first appeared; zero for pages that are older than this field.
	Since time.Time `json:"since,omitzero"`
}

// FirstPublished is when the page first appeared, as far as that is known.
func (p PublishedPage) FirstPublished() time.Time {
	if p.Since.IsZero() {
		return p.PublishedAt
	}
	return p.Since
}

// Answer is a provider's answer for one segment, kept so that nobody pays for it twice.
type Answer struct {
	Text       Fragment `json:"text"`
	Provider   ProviderName
	Characters int       `json:"characters"` // billed, when the provider says, else sent
	At         time.Time `json:"at"`
	// Refused says why the answer can't be used; it is kept so that the same bad answer is not paid for again.
	Refused string `json:"refused,omitempty"`
	// Mended says what of the answer was put into the locale's notation when it came; empty for nothing.
	Mended string `json:"mended,omitempty"`
}
