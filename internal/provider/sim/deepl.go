package sim

import (
	"net/http"
	"slices"
	"strings"
)

// deepl simulates DeepL's API v2. A request has at most 50 texts and 128 KiB. The status for a used-up quota is 456.
type deepl struct{}

var deeplTargets = strings.Fields("EN-US EN-GB ES ES-419 FR PT-PT PT-BR RU AR ZH-HANS ZH-HANT DE")

func (d deepl) read(w http.ResponseWriter, r *http.Request, body []byte) (batch, bool) {
	var in struct {
		Text           []string `json:"text"`
		Source         string   `json:"source_lang"`
		Target         string   `json:"target_lang"`
		Context        string   `json:"context"`
		Billed         bool     `json:"show_billed_characters"`
		TagHandling    string   `json:"tag_handling"`
		TagVersion     string   `json:"tag_handling_version"`
		SplitSentences string   `json:"split_sentences"`
		Formality      string   `json:"formality"`
		Model          string   `json:"model_type"`
		Glossary       string   `json:"glossary_id"`
	}
	bad := func(status int, message string) (batch, bool) {
		reply(w, status, map[string]string{"message": message})
		return batch{}, false
	}
	switch err := decodeStrict(body, &in); {
	case r.Header.Get("Authorization") != "DeepL-Auth-Key "+Key:
		return bad(403, "Forbidden")
	case r.Method != "POST" || r.URL.Path != "/v2/translate":
		return bad(404, "Not found")
	case len(body) > 128<<10:
		return bad(413, "Request Entity Too Large")
	case err != nil:
		return bad(400, "Bad request. Reason: "+err.Error())
	case len(in.Text) == 0 || len(in.Text) > 50:
		return bad(400, "Too many texts")
	case !slices.Contains(deeplTargets, in.Target):
		return bad(400, "Value for 'target_lang' not supported.")
	case !supported(strings.ToLower(in.Source)):
		return bad(400, "Value for 'source_lang' not supported.")
	case in.TagHandling != "html" && in.TagHandling != "xml", in.TagVersion != "v1" && in.TagVersion != "v2":
		return bad(400, "Value for 'tag_handling' not supported.")
	}
	return batch{source: in.Source, target: in.Target, texts: in.Text}, true
}

func (deepl) write(w http.ResponseWriter, b batch, answers []string) {
	type translation struct {
		Source string `json:"detected_source_language"`
		Text   string `json:"text"`
		Billed int    `json:"billed_characters"`
	}
	out := []translation{}
	for i, a := range answers {
		out = append(out, translation{b.source, a, billedCharacters(b.texts[i])})
	}
	w.Header().Set("X-Trace-ID", "0123456789abcdef")
	reply(w, 200, map[string]any{"translations": out})
}

// billedCharacters counts the characters of a text without its markup.
func billedCharacters(text string) int {
	return len([]rune(tokens.ReplaceAllStringFunc(text, func(s string) string {
		if s[0] == '<' {
			return ""
		}
		return s
	})))
}

func (deepl) writeFault(w http.ResponseWriter, f Fault) {
	s := usualStatus(f)
	switch f {
	case Quota:
		s = 456
	case Overloaded:
		s = 529
	}
	reply(w, s, map[string]string{"message": string(f)})
}
