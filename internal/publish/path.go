package publish

import (
	"fmt"
	"io/fs"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// PagePath is the path of a locale's page, relative to the destination's base: the locale, and then the source's path,
// which ends in .html. For es, "/news/statement" and "/news/statement.html" give "es/news/statement.html", and "/news/"
// gives "es/news/index.html". A source's query is not part of its path; see [SourcePath]. The result always passes
// [CheckPath].
func PagePath(locale l10n.Locale, sourcePath string) string {
	return string(locale) + "/" + strings.Join(pathNames(sourcePath), "/")
}

// SchemePath is [PagePath] by a scheme. [l10n.SuffixScheme] gives "news/statement.es.html" and "news/index.es.html".
func SchemePath(scheme l10n.URLScheme, locale l10n.Locale, sourcePath string) string {
	if scheme != l10n.SuffixScheme {
		return PagePath(locale, sourcePath)
	}
	parts := pathNames(sourcePath)
	last := &parts[len(parts)-1]
	*last = strings.TrimSuffix(*last, ".html") + "." + string(locale) + ".html"
	return strings.Join(parts, "/")
}

// pathNames returns the names of a source's path as safe names of files. The last one ends in .html.
func pathNames(sourcePath string) []string {
	page := path.Clean("/" + strings.Map(safeRune, sourcePath))
	isDir := page == "/" || strings.HasSuffix(sourcePath, "/")
	var parts []string
	for part := range strings.SplitSeq(page, "/") {
		if part = shorten(strings.TrimLeft(part, ".")); part != "" {
			parts = append(parts, part)
		}
	}
	if isDir || len(parts) == 0 {
		return append(parts, "index.html")
	}
	last := &parts[len(parts)-1]
	switch ext := strings.ToLower(path.Ext(*last)); ext {
	case ".html":
	case ".htm", ".xhtml", ".php", ".asp", ".aspx", ".jsp", ".shtml":
		*last = strings.TrimSuffix(*last, path.Ext(*last)) + ".html"
	default:
		*last += ".html"
	}
	return parts
}

// SourcePath is the part of a source page's URL that [PagePath] makes a path of: the path below prefix, which is the
// site's root, for instance "/en/". A query becomes a hash in the last name, because pages with other queries are other
// pages.
func SourcePath(pageURL, prefix string) (string, error) {
	u, err := url.Parse(pageURL)
	if err != nil {
		return "", fmt.Errorf("source URL %q does not parse", pageURL)
	}
	p := "/" + strings.TrimPrefix(strings.TrimPrefix(u.Path, prefix), "/")
	if u.RawQuery != "" {
		dir, name := path.Split(p)
		ext := path.Ext(name)
		p = dir + strings.TrimSuffix(name, ext) + "-" + string(l10n.NewShortName(u.RawQuery))[:8] + ext
	}
	return p, nil
}

// safeRune replaces characters that have a meaning to a file system, a URL or a shell.
func safeRune(r rune) rune {
	if r == '/' || r == '-' || r == '.' || r == '_' || r == '~' || unicode.IsLetter(r) || unicode.IsDigit(r) ||
		unicode.IsMark(r) {
		return r
	}
	return '-'
}

// shorten cuts a long name, because file systems allow 255 bytes. It adds a hash of the name, and leaves room for
// ".html".
func shorten(name string) string {
	const longest, most = 240, 200
	if len(name) <= longest {
		return name
	}
	ext := path.Ext(name)
	if len(ext) > 10 {
		ext = ""
	}
	cut := most - len(ext) - 17
	for !utf8.RuneStart(name[cut]) {
		cut--
	}
	return name[:cut] + "-" + string(l10n.NewShortName(name)) + ext
}

// Address is the public URL of a page at a path. With [l10n.HostScheme] the locale's host serves the locale's folder;
// otherwise the destination at base serves all.
func Address(u l10n.URLs, base string, locale l10n.Locale, pagePath string) string {
	if host := u.Hosts[locale]; u.Scheme == l10n.HostScheme && host != "" {
		return PageURL(host, strings.TrimPrefix(pagePath, string(locale)+"/"))
	}
	return PageURL(base, pagePath)
}

// PageURL is the public URL of a path. The URL of an index page is that of its directory. base is the destination's
// address, with or without a slash at its end.
func PageURL(base, pagePath string) string {
	p := strings.TrimSuffix(pagePath, "index.html")
	if p != "" && p != pagePath && !strings.HasSuffix(p, "/") {
		p = pagePath // "myindex.html" is a page of its own
	}
	return strings.TrimSuffix(base, "/") + "/" + (&url.URL{Path: p}).EscapedPath()
}

// CheckPath refuses a path that is not relative, has a name that begins with a dot or is longer than 255 bytes, or has
// control characters or backslashes.
func CheckPath(p string) error {
	bad := !fs.ValidPath(p) || p == "." || strings.ContainsRune(p, '\\') || strings.ContainsFunc(p, unicode.IsControl)
	for part := range strings.SplitSeq(p, "/") {
		bad = bad || strings.HasPrefix(part, ".") || len(part) > 255
	}
	if bad {
		return fmt.Errorf("%q cannot be the path of a published file", p)
	}
	return nil
}

// isName reports whether a string is safe as one element of a path.
func isName(s string) bool {
	return s != "" && len(s) <= 255 && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
