package sim

import (
	"encoding/json"
	"net/http"
	"regexp"
)

// openai simulates a server of chat completions with structured output.
type openai struct{}

type llmMessage struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

// task is the user's message in the drivers' prompt.
type task struct {
	Page  string `json:"page"`
	Terms []struct {
		Source string `json:"source"`
		Target string `json:"target"`
	} `json:"terms"`
	Texts []struct {
		ID   int    `json:"id"`
		Text string `json:"text"`
	} `json:"texts"`
}

// targetTag finds the target's language tag in the instructions, as a model would.
var targetTag = regexp.MustCompile(`into [^(]*\(([\w-]+)\)`)

// readPrompt reads the task out of a prompt, as a model would.
func readPrompt(system, user string) (batch, bool) {
	var in task
	m := targetTag.FindStringSubmatch(system)
	if m == nil || decodeStrict([]byte(user), &in) != nil || len(in.Texts) == 0 {
		return batch{}, false
	}
	b := batch{target: m[1]}
	for i, t := range in.Texts {
		if t.ID != i+1 {
			return batch{}, false
		}
		b.texts = append(b.texts, t.Text)
	}
	return b, true
}

type llmText struct {
	ID   int    `json:"id"`
	Text string `json:"text"`
}

func llmReply(answers []string) map[string]any {
	out := []llmText{}
	for i, a := range answers {
		out = append(out, llmText{i + 1, a})
	}
	return map[string]any{"translations": out}
}

func (openai) writeError(w http.ResponseWriter, status int, typ, code string) (batch, bool) {
	reply(w, status, map[string]any{"error": map[string]any{"message": "Incorrect API key provided or so.", "type": typ,
		"param": nil, "code": code}})
	return batch{}, false
}

func (o openai) read(w http.ResponseWriter, r *http.Request, body []byte) (batch, bool) {
	var in struct {
		Model    string       `json:"model"`
		Messages []llmMessage `json:"messages"`
		Format   struct {
			Type   string `json:"type"`
			Schema struct {
				Name   string          `json:"name"`
				Strict bool            `json:"strict"`
				Schema json.RawMessage `json:"schema"`
			} `json:"json_schema"`
		} `json:"response_format"`
	}
	err := decodeStrict(body, &in)
	switch {
	case r.Header.Get("Authorization") != "Bearer "+Key:
		return o.writeError(w, 401, "invalid_request_error", "invalid_api_key")
	case r.Method != "POST" || r.URL.Path != "/chat/completions":
		return o.writeError(w, 404, "invalid_request_error", "unknown_url")
	case in.Model != "sim-1":
		return o.writeError(w, 404, "invalid_request_error", "model_not_found")
	case err != nil || len(in.Messages) != 2 || in.Format.Type != "json_schema" || !in.Format.Schema.Strict ||
		!json.Valid(in.Format.Schema.Schema):
		return o.writeError(w, 400, "invalid_request_error", "")
	}
	b, ok := readEither(in.Format.Schema.Name, in.Messages[0].Content, in.Messages[1].Content)
	if !ok || !strict(in.Format.Schema.Schema) {
		return o.writeError(w, 400, "invalid_request_error", "")
	}
	return b, true
}

func (openai) write(w http.ResponseWriter, b batch, answers []string) {
	content, _ := json.Marshal(llmReply(answers))
	if b.judging != nil {
		content = []byte(b.said)
	}
	reply(w, 200, map[string]any{
		"id": "chatcmpl-1", "object": "chat.completion", "model": "sim-1",
		"choices": []any{map[string]any{"index": 0, "finish_reason": "stop",
			"message": map[string]any{"role": "assistant", "content": string(content), "refusal": nil}}},
		"usage": map[string]int{"prompt_tokens": b.sizes[0], "completion_tokens": b.sizes[1], "total_tokens": b.sizes[0] + b.sizes[1]},
	})
}

func (o openai) writeFault(w http.ResponseWriter, f Fault) {
	switch f {
	case Quota:
		_, _ = o.writeError(w, 429, "insufficient_quota", "insufficient_quota")
	case Busy:
		w.Header().Set("Retry-After", "1")
		_, _ = o.writeError(w, 429, "requests", "rate_limit_exceeded")
	case Denied:
		_, _ = o.writeError(w, 401, "invalid_request_error", "invalid_api_key")
	default:
		_, _ = o.writeError(w, usualStatus(f), "server_error", "")
	}
}
