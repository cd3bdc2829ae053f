package localize

import (
	"net/url"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
)

// works are the types of schema.org that a page, or what it consists of, may be: CreativeWork and those of its kinds that
// have words of their own.
var works = []string{
	"CreativeWork", "WebPage", "AboutPage", "CheckoutPage", "CollectionPage", "ContactPage", "FAQPage", "ItemPage", "MedicalWebPage", "ProfilePage",
	"QAPage", "SearchResultsPage", "WebSite", "Article", "AdvertiserContentArticle", "NewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle",
	"BackgroundNewsArticle", "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle", "Report", "SatiricalArticle", "ScholarlyArticle",
	"SocialMediaPosting", "BlogPosting", "LiveBlogPosting", "DiscussionForumPosting", "TechArticle", "APIReference", "Blog", "Book", "Chapter",
	"Conversation", "Course", "DigitalDocument", "Guide", "HowTo", "Recipe", "Legislation", "Message", "PresentationDigitalDocument", "Review",
	"SpecialAnnouncement", "Statement", "TextDigitalDocument", "Thesis", "Event", "Menu",
}

// others are the properties whose values are works in their own right: their language is not the page's.
var others = []string{
	"about", "author", "citation", "creator", "exampleOfWork", "isBasedOn", "isPartOf", "mentions", "provider", "publisher", "sameAs", "sponsor",
	"translationOfWork", "workTranslation",
}

// jsonURLs are the properties whose text is an address, by schema.org.
var jsonURLs = []string{
	"@id", "contentUrl", "embedUrl", "image", "item", "logo", "mainEntityOfPage", "photo", "relatedLink", "sameAs", "significantLink", "thumbnail",
	"thumbnailUrl", "url",
}

// structuredData says in the page's JSON-LD in which language it is, of which work it is a translation, and where it is.
func (l *localizer) structuredData() error {
	var err error
	l.doc.Find("script[type]").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		kind, _ := attr(s, "type")
		kind, _, _ = strings.Cut(kind, ";")
		if !strings.EqualFold(ascii.TrimSpace(kind), "application/ld+json") || untranslated(s.Get(0)) {
			return true
		}
		if v := l.edit.JSON(s.Get(0)); v != nil {
			err = l.jsonLD(v)
		}
		return err == nil
	})
	l.microdata()
	return err
}

// jsonLD localizes one text of JSON-LD: an object, a list of them, or a graph.
func (l *localizer) jsonLD(v *extract.JSONValue) error {
	top := []*extract.JSONValue{v}
	if !v.IsObject() {
		top = v.Items
	}
	var nodes []*extract.JSONValue
	for _, n := range top {
		if graph := n.Member("@graph"); graph != nil {
			nodes = append(nodes, graph.Items...)
		} else {
			nodes = append(nodes, n)
		}
	}
	ids := map[string]string{} // of this page's works, as the source writes them
	for _, n := range nodes {
		if id := n.Member("@id"); l.ownWork(n) && id != nil && id.IsText && l.isThisPage(id.Text) {
			ids[id.Text] = l.moved(id.Text)
		}
	}
	for _, n := range nodes {
		if l.ownWork(n) {
			if err := l.translation(n); err != nil {
				return err
			}
		}
	}
	for _, n := range nodes {
		work := isWork(types(n))
		if err := l.jsonValue(n, "", work && !l.ownWork(n), work, ids); err != nil {
			return err
		}
	}
	return nil
}

func isWork(types []string) bool {
	return slices.ContainsFunc(types, func(t string) bool { return slices.Contains(works, t) })
}

// translation marks a work of this page as the translation of the source's.
func (l *localizer) translation(n *extract.JSONValue) error {
	if lang := n.Member("inLanguage"); lang == nil {
		if err := l.edit.SetJSON(n, "inLanguage", l.Locale); err != nil {
			return err
		}
	}
	if !web(l.source) {
		return nil
	}
	original := map[string]any{"@type": types(n)[0], "url": l.source.String(), "inLanguage": l.SourceLang}
	if id := n.Member("@id"); id != nil && id.IsText {
		original["@id"] = l.absoluteIn(id.Text, true)
	}
	return l.edit.SetJSON(n, "translationOfWork", original)
}

// ownWork reports whether a node at the top of a page's structured data is the page, or its content: a work that says of
// no other page that it is that one.
func (l *localizer) ownWork(n *extract.JSONValue) bool {
	kinds := types(n)
	if !isWork(kinds) {
		return false
	}
	named := false
	for _, key := range [...]string{"url", "@id", "mainEntityOfPage"} {
		v := n.Member(key)
		if v != nil && v.IsObject() {
			v = v.Member("@id")
		}
		if v == nil || !v.IsText || strings.HasPrefix(v.Text, "#") || strings.HasPrefix(v.Text, "_:") {
			continue
		}
		if l.isThisPage(v.Text) {
			return true
		}
		named = named || key != "@id"
	}
	return !named && !slices.Contains(kinds, "WebSite") && !slices.Contains(kinds, "Event")
}

