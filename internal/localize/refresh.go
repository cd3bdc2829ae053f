package localize

import (
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// cutRefresh splits the content of a meta refresh into its waiting time and its address, as HTML reads it
// (https://html.spec.whatwg.org/#shared-declarative-refresh-steps): "5; url=/next", "0,/next" and ".5 URL = '/next'" all
// have one. It reports false for what has none, such as "30", which loads the page itself again.
func cutRefresh(content string) (wait, target string, ok bool) {
	s := strings.TrimLeft(content, ascii.Space)
	digits := s[:len(s)-len(strings.TrimLeft(s, "0123456789"))]
	if digits == "" && !strings.HasPrefix(s, ".") {
		return "", "", false
	}
	s = strings.TrimLeft(s, "0123456789.")
	rest := strings.TrimLeft(s, ascii.Space)
	if rest == s && rest != "" && rest[0] != ';' && rest[0] != ',' {
		return "", "", false
	}
	if rest != "" && (rest[0] == ';' || rest[0] == ',') {
		rest = strings.TrimLeft(rest[1:], ascii.Space)
	}
	target = unquoted(afterURL(rest))
	if ascii.TrimSpace(target) == "" {
		return "", "", false
	}
	wait = content[:len(content)-len(rest)]
	if rest == "" || !strings.ContainsAny(wait, ";,") {
		wait = strings.TrimRight(wait, ascii.Space) + "; "
	}
	return wait, target, true
}

// afterURL is what follows "url=", which may be left out.
func afterURL(s string) string {
	if len(s) < 3 || !strings.EqualFold(s[:3], "url") {
		return s
	}
	rest, ok := strings.CutPrefix(strings.TrimLeft(s[3:], ascii.Space), "=")
	if !ok {
		return s
	}
	return strings.TrimLeft(rest, ascii.Space)
}

// unquoted is an address without its quotes, and without what follows them.
func unquoted(s string) string {
	if s == "" || s[0] != '"' && s[0] != '\'' {
		return s
	}
	address, _, _ := strings.Cut(s[1:], s[:1])
	return address
}
