package desk

import (
	"bufio"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// listen opens the events of the Spanish translation, and returns a function that waits for the next one.
func listen(t *testing.T, base string) func() string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+apiES+"/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = res.Body.Close() })
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "text/event-stream" {
		t.Fatalf("%d %s", res.StatusCode, res.Header.Get("Content-Type"))
	}
	lines := bufio.NewScanner(res.Body)
	return func() string {
		kind := ""
		for lines.Scan() {
			if k, ok := strings.CutPrefix(lines.Text(), "event: "); ok {
				kind = k
			}
			if data, ok := strings.CutPrefix(lines.Text(), "data: "); ok {
				return kind + " " + data
			}
		}
		return "end"
	}
}

// TestPeopleSeeEachOther holds that who has a translation open is told where others are and what they save, and that a server
// that ends need not wait for them.
func TestPeopleSeeEachOther(t *testing.T) {
	h := newEditorDesk(t, fixture())
	v := visit(t, h)
	srv := httptest.NewServer(h)
	t.Cleanup(srv.Close)
	next := listen(t, srv.URL)
	tell := func(method, path, body string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, v.base+apiES+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/json")
		if v.send(r); v.status >= 300 {
			t.Errorf("%s: %d %s", path, v.status, v.raw)
		}
	}
	tell("POST", "/presence", `{"segment":"u1.1","typing":true}`)
	if got := next(); got != `presence {"user":"Ana","segment":"u1.1","typing":true}` {
		t.Errorf("told %s", got)
	}
	tell("PUT", "/segments/u1.1", `{"text":"Se abre la esclusa","version":1,"act":"a1","confirm":true,"step":"review"}`)
	if got := next(); got != `saved {"segment":"u1.1","version":2,"by":"Ana"}` {
		t.Errorf("told %s", got)
	}
	ask[problem](v, "POST", apiES+"/presence", `{"user":"Luis","segment":"u1.1"}`)
	if v.status != 400 {
		t.Errorf("somebody says where another is: %d", v.status)
	}
	if ask[problem](v, "GET", "/api/v1/translations/nothing/es/events", ""); v.status != 404 {
		t.Errorf("no translation: %d", v.status)
	}
	h.(interface{ Close() }).Close()
	if got := next(); got != "end" {
		t.Errorf("after the server has ended: %s", got)
	}
}

// TestOtherDesksAreHeard holds that what another process writes into the records is told.
func TestOtherDesksAreHeard(t *testing.T) {
	h := fixture()
	d := &desk{Options: options(t, h)}
	k := keyFor("es")
	s, err := d.hub.join(k, "Ana", noon, func() func() { return func() {} })
	if err != nil {
		t.Fatal(err)
	}
	d.lookAtRecords(t.Context(), k)
	if _, err := h.editAs(t.Context(), l10n.Edit{Segment: "u6.1", Text: l10n.TextFragment("De Luis"), Version: 1, By: "Luis"}); err != nil {
		t.Fatal(err)
	}
	h.translations[k].Assignee = "Luis"
	d.lookAtRecords(t.Context(), k)
	if got := heard(s); len(got) != 2 || got[0] != "saved {u6.1 2 Luis}" || got[1] != "stage {review review 1 run-7 Luis}" {
		t.Errorf("told %q", got)
	}
}
