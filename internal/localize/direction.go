package localize

import (
	"html"
	"regexp"
	"slices"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// blocks are the elements whose align attribute is that of their text. On others, as img and table, it says on which side
// the thing itself stands, which is the page's layout.
const blocks = "p, div, h1, h2, h3, h4, h5, h6, td, th, tr, thead, tbody, tfoot, col, colgroup"

// fixedDirection are the elements whose direction is that of what is written, code for instance, in any page.
const fixedDirection = "bdo, bdi, code, kbd, samp, var, pre, input, textarea"

// direct turns what the source has for its own direction's sake, where the locale's is the other one: dir on elements that
// have text for translation, the side to which text and the figures of tables are aligned, and the class names by which
// style sheets know the direction. It also links the style sheets that the site has for the locale's direction.
func (l *localizer) direct() {
	l.linkStylesheets()
	if l.Locale.Direction() == l.SourceLang.Direction() {
		return
	}
	l.doc.Find("html[class], body[class]").Each(func(_ int, s *goquery.Selection) {
		if class, _ := attr(s, "class"); l.turnedClass(class) != class {
			l.edit.SetAttr(s.Get(0), "class", l.turnedClass(class))
		}
	})
	l.doc.Find("[dir]").Not("html, body, " + fixedDirection).Each(func(_ int, s *goquery.Selection) {
		if dir, _ := attr(s, "dir"); strings.EqualFold(dir, string(l.SourceLang.Direction())) && l.turns(s) {
			l.edit.SetAttr(s.Get(0), "dir", string(l.Locale.Direction()))
		}
	})
	l.doc.Find(blocks).Filter("[align]").Each(func(_ int, s *goquery.Selection) {
		align, _ := attr(s, "align")
		if other := otherSide[strings.ToLower(align)]; other != "" && l.turns(s) {
			l.edit.SetAttr(s.Get(0), "align", other)
		}
	})
}

var otherSide = map[string]string{"left": "right", "right": "left"}

// turns reports whether an element has text that becomes the locale's, or is of a table, whose columns change sides.
func (l *localizer) turns(s *goquery.Selection) bool {
	return !untranslated(s.Get(0)) && l.inSourceLang(s) && (l.edit.Translates(s.Get(0)) || s.Is("td, th, tr, thead, tbody, tfoot, col, colgroup"))
}

// turnedClass turns the class names that say the direction: "rtl", "is-rtl", "dir-rtl".
func (l *localizer) turnedClass(class string) string {
	from, to := string(l.SourceLang.Direction()), string(l.Locale.Direction())
	words := slices.Collect(ascii.Fields(class))
	turned := false
	for i, w := range words {
		before, ok := strings.CutSuffix(w, from)
		if ok && (before == "" || before == "is-" || before == "dir-") {
			words[i], turned = before+to, true
		}
	}
	if !turned {
		return class
	}
	return strings.Join(words, " ")
}

var (
	styleAlign     = regexp.MustCompile(`(?i)(^|;)(\s*text-align\s*:\s*)(left|right)\b`)
	styleDirection = regexp.MustCompile(`(?i)(^|;)(\s*direction\s*:\s*)(ltr|rtl)\b`)
)

// turnedStyle turns the side of the text and the direction in a style attribute.
func (l *localizer) turnedStyle(s *goquery.Selection, css string) string {
	from, to := l.SourceLang.Direction(), l.Locale.Direction()
	if from == to || !styleAlign.MatchString(css) && !styleDirection.MatchString(css) || s.Is(fixedDirection) || !l.turns(s) {
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
