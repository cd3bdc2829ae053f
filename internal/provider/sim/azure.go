package sim

import (
	"net/http"
	"strings"
	"unicode/utf8"
)

// azure simulates Azure AI Translator 3.0. A request has at most 1,000 texts and 50,000 characters. Errors have codes
// of six digits.
type azure struct{}

func (azure) writeError(w http.ResponseWriter, status, code int) (batch, bool) {
	reply(w, status, map[string]any{"error": map[string]any{"code": code, "message": "The request is not valid."}})
	return batch{}, false
}

func (z azure) read(w http.ResponseWriter, r *http.Request, body []byte) (batch, bool) {
	q := r.URL.Query()
	var in []struct{ Text string }
	err := decodeStrict(body, &in)
	b := batch{source: q.Get("from"), target: q.Get("to")}
	n := 0
	for _, t := range in {
		b.texts = append(b.texts, t.Text)
		n += utf8.RuneCountInString(t.Text)
	}
	from, _, _ := strings.Cut(b.source, "-")
	to, _, _ := strings.Cut(b.target, "-")
	switch {
	case r.Header.Get("Ocp-Apim-Subscription-Key") != Key:
		return z.writeError(w, 401, 401000)
	case r.Method != "POST" || r.URL.Path != "/translate":
		return z.writeError(w, 404, 404000)
	case q.Get("api-version") != "3.0":
		return z.writeError(w, 400, 400021)
	case q.Get("textType") != "html" && q.Get("textType") != "plain":
		return z.writeError(w, 400, 400024)
	case !supported(from):
		return z.writeError(w, 400, 400035)
	case !supported(to):
		return z.writeError(w, 400, 400036)
	case err != nil || len(in) == 0:
		return z.writeError(w, 400, 400074)
	case len(in) > 1000:
		return z.writeError(w, 400, 400072)
	case n > 50_000:
		return z.writeError(w, 400, 400077)
	}
	return b, true
}

func (azure) write(w http.ResponseWriter, b batch, answers []string) {
	type text struct {
		Text string `json:"text"`
		To   string `json:"to"`
	}
	type element struct {
		Translations []text `json:"translations"`
	}
	out := []element{}
	for _, a := range answers {
		out = append(out, element{[]text{{a, b.target}}})
	}
	reply(w, 200, out)
}

func (z azure) writeFault(w http.ResponseWriter, f Fault) {
	code := map[Fault]int{Busy: 429001, Quota: 403001, Denied: 401000, Broken: 500000, Overloaded: 503000,
		Rejected: 400050}[f]
	_, _ = z.writeError(w, code/1000, code)
}
