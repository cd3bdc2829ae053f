package desk

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const stageMarks = "markabcdefghijklmnop"

// TestStagePage holds how a page comes to the editor's frame: with marks, and by policies that let one script run.
func TestStagePage(t *testing.T) {
	s := showPage(t, `<title>T</title><p>One. <b>Two.</b></p>`, inSpanish)
	v := visit(t, s.desk(t))
	v.get(apiES+"/stage/page?marks="+stageMarks).want(200, "p b", "Es: Two.")
	if !strings.Contains(v.raw, "<!--"+stageMarks+"+"+string(s.idOf(t, "One"))+"-->Es: One.<!--") {
		t.Errorf("no marks: %s", v.raw)
	}
	policies := v.header.Values("Content-Security-Policy")
	if len(policies) != 2 || !strings.HasPrefix(policies[0], "sandbox allow-scripts; default-src 'none'; script-src 'nonce-") ||
		policies[1] != "script-src '"+stageScriptHash+"'" {
		t.Fatalf("policies %q", policies)
	}
	for _, never := range []string{"allow-same-origin", "allow-top", "allow-popups", "allow-forms", "script-src 'self'", "connect-src", "unsafe-eval", "strict-dynamic"} {
		if strings.Contains(strings.Join(policies, ";"), never) {
			t.Errorf("the policy has %s: %q", never, policies)
		}
	}
	nonce := regexp.MustCompile(`'nonce-(\w+)'`).FindStringSubmatch(policies[0])[1]
	v.get(apiES + "/stage/page?marks=" + stageMarks)
	if strings.Contains(v.header.Get("Content-Security-Policy"), nonce) {
		t.Error("two answers have the same word for their script")
	}
	v.get(apiES+"/stage/page?of=source&marks="+stageMarks).want(200, "p b", "Two.")
	for path, want := range map[string]int{
		apiES + "/stage/page": 400, apiES + "/stage/page?marks=x": 400, apiES + `/stage/page?marks=%22%3E%3Cscript%3E`: 400,
	} {
		if v.get(path); v.status != want || strings.Contains(v.raw, "<script>") {
			t.Errorf("%s: %d %s", path, v.status, v.raw)
		}
	}
	s.recordsErr = l10n.ErrUnavailable
	if v.get(apiES + "/stage/page?marks=" + stageMarks); v.status != http.StatusServiceUnavailable || len(v.header.Values("Content-Security-Policy")) != 2 {
		t.Errorf("a page that can't be made: %d", v.status)
	}
}

// TestStageScriptIsOneText holds that the script's text ends where its element does.
func TestStageScriptIsOneText(t *testing.T) {
	for _, never := range []string{"</script", "<!--", "<script"} {
		if strings.Contains(strings.ToLower(string(stageScript)), never) {
			t.Errorf("the script of the frame has %s", never)
		}
	}
}

// TestRender holds what a text that is being typed looks like on the page, and that it is not stored.
func TestRender(t *testing.T) {
	s := showPage(t, `<p>Paid <time datetime=2026-03-09>9 March 2026</time> <b>in full</b>.</p>`, inSpanish)
	d := s.desk(t)
	post := func(id l10n.SegmentID, body string) *httptest.ResponseRecorder {
		r := httptest.NewRequest(http.MethodPost, apiES+"/segments/"+string(id)+"/render", strings.NewReader(body))
		r.Host = "localhost"
		r.Header.Set("Content-Type", "application/json")
		w := httptest.NewRecorder()
		d.ServeHTTP(w, r)
		return w
	}
	id := s.idOf(t, "Paid")
	w := post(id, fmt.Sprintf(`{"text":"<2>Pagado</2> &lt;img> <1/>.","marks":%q}`, stageMarks))
	var answer struct {
		Parts []l10n.ShownUnit `json:"parts"`
	}
	if err := json.Unmarshal(w.Body.Bytes(), &answer); err != nil || w.Code != 200 || len(answer.Parts) != 1 {
		t.Fatalf("%d %s", w.Code, w.Body)
	}
	mark := "<!--" + stageMarks
	want := mark + "+" + string(id) + "--><b>Pagado</b> &lt;img&gt; <time datetime=2026-03-09>9 de marzo de 2026</time>." + mark + "-" + string(id) + "-->"
	if got := answer.Parts[0]; got.HTML != want || got.First != id {
		t.Errorf("got  %s\nwant %s", got.HTML, want)
	}
	if got := s.targets[keyFor("es")][0].Text.Text(); !strings.HasPrefix(got, "Es: ") {
		t.Errorf("the text was stored: %q", got)
	}
	for body, want := range map[string]int{
		`{"text":"x","marks":"` + stageMarks + `"}`: 422, `{"text":"x","marks":"short"}`: 400, `{"text":"x"}`: 400, `{`: 400,
	} {
		if w := post(id, body); w.Code != want {
			t.Errorf("%s: %d %s", body, w.Code, w.Body)
		}
	}
}
