package sim

import (
	"net/http"
	"strings"
)

// libretranslate simulates a LibreTranslate server that asks for keys. A request has at most 25 texts and 5,000
// characters. Its answers have no Retry-After.
type libretranslate struct{}

func (libretranslate) read(w http.ResponseWriter, r *http.Request, body []byte) (batch, bool) {
	var in struct {
		Q      []string `json:"q"`
		Source string   `json:"source"`
		Target string   `json:"target"`
		Format string   `json:"format"`
		Key    string   `json:"api_key"`
	}
	bad := func(status int, message string) (batch, bool) {
		reply(w, status, map[string]string{"error": message})
		return batch{}, false
	}
	err := decodeStrict(body, &in)
	to, _, _ := strings.Cut(in.Target, "-")
	switch {
	case r.Method != "POST" || r.URL.Path != "/translate":
		return bad(404, "Not Found")
	case err != nil || len(in.Q) == 0:
		return bad(400, "Invalid request: missing q parameter")
	case in.Key == "":
		return bad(400, "Please contact the server operator to get an API key")
	case in.Key != Key:
		return bad(403, "Invalid API key")
	case len(in.Q) > 25:
		return bad(400, "Invalid request: request exceeds text limit (batch)")
	case len([]rune(strings.Join(in.Q, ""))) > 5000:
		return bad(400, "Invalid request: request exceeds text limit")
	case !supported(in.Source) || !supported(to):
		return bad(400, in.Target+" is not supported")
	}
	return batch{source: in.Source, target: in.Target, texts: in.Q}, true
}

func (libretranslate) write(w http.ResponseWriter, _ batch, answers []string) {
	reply(w, 200, map[string]any{"translatedText": answers})
}

func (libretranslate) writeFault(w http.ResponseWriter, f Fault) {
	s := usualStatus(f)
	if f == Quota { // LibreTranslate has only rate limits
		s = 429
	}
	reply(w, s,
		map[string]string{"error": map[Fault]string{Busy: "Slowdown: 60 per minute", Quota: "Slowdown: 1 per day"}[f]})
}
