package localize

import (
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// containers are elements that get a direction together with their language, whatever the direction around them is.
const containers = "body, main, article, section, div, header, footer, nav, aside, form, table, [role=main]"

// language says of every text in which language it is (WCAG 2.2, 3.1.1 and 3.1.2). What was translated is in the
// locale's. What stays in the source's language, such as a navigation outside the content, is marked with it, and what
// is in a third language keeps its mark. Where the direction around a text is no longer that of its language, the text
// gets its own.
func (l *localizer) language() {
	root := l.doc.Find("html").First()
	if root.Length() == 0 {
		return
	}
	dir := string(l.Locale.Direction())
	at := surroundings{source: string(l.SourceLang), sourceDir: l.SourceLang.Direction(), lang: l.Locale, dir: l.Locale.Direction()}
	if own, unknown := extract.LangOf(root.Get(0)); own != "" && !unknown {
		at.source = string(own)
	}
	if own := dirOf(root.Get(0)); own != "" {
		at.sourceDir = own
	}
	if !l.edit.InJSON() { // what stands in a string has no root of its own
		l.setLanguage(root, dir)
	}
	l.languagesIn(root.Get(0), at)
	l.doc.Find(`meta[http-equiv]`).Each(func(_ int, s *goquery.Selection) {
		if v, _ := attr(s, "http-equiv"); strings.EqualFold(v, "content-language") {
			l.edit.SetAttr(s.Get(0), "content", string(l.Locale))
		}
	})
}

// surroundings are what an element is in: the language that the source states there, which is empty where it states that
// it is unknown, and the language and direction of this page.
type surroundings struct {
	source    string
	sourceDir l10n.Direction
	lang      l10n.Locale
	dir       l10n.Direction
	kept      bool // within a text that stays
}

func (l *localizer) languagesIn(n *html.Node, at surroundings) {
	for c := range n.ChildNodes() {
		switch {
		case c.Type == html.ElementNode:
			if inner, ok := l.languageOf(c, at); ok {
				l.languagesIn(c, inner)
			}
		case !at.kept && at.lang == l.Locale && l.edit.IsKeptText(c) && extract.IsBlock(n) && !untranslated(n):
			// A text beside the content, which no element holds alone.
			l.edit.Wrap(c, `<span lang="`+html.EscapeString(at.source)+`"`+l.dirAttr(at)+`>`, "</span>")
			l.kept[c] = true
		}
	}
}

// dirAttr is the dir attribute that a text of the source's needs in its surroundings, or nothing.
func (l *localizer) dirAttr(at surroundings) string {
	dir := directionOf(at.source, at.sourceDir)
	if dir == at.dir {
		return ""
	}
	return ` dir="` + string(dir) + `"`
}

// languageOf marks an element, and returns what its content is in. It reports false where the content needs no look.
func (l *localizer) languageOf(n *html.Node, at surroundings) (surroundings, bool) {
	if l.edit.Changes(n, "lang") || l.edit.Untranslated(n) {
		return at, false // it is marked as a text that has no target yet
	}
	at.kept = at.kept || l.edit.HasNoWords(n)
	own, unknown := extract.LangOf(n)
	states := own != "" || unknown || hasAttr(n, "lang")
	if own != "" || unknown {
		at.source = string(own)
	}
	ownDir := dirOf(n)
	if ownDir != "" {
		at.sourceDir, at.dir = ownDir, ownDir
	}
	has := l.edit.Content(n)
	inSource := at.source != "" && l.isSourceLang(at.source)
	s := goquery.NewDocumentFromNode(n).Selection
	switch {
	case states && has.Translated && (inSource || !has.Kept), states && inSource && !has.Kept:
		l.setLang(n)
		at.lang, at.kept = l.Locale, false
		if s.Is(containers) || at.dir != l.Locale.Direction() && n.Namespace == "" {
			if at.dir != l.Locale.Direction() || ownDir == "" {
				l.edit.SetAttr(n, "dir", string(l.Locale.Direction()))
			}
			at.dir = l.Locale.Direction()
		}
	case has.Kept && !has.Translated && (states || l.marks(n, at)):
		if !states {
			l.edit.SetAttr(n, "lang", at.source)
			l.kept[n] = true
		} else if own != "" && !hasAttr(n, "lang") && n.Namespace == "" {
			l.edit.SetAttr(n, "lang", string(own)) // browsers heed no xml:lang in HTML
		}
		at.kept = true
		at.dir = l.keepDirection(n, ownDir, at)
	case states:
		at.kept = true // some of it stays, and what is within is translated
		at.dir = l.keepDirection(n, ownDir, at)
	case n.DataAtom == atom.Body && ownDir != "":
		l.edit.SetAttr(n, "dir", string(l.Locale.Direction()))
		at.dir = l.Locale.Direction()
	}
	return at, true
}

// marks reports whether an element whose text stays gets the mark of its language. Code is in none. A name that a
// sentence keeps needs none (WCAG 3.1.2).
func (l *localizer) marks(n *html.Node, at surroundings) bool {
	if at.kept || at.source == "" || inHead(n) {
		return false
	}
	if l10n.Locale(at.source).SameLanguage(l.Locale) {
		return false
	}
	return extract.IsBlock(n) || n.Namespace == "" && !l.edit.WithinSegment(n) && !untranslated(n)
}

func inHead(n *html.Node) bool {
	return n.DataAtom == atom.Head || n.Parent != nil && n.Parent.DataAtom == atom.Head
}

// keepDirection gives a text that stays the direction that it had, where this page has changed the one around it. It
// returns the direction that holds within the element.
func (l *localizer) keepDirection(n *html.Node, own l10n.Direction, at surroundings) l10n.Direction {
	if own != "" || n.Namespace != "" || inHead(n) {
		return at.dir
	}
	dir := directionOf(at.source, at.sourceDir)
	if dir == at.dir || at.dir == at.sourceDir {
		return at.dir
	}
	l.turn(n, dir)
	return dir
}

// directionOf is the direction of a language, or that of the source's surroundings where the language is unknown.
func directionOf(lang string, around l10n.Direction) l10n.Direction {
	if lang == "" {
		return around
	}
	return l10n.Locale(lang).Direction()
}

// turn gives an element's text a direction. A cell or an item of a list stands in line with others, which it would
// leave with a direction of its own, so its content gets it instead.
func (l *localizer) turn(n *html.Node, dir l10n.Direction) {
	if !inLine[n.DataAtom] {
		l.edit.SetAttr(n, "dir", string(dir))
		return
	}
	blocks := slices.ContainsFunc(slices.Collect(n.ChildNodes()), extract.IsBlock)
	if !blocks {
		l.edit.WrapContent(n, `<span dir="`+string(dir)+`">`, "</span>")
		return
	}
	for c := range n.ChildNodes() {
		if extract.IsBlock(c) && dirOf(c) == "" {
			l.turn(c, dir)
		}
	}
}

// inLine are the elements that stand in line with their siblings.
var inLine = map[atom.Atom]bool{
	atom.Td: true, atom.Th: true, atom.Li: true, atom.Dt: true, atom.Dd: true, atom.Summary: true, atom.Caption: true,
	atom.Figcaption: true, atom.Legend: true,
}

// dirOf is the direction that an element's own attribute states, or empty. One of auto is its content's.
func dirOf(n *html.Node) l10n.Direction {
	for i := range n.Attr {
		if a := &n.Attr[i]; a.Key == "dir" && a.Namespace == "" {
			switch dir := l10n.Direction(ascii.ToLower(a.Val)); dir {
			case l10n.LTR, l10n.RTL:
				return dir
			}
		}
	}
	return ""
}

// setLang says that an element is in the locale's language, by the attributes that it has.
func (l *localizer) setLang(n *html.Node) {
	for i := range n.Attr {
		switch a := &n.Attr[i]; {
		case a.Key == "lang" && a.Namespace == "":
			l.edit.SetAttr(n, "lang", string(l.Locale))
		case a.Key == "lang" && a.Namespace == "xml" || a.Key == "xml:lang":
			l.edit.SetAttr(n, "xml:lang", string(l.Locale))
		}
	}
}

func (l *localizer) setLanguage(s *goquery.Selection, dir string) {
	n := s.Get(0)
	l.setLang(n)
	l.edit.SetAttr(n, "lang", string(l.Locale))
	l.edit.SetAttr(n, "dir", dir)
}

// isSourceLang reports whether a lang attribute names the source's language. For en, en-GB is the same language.
func (l *localizer) isSourceLang(lang string) bool {
	is, known := l.sourceLangs[lang]
	if !known {
		tag, err := l10n.ParseLocale(ascii.TrimSpace(lang))
		is = err == nil && tag.SameLanguage(l.SourceLang)
		l.sourceLangs[lang] = is
	}
	return is
}

// staysAsIs reports whether an element's text stays in its language, by the marks that language has set.
func (l *localizer) staysAsIs(n *html.Node) bool {
	for ; n != nil; n = n.Parent {
		if l.kept[n] {
			return true
		}
	}
	return false
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
