package sim

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
)

// apy simulates an Apertium server with pairs from English, and the pair from Spanish to Portuguese.
type apy struct{}

var apyPairs = map[string]string{"eng|spa": "es", "eng|fra": "fr", "eng|por": "pt", "eng|rus": "ru", "spa|por": "pt"}

func (apy) handleOther(w http.ResponseWriter, r *http.Request) bool {
	if r.URL.Path != "/listPairs" {
		return false
	}
	type pair struct {
		Source string `json:"sourceLanguage"`
		Target string `json:"targetLanguage"`
	}
	var list []pair
	for p := range apyPairs {
		from, to, _ := strings.Cut(p, "|")
		list = append(list, pair{from, to})
	}
	reply(w, 200, map[string]any{"responseData": list, "responseDetails": nil, "responseStatus": 200})
	return true
}

var apyParagraph = regexp.MustCompile(`(?s)<p>(.*?)</p>`)

func (a apy) read(w http.ResponseWriter, r *http.Request, body []byte) (batch, bool) {
	form, err := url.ParseQuery(string(body))
	target, ok := apyPairs[form.Get("langpair")]
	switch {
	case r.URL.Path != "/translate":
		reply(w, 404, map[string]any{"status": "error", "code": 404})
		return batch{}, false
	case err != nil || !ok || form.Get("format") != "html" || form.Get("q") == "" || form.Get("markUnknown") != "no":
		a.writeFault(w, Rejected)
		return batch{}, false
	}
	b := batch{target: target}
	for _, m := range apyParagraph.FindAllStringSubmatch(form.Get("q"), -1) {
		b.texts = append(b.texts, m[1])
	}
	return b, true
}

func (apy) write(w http.ResponseWriter, _ batch, answers []string) {
	text := ""
	for _, a := range answers {
		text += "<p>" + a + "</p>\n"
	}
	reply(w, 200, map[string]any{"responseData": map[string]string{"translatedText": text}, "responseDetails": nil,
		"responseStatus": 200})
}

func (apy) writeFault(w http.ResponseWriter, f Fault) {
	s := usualStatus(f)
	reply(w, s, map[string]any{"status": "error", "code": s, "message": http.StatusText(s),
		"explanation": "That pair is not installed"})
}
