package sim

import (
	"encoding/json"
	"net/http"
)

// anthropic simulates the Messages API, with a tool that the model must use.
type anthropic struct{}

func (anthropic) writeError(w http.ResponseWriter, status int, typ string) (batch, bool) {
	reply(w, status, map[string]any{"type": "error", "error": map[string]string{"type": typ, "message": typ}})
	return batch{}, false
}

func (a anthropic) read(w http.ResponseWriter, r *http.Request, body []byte) (batch, bool) {
	var in struct {
		Model     string       `json:"model"`
		MaxTokens int          `json:"max_tokens"`
		System    string       `json:"system"`
		Messages  []llmMessage `json:"messages"`
		Tools     []struct {
			Name        string          `json:"name"`
			Description string          `json:"description"`
			Schema      json.RawMessage `json:"input_schema"`
		} `json:"tools"`
		Choice struct {
			Type string `json:"type"`
			Name string `json:"name"`
		} `json:"tool_choice"`
	}
	err := decodeStrict(body, &in)
	switch {
	case r.Header.Get("X-Api-Key") != Key:
		return a.writeError(w, 401, "authentication_error")
	case r.Method != "POST" || r.URL.Path != "/v1/messages":
		return a.writeError(w, 404, "not_found_error")
	case r.Header.Get("Anthropic-Version") == "" || err != nil || in.MaxTokens < 1 || len(in.Messages) != 1 ||
		len(in.Tools) != 1 ||
		in.Choice.Type != "tool" || in.Choice.Name != in.Tools[0].Name:
		return a.writeError(w, 400, "invalid_request_error")
	}
	b, ok := readEither(in.Tools[0].Name, in.System, in.Messages[0].Content)
	if !ok {
		return a.writeError(w, 400, "invalid_request_error")
	}
	b.tool = in.Tools[0].Name
	return b, true
}

func (anthropic) write(w http.ResponseWriter, b batch, answers []string) {
	var input any = llmReply(answers)
	if b.judging != nil {
		// A tool's input is an object on the wire whatever the model wrote: what is none comes as an object of another form.
		if input = json.RawMessage(b.said); !json.Valid([]byte(b.said)) {
			input = map[string]string{"raw": b.said}
		}
	}
	use := map[string]any{"type": "tool_use", "id": "toolu_1", "name": b.tool, "input": input}
	reply(w, 200, map[string]any{
		"id": "msg_1", "type": "message", "role": "assistant", "model": "sim-1", "stop_reason": "tool_use",
		"stop_sequence": nil, "content": []any{use},
		"usage": map[string]int{"input_tokens": b.sizes[0], "output_tokens": b.sizes[1]},
	})
}

func (a anthropic) writeFault(w http.ResponseWriter, f Fault) {
	if f == Busy {
		w.Header().Set("Retry-After", "1")
	}
	k := map[Fault]struct {
		status int
		typ    string
	}{
		Busy: {429, "rate_limit_error"}, Quota: {402, "billing_error"}, Denied: {401, "authentication_error"},
		Broken: {500, "api_error"}, Overloaded: {529, "overloaded_error"}, Rejected: {400, "invalid_request_error"},
	}[f]
	_, _ = a.writeError(w, k.status, k.typ)
}
