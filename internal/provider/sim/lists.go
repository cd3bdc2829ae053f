package sim

import (
	"net/http"
	"strings"
)

// lists are the lists that engines show to whoever asks, and the header with which they want to be asked; none where
// anybody may.
var lists = map[string]struct{ path, header, value string }{
	"openai":         {"/models", "Authorization", "Bearer " + Key},
	"anthropic":      {"/v1/models", "X-Api-Key", Key},
	"deepl":          {"/v2/usage", "Authorization", "DeepL-Auth-Key " + Key},
	"google":         {"/supportedLanguages", "Authorization", "Bearer " + Key},
	"libretranslate": {"/languages", "", ""},
	"azure":          {"/languages", "", ""},
}

// showList answers a request for a list. It reports whether the request was one.
func (s *Server) showList(w http.ResponseWriter, r *http.Request) bool {
	l, ok := lists[string(s.name)]
	if !ok || r.Method != http.MethodGet || !strings.HasSuffix(r.URL.Path, l.path) {
		return false
	}
	if l.header != "" && r.Header.Get(l.header) != l.value {
		s.wire.writeFault(w, Denied)
		return true
	}
	reply(w, 200, map[string]any{"list": []string{}})
	return true
}
