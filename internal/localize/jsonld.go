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

// workTypes are the types of schema.org that a page or its content may have: CreativeWork and those of its subtypes
// that consist of text.
var workTypes = []string{
	"CreativeWork", "WebPage", "AboutPage", "CheckoutPage", "CollectionPage", "ContactPage", "FAQPage", "ItemPage",
	"MedicalWebPage", "ProfilePage",
	"QAPage", "SearchResultsPage", "WebSite", "Article", "AdvertiserContentArticle", "NewsArticle", "AnalysisNewsArticle",
	"AskPublicNewsArticle",
	"BackgroundNewsArticle", "OpinionNewsArticle", "ReportageNewsArticle", "ReviewNewsArticle", "Report",
	"SatiricalArticle", "ScholarlyArticle",
	"SocialMediaPosting", "BlogPosting", "LiveBlogPosting", "DiscussionForumPosting", "TechArticle", "APIReference",
	"Blog", "Book", "Chapter",
	"Conversation", "Course", "DigitalDocument", "Guide", "HowTo", "Recipe", "Legislation", "Message",
	"PresentationDigitalDocument", "Review",
	"SpecialAnnouncement", "Statement", "TextDigitalDocument", "Thesis", "Event", "Menu",
}

// otherWorks are the properties whose values are other works. Their language is not the page's.
var otherWorks = []string{
	"about", "author", "citation", "creator", "exampleOfWork", "isBasedOn", "isPartOf", "mentions", "provider",
	"publisher", "sameAs", "sponsor",
	"translationOfWork", "workTranslation",
}

// jsonURLs are the properties of schema.org whose text is an address.
var jsonURLs = []string{
	"@id", "contentUrl", "embedUrl", "image", "item", "logo", "mainEntityOfPage", "photo", "relatedLink", "sameAs",
	"significantLink", "thumbnail",
	"thumbnailUrl", "url",
}

// structuredData sets in the page's JSON-LD and microdata its language, its address, and the work that it translates.
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
	ids := map[string]string{} // of this page's works: as the source writes them → as this page does
	for _, n := range nodes {
		if id := n.Member("@id"); l.isOwnWork(n) && id != nil && id.IsText && l.isThisPage(id.Text) {
			ids[id.Text] = l.onThisPage(id.Text)
		}
	}
	for _, n := range nodes {
		if l.isOwnWork(n) {
			if err := l.markTranslation(n); err != nil {
				return err
			}
		}
	}
	for _, n := range nodes {
		work := isWork(extract.TypesOf(n))
		if err := l.jsonValue(n, "", work && !l.isOwnWork(n), work, ids); err != nil {
			return err
		}
	}
	return nil
}

func isWork(types []string) bool {
	return slices.ContainsFunc(types, func(t string) bool { return slices.Contains(workTypes, t) })
}

// markTranslation marks a work of this page as the translation of the source's work.
func (l *localizer) markTranslation(n *extract.JSONValue) error {
	if lang := n.Member("inLanguage"); lang == nil {
		if err := l.edit.SetJSON(n, "inLanguage", l.Locale); err != nil {
			return err
		}
	}
	if !isWeb(l.source) {
		return nil
	}
	original := map[string]any{"@type": extract.TypesOf(n)[0], "url": l.source.String(), "inLanguage": l.SourceLang}
	if id := n.Member("@id"); id != nil && id.IsText {
		original["@id"] = l.absoluteIn(id.Text, true)
	}
	return l.edit.SetJSON(n, "translationOfWork", original)
}

