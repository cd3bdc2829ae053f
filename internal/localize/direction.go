package localize

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// blocks are the elements whose align attribute aligns their text. On other elements, such as img and table, it places
// the element itself, and is part of the page's layout.
const blocks = "p, div, h1, h2, h3, h4, h5, h6, " + tableParts

// tableParts are the elements within a table.
const tableParts = "td, th, tr, thead, tbody, tfoot, col, colgroup"

// fixedDirection are the elements whose direction depends on their content, for instance code, and not on the page.
const fixedDirection = "bdo, bdi, code, kbd, samp, var, pre, input, textarea"

// setDirection changes what depends on the source's direction, where the locale has the other one: dir on elements with
// text for translation, the side to which text and tables are aligned, and the class names by which style sheets know
// the direction. It also links the site's style sheets for the locale's direction.
func (l *localizer) setDirection() {
	l.linkStylesheets()
	if l.Locale.Direction() == l.SourceLang.Direction() {
		return
	}
	l.doc.Find("html[class], body[class]").Each(func(_ int, s *goquery.Selection) {
		if class, _ := attr(s, "class"); l.directedClass(class) != class {
			l.edit.SetAttr(s.Get(0), "class", l.directedClass(class))
		}
	})
	l.doc.Find("[dir]").Not("html, body, " + fixedDirection).Each(func(_ int, s *goquery.Selection) {
		if dir, _ := attr(s, "dir"); strings.EqualFold(dir, string(l.SourceLang.Direction())) && l.changesDirection(s) {
			l.edit.SetAttr(s.Get(0), "dir", string(l.Locale.Direction()))
		}
	})
	l.doc.Find(blocks).Filter("[align]").Each(func(_ int, s *goquery.Selection) {
		align, _ := attr(s, "align")
		if other := otherSide[strings.ToLower(align)]; other != "" && l.changesDirection(s) {
			l.edit.SetAttr(s.Get(0), "align", other)
		}
	})
}

var otherSide = map[string]string{"left": "right", "right": "left"}

// changesDirection reports whether an element gets the locale's direction: when it has translated text, or when it is
// part of a table, whose columns change sides.
func (l *localizer) changesDirection(s *goquery.Selection) bool {
	if untranslated(s.Get(0)) || !l.inSourceLang(s) {
		return false
	}
	return l.edit.Translates(s.Get(0)) || s.Is(tableParts)
}

// directedClass changes the class names that name the direction: "rtl", "is-rtl", "dir-rtl".
func (l *localizer) directedClass(class string) string {
	from, to := string(l.SourceLang.Direction()), string(l.Locale.Direction())
	words := slices.Collect(ascii.Fields(class))
	changed := false
	for i, w := range words {
		before, ok := strings.CutSuffix(w, from)
		if ok && (before == "" || before == "is-" || before == "dir-") {
			words[i] = before + to
			changed = true
		}
	}
	if !changed {
		return class
	}
	return strings.Join(words, " ")
}

var (
	styleAlign     = regexp.MustCompile(`(?i)(^|;)(\s*text-align\s*:\s*)(left|right)\b`)
	styleDirection = regexp.MustCompile(`(?i)(^|;)(\s*direction\s*:\s*)(ltr|rtl)\b`)
)

// directedStyle changes the alignment of text and the direction in a style attribute.
func (l *localizer) directedStyle(s *goquery.Selection, css string) string {
	from, to := l.SourceLang.Direction(), l.Locale.Direction()
	if from == to || !styleAlign.MatchString(css) && !styleDirection.MatchString(css) {
		return css
	}
	if s.Is(fixedDirection) || !l.changesDirection(s) {
		return css
	}
	css = styleAlign.ReplaceAllStringFunc(css, func(m string) string {
		parts := styleAlign.FindStringSubmatch(m)
		return parts[1] + parts[2] + otherSide[strings.ToLower(parts[3])]
	})
	return styleDirection.ReplaceAllStringFunc(css, func(m string) string {
		if parts := styleDirection.FindStringSubmatch(m); strings.EqualFold(parts[3], string(from)) {
			return parts[1] + parts[2] + string(to)
		}
		return m
	})
}

// linkStylesheets links the site's style sheets for the locale's direction at the end of the head, after its others.
func (l *localizer) linkStylesheets() {
	var b strings.Builder
	for _, href := range l.Stylesheets {
		b.WriteString(`<link rel="stylesheet" href="` + html.EscapeString(l.absolute(href)) + "\">\n")
	}
	if head := l.doc.Find("head").First(); head.Length() > 0 && b.Len() > 0 {
		l.edit.AppendTo(head.Get(0), b.String())
	}
}
