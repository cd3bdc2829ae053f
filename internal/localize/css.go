package localize

import (
	"regexp"
	"strings"
)

// styleURL finds url(…), and the address of an @import that is written as a string.
var styleURL = regexp.MustCompile(`(?i)url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^'")\s]*))\s*\)|(@import\s+)(?:"([^"\n]*)"|'([^'\n]*)')`)

// StyleURLs rewrites the addresses in a style sheet or style attribute. imported says that the address is that of
// another style sheet. An address that holds an escape of CSS is left alone, as it can't be read for certain, and so is
// one that becomes what a style sheet could not hold.
func StyleURLs(css string, change func(address string, imported bool) string) string {
	var out strings.Builder
	end := 0
	for _, at := range styleURL.FindAllStringSubmatchIndex(css, -1) {
		group := func(i int) string {
			if at[2*i] < 0 {
				return ""
			}
			return css[at[2*i]:at[2*i+1]]
		}
		imported := at[2*4] >= 0 || strings.HasSuffix(strings.ToLower(strings.TrimRight(css[:at[0]], " \t\r\n\f")), "@import")
		old := group(1) + group(2) + group(3) + group(5) + group(6)
		if old == "" || strings.Contains(old, `\`) {
			continue
		}
		to := change(old, imported)
		if to == old || strings.ContainsAny(to, "\"\n\\<") {
			continue
		}
		written := `url("` + to + `")`
		if at[2*4] >= 0 {
			written = group(4) + `"` + to + `"`
		}
		out.WriteString(css[end:at[0]] + written)
		end = at[1]
	}
	if end == 0 {
		return css
	}
	out.WriteString(css[end:])
	return out.String()
}

// styleURLs rewrites the addresses of the page's own styles.
func (l *localizer) styleURLs(css string) string {
	return StyleURLs(css, func(address string, _ bool) string { return l.absolute(address) })
}
