package its

import (
	"fmt"
	"regexp"
	"strings"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// XPath's function id() leads to the elements that have the identifiers, from wherever it is asked; the specification of ITS
// points to explanations of terms by it. The library lacks it, so it is evaluated here where an expression begins with it.

// cutID cuts an expression that begins with the function: "id(@def)/h:p" has the identifiers "@def" and the rest "/h:p".
func cutID(expr string) (ids, rest string, ok bool) {
	inner, ok := strings.CutPrefix(ascii.TrimSpace(expr), "id(")
	if !ok {
		return "", "", false
	}
	depth, quote := 1, byte(0)
	for i := range len(inner) {
		switch c := inner[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(':
			depth++
		case c == ')':
			if depth--; depth == 0 {
				return inner[:i], ascii.TrimSpace(inner[i+1:]), true
			}
		}
	}
	return "", "", false
}

// identified returns the nodes that an expression with id() leads to.
func (a *Annotations) identified(at Node, r *rule, ids, rest string) (any, error) {
	if rest != "" && rest[0] != '/' {
		return nil, fmt.Errorf("the XPath expression %q can't be used: behind id() stands a path or nothing", "id("+ids+")"+rest)
	}
	v, err := a.xpathValue(at, r, ids)
	if err != nil {
		return nil, err
	}
	var names []string
	switch v := v.(type) {
	case []navigator:
		for i := range v {
			names = append(names, v[i].Value())
		}
	default:
		names = append(names, fmt.Sprint(v))
	}
	var nodes []navigator
	for name := range ascii.Fields(strings.Join(names, " ")) {
		n := a.elementByID(name)
		if n == nil {
			continue
		}
		if rest == "" {
			nodes = append(nodes, *Node{n, ""}.navigator(a.root, a.budget))
			continue
		}
		found, err := a.xpathValue(Node{n, ""}, r, "."+rest)
		if err != nil {
			return nil, err
		}
		more, _ := found.([]navigator)
		nodes = append(nodes, more...)
	}
	return nodes, nil
}

// elementByID returns the first element that has an identifier.
func (a *Annotations) elementByID(id string) *html.Node {
	if a.ids == nil {
		a.ids = map[string]*html.Node{}
		for n := range a.root.Descendants() {
			name := attr(n, "id")
			if n.Type != html.ElementNode || name == "" || a.ids[name] != nil || !a.budget.Spend(1) {
				continue
			}
			a.ids[name] = n
		}
	}
	return a.ids[id]
}

// langCall matches XPath's function lang() with the language itself, for which the library has nothing either.
var langCall = regexp.MustCompile(`\blang\(\s*(?:'[A-Za-z0-9-]*'|"[A-Za-z0-9-]*")\s*\)`)

// langTest writes the function as a path, which leads somewhere if a node is in the language: the nearest element with a
// language has it, or one that begins with it and a hyphen.
func langTest(call string) string {
	const capitals, small = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz"
	at := strings.IndexAny(call, `'"`)
	lang, _, _ := strings.Cut(call[at+1:], call[at:at+1])
	lang = strings.ToLower(lang)
	written := fmt.Sprintf("translate(@lang, '%s', '%s')", capitals, small)
	return fmt.Sprintf("ancestor-or-self::*[@lang][1][%s = '%s' or starts-with(%s, '%s-')]", written, lang, written, lang)
}
