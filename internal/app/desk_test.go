package app

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/dragoman-l10n/dragoman/client"
)

// TestDeskSignsIn holds that the desk lets in whom the configuration says.
func TestDeskSignsIn(t *testing.T) {
	for auth, want := range map[string]int{"none": http.StatusOK, "basic": http.StatusUnauthorized, "header": http.StatusUnauthorized} {
		a := opened(t, "")
		a.Config.Desk.Auth, a.Config.Desk.Header, a.Config.Users = auth, "X-User", map[string]string{"maria": "secret"}
		h, err := a.DeskHandler(client.New(nil, "queue"), "maria")
		if err != nil {
			t.Fatal(err)
		}
		ask := func(change func(*http.Request)) int {
			w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, "http://localhost/", nil)
			change(r)
			h.ServeHTTP(w, r)
			return w.Code
		}
		if got := ask(func(*http.Request) {}); got != want {
			t.Errorf("auth: %s answers a stranger with %d, want %d", auth, got, want)
		}
		got := ask(func(r *http.Request) {
			r.SetBasicAuth("maria", "secret")
			r.Header.Set("X-User", "maria")
		})
		if got != http.StatusOK {
			t.Errorf("auth: %s answers maria with %d", auth, got)
		}
	}
}
