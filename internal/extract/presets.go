package extract

// presets are what the commoner content management systems put around the content of a page and nobody wants translated
// with it, as CSS selectors to exclude, by the system's name.
var presets = map[string][]string{
	"drupal": {".contextual", ".tabs--primary", ".feed-icons", ".visually-hidden.focusable", "#toolbar-administration"},
	"ghost":  {".gh-head", ".gh-foot", ".gh-subscribe", ".kg-bookmark-metadata"},
	"hugo":   {".heading-anchor", ".td-page-meta", ".td-sidebar-nav"},
	"joomla": {".mod-breadcrumbs", ".item-page .icons", ".com-content-article__links", ".pagenavigation"},
	"mediawiki": {".mw-editsection", "#toc", ".navbox", ".catlinks", ".printfooter",
		"#mw-navigation", ".mw-jump-link", ".reference"},
	"typo3": {".frame-type-menu_sitemap", ".news-backlink-wrap"},
	"wordpress": {"#wpadminbar", ".screen-reader-text", ".sharedaddy", ".jp-relatedposts",
		".post-navigation", "#comments", ".wp-block-comments",
		".yarpp-related", ".addtoany_share_save_container", ".wp-block-search"},
}

// Preset returns the selectors to exclude on pages of a content management system.
func Preset(name string) (exclude []string, ok bool) {
	exclude, ok = presets[name]
	return exclude, ok
}
