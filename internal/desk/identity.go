package desk

import (
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Identity says who sends a request. It reports false when the sender is not signed in.
type Identity interface {
	Identify(r *http.Request) (l10n.UserID, bool)
}

var (
	_ Identity = Anyone{}
	_ Identity = Basic{}
	_ Identity = Header{}
)

const (
	nameCookie = "dragoman-name"
	maxName    = 80 // runes
)

// Anyone trusts everybody: users type their name, which is kept in a cookie. It is only for a desk on loopback.
type Anyone struct{}

// Identify returns the name in the cookie.
func (Anyone) Identify(r *http.Request) (l10n.UserID, bool) {
	c, err := r.Cookie(nameCookie)
	if err != nil {
		return "", false
	}
	s, err := url.QueryUnescape(c.Value)
	if err != nil {
		return "", false
	}
	return cleanName(s)
}

// Header trusts a request header that an authenticating reverse proxy sets. The proxy must remove the header from the
// requests that it gets.
type Header struct {
	Name string // for instance "X-Forwarded-User"
	// Proxies are the addresses of the proxy. Nobody else's header is believed.
	Proxies []netip.Prefix
}

// Identify returns the header's value. The request must come from the proxy and have the header exactly once.
func (h Header) Identify(r *http.Request) (l10n.UserID, bool) {
	v := r.Header.Values(h.Name)
	if len(v) != 1 || !trusted(peerOf(r), h.Proxies) {
		return "", false
	}
	return cleanName(v[0])
}

// cleanName trims a name, and refuses one that is empty, long, or has control characters.
func cleanName(s string) (l10n.UserID, bool) {
	s = strings.TrimSpace(s)
	if s == "" || !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxName ||
		strings.ContainsFunc(s, unicode.IsControl) {
		return "", false
	}
	return l10n.UserID(s), true
}

// cleanText is a comment without what nobody can type or see, and no database keeps: NUL and other control characters
// but for tabs and ends of lines, and bytes that are no text.
func cleanText(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t' {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD")))
}

// isID reports whether an act's ID is one: printable ASCII without spaces, because it becomes part of a workflow's ID and
// of a header.
func isID(id string) bool {
	return id != "" && len(id) <= 100 && !strings.ContainsFunc(id, func(r rune) bool { return r <= ' ' || r > '~' })
}

// user returns who sends a request. It reports false when they must sign in or type their name first.
func (d *desk) user(r *http.Request) (l10n.UserID, bool) {
	if u, ok := d.Identity.Identify(r); ok {
		return u, true
	}
	if _, anyone := d.Identity.(Anyone); anyone && d.DefaultUser != "" {
		return d.DefaultUser, true
	}
	return "", false
}

// signedIn calls next for a user, and shows the page that asks for the name to everybody else.
func (d *desk) signedIn(next func(http.ResponseWriter, *http.Request, l10n.UserID)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		u, ok := d.user(r)
		if ok {
			next(w, r, u)
			return
		}
		p := d.newPage(r, "")
		d.challenge(w)
		status := http.StatusUnauthorized
		if p.CanRename && r.Method == http.MethodGet {
			status = http.StatusOK // the page asks for a name; nothing was refused
		}
		p.Title = p.T("desk.name.title")
		d.render(w, status, "name", p)
	}
}

// challenge makes the browser ask for a name and a password, where the desk uses these.
func (d *desk) challenge(w http.ResponseWriter) {
	if _, ok := d.Identity.(Basic); ok {
		w.Header().Set("WWW-Authenticate", `Basic realm="Dragoman", charset="UTF-8"`)
	}
}

func (d *desk) setName(w http.ResponseWriter, r *http.Request) {
	if _, anyone := d.Identity.(Anyone); !anyone {
		http.NotFound(w, r)
		return
	}
	if name, ok := cleanName(r.PostFormValue("name")); ok {
		setCookie(w, r, nameCookie, url.QueryEscape(string(name)), 365*24*time.Hour)
	}
	http.Redirect(w, r, localPath(r.PostFormValue("next")), http.StatusSeeOther)
}

// setCookie sets a cookie. A negative age removes it.
func setCookie(w http.ResponseWriter, r *http.Request, name, value string, age time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: int(age / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
	})
}