// types are a node's types, without the vocabulary's address.
func types(n *extract.JSONValue) []string {
	t := n.Member("@type")
	if t == nil {
		return nil
	}
	all := t.Items
	if t.IsText {
		all = []*extract.JSONValue{t}
	}
	var names []string
	for _, v := range all {
		if v.IsText {
			names = append(names, strings.TrimPrefix(v.Text[strings.LastIndexByte(v.Text, '/')+1:], "schema:"))
		}
	}
	return names
}

// isThisPage reports whether an address, but for its fragment, is the source page's or the one that the source says is.
func (l *localizer) isThisPage(href string) bool {
	u, ok := l.resolve(href)
	if !ok {
		return false
	}
	bare := *u
	bare.Fragment, bare.RawFragment = "", ""
	return bare == *l.source || l.canonical != nil && bare == *l.canonical
}

// moved is this page's address with the fragment of one of the source's.
func (l *localizer) moved(href string) string {
	to := *l.page
	if u, err := url.Parse(href); err == nil {
		to.Fragment, to.RawFragment = u.Fragment, u.RawFragment
	}
	return to.String()
}

// jsonValue walks a value that stands under a key. other says that it belongs to another work, and work that it is a
// member of a work or an item of a list, whose addresses lead readers somewhere.
func (l *localizer) jsonValue(v *extract.JSONValue, key string, other, work bool, ids map[string]string) error {
	other = other || slices.Contains(others, key)
	switch {
	case v.IsText:
		if to := l.jsonText(v.Text, key, other, work, ids); to != v.Text {
			return l.edit.PutJSON(v, to)
		}
	case v.IsObject():
		kinds := types(v)
		leads := isWork(kinds) || slices.Contains(kinds, "ListItem")
		for _, m := range v.Members {
			if m.Key == "translationOfWork" || m.Key == "@context" {
				continue
			}
			if m.Key == "inLanguage" && !other && l.saysSource(m.Value) {
				if err := l.edit.PutJSON(m.Value, l.Locale); err != nil {
					return err
				}
				continue
			}
			if err := l.jsonValue(m.Value, m.Key, other, leads, ids); err != nil {
				return err
			}
		}
	default:
		for _, i := range v.Items {
			if err := l.jsonValue(i, key, other, work, ids); err != nil {
				return err
			}
		}
	}
	return nil
}

// saysSource reports whether a value of inLanguage is the source's language: a tag, a Language, or a list of one.
func (l *localizer) saysSource(v *extract.JSONValue) bool {
	switch {
	case v.IsText:
		return l.isSourceLang(v.Text)
	case v.IsObject():
		for _, key := range [...]string{"alternateName", "name"} {
			if m := v.Member(key); m != nil && m.IsText && (l.isSourceLang(m.Text) || strings.EqualFold(m.Text, format.New("en").LanguageName(l.SourceLang))) {
				return true
			}
		}
		return false
	}
	return len(v.Items) == 1 && l.saysSource(v.Items[0])
}

// jsonText is what an address in structured data becomes; every other text stays.
func (l *localizer) jsonText(s, key string, other, work bool, ids map[string]string) string {
	if !slices.Contains(jsonURLs, key) || key == "@id" && strings.HasPrefix(s, "_:") {
		return s
	}
	if to, ok := ids[s]; ok {
		return to
	}
	u, ok := l.resolve(s)
	if !ok {
		return s
	}
	if to, ok := l.published(u); ok {
		return to.String()
	}
	if !web(u) {
		return s
	}
	leads := key == "item" || key == "url" || key == "mainEntityOfPage" || key == "relatedLink" || key == "significantLink"
	if leads && work && !other || key == "mainEntityOfPage" {
		target := *u
		target.Fragment, target.RawFragment = "", ""
		if l.isThisPage(s) {
			return l.moved(s)
		}
		if href, _, ok := l.find(&target); ok {
			if to, err := l.page.Parse(href); err == nil {
				to.Fragment, to.RawFragment = u.Fragment, u.RawFragment
				return to.String()
			}
		}
	}
	if parsed, err := url.Parse(s); err != nil || parsed.IsAbs() || strings.ContainsAny(s, " \t\n") || !strings.ContainsAny(s, "./") {
		return s // absolute, or no address at all
	}
	return u.String()
}

// microdata says the same of a page that uses it.
func (l *localizer) microdata() {
	l.doc.Find("[itemprop], [itemid]").Each(func(_ int, s *goquery.Selection) {
		n := s.Get(0)
		if id, ok := attr(s, "itemid"); ok && l.isThisPage(id) {
			l.edit.SetAttr(n, "itemid", l.moved(id))
		}
		for prop := range ascii.Fields(s.AttrOr("itemprop", "")) {
			content, has := attr(s, "content")
			switch {
			case prop == "inLanguage" && has && l.isSourceLang(content):
				l.edit.SetAttr(n, "content", string(l.Locale))
			case prop == "inLanguage" && !has && l.isSourceLang(ascii.TrimSpace(s.Text())):
				l.edit.SetText(n, string(l.Locale))
			case (prop == "url" || prop == "mainEntityOfPage") && has && l.isThisPage(content):
				l.edit.SetAttr(n, "content", l.moved(content))
			}
		}
	})
}
