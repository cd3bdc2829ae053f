package localize

import (
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// languageMetas are the names of metadata that say in which language the page is: of HTML's registry of names, Dublin
// Core, and Highwire's for scholarly works.
var languageMetas = map[string]bool{
	"language": true, "content-language": true, "lang": true, "dc.language": true, "dcterms.language": true,
	"dc.language.iso": true, "dcterms.language.iso": true, "citation_language": true,
}

// addressMetas are the names of metadata that say at which address the page is, or by which it is identified.
var addressMetas = map[string]bool{
	"twitter:url": true, "al:web:url": true, "parsely-link": true, "identifier-url": true, "url": true,
	"dc.identifier": true, "dcterms.identifier": true, "dc.identifier.uri": true, "dcterms.identifier.uri": true,
	"citation_public_url": true, "citation_abstract_html_url": true, "citation_fulltext_html_url": true,
}

// metadata writes the page's language and its address where metadata of the source names the source's.
func (l *localizer) metadata() {
	l.doc.Find("meta[content]").Each(func(_ int, s *goquery.Selection) {
		content, _ := attr(s, "content")
		switch name := metaName(s); {
		case languageMetas[name]:
			if to, ok := l.languageLike(content); ok {
				l.edit.SetAttr(s.Get(0), "content", to)
			}
		case addressMetas[name] && l.isThisPage(content):
			l.edit.SetAttr(s.Get(0), "content", l.onThisPage(trimAddress(content)))
		}
	})
}

// metaName is the name of metadata in lower case. RDFa's dcterms:language is the same as dcterms.language.
func metaName(s *goquery.Selection) string {
	name, _ := attr(s, "property")
	if name == "" {
		name, _ = attr(s, "name")
	}
	name = ascii.ToLower(ascii.TrimSpace(name))
	for _, vocabulary := range [...]string{"dc", "dcterms"} {
		if term, ok := strings.CutPrefix(name, vocabulary+":"); ok {
			return vocabulary + "." + term
		}
	}
	return name
}

// languageLike writes the locale in the way in which a value names the source's language: as a tag, with an underscore,
// or by its English name. It reports false where the value names another language, or several.
func (l *localizer) languageLike(value string) (string, bool) {
	value = ascii.TrimSpace(value)
	english := format.New("en")
	switch {
	case strings.EqualFold(value, english.LanguageName(l.SourceLang)),
		strings.EqualFold(value, english.LanguageName(l10n.Locale(l.SourceLang.Language()))):
		return english.LanguageName(l.Locale), true
	case !l.isSourceLang(strings.ReplaceAll(value, "_", "-")):
		return "", false
	case strings.Contains(value, "_"):
		return openGraphLocale(l.Locale), true
	}
	return string(l.Locale), true
}
