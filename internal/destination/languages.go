package destination

import (
	"bytes"
	"strings"

	"golang.org/x/net/html"
)

// What is HTML to a browser may be something else to a program in between: a site generator reads {{ }} and {% %} in a
// page, WordPress reads [shortcodes], addresses and comments. A text that a translator or an engine wrote must never
// become code there. So the characters with which such code begins are written as character references: a browser shows
// the same, and the program in between sees a text.
//
// Markup that begins with "<" (server-side includes, PHP, ESI, ERB) needs nothing more: no target can write a "<" into a
// page, in any place. docs/destinations.md has the table.

// Neutral returns what makes pages and lists harmless for the programs behind a kind of destination, or nil when there
// is nothing to do. raw leaves the programs' own languages alone.
func Neutral(kind string, raw bool) func(contentType string, body []byte) []byte {
	if kind != "git" || raw {
		return nil
	}
	return neutralForGenerators
}

// neutralForGenerators writes what site generators (Jekyll, Hugo, Eleventy …) read in a file as references: the marks of
// Liquid, Jinja, Handlebars and Go templates, and front matter.
func neutralForGenerators(contentType string, body []byte) []byte {
	switch kind, _, _ := strings.Cut(contentType, ";"); kind {
	case "text/html", "application/xhtml+xml":
		return withoutFrontMatter(neutralHTML(body))
	case "application/xml", "text/xml", "application/atom+xml", "image/svg+xml":
		return braces(body, "&#123;")
	}
	return body
}

// neutralHTML treats the text and the attributes of a page, and the JSON in its scripts. Other scripts, styles and
// comments stay as the source has them: there are no references in them, and no target is in them.
func neutralHTML(page []byte) []byte {
	out := make([]byte, 0, len(page)+len(page)/64)
	z := html.NewTokenizer(bytes.NewReader(page))
	read := 0
	var inside string // the element whose content is not parsed
	var isJSON bool
	for {
		kind := z.Next()
		raw := z.Raw()
		read += len(raw)
		switch kind {
		case html.ErrorToken:
			out = append(out, raw...)
			return append(out, page[min(read, len(page)):]...) // what the tokenizer has not told at the end
		case html.StartTagToken, html.SelfClosingTagToken:
			tag := bytes.Clone(raw)
			inside, isJSON = unparsed(z)
			out = append(out, braces(tag, "&#123;")...)
			continue
		case html.TextToken:
			switch {
			case inside == "":
				raw = braces(raw, "&#123;")
			case isJSON:
				raw = braces(raw, `\u007b`)
			}
		}
		inside = ""
		out = append(out, raw...)
	}
}

// unparsed returns the name of the element that a start tag opens when its content is not parsed, and whether that is
// JSON.
func unparsed(z *html.Tokenizer) (name string, isJSON bool) {
	b, more := z.TagName()
	switch name = string(b); name {
	case "script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext":
	default:
		return "", false
	}
	for more {
		var key, value []byte
		key, value, more = z.TagAttr()
		if string(key) == "type" {
			isJSON = name == "script" && strings.Contains(strings.ToLower(string(value)), "json")
		}
	}
	return name, isJSON
}

// braces writes each "{" that begins a mark ({{ {% {# ${) in another way. In JSON two braces stand together nowhere but
// in strings, so that way is right there too.
func braces(text []byte, as string) []byte {
	if !bytes.ContainsRune(text, '{') {
		return text
	}
	var out []byte
	for i, c := range text {
		begins := c == '{' && (i+1 < len(text) && strings.IndexByte("{%#", text[i+1]) >= 0 || i > 0 && text[i-1] == '$')
		if begins {
			out = append(out, as...)
			continue
		}
		out = append(out, c)
	}
	return out
}

// withoutFrontMatter writes the first character of a page as a reference where a generator would take it for the
// beginning of front matter.
func withoutFrontMatter(page []byte) []byte {
	at := len(page) - len(bytes.TrimLeft(bytes.TrimPrefix(page, []byte("\ufeff")), " \t\r\n\f\v"))
	for mark, as := range map[string]string{"---": "&#45;", "+++": "&#43;", "{": "&#123;", "...": "&#46;"} {
		if bytes.HasPrefix(page[at:], []byte(mark)) {
			return bytes.Join([][]byte{page[:at], page[at+1:]}, []byte(as))
		}
	}
	return page
}

// neutralForWordPress treats the HTML of a post. WordPress reads shortcodes everywhere in it, attributes included; takes
// an address that stands alone for something to fetch and embed; and takes comments for blocks and page breaks.
func neutralForWordPress(content string) string {
	var out strings.Builder
	z := html.NewTokenizer(strings.NewReader(content))
	for {
		kind := z.Next()
		raw := string(z.Raw())
		switch kind {
		case html.ErrorToken:
			out.WriteString(neutralBrackets(raw))
			return out.String()
		case html.CommentToken:
			continue
		case html.TextToken:
			raw = strings.ReplaceAll(raw, "://", "&#58;//")
		}
		out.WriteString(neutralBrackets(raw))
	}
}

func neutralBrackets(s string) string { return strings.ReplaceAll(s, "[", "&#91;") }
