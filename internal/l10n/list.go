package l10n

// List is one of the things that a site has beside its pages.
type List string

// The lists; all are made unless a site turns them off.
const (
	ListSitemap List = "sitemap"
	ListFeed    List = "feed"
	ListIndex   List = "index"
	ListRobots  List = "robots"
)