// isOwnWork reports whether a node at the top of a page's structured data is the page or its content: a work that names
// this page as its address, or no page.
func (l *localizer) isOwnWork(n *extract.JSONValue) bool {
	kinds := extract.TypesOf(n)
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

// isThisPage reports whether an address, without its fragment, is that of the source page or its canonical address.
func (l *localizer) isThisPage(href string) bool {
	u, ok := l.resolve(href)
	if !ok {
		return false
	}
	return samePage(u, l.source) || l.canonical != nil && samePage(u, l.canonical)
}

// onThisPage is this page's address with the fragment of an address of the source page.
func (l *localizer) onThisPage(href string) string {
	to := *l.page
	if u, err := url.Parse(href); err == nil {
		to.Fragment = u.Fragment
		to.RawFragment = u.RawFragment
	}
	return to.String()
}

// jsonValue localizes the value of a key. other says that it belongs to another work. work says that it is a member of
// a work or of a list item, whose addresses are links for readers.
func (l *localizer) jsonValue(v *extract.JSONValue, key string, other, work bool, ids map[string]string) error {
	other = other || slices.Contains(otherWorks, key)
	switch {
	case v.IsText:
		to := l.jsonText(v.Text, key, other, work, ids)
		if name, ok := l.officialName(v, key); ok {
			to = name
		}
		if to != v.Text {
			return l.edit.PutJSON(v, to)
		}
	case v.IsObject():
		kinds := extract.TypesOf(v)
		leads := isWork(kinds) || slices.Contains(kinds, "ListItem")
		for _, m := range v.Members {
			var err error
			switch {
			case m.Key == "translationOfWork":
			case m.Key == "@context":
				err = l.jsonContext(m.Value)
			case m.Key == "inLanguage" && !other && l.namesSourceLang(m.Value):
				err = l.edit.PutJSON(m.Value, l.Locale)
			case m.Key == "@language" && l.namesSourceLang(m.Value) && l.edit.TranslatesJSON(v):
				err = l.edit.PutJSON(m.Value, l.Locale)
			case m.Key == "@id" && slices.Contains(linkKeys, key):
				// {"item": {"@id": …}} means the same as {"item": …}
				err = l.jsonValue(m.Value, key, other, work || leads, ids)
			case m.Key == "@value":
				err = l.jsonValue(m.Value, key, other, work, ids)
			default:
				err = l.jsonValue(m.Value, m.Key, other, leads, ids)
			}
			if err != nil {
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

// jsonContext changes the language that a context gives to all texts.
func (l *localizer) jsonContext(v *extract.JSONValue) error {
	for _, i := range v.Items {
		if err := l.jsonContext(i); err != nil {
			return err
		}
	}
	if lang := v.Member("@language"); lang != nil && lang.IsText && l.isSourceLang(lang.Text) {
		return l.edit.PutJSON(lang, l.Locale)
	}
	return nil
}

// officialName is the form that the termbase has for a name, which is no text for translation.
func (l *localizer) officialName(v *extract.JSONValue, key string) (string, bool) {
	if l.Name == nil || !extract.IsName(key) || l.edit.TranslatesJSON(v) {
		return "", false
	}
	return l.Name(v.Text)
}

// namesSourceLang reports whether a value of inLanguage is the source's language: a tag, a Language, or a list of one.
func (l *localizer) namesSourceLang(v *extract.JSONValue) bool {
	switch {
	case v.IsText:
		return l.isSourceLang(v.Text)
	case v.IsObject():
		for _, key := range [...]string{"alternateName", "name"} {
			m := v.Member(key)
			if m == nil || !m.IsText {
				continue
			}
			if l.isSourceLang(m.Text) || strings.EqualFold(m.Text, format.New("en").LanguageName(l.SourceLang)) {
				return true
			}
		}
		return false
	}
	return len(v.Items) == 1 && l.namesSourceLang(v.Items[0])
}

// linkKeys are the properties of a work that are links for readers.
var linkKeys = []string{"item", "url", "mainEntityOfPage", "relatedLink", "significantLink"}

// jsonText localizes a text of structured data where it is an address. Every other text stays.
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
	if to, ok := l.copyOf(u); ok {
		return to.String()
	}
	if !isWeb(u) {
		return s
	}
	if slices.Contains(linkKeys, key) && work && !other || key == "mainEntityOfPage" {
		if l.isThisPage(s) {
			return l.onThisPage(s)
		}
		if href, _, ok := l.localized(u); ok {
			if to, err := l.page.Parse(href); err == nil {
				to.Fragment = u.Fragment
				to.RawFragment = u.RawFragment
				return to.String()
			}
		}
	}
	if parsed, err := url.Parse(s); err != nil || parsed.IsAbs() || strings.ContainsAny(s, " \t\n") ||
		!strings.ContainsAny(s, "./") {
		return s // an absolute address, or no address
	}
	return u.String()
}

// microdata sets the language, the address and the official names in the page's microdata.
func (l *localizer) microdata() {
	l.doc.Find("[itemprop], [itemid]").Each(func(_ int, s *goquery.Selection) {
		n := s.Get(0)
		if id, ok := attr(s, "itemid"); ok && l.isThisPage(id) {
			l.edit.SetAttr(n, "itemid", l.onThisPage(id))
		}
		for prop := range ascii.Fields(s.AttrOr("itemprop", "")) {
			content, has := attr(s, "content")
			switch {
			case prop == "inLanguage" && has && l.isSourceLang(content):
				l.edit.SetAttr(n, "content", string(l.Locale))
			case prop == "inLanguage" && !has && l.isSourceLang(ascii.TrimSpace(s.Text())):
				l.edit.SetText(n, string(l.Locale))
			case has && !l.edit.TranslatesAttr(n, "content") && l.Name != nil && extract.IsName(prop):
				if name, ok := l.Name(content); ok {
					l.edit.SetAttr(n, "content", name)
				}
			case (prop == "url" || prop == "mainEntityOfPage") && has && l.isThisPage(content):
				l.edit.SetAttr(n, "content", l.onThisPage(content))
			case has && slices.Contains(jsonURLs, prop):
				if to := l.jsonText(content, prop, true, false, nil); to != content {
					l.edit.SetAttr(n, "content", to)
				}
			}
		}
	})
}
