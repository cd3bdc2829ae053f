package desk

import (
	"net/http"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// misspelled gives a sentence of the Arabic page an issue of spelling.
func misspelled(h *pipeline) {
	g := &h.targets[keyFor("ar")][4]
	g.Issues = append(g.Issues, l10n.Issue{Check: "spelling", Type: l10n.IssueMisspelling, Severity: 30,
		Message: "misspelled", Args: map[string]string{"word": "تيرمور"}, Comment: "The dictionary does not have “تيرمور”."})
}

// TestAddAWordWithoutScript holds that a person can add a word where the check of spelling names it, once, and that the remark
// goes.
func TestAddAWordWithoutScript(t *testing.T) {
	h := fixture()
	misspelled(h)
	v, service := visitSaid(t, h)
	v.get(arPage+cost).want(200, "#checks", "تيرمور")
	v.press(`button[value^="word"]`, nil).want(200, ".notice.good", "Added to this site’s words").wantNone(`button[value^="word"]`)
	v.get(arPage+cost).want(200, "#checks", "37 is written")
	words, err := service.SiteWords(t.Context(), "news", "ar")
	if err != nil || len(words) != 1 || words[0].Word != "تيرمور" || words[0].By != "Ana" || words[0].Segment != "u5.1" {
		t.Fatalf("kept %+v, %v", words, err)
	}
}

func TestWordsByTheAPI(t *testing.T) {
	h := fixture()
	misspelled(h)
	v, _ := visitSaid(t, h)
	words := "/api/v1/sites/" + string(h.translations[keyFor("ar")].Site) + "/words"
	added := ask[l10n.SiteWord](v, "POST", words, `{"id":"w1","locale":"ar","word":"تيرمور"}`)
	if v.status != http.StatusOK || added.By != "Ana" || added.Word != "تيرمور" {
		t.Errorf("%d, added %+v", v.status, added)
	}
	if n := len(h.targets[keyFor("ar")][4].Issues); n != 1 {
		t.Errorf("%d issues are left", n)
	}
	for body, status := range map[string]int{
		`{"id":"w2","locale":"ar","word":"two words"}`: http.StatusUnprocessableEntity,
		`{"id":"w2","locale":"?","word":"x"}`:          http.StatusBadRequest,
		`{"locale":"ar","word":"x"}`:                   http.StatusBadRequest,
	} {
		if ask[problem](v, "POST", words, body); v.status != status {
			t.Errorf("%s: %d", body, v.status)
		}
	}
	if ask[problem](v, "POST", "/api/v1/sites/nowhere/words", `{"id":"w2","locale":"ar","word":"x"}`); v.status != http.StatusNotFound {
		t.Errorf("an unknown site: %d", v.status)
	}
	type list struct{ Words []l10n.SiteWord }
	if got := ask[list](v, "GET", words+"?locale=ar-EG", ""); len(got.Words) != 1 {
		t.Errorf("listed %+v", got)
	}
	if got := ask[list](v, "GET", words+"?locale=es", ""); got.Words == nil || len(got.Words) != 0 {
		t.Errorf("listed %+v for Spanish", got)
	}
	r, err := http.NewRequestWithContext(t.Context(), "DELETE", v.base+words+"/w1", strings.NewReader(`{"id":"w3"}`))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if v.send(r); v.status != http.StatusNoContent {
		t.Errorf("taken out: %d %s", v.status, v.raw)
	}
	if ask[problem](v, "DELETE", words+"/w1", `{"id":"w4"}`); v.status != http.StatusNotFound {
		t.Errorf("taken out again: %d", v.status)
	}
}
