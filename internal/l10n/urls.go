package l10n

// URLScheme is where a page's address names its locale.
type URLScheme string

// The schemes. The empty one is PathScheme.
const (
	PathScheme   URLScheme = "path"   // /es/news/statement.html
	SuffixScheme URLScheme = "suffix" // /news/statement.es.html
	HostScheme   URLScheme = "host"   // https://es.example.org/news/statement.html
)

// Slugs is what becomes of the last name of a page's path.
type Slugs string

// The ways with slugs. The empty one is KeepSlugs.
const (
	KeepSlugs           Slugs = "keep"            // the source's
	ASCIISlugs          Slugs = "ascii"           // the source's in Latin letters, its folders too
	TranslateSlugs      Slugs = "translate"       // the translated title, in the locale's own letters
	TranslateASCIISlugs Slugs = "translate-ascii" // the translated title in Latin letters
)

// URLs says what addresses the pages of a site's locales have.
type URLs struct {
	Scheme URLScheme `json:"scheme,omitempty"`
	// Hosts are the addresses that the locales' folders are served at, for HostScheme.
	Hosts map[Locale]string `json:"hosts,omitempty"`
	Slugs Slugs             `json:"slugs,omitempty"`
}

// Kept reports whether pages have the last names of their sources.
func (u URLs) Kept() bool { return u.Slugs == "" || u.Slugs == KeepSlugs }
