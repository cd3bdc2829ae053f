package l10n

import (
	"fmt"
	"time"
)

// WatchPolicy is what becomes of a page that a look at its source found new, changed or gone.
type WatchPolicy string

// The policies. New and changed pages are published, asked about or ignored; pages that are gone are kept, unpublished
// or asked about.
const (
	WatchPublish   WatchPolicy = "publish"
	WatchAsk       WatchPolicy = "ask"
	WatchIgnore    WatchPolicy = "ignore"
	WatchKeep      WatchPolicy = "keep"
	WatchUnpublish WatchPolicy = "unpublish"
)

// WatchRules are a site's policies.
type WatchRules struct {
	New     WatchPolicy `json:"new"`
	Changed WatchPolicy `json:"changed"`
	Removed WatchPolicy `json:"removed"`
}

// FindingKind is what a look found of a page.
type FindingKind string

// The kinds. A page is renamed when the same content stands under another address.
const (
	FoundNew     FindingKind = "new"
	FoundChanged FindingKind = "changed"
	FoundRemoved FindingKind = "removed"
	FoundRenamed FindingKind = "renamed"
)

// FindingAnswer is what an editor says to a finding that was asked about.
type FindingAnswer string

// The answers; none at all means that the finding waits.
const (
	Accepted  FindingAnswer = "accepted"  // what the look proposes is done
	Dismissed FindingAnswer = "dismissed" // it is left as it is
)

// Finding is a page that a look found new, changed or gone.
type Finding struct {
	Site     SiteName    `json:"site"`
	Document DocumentID  `json:"document"`
	URL      string      `json:"url"`
	Title    string      `json:"title,omitempty"`
	Kind     FindingKind `json:"kind"`
	Was      DocumentID  `json:"was,omitempty"`  // of a renamed page
	Text     Hash        `json:"text,omitempty"` // the content hash that was found
	Policy   WatchPolicy `json:"policy"`
	// Withdrawn says that the page was taken from visitors, by whom, when and why: publishing it brings it back.
	Withdrawn *Withdrawal   `json:"withdrawn,omitempty"`
	FoundAt   time.Time     `json:"foundAt"`
	Answer    FindingAnswer `json:"answer,omitempty"`
	By        UserID        `json:"by,omitempty"` // who answered
	At        time.Time     `json:"at,omitzero"`
}

// TakenNote says in English that a page was taken from visitors, by whom and why; it is empty for others.
func (f Finding) TakenNote() string {
	w := f.Withdrawn
	switch {
	case w == nil:
		return ""
	case w.By == "":
		return "taken from visitors before"
	case w.Comment == "":
		return fmt.Sprintf("taken from visitors by %s", w.By)
	}
	return fmt.Sprintf("taken from visitors by %s: %s", w.By, w.Comment)
}

// FindingDecision is one act of a person: the answer to a finding. ID names the act, so that a repeat is the same act.
type FindingDecision struct {
	ID       string        `json:"id"`
	Site     SiteName      `json:"site"`
	Document DocumentID    `json:"document"`
	Seen     Hash          `json:"seen,omitempty"` // the content hash that the person saw; empty means whichever it is
	Answer   FindingAnswer `json:"answer"`
	By       UserID        `json:"by"`
	At       time.Time     `json:"at,omitzero"`
	Seal     *Seal         `json:"seal,omitempty"` // the person's signature
}

// Look is one look at a site's source, and what it found.
type Look struct {
	Site        SiteName  `json:"site"`
	At          time.Time `json:"at"`
	Listed      int       `json:"listed"`      // pages that the source lists
	Looked      int       `json:"looked"`      // pages that were asked for
	Unmodified  int       `json:"unmodified"`  // of those, with the answer that nothing has changed
	New         int       `json:"new"`         // pages
	Changed     int       `json:"changed"`     // with other content than was taken up last
	Removed     int       `json:"removed"`     // pages that were there and are not any more
	Asked       int       `json:"asked"`       // findings that wait for an editor
	UnderWay    int       `json:"underWay"`    // pages that a run is at work on; they are looked at again
	Started     int       `json:"started"`     // documents of the run that was started
	Unpublished int       `json:"unpublished"` // documents that were taken from visitors
	Run         RunID     `json:"run,omitempty"`
	// Findings are the first of them, Troubles the first pages that could not be had, and Failures the first that an
	// earlier look found and whose run could not publish them, for people.
	Findings []Finding `json:"findings,omitempty"`
	Troubles []string  `json:"troubles,omitempty"`
	Failures []string  `json:"failures,omitempty"`
}

// Found reports whether the look found anything at all.
func (l Look) Found() bool { return l.New+l.Changed+l.Removed > 0 }

// SourceList is a feed or a sitemap as it was when it was read last.
type SourceList struct {
	URL          string   `json:"url"`
	ETag         string   `json:"etag,omitempty"`
	LastModified string   `json:"lastModified,omitempty"`
	Ref          Ref      `json:"ref,omitempty"` // of the bytes
	Pages        []string `json:"pages,omitempty"`
	Lists        []string `json:"lists,omitempty"` // the sitemaps of an index
}

// WatchedPage is what a watch remembers of a page.
type WatchedPage struct {
	URL string `json:"url"`
	// Run is the run that was started for it last.
	Run      RunID     `json:"run,omitempty"`
	Gone     bool      `json:"gone,omitempty"`
	Listed   bool      `json:"listed,omitempty"` // by the source, at the last look
	LookedAt time.Time `json:"lookedAt"`
}

// Watch is a watched site, with what it takes to see what has changed at its source.
type Watch struct {
	Site  SiteName                   `json:"site"`
	Plan  Ref                        `json:"plan"`
	Rules WatchRules                 `json:"rules"`
	Every time.Duration              `json:"every"`
	By    UserID                     `json:"by"` // who set it up, or changed it last, and when
	At    time.Time                  `json:"at,omitzero"`
	Lists map[string]SourceList      `json:"lists,omitempty"`
	Pages map[DocumentID]WatchedPage `json:"pages,omitempty"`
}

// WatchState is how the schedule of a watch stands.
type WatchState struct {
	Site   SiteName  `json:"site"`
	Paused bool      `json:"paused"`
	Note   string    `json:"note,omitempty"`
	Next   time.Time `json:"next,omitzero"`
}
