package desk

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Identity says who sends a request; false means that nobody is known to.
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

// Anyone believes everybody: the name is what its bearer once typed, kept in a cookie. For a desk on loopback only.
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

// Basic holds passwords by user and asks for them by HTTP's Basic scheme; only use it behind TLS.
type Basic map[l10n.UserID]string

// Identify compares in constant time, and does the same work for a user that there is none of.
func (b Basic) Identify(r *http.Request) (l10n.UserID, bool) {
	user, pass, ok := r.BasicAuth()
	if !ok {
		return "", false
	}
	want, known := b[l10n.UserID(user)]
	w, g := sha256.Sum256([]byte(want)), sha256.Sum256([]byte(pass))
	same := subtle.ConstantTimeCompare(w[:], g[:]) == 1
	if !same || !known || want == "" {
		return "", false
	}
	return l10n.UserID(user), true
}

// Header believes a request header that an authenticating reverse proxy sets. The proxy must remove it from what comes
// from outside, and nobody may reach the desk but through it.
type Header struct {
	Name string // for instance "X-Forwarded-User"
}

// Identify returns the header's value when there is exactly one.
func (h Header) Identify(r *http.Request) (l10n.UserID, bool) {
	v := r.Header.Values(h.Name)
	if len(v) != 1 {
		return "", false
	}
	return cleanName(v[0])
}

// cleanName trims a name and refuses what could not be shown in one line.
func cleanName(s string) (l10n.UserID, bool) {
	s = strings.TrimSpace(s)
	if s == "" || !utf8.ValidString(s) || utf8.RuneCountInString(s) > maxName || strings.ContainsFunc(s, unicode.IsControl) {
		return "", false
	}
	return l10n.UserID(s), true
}

func (d *desk) user(r *http.Request) (l10n.UserID, bool) {
	if u, ok := d.Identity.Identify(r); ok {
		return u, true
	}
	if _, anyone := d.Identity.(Anyone); anyone && d.DefaultUser != "" {
		return d.DefaultUser, true
	}
	return "", false
}

// signedIn calls next for a known person and asks anybody else who they are.
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
			status = http.StatusOK // a question, not a refusal
		}
		p.Title = p.T("desk.name.title")
		d.render(w, status, "name", p)
	}
}

// challenge makes the browser ask for a name and a password where that is how people are known.
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

// setCookie keeps a choice of the person's; a negative age removes it.
func setCookie(w http.ResponseWriter, r *http.Request, name, value string, age time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: "/", MaxAge: int(age / time.Second),
		HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.TLS != nil,
	})
}
