package localize

import (
	"net/url"
	"strings"

	"github.com/PuerkitoBio/goquery"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// anchor points a link to the page's sibling in this locale. Where there is none it leads to the source's page, and says
// in which language that is; a link to another site is left alone.
func (l *localizer) anchor(s *goquery.Selection, href string) {
	n := s.Get(0)
	said, _ := attr(s, "hreflang")
	abs, ok := l.resolve(href)
	if !ok {
		return
	}
	target := *abs
	target.Fragment, target.RawFragment = "", ""
	if local, lang, ok := l.find(&target); ok {
		l.set(n, "href", href, l.within(local, abs))
		switch {
		case lang != l.Locale:
			l.edit.SetAttr(n, "hreflang", string(lang))
		case said != "":
			l.edit.RemoveAttr(n, "hreflang")
		}
		return
	}
	if !web(abs) {
		if fileURL(href) {
			l.edit.RemoveAttr(n, "href") // a file of somebody's disk is nothing for visitors
		}
		return
	}
	l.set(n, "href", href, l.relative(abs))
	if sameOrigin(abs, l.source) && said == "" {
		l.edit.SetAttr(n, "hreflang", string(l.SourceLang))
	}
}

// find asks Link, and knows this page itself.
func (l *localizer) find(target *url.URL) (href string, hreflang l10n.Locale, ok bool) {
	if *target == *l.source {
		return l.URL, l.Locale, true
	}
	if l.Link == nil {
		return "", "", false
	}
	return l.Link(target)
}

// within keeps the fragment of a link, and writes an address of this origin from its root.
func (l *localizer) within(local string, abs *url.URL) string {
	u, err := l.page.Parse(local)
	if err != nil {
		return local
	}
	if u.Fragment == "" {
		u.Fragment, u.RawFragment = abs.Fragment, abs.RawFragment
	}
	return l.relative(u)
}

// resolve makes an address absolute. It is not ok for what needs no change: fragments of the page, addresses that are not
// of the web (mailto:, data:, javascript:), what does not parse, and everything when the source is no page of the web.
func (l *localizer) resolve(href string) (*url.URL, bool) {
	href = ascii.TrimSpace(href)
	if href == "" || strings.HasPrefix(href, "#") {
		return nil, false
	}
	u, err := l.base.Parse(href)
	if err != nil || !(web(u) || u.Scheme == "file") {
		return nil, false
	}
	return u, true
}

// absolute rewrites an address that stays in the source's place, for instance an image's.
func (l *localizer) absolute(href string) string { return l.absoluteIn(href, false) }

// absoluteIn writes the origin also where it is this page's own, for readers that have no page to start from.
// What visitors have a copy of is taken from there. The address of a local file is given as it was where it is relative,
// and else is "".
func (l *localizer) absoluteIn(href string, withOrigin bool) string {
	u, ok := l.resolve(href)
	if !ok {
		return href
	}
	if to, ok := l.published(u); ok {
		u = to
	}
	if !web(u) {
		if fileURL(href) {
			return ""
		}
		return href
	}
	if withOrigin {
		return u.String()
	}
	return l.relative(u)
}

// fileURL reports whether an address names a file of this machine.
func fileURL(href string) bool {
	return strings.HasPrefix(ascii.ToLower(ascii.TrimSpace(href)), "file:")
}

// relative writes an address of this page's origin from its root.
func (l *localizer) relative(u *url.URL) string {
	if !sameOrigin(u, l.page) {
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
