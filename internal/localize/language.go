package localize

import (
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// containers are the elements whose lang is the language of the page's own text. A lang on a link, a word or a
// quotation is about that element alone.
const containers = "body, main, article, section, div, header, footer, nav, aside, form, table, [role=main]"

// language sets lang and dir on the root, and on the containers that have the source's language.
func (l *localizer) language() {
	dir := string(l.Locale.Direction())
	l.doc.Find("html").EachWithBreak(func(_ int, s *goquery.Selection) bool {
		l.setLanguage(s, dir)
		return false
	})
	l.doc.Find(containers).Each(func(_ int, s *goquery.Selection) {
		own, hasLang := attr(s, "lang")
		_, hasDir := attr(s, "dir")
		switch {
		case untranslated(s.Get(0)):
		case hasLang && l.isSourceLang(own):
			l.setLanguage(s, dir)
		case !hasLang && hasDir && s.Is("body"):
			l.edit.SetAttr(s.Get(0), "dir", dir)
		}
	})
	l.doc.Find(`meta[http-equiv]`).Each(func(_ int, s *goquery.Selection) {
		if v, _ := attr(s, "http-equiv"); strings.EqualFold(v, "content-language") {
			l.edit.SetAttr(s.Get(0), "content", string(l.Locale))
		}
	})
}

func (l *localizer) setLanguage(s *goquery.Selection, dir string) {
	n := s.Get(0)
	l.edit.SetAttr(n, "lang", string(l.Locale))
	if _, ok := attr(s, "xml:lang"); ok {
		l.edit.SetAttr(n, "xml:lang", string(l.Locale))
	}
	l.edit.SetAttr(n, "dir", dir)
}

// isSourceLang reports whether a lang attribute names the source's language. For en, en-GB is the same language.
func (l *localizer) isSourceLang(lang string) bool {
	tag, err := l10n.ParseLocale(lang)
	return err == nil && tag.Language() == l.SourceLang.Language()
}

// untranslated reports whether an element is marked with translate="no", or is inside one that is.
func untranslated(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		for _, a := range n.Attr {
			if a.Key == "translate" && a.Namespace == "" {
				return strings.EqualFold(a.Val, "no")
			}
		}
	}
	return false
}

// attr reads an attribute by its name in the source: "xlink:href" is not "href".
func attr(s *goquery.Selection, key string) (string, bool) {
	space, local, ok := strings.Cut(key, ":")
	if !ok {
		space, local = "", key
	}
	for _, a := range s.Get(0).Attr {
		if a.Namespace == space && a.Key == local || a.Namespace == "" && a.Key == key {
			return a.Val, true
		}
	}
	return "", false
}
