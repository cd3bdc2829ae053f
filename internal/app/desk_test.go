package app

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/dragoman-l10n/dragoman/client"
)

// TestDeskSignsIn holds that the desk lets in whom the configuration says.
func TestDeskSignsIn(t *testing.T) {
	const here = "127.0.0.1:4000" // where the proxy is when none is configured
	for auth, want := range map[string]int{"none": http.StatusOK, "basic": http.StatusUnauthorized, "header": http.StatusUnauthorized} {
		a := opened(t, "")
		a.Config.Desk.Auth, a.Config.Desk.Header, a.Config.Users = auth, "X-User", map[string]string{"maria": "secret"}
		h, err := a.DeskHandler(client.New(nil, "queue"), "maria")
		if err != nil {
			t.Fatal(err)
		}
		ask := func(from string, change func(*http.Request)) int {
			w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "http://localhost/", nil)
			r.RemoteAddr = from
			change(r)
			h.ServeHTTP(w, r)
			return w.Code
		}
		if got := ask(here, func(*http.Request) {}); got != want {
			t.Errorf("auth: %s answers a stranger with %d, want %d", auth, got, want)
		}
		maria := func(r *http.Request) {
			r.SetBasicAuth("maria", "secret")
			r.Header.Set("X-User", "maria")
		}
		if got := ask(here, maria); got != http.StatusOK {
			t.Errorf("auth: %s answers maria with %d", auth, got)
		}
		if got := ask("192.0.2.7:4000", maria); auth == "header" && got != http.StatusUnauthorized {
			t.Errorf("a header that no proxy of ours has set is answered with %d", got)
		}
	}
}
