package desk

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const apiES = "/api/v1/translations/" + string(statement) + "/es"

// request sends a JSON request.
func (v *visitor) request(method, path, body string) {
	v.Helper()
	r, err := http.NewRequestWithContext(v.Context(), method, v.base+path, strings.NewReader(body))
	if err != nil {
		v.Fatal(err)
	}
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	v.send(r)
}

// ask sends a JSON request and decodes the answer.
func ask[T any](v *visitor, method, path, body string) T {
	v.Helper()
	v.request(method, path, body)
	var out T
	if err := json.Unmarshal([]byte(v.raw), &out); err != nil {
		v.Fatalf("%s %s: %d %q: %v", method, path, v.status, v.raw, err)
	}
	return out
}

func TestAPIReads(t *testing.T) {
	v := visit(t, newDesk(t, fixture()))
	type list struct{ Translations []l10n.Translation }
	if got := ask[list](v, "GET", "/api/v1/translations?waiting=true&limit=10", ""); len(got.Translations) != 2 ||
		got.Translations[0].Locale != "ar" {
		t.Errorf("%+v", got)
	}
	if got := ask[list](v, "GET", "/api/v1/translations?locale=xx", ""); got.Translations == nil {
		t.Error("an empty list is null")
	}
	got := ask[apiTranslation](v, "GET", apiES, "")
	if len(got.Segments) != len(lines) || got.Segments[3].Source.String() != lines[3].en ||
		got.Segments[3].Target.Text.String() != lines[3].es ||
		got.TargetHash == "" || got.Decisions == nil {
		t.Errorf("%+v", got)
	}
}

func TestAPIEdits(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h))
	seg := apiES + "/segments/u4.1"
	good := `{"text":"El <2/>, la <1>Comisión</1> abrió la esclusa.","version":1}`
	if got := ask[l10n.Target](v, "PUT", seg, good); v.status != 200 || got.Version != 2 || got.Origin.By != "Ana" {
		t.Errorf("%d %+v", v.status, got)
	}
	if got := ask[problem](v, "PUT", seg, good); v.status != 409 || got.Current == nil || got.Current.Version != 2 {
		t.Errorf("conflict: %+v", got)
	}
	if v.header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("content type %q", v.header.Get("Content-Type"))
	}
	for body, status := range map[string]int{
		`{"text":"sin códigos","version":2}`:  422,
		`{"text":"x"}`:                        400,
		`{"text":"x","version":2,"by":"eve"}`: 400,
		`{"text":"x","version":2}{}`:          400,
		`nonsense`:                            400,
	} {
		if got := ask[problem](v, "PUT", seg, body); v.status != status || got.Status != status || got.Title == "" {
			t.Errorf("%s: %d %+v", body, v.status, got)
		}
	}
	if ask[problem](v, "PUT", apiES+"/segments/none", `{"text":"x","version":1}`); v.status != 404 {
		t.Errorf("unknown segment: %d", v.status)
	}
	r, _ := http.NewRequestWithContext(t.Context(), "PUT", v.base+seg, strings.NewReader(good))
	r.Header.Set("Content-Type", "text/plain")
	if v.send(r); v.status != 400 {
		t.Errorf("text/plain: %d", v.status)
	}
}

func TestAPIDecides(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h))
	now := ask[apiTranslation](v, "GET", apiES, "")
	body, err := json.Marshal(l10n.Decision{ID: "cli-1", Kind: l10n.Approve, Step: "review", SourceHash: now.SourceHash,
		TargetHash: now.TargetHash, VersionsHash: now.VersionsHash})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // a repeat is harmless
		if got := ask[l10n.Decision](v, "POST", apiES+"/decisions", string(body)); v.status != 200 || got.By != "Ana" {
			t.Errorf("%d %+v", v.status, got)
		}
	}
	if n := len(h.decisions[keyFor("es")]); n != 1 {
		t.Errorf("%d decisions", n)
	}
	for _, tt := range []struct {
		body   string
		status int
	}{
		{`{"id":"2","kind":"approve","step":"review","sourceHash":"x","targetHash":"y","versionsHash":"z"}`, 422}, // the step is over
		{`{"id":"3","kind":"approve","step":"review"}`, 400},
		{`{"id":"3","kind":"approve","step":"review","sourceHash":"x","targetHash":"y"}`, 400},
		{`{"id":"4","kind":"explode"}`, 400},
		{`{"id":"5","kind":"request-changes","step":"review"}`, 400},
		{`{"kind":"reassign","to":"Luis"}`, 400},
		{`{"id":"6","kind":"reassign","to":"Luis","by":"Eve"}`, 400},
	} {
		if ask[problem](v, "POST", apiES+"/decisions", tt.body); v.status != tt.status {
			t.Errorf("%s: %d, want %d: %s", tt.body, v.status, tt.status, v.raw)
		}
	}
	h.decideErr = l10n.ErrUnavailable
	if ask[problem](v, "POST", apiES+"/decisions", `{"id":"7","kind":"reassign","step":"review"}`); v.status != 503 ||
		v.header.Get("Retry-After") == "" {
		t.Errorf("unavailable: %d", v.status)
	}
	if ask[problem](v, "GET", "/api/v1/nothing", ""); v.status != 404 {
		t.Errorf("unknown path: %d", v.status)
	}
	if ask[problem](v, "GET", "/api/v1/translations?waiting=perhaps", ""); v.status != 400 {
		t.Errorf("bad query: %d", v.status)
	}
}
