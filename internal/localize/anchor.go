package localize

import (
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// anchor points a link to the linked page in this locale. Where that page is not published in this locale, the link
// leads to the source's page and gets its hreflang. A link to another site stays.
func (l *localizer) anchor(s *goquery.Selection, key, href string) {
	n := s.Get(0)
	hreflangAttr, _ := attr(s, "hreflang")
	abs, ok := l.resolve(href)
	if !ok {
		return
	}
	if local, lang, ok := l.localized(abs); ok {
		l.set(n, key, href, l.withFragment(local, abs))
		switch {
		case lang != l.Locale:
			l.edit.SetAttr(n, "hreflang", string(lang))
		case hreflangAttr != "":
			l.edit.RemoveAttr(n, "hreflang")
		}
		return
	}
	if !isWeb(abs) {
		if fileURL(href) {
			l.edit.RemoveAttr(n, key) // visitors cannot open a file of somebody's disk
		}
		return
	}
	l.set(n, key, href, l.fromRoot(abs))
	if SameSite(abs, l.source) && hreflangAttr == "" {
		l.edit.SetAttr(n, "hreflang", string(l.SourceLang))
	}
}

// localized returns the address of a page in this locale, and its language: that of this page, or what Link returns.
func (l *localizer) localized(target *url.URL) (href string, hreflang l10n.Locale, ok bool) {
	if samePage(target, l.source) {
		return l.URL, l.Locale, true
	}
	if l.Link == nil {
		return "", "", false
	}
	page := *target
	page.Fragment, page.RawFragment = "", ""
	return l.Link(&page)
}

// withFragment gives a localized address the fragment of the source's link, unless it has one.
func (l *localizer) withFragment(local string, abs *url.URL) string {
	u, err := l.page.Parse(local)
	if err != nil {
		return local
	}
	if u.Fragment == "" {
		u.Fragment = abs.Fragment
		u.RawFragment = abs.RawFragment
	}
	return l.fromRoot(u)
}

// resolve makes an address of the source absolute. It reports false for addresses that need no change: fragments of the
// page, addresses that are neither of the web nor of a file (mailto:, data:, javascript:), and those that do not parse.
func (l *localizer) resolve(href string) (*url.URL, bool) {
	if bare := trimAddress(href); bare == "" || strings.HasPrefix(bare, "#") {
		return nil, false
	}
	u, err := parseURL(l.base, href)
	if err != nil || !(isWeb(u) || u.Scheme == "file") {
		return nil, false
	}
	return u, true
}

// absolute returns the address at which visitors of this page get what an address of the source leads to, for instance
// an image: that of its copy, or the absolute one at the source.
func (l *localizer) absolute(href string) string { return l.absoluteIn(href, false) }

// absoluteIn is [localizer.absolute]. withOrigin also writes the origin where it is this page's own, for readers that
// do not start from this page. For a local file without a copy, it returns a relative address as it is, and "" for a
// file: URL.
func (l *localizer) absoluteIn(href string, withOrigin bool) string {
	u, ok := l.resolve(href)
	if !ok {
		return href
	}
	if to, ok := l.copyOf(u); ok {
		u = to
	}
	if !isWeb(u) {
		if fileURL(href) {
			return ""
		}
		return href
	}
	if withOrigin {
		return u.String()
	}
	return l.fromRoot(u)
}

// fileURL reports whether an address names a file of this machine.
func fileURL(href string) bool {
	return strings.HasPrefix(ascii.ToLower(trimAddress(href)), "file:")
}

// fromRoot writes an address without its origin where that is this page's: "/es/news/". Read afar it keeps it.
func (l *localizer) fromRoot(u *url.URL) string {
	if l.afar || !sameOrigin(u, l.page) {
		return u.String()
	}
	r := *u
	r.Scheme, r.Host, r.User = "", "", nil
	if r.Path == "" {
		r.Path = "/"
	}
	if strings.HasPrefix(r.Path, "//") {
		return u.String()
	}
	return r.String()
}

func sameOrigin(a, b *url.URL) bool { return a.Scheme == b.Scheme && strings.EqualFold(a.Host, b.Host) }
