package desk

import (
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestIdentify(t *testing.T) {
	basic := Basic{"ana": "correct horse", "nobody": ""}
	proxied := Header{"X-User", []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24")}} // httptest's requests come from there
	for _, tt := range []struct {
		name    string
		who     Identity
		prepare func(*http.Request)
		want    l10n.UserID
	}{
		{"basic", basic, func(r *http.Request) { r.SetBasicAuth("ana", "correct horse") }, "ana"},
		{"basic, wrong", basic, func(r *http.Request) { r.SetBasicAuth("ana", "wrong") }, ""},
		{"basic, unknown", basic, func(r *http.Request) { r.SetBasicAuth("eve", "") }, ""},
		{"basic, no password set", basic, func(r *http.Request) { r.SetBasicAuth("nobody", "") }, ""},
		{"basic, none", basic, func(*http.Request) {}, ""},
		{"header", proxied, func(r *http.Request) { r.Header.Set("X-User", " Ана ") }, "Ана"},
		{"header, not by the proxy", proxied, func(r *http.Request) {
			r.Header.Set("X-User", "Ана")
			r.Header.Set("X-Forwarded-For", "192.0.2.1")
			r.RemoteAddr = "198.51.100.9:1234"
		}, ""},
		{"header, a proxy of another family", proxied, func(r *http.Request) {
			r.Header.Set("X-User", "Ана")
			r.RemoteAddr = "[2001:db8::9]:1234"
		}, ""},
		{"header, the proxy mapped into IPv6", proxied, func(r *http.Request) {
			r.Header.Set("X-User", "Ана")
			r.RemoteAddr = "[::ffff:192.0.2.1]:1234"
		}, "Ана"},
		{"header, no address", proxied, func(r *http.Request) {
			r.Header.Set("X-User", "Ана")
			r.RemoteAddr = "@"
		}, ""},
		{"header, no proxy known", Header{Name: "X-User"}, func(r *http.Request) { r.Header.Set("X-User", "Ана") }, ""},
		{"header, two", proxied, func(r *http.Request) { r.Header["X-User"] = []string{"a", "b"} }, ""},
		{"header, empty", proxied, func(r *http.Request) { r.Header.Set("X-User", "") }, ""},
		{"anyone", Anyone{}, func(r *http.Request) {
			r.AddCookie(&http.Cookie{Name: nameCookie, Value: url.QueryEscape("نادية")})
		}, "نادية"},
		{"anyone, broken", Anyone{}, func(r *http.Request) { r.AddCookie(&http.Cookie{Name: nameCookie, Value: "%zz"}) }, ""},
		{"anyone, two lines", Anyone{}, func(r *http.Request) {
			r.AddCookie(&http.Cookie{Name: nameCookie, Value: "a%0Ab"})
		}, ""},
		{"anyone, long", Anyone{}, func(r *http.Request) {
			r.AddCookie(&http.Cookie{Name: nameCookie, Value: strings.Repeat("x", maxName+1)})
		}, ""},
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		tt.prepare(r)
		if got, ok := tt.who.Identify(r); got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q, %t; want %q", tt.name, got, ok, tt.want)
		}
	}
}

func TestAnyoneTypesTheirName(t *testing.T) {
	h := fixture()
	o := options(t, h)
	o.DefaultUser = ""
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, d).get(esPage)
	v.want(200, "h1", "Who are you?")
	v.press("button.primary", map[string]string{"name": "José Ñandú"}).want(200, ".menu summary", "José Ñandú")
	if v.at != esPage {
		t.Errorf("the name led to %s", v.at)
	}
	v.press(".bar-top button.primary", nil)
	if d := h.decisions[keyFor("es")]; len(d) != 1 || d[0].By != "José Ñandú" {
		t.Errorf("decisions %+v", d)
	}
}

func TestWithoutSignInNothingIsShown(t *testing.T) {
	o := options(t, fixture())
	o.Identity = Basic{"ana": "pw"}
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, d)
	for _, p := range []string{"/", esPage, esPage + "/preview/page", "/api/v1/translations",
		"/api/v1/translations/" + string(statement) + "/es"} {
		v.get(p)
		if v.status != http.StatusUnauthorized ||
			v.header.Get("WWW-Authenticate") != `Basic realm="Dragoman", charset="UTF-8"` || strings.Contains(v.raw, "Harbour") {
			t.Errorf("%s: %d, %q", p, v.status, v.header.Get("WWW-Authenticate"))
		}
	}
	v.post("/name", url.Values{"name": {"ana"}})
	if v.status != http.StatusNotFound {
		t.Errorf("a name can be typed where people sign in: %d", v.status)
	}
	if v.get("/healthz"); v.status != http.StatusOK {
		t.Errorf("healthz %d", v.status)
	}
}
