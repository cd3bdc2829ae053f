package localize

import (
	"strings"

	"github.com/tdewolff/parse/v2"
	"github.com/tdewolff/parse/v2/css"
)

// StyleURLs rewrites the addresses in a style sheet or a style attribute: those in url(…), and those of @import and of
// image-set(…) with a string. imported says that an address is that of another style sheet. An address with an escape of CSS stays,
// because it cannot be read with certainty. An address also stays when a style sheet could not hold the new one. All
// other bytes stay.
func StyleURLs(style string, change func(address string, imported bool) string) string {
	var out strings.Builder
	at, written := 0, 0 // how far the style is read, and written
	imported := false
	sets := 0 // how many brackets are open since image-set(
	lexer := css.NewLexer(parse.NewInputString(style))
	for {
		kind, token := lexer.Next()
		if kind == css.ErrorToken { // the end
			break
		}
		start := at
		at += len(token)
		if kind == css.WhitespaceToken || kind == css.CommentToken {
			continue
		}
		sets = inImageSet(sets, kind, string(token))
		if kind == css.URLToken || kind == css.StringToken && (imported || sets == 1) {
			old := styleAddress(kind, string(token))
			if to := changedAddress(old, imported, change); to != old {
				out.WriteString(style[written:start])
				out.WriteString(styleToken(kind, to))
				written = at
			}
		}
		imported = kind == css.AtKeywordToken && strings.EqualFold(string(token), "@import")
	}
	out.WriteString(style[written:])
	return out.String()
}

// inImageSet counts the brackets that are open since image-set(; strings right in it are addresses, and those in its
// type(…) are not.
func inImageSet(open int, kind css.TokenType, token string) int {
	switch {
	case kind == css.FunctionToken && open == 0:
		name := strings.ToLower(token)
		if name == "image-set(" || name == "-webkit-image-set(" {
			return 1
		}
	case open > 0 && (kind == css.FunctionToken || kind == css.LeftParenthesisToken):
		return open + 1
	case open > 0 && kind == css.RightParenthesisToken:
		return open - 1
	}
	return open
}

// changedAddress returns the new address, or the old one where it must stay.
func changedAddress(old string, imported bool, change func(string, bool) string) string {
	if old == "" || strings.Contains(old, `\`) {
		return old
	}
	if to := change(old, imported); !strings.ContainsAny(to, "\"\n\\<") {
		return to
	}
	return old
}

// styleAddress is the address that a url(…) or a string holds; "" for one that its style sheet cuts off.
func styleAddress(kind css.TokenType, token string) string {
	if kind == css.URLToken {
		_, inside, _ := strings.Cut(token, "(")
		inside, closed := strings.CutSuffix(inside, ")")
		if !closed {
			return ""
		}
		token = strings.Trim(inside, " \t\r\n\f")
		if !strings.HasPrefix(token, `"`) && !strings.HasPrefix(token, "'") {
			return token
		}
	}
	if len(token) < 2 || token[0] != token[len(token)-1] {
		return ""
	}
	return token[1 : len(token)-1]
}

// styleToken writes an address as the token that it was.
func styleToken(kind css.TokenType, address string) string {
	if kind == css.URLToken {
		return `url("` + address + `")`
	}
	return `"` + address + `"`
}

// styleURLs rewrites the addresses of the page's own styles.
func (l *localizer) styleURLs(style string) string {
	return StyleURLs(style, func(address string, _ bool) string { return l.absolute(address) })
}
