package l10n

// Pending is what a site does with a locale's page that is not approved yet.
type Pending string

// The policies. The empty one is HoldPending.
const (
	HoldPending     Pending = "hold"     // the page waits
	OmitPending     Pending = "omit"     // the page waits, and the other locales don't wait for it
	FallbackPending Pending = "fallback" // the page goes live with the source's text where nothing is approved
)
