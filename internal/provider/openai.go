package provider

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// openai speaks the chat completions that OpenAI began and that Ollama, vLLM, llama.cpp and many others have too.
type openai struct {
	api *api
	o   Options
}

var _ translate.Provider = (*openai)(nil)

// OpenOpenAI opens any endpoint of that form. A server of one's own needs url: and no key.
func OpenOpenAI(o Options) (translate.Provider, error) {
	key := o.key("OPENAI_API_KEY")
	if key == "" && o.URL == "" {
		_, err := o.secret("OPENAI_API_KEY")
		return nil, err
	}
	if o.Model == "" {
		return nil, errors.New("say with model: which model is asked")
	}
	a, err := newAPI(o, "https://api.openai.com/v1", key)
	if err != nil {
		return nil, err
	}
	if key != "" {
		a.header.Set("Authorization", "Bearer "+key)
	}
	a.sort = func(_ int, body []byte) (error, string) {
		var e struct {
			Error struct {
				Code any    `json:"code"`
				Type string `json:"type"`
			} `json:"error"`
		}
		if json.Unmarshal(body, &e) != nil {
			return nil, ""
		}
		code, _ := e.Error.Code.(string)
		switch {
		case code == "insufficient_quota" || e.Error.Type == "insufficient_quota":
			return translate.ErrQuota, "insufficient_quota"
		case code == "model_not_found":
			return translate.ErrAuth, code
		}
		return nil, code
	}
	return &openai{a, o}, nil
}

// Traits implements translate.Provider. The limits are ours: longer answers are slower, and lose more when cut.
func (m *openai) Traits() translate.Traits {
	return translate.Traits{
		Name: "openai", Sees: translate.SeesPage, Markup: translate.Notation,
		Version:  version(promptVersion, m.o.URL, m.o.Model, m.o.Formality),
		MaxTexts: 40, MaxCharacters: 6000, Terms: true,
	}
}

type chatMessage struct {
	Role    string `json:"role"`
	Content string `json:"content"`
}

type chatAnswer struct {
	Choices []struct {
		Reason  string `json:"finish_reason"`
		Message struct {
			Content written `json:"content"`
			Refusal string  `json:"refusal"`
			Calls   []struct {
				Function struct {
					Arguments string `json:"arguments"`
				} `json:"function"`
			} `json:"tool_calls"` // of servers that hold a model to a form by a tool
		} `json:"message"`
	} `json:"choices"`
	Usage struct {
		Prompt     int `json:"prompt_tokens"`
		Completion int `json:"completion_tokens"`
	} `json:"usage"`
}

// complete asks for one JSON object in a schema's form.
func (m *openai) complete(ctx context.Context, system, user, name string, schema json.RawMessage) (chatAnswer, error) {
	var out chatAnswer
	err := m.api.post(ctx, "/chat/completions", map[string]any{
		"model":    m.o.Model,
		"messages": []chatMessage{{"system", system}, {"user", user}},
		"response_format": map[string]any{"type": "json_schema", "json_schema": map[string]any{
			"name": name, "strict": true, "schema": schema,
		}},
	}, &out)
	return out, err
}

// said are the texts in which the answer stands.
func (out chatAnswer) said() ([]string, error) {
	if len(out.Choices) == 0 {
		return nil, unreadable("no choice in the answer")
	}
	c := out.Choices[0]
	switch {
	case c.Message.Refusal != "" || c.Reason == "content_filter":
		return nil, errDeclines
	case c.Reason == "length":
		return nil, errCutOff
	}
	found := []string{string(c.Message.Content)}
	for _, call := range c.Message.Calls {
		found = append(found, call.Function.Arguments)
	}
	return found, nil
}

// Translate implements translate.Provider.
func (m *openai) Translate(ctx context.Context, r translate.Request) ([]translate.Answer, error) {
	system, user, err := prompt(r, m.o.Formality)
	if err != nil {
		return nil, err
	}
	out, err := m.complete(ctx, system, user, "translations", schema)
	if err != nil {
		return nil, err
	}
	found, err := out.said()
	if err != nil {
		return nil, err
	}
	return readReply(r.Texts, found...)
}
