package l10n

import "time"

// WatchRequest asks for a watch of a configured site. The worker that takes it up makes the watch of it and of its own
// configuration.
type WatchRequest struct {
	Site SiteName `json:"site"`
	// Every is how often the source is looked at; 0 is as often as the site's configuration says.
	Every time.Duration `json:"every,omitempty"`
	// AllowPseudo lets pseudo-localized text be published.
	AllowPseudo bool   `json:"allowPseudo,omitempty"`
	By          UserID `json:"by"`
	// ID is of the act, and Seal its signature.
	ID   string    `json:"id,omitempty"`
	At   time.Time `json:"at,omitzero"`
	Seal *Seal     `json:"seal,omitempty"`
}

// WatchEnd asks that a site be watched no longer. Its JSON is in histories.
type WatchEnd struct {
	Site SiteName
	By   UserID
	ID   string    `json:",omitempty"`
	At   time.Time `json:",omitzero"`
	Seal *Seal     `json:",omitempty"`
}

// AdHoc is the site of pages that are published by their address and belong to no configured site.
const AdHoc SiteName = "default"

// Request asks for a run. The worker that takes it up makes the run's plan of it and of its own configuration.
type Request struct {
	// Run is the run's ID, so that a repeat is the same run.
	Run RunID `json:"run"`
	// Site is a configured site. Empty is [AdHoc].
	Site SiteName `json:"site,omitempty"`
	// Pages are the addresses of the pages to publish, instead of the site's own.
	Pages []string `json:"pages,omitempty"`
	// Locales are published instead of the site's.
	Locales []Locale `json:"locales,omitempty"`
	// SourceLang is the language of pages that don't name theirs, instead of the site's.
	SourceLang Locale `json:"sourceLang,omitempty"`
	// Root is a CSS selector of the content, or "whole-page", instead of the site's.
	Root string `json:"root,omitempty"`
	// Chain are the providers to ask, in order, instead of the configured ones.
	Chain []ProviderName `json:"chain,omitempty"`
	// Together publishes a document's locales all or none, whatever the site says.
	Together bool `json:"together,omitempty"`
	// AllowPseudo lets pseudo-localized text be published.
	AllowPseudo bool `json:"allowPseudo,omitempty"`
	// Embargo keeps what is approved from visitors until an hour or a person's word.
	Embargo *Embargo `json:"embargo,omitempty"`
	// Uploads are the contents of pages that were handed in, in place of what is at their addresses.
	Uploads []Upload `json:"uploads,omitempty"`
	// Correction reopens published sentences of the pages; all else of them stands as it is published.
	Correction *Correction `json:"correction,omitempty"`

	By     UserID `json:"by,omitempty"`
	Reason string `json:"reason,omitempty"` // why, in a few words for people

	At   time.Time `json:"at,omitzero"`
	Seal *Seal     `json:"seal,omitempty"` // the signature of the person's word
}
