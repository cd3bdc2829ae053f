package desk

import (
	"regexp"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// lrm is LEFT-TO-RIGHT MARK. In a right-to-left target each code stands between two of them. Without them the
// bidirectional algorithm shows </1> as <1/>.
const lrm = "\u200e"

var (
	looksLikeCode   = regexp.MustCompile(`<(/?[0-9]+|[0-9]+/)>`)
	looksLikeEscape = regexp.MustCompile(`&(amp;|lt;|gt;)`)
	markedCode      = regexp.MustCompile(lrm + `?(<(?:/?[0-9]+|[0-9]+/)>)` + lrm + `?`)
)

// formatEditable writes a fragment for a person to edit. Codes are in the notation of [l10n.Fragment.String]. Text
// stays as it is, and is escaped only where it looks like a code or an escape. [parseEditable] reads it back.
func formatEditable(f l10n.Fragment, dir l10n.Direction) string {
	var b, text strings.Builder
	mark := ""
	if dir == l10n.RTL {
		mark = lrm
	}
	flush := func() {
		t := looksLikeEscape.ReplaceAllString(text.String(), "&amp;$1")
		b.WriteString(looksLikeCode.ReplaceAllString(t, "&lt;$1>"))
		text.Reset()
	}
	for _, p := range f {
		if p.Kind == l10n.Text {
			text.WriteString(p.Text)
			continue
		}
		flush()
		b.WriteString(mark + l10n.Fragment{p}.String() + mark)
	}
	flush()
	return b.String()
}

// parseEditable reads what a person typed into a textarea. Browsers end its lines in CR LF.
func parseEditable(s string, dir l10n.Direction) l10n.Fragment {
	s = strings.ToValidUTF8(s, "\ufffd")
	s = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", "").Replace(s)
	if dir == l10n.RTL {
		s = markedCode.ReplaceAllString(s, "$1")
	}
	return l10n.ParseFragment(s)
}
