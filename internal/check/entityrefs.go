package check

import (
	"html"
	"regexp"
	"strings"
)

var reference = regexp.MustCompile(`&(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|` +
	`amp|lt|gt|quot|apos|nbsp|[lr]aquo|[lr]dquo|[lr]squo|[mn]dash|hellip);`)

func checkEntities(l *inspection) {
	if !strings.Contains(l.t.text, "&") {
		return
	}
	for _, m := range reference.FindAllStringIndex(l.t.text, -1) {
		ref := l.t.text[m[0]:m[1]]
		if l.s.contains(ref) {
			continue
		}
		at := span{Start: m[0], End: m[1]}
		is := l.report(span{}, at, msgReferenceShown, "reference", ref)
		fixText(is, l.Target, html.UnescapeString(l.t.text))
		return
	}
}
