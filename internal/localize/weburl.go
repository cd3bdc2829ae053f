package localize

import (
	"net/url"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// parseURL reads an address in a page as browsers do (https://url.spec.whatwg.org/#concept-basic-url-parser), where Go's
// url package reads it otherwise: white space around it and line breaks in it don't count, a backslash is a slash in an
// address of the web, and what is no valid escape stands for itself.
func parseURL(base *url.URL, href string) (*url.URL, error) {
	s := trimAddress(href)
	scheme, rest := cutScheme(s)
	ofWeb := scheme == "http" || scheme == "https" || scheme == "" && isWeb(base)
	if ofWeb || scheme == "file" || scheme == "" && base.Scheme == "file" {
		rest = slashes(rest)
	}
	switch {
	case !ofWeb && scheme != "":
		s = scheme + ":" + rest
	case !ofWeb:
		s = rest
	default:
		s = authority(scheme, rest, base)
	}
	return base.Parse(escapeStray(s))
}

// trimAddress removes what browsers remove: control characters and spaces around an address, tabs and line breaks in it.
func trimAddress(s string) string {
	s = strings.TrimFunc(s, func(r rune) bool { return r <= ' ' })
	return strings.NewReplacer("\t", "", "\n", "", "\r", "").Replace(s)
}

// cutScheme splits an address after its scheme, which it returns in lower case, and without the colon.
func cutScheme(s string) (scheme, rest string) {
	for i := range len(s) {
		switch c := s[i]; {
		case c == ':' && i > 0:
			return ascii.ToLower(s[:i]), s[i+1:]
		case 'a' <= c|0x20 && c|0x20 <= 'z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		default:
			return "", s
		}
	}
	return "", s
}

// slashes makes slashes of the backslashes before a query and a fragment.
func slashes(s string) string {
	end := strings.IndexAny(s, "?#")
	if end < 0 {
		end = len(s)
	}
	return strings.ReplaceAll(s[:end], `\`, "/") + s[end:]
}

// authority gives an address of the web as many slashes as it needs. "https:/a/b" and "https:a" are relative to a base
// with the same scheme, and "///host/a" names a host.
func authority(scheme, rest string, base *url.URL) string {
	path := strings.TrimLeft(rest, "/")
	n := len(rest) - len(path)
	switch {
	case n >= 2 && scheme == "":
		return "//" + path
	case n >= 2, scheme != "" && scheme != base.Scheme:
		return scheme + "://" + path
	}
	return rest
}

const hexDigits = "0123456789abcdefABCDEF"

// escapeStray escapes what Go's url package refuses: a percent sign without two digits behind it, control characters, and
// a colon in the first name of a relative path.
func escapeStray(s string) string {
	if scheme, _ := cutScheme(s); scheme == "" {
		if end := strings.IndexAny(s, "/?#:"); end >= 0 && s[end] == ':' {
			s = "./" + s
		}
	}
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '%' && !(i+2 < len(s) && strings.IndexByte(hexDigits, s[i+1]) >= 0 && strings.IndexByte(hexDigits, s[i+2]) >= 0):
			b.WriteString("%25")
		case c < ' ' || c == 0x7f:
			b.WriteString("%" + string("0123456789ABCDEF"[c>>4]) + string("0123456789ABCDEF"[c&15]))
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// PageAddress is one address for all those that lead to the same page of a site: by http or https, with a fragment or
// without, however its characters are escaped, and for a folder's index.html that of the folder.
func PageAddress(u *url.URL) string {
	p := *u
	p.Fragment, p.RawFragment = "", ""
	p.ForceQuery = false
	p.Host = strings.ToLower(p.Host)
	if isWeb(&p) {
		p.Host = strings.TrimSuffix(p.Host, map[string]string{"http": ":80", "https": ":443"}[p.Scheme])
		p.Scheme = "https"
	}
	if !strings.Contains(strings.ToLower(p.RawPath), "%2f") {
		p.RawPath = ""
	}
	if p.Path == "" {
		p.Path = "/"
	}
	if strings.HasSuffix(p.Path, "/index.html") && p.RawPath == "" {
		p.Path = strings.TrimSuffix(p.Path, "index.html")
	}
	return p.String()
}

// samePage reports whether two addresses lead to the same page.
func samePage(a, b *url.URL) bool { return PageAddress(a) == PageAddress(b) }

// SameSite reports whether two addresses have the same host.
func SameSite(a, b *url.URL) bool {
	origin := func(u *url.URL) string { return PageAddress(&url.URL{Scheme: u.Scheme, Host: u.Host}) }
	return isWeb(a) && isWeb(b) && origin(a) == origin(b)
}
