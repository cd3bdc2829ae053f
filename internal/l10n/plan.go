package l10n

import "time"

// Plan is what a run does, fixed when it starts: a change of the configuration never changes a run under way. Workflows
// carry it as a ref.
type Plan struct {
	Site        SiteName `json:"site"`
	RequestedBy UserID   `json:"requestedBy,omitempty"`
	Reason      string   `json:"reason,omitempty"` // why, in a few words for people
	SourceLang  Locale   `json:"sourceLang"`
	Locales     []Locale `json:"locales"`
	// SiteLocales are all locales of the site, also those that this run leaves out.
	SiteLocales []Locale `json:"siteLocales,omitempty"`
	// Also are languages besides a page's own whose texts are translated too.
	Also []Locale `json:"also,omitempty"`

	// Title is the site's name for readers; empty has it as its pages say.
	Title string `json:"title,omitempty"`

	// Pages, Sitemap and Feed name the source pages.
	Pages   []string `json:"pages,omitempty"`
	Sitemap string   `json:"sitemap,omitempty"`
	Feed    string   `json:"feed,omitempty"`
	// Uploads are the contents of pages that were handed in, in place of what is at their addresses.
	Uploads []Upload `json:"uploads,omitempty"`

	// Root, WholePage, Include and Exclude say what of a page is content.
	Root      string   `json:"root,omitempty"`
	WholePage bool     `json:"wholePage,omitempty"`
	Include   []string `json:"include,omitempty"`
	Exclude   []string `json:"exclude,omitempty"`
	// Code takes the text of code elements too, and NamedButtons the labels that submit buttons send to the server.
	Code         bool `json:"code,omitempty"`
	NamedButtons bool `json:"namedButtons,omitempty"`

	// Chains are the providers by target locale, in the order in which they are asked.
	Chains map[Locale][]ProviderName `json:"chains"`
	// Pivots are the languages by way of which engines translate that lack the direct pair, by target locale.
	Pivots map[Locale]Locale `json:"pivots,omitempty"`
	// Patience is how long a translation waits for engines before its open texts are left to people.
	Patience Patience `json:"patience,omitzero"`

	// Steps are the names of the steps that decide; Review has all steps with their kinds, and is empty in plans of earlier
	// versions, whose steps are all of people.
	Steps       []StepName    `json:"steps"`
	Review      []ReviewStep  `json:"review,omitempty"`
	FourEyes    bool          `json:"fourEyes,omitempty"`
	RemindAfter time.Duration `json:"remindAfter"` // 0 is never
	// Skip says which segments people are not asked about.
	Skip Skip `json:"skip,omitzero"`
	// Unconfirmed says what becomes of texts that nobody confirmed; empty, in plans of earlier versions, publishes them.
	Unconfirmed UnconfirmedPolicy `json:"unconfirmed,omitempty"`
	// Together says that a document's locales are published all or none.
	Together bool `json:"together,omitempty"`
	// Pending is what is done with pages that are not approved yet, by locale; those not named are held.
	Pending map[Locale]Pending `json:"pending,omitempty"`
	// AsPublished says that the pages are taken as they are published, and not fetched anew: to correct them.
	AsPublished bool `json:"asPublished,omitempty"`
	// Embargo keeps what is approved from visitors until an hour or a person's word.
	Embargo     *Embargo `json:"embargo,omitempty"`
	Destination string   `json:"destination"`
	// URLs are the addresses of the pages at the destination.
	URLs URLs `json:"urls,omitzero"`
	// Assets says what becomes of the files that pages use.
	Assets AssetPolicy `json:"assets,omitzero"`
	// Switcher is a template of a list of the document's languages, or DefaultSwitcher; empty is none.
	Switcher string `json:"switcher,omitempty"`
	// Stylesheets are linked from pages of a direction besides their own.
	Stylesheets map[Direction][]string `json:"stylesheets,omitempty"`
	Attribution bool                   `json:"attribution,omitempty"`
	// Without are the lists that the site does not want.
	Without []List `json:"without,omitempty"`
	// Desk is the address of the desk, for the links that operators and reminders follow.
	Desk string `json:"desk,omitempty"`
	// AllowPseudo lets pseudo-localized text be published.
	AllowPseudo bool `json:"allowPseudo,omitempty"`
}

// Resume is a person's word to a translation that is parked: ask the engines again now.
type Resume struct {
	By UserID
	// Allow is how many characters beyond their budgets the engines may be sent.
	Allow int `json:",omitempty"`
	// Skip leaves the open texts to people.
	Skip bool `json:",omitempty"`

	// ID is of the act, and Seal its signature, of the document, the locale and the run too.
	ID   string    `json:",omitempty"`
	At   time.Time `json:",omitzero"`
	Seal *Seal     `json:",omitempty"`
}

// DefaultSwitcher is the plain list of languages.
const DefaultSwitcher = "default"

// Patience bounds the waiting for engines that are out of quota, refuse the key or don't answer.
type Patience struct {
	// Attempts is how often the engines are asked again; 0 is the default, negative is never.
	Attempts int `json:"attempts,omitempty"`
	// Longest is the longest pause between two attempts; 0 is the default. The pauses double from one minute on.
	Longest time.Duration `json:"longest,omitempty"`
}
