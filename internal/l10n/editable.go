package l10n

import (
	"regexp"
	"strings"
)

// leftToRight is LEFT-TO-RIGHT MARK. In a right-to-left target each code stands between two of them. Without them the
// bidirectional algorithm shows </1> as <1/>.
const leftToRight = "\u200e"

var (
	looksLikeCode   = regexp.MustCompile(`<(/?[0-9]+|[0-9]+/)>`)
	looksLikeEscape = regexp.MustCompile(`&(amp;|lt;|gt;)`)
	markedCode      = regexp.MustCompile(leftToRight + `?(<(?:/?[0-9]+|[0-9]+/)>)` + leftToRight + `?`)
)

// Editable writes the fragment for a person to edit. Codes are in the notation of [Fragment.String]. Text stays as it is, and
// is escaped only where it looks like a code or an escape. [ParseEditable] reads it back.
func (f Fragment) Editable(d Direction) string {
	var b, text strings.Builder
	mark := ""
	if d == RTL {
		mark = leftToRight
	}
	flush := func() {
		t := looksLikeEscape.ReplaceAllString(text.String(), "&amp;$1")
		b.WriteString(looksLikeCode.ReplaceAllString(t, "&lt;$1>"))
		text.Reset()
	}
	for _, p := range f {
		if p.Kind == Text {
			text.WriteString(p.Text)
			continue
		}
		flush()
		b.WriteString(mark + Fragment{p}.String() + mark)
	}
	flush()
	return b.String()
}

// ParseEditable reads what a person typed. Browsers end its lines in CR LF.
func ParseEditable(s string, d Direction) Fragment {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(s)
	if d == RTL {
		s = markedCode.ReplaceAllString(s, "$1")
	}
	return ParseFragment(s)
}
