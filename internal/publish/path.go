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

// PagePath is where a locale's page is published, relative to the destination's base: the locale, then the source's
// path, which ends in .html: "/news/statement" and "/news/statement.html" in es give "es/news/statement.html", "/news/"
// gives "es/news/index.html". A source's query is not part of its path; see [SourcePath]. Whatever the source's path is,
// the result passes [CheckPath].
func PagePath(locale l10n.Locale, sourcePath string) string {
	return string(locale) + "/" + strings.Join(pageParts(sourcePath), "/")
}

// SchemePath is PagePath by a scheme: l10n.SuffixScheme gives "news/statement.es.html" and "news/index.es.html".
func SchemePath(scheme l10n.URLScheme, locale l10n.Locale, sourcePath string) string {
	if scheme != l10n.SuffixScheme {
		return PagePath(locale, sourcePath)
	}
	parts := pageParts(sourcePath)
	last := &parts[len(parts)-1]
	*last = strings.TrimSuffix(*last, ".html") + "." + string(locale) + ".html"
	return strings.Join(parts, "/")
}

// pageParts are the names of a source's path, each safe as a file's, the last of which ends in .html.
func pageParts(sourcePath string) []string {
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

// SourcePath is the part of a source page's URL that PagePath makes a path of: the path below prefix (the site's own
// root, for instance "/en/"), with the query folded into the last name, as pages that differ in their query are
// different pages.
func SourcePath(pageURL, prefix string) (string, error) {
	u, err := url.Parse(pageURL)
	if err != nil {
		return "", fmt.Errorf("source URL %q does not parse", pageURL)
	}
	p := "/" + strings.TrimPrefix(strings.TrimPrefix(u.Path, prefix), "/")
	if u.RawQuery != "" {
		dir, name := path.Split(p)
		ext := path.Ext(name)
		p = dir + strings.TrimSuffix(name, ext) + "-" + string(l10n.NewHash(u.RawQuery))[:8] + ext
	}
	return p, nil
}

// safeRune replaces what a file system, a URL or a shell might read as something else.
func safeRune(r rune) rune {
	if r == '/' || r == '-' || r == '.' || r == '_' || r == '~' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
		return r
	}
	return '-'
}

// shorten keeps a name below the 255 bytes that file systems allow, with a hash where it cuts and room for ".html".
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
	return name[:cut] + "-" + string(l10n.NewHash(name)) + ext
}

// Address is the public URL of a page that is published at a path: by l10n.HostScheme its locale's host serves the locale's
// folder, else the destination serves all.
func Address(u l10n.URLs, base string, locale l10n.Locale, pagePath string) string {
	if host := u.Hosts[locale]; u.Scheme == l10n.HostScheme && host != "" {
		return PageURL(host, strings.TrimPrefix(pagePath, string(locale)+"/"))
	}
	return PageURL(base, pagePath)
}

// PageURL is the public URL of a published path; an index page's is its directory's. base is the destination's, with or
// without a slash at its end.
func PageURL(base, pagePath string) string {
	p := strings.TrimSuffix(pagePath, "index.html")
	if p != "" && p != pagePath && !strings.HasSuffix(p, "/") {
		p = pagePath // "myindex.html" is a page of its own
	}
	return strings.TrimSuffix(base, "/") + "/" + (&url.URL{Path: p}).EscapedPath()
}

// CheckPath refuses a file's path that is not relative, has "." or ".." or a name that begins with a dot, or holds
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

// validName tells names that are safe as one element of a path.
func validName(s string) bool {
	return s != "" && len(s) <= 255 && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}
