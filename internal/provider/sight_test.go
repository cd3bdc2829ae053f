package provider_test

import (
	"bytes"
	"io"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/provider/sim"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// TestWhatEnginesSee holds that a driver which sends the page's title, or a prompt with all texts, says so: whoever is shown
// more than a text must not answer it for other pages.
func TestWhatEnginesSee(t *testing.T) {
	const title, prompt = "The title of the page", "each is the context of its neighbours"
	for _, name := range sim.Names() {
		o := sim.Start(t, name).Options()
		to, err := url.Parse(o.URL)
		if err != nil {
			t.Fatal(err)
		}
		var sent strings.Builder
		proxy := httputil.NewSingleHostReverseProxy(&url.URL{Scheme: to.Scheme, Host: to.Host})
		s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, _ := io.ReadAll(r.Body)
			sent.Write(body)
			r.Body = io.NopCloser(bytes.NewReader(body))
			proxy.ServeHTTP(w, r)
		}))
		t.Cleanup(s.Close)
		o.URL = strings.Replace(o.URL, to.Host, strings.TrimPrefix(s.URL, "http://"), 1)
		p, err := provider.Open(name, o)
		if err != nil {
			t.Fatal(err)
		}
		in := translate.Request{Source: "en", Target: "es", Context: title, Texts: []string{"Good morning.", "The cat sleeps."}}
		if _, err := p.Translate(t.Context(), in); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		want := translate.SeesText
		switch {
		case sent.Len() == 0:
			t.Errorf("%s: the test has not seen what is sent", name)
		case strings.Contains(sent.String(), prompt):
			want = translate.SeesPage
		case strings.Contains(sent.String(), title) || strings.Contains(sent.String(), url.QueryEscape(title)):
			want = translate.SeesTitle
		}
		if got := p.Traits().Sees; got != want {
			t.Errorf("%s: it says sight %d, and is shown %d", name, got, want)
		}
	}
	for _, d := range provider.Drivers() {
		if d.OpenRemote == nil {
			continue
		}
		if r, err := d.OpenRemote(provider.Options{Queue: "engines"}); err != nil || r.Traits.Sees != translate.SeesPage {
			t.Errorf("%s: nobody knows what somebody else's worker does with a batch: %v", d.Name, err)
		}
	}
}
