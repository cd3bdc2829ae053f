package app

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestEstimate holds that a page of this machine is looked at though the worker's configuration would not, and that what
// engines would be sent is added up by prices and budgets.
func TestEstimate(t *testing.T) {
	source := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.Write([]byte(`<!doctype html><html lang="en"><title>The river</title><main><p>It is high.</p></main></html>`))
	}))
	defer source.Close()
	a := opened(t, "providers:\n  office: {driver: openai, url: \"http://127.0.0.1:1/v1\", model: a, price: 1000, budget: {run: 5}}\n")
	plan, err := Planner{a.Config}.Plan(l10n.Request{
		Pages: []string{source.URL + "/page.html"}, Locales: []l10n.Locale{"es", "fr"}, Chain: []l10n.ProviderName{"office"},
	})
	if err != nil {
		t.Fatal(err)
	}
	all, costs, _, err := a.Estimate(t.Context(), plan)
	if err != nil {
		t.Fatal(err)
	}
	if len(all) != 2 || all[0].New != 2 {
		t.Errorf("%+v", all)
	}
	want := EngineCost{Engine: "office", Questions: 4, Characters: 40, Cost: 0.04, Budget: 5}
	if len(costs) != 1 || costs[0] != want {
		t.Errorf("%+v, want %+v", costs, want)
	}
	if a.Config.Fetch.AllowPrivate {
		t.Error("an estimate has changed what the worker may fetch")
	}
}
