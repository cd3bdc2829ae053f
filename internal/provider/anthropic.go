package provider

import (
	"context"
	"encoding/json"
	"errors"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// anthropic speaks Anthropic's Messages API (https://docs.anthropic.com/en/api/messages).
type anthropic struct {
	api *api
	o   Options
}

var _ translate.Provider = (*anthropic)(nil)

// OpenAnthropic opens the Messages API.
func OpenAnthropic(o Options) (translate.Provider, error) {
	key, err := o.secret("ANTHROPIC_API_KEY")
	if err != nil {
		return nil, err
	}
	if o.Model == "" {
		return nil, errors.New("say with model: which model is asked")
	}
	a, err := newAPI(o, "https://api.anthropic.com", key)
	if err != nil {
		return nil, err
	}
	a.header.Set("X-Api-Key", key)
	a.header.Set("Anthropic-Version", "2023-06-01")
	a.sort = func(_ int, body []byte) (error, string) {
		var e struct {
			Error struct {
				Type    string `json:"type"`
				Message string `json:"message"`
			} `json:"error"`
		}
		if json.Unmarshal(body, &e) != nil {
			return nil, ""
		}
		if e.Error.Type == "billing_error" || strings.Contains(e.Error.Message, "credit balance") {
			return translate.ErrQuota, e.Error.Type
		}
		return nil, e.Error.Type
	}
	return &anthropic{a, o}, nil
}

// Traits implements translate.Provider. The limits are ours: longer answers are slower, and lose more when cut.
func (m *anthropic) Traits() translate.Traits {
	return translate.Traits{
		Name: "anthropic", Sees: translate.SeesPage, Markup: translate.Notation,
		Version:  version(promptVersion, m.o.Model, m.o.Formality),
		MaxTexts: 40, MaxCharacters: 6000, Terms: true,
	}
}

// tool is the one thing that the model may do: hand in translations in the schema's form.
const tool = "hand_in_translations"

// messageTool is a tool that the model must use.
type messageTool struct {
	Name        string          `json:"name"`
	Description string          `json:"description"`
	Schema      json.RawMessage `json:"input_schema"`
}

type messageAnswer struct {
	Reason  string `json:"stop_reason"`
	Content []struct {
		Type  string          `json:"type"`
		Text  string          `json:"text"`
		Name  string          `json:"name"`
		Input json.RawMessage `json:"input"`
	} `json:"content"`
	Usage struct {
		Input        int `json:"input_tokens"`
		CacheRead    int `json:"cache_read_input_tokens"`
		CacheWritten int `json:"cache_creation_input_tokens"`
		Output       int `json:"output_tokens"`
	} `json:"usage"`
}

// message asks for what the model hands in by a tool.
func (m *anthropic) message(ctx context.Context, system, user string, t messageTool) (messageAnswer, error) {
	var out messageAnswer
	err := m.api.post(ctx, "/v1/messages", map[string]any{
		"model": m.o.Model, "max_tokens": 8192, "system": system,
		"messages":    []chatMessage{{"user", user}},
		"tools":       []messageTool{t},
		"tool_choice": map[string]any{"type": "tool", "name": t.Name},
	}, &out)
	return out, err
}

// said are the texts in which the answer stands.
func (out messageAnswer) said(tool string) ([]string, error) {
	switch out.Reason {
	case "refusal":
		return nil, errDeclines
	case "max_tokens":
		return nil, errCutOff
	}
	var handedIn, said []string
	for _, c := range out.Content {
		switch {
		case c.Type == "tool_use" && c.Name == tool:
			handedIn = append(handedIn, string(c.Input))
		case c.Type == "text":
			said = append(said, c.Text)
		}
	}
	if len(handedIn) == 0 {
		handedIn = said // a server that speaks this API may know no tools
	}
	if len(handedIn) == 0 {
		return nil, unreadable("the model handed in nothing")
	}
	return handedIn, nil
}

// Translate implements translate.Provider.
func (m *anthropic) Translate(ctx context.Context, r translate.Request) ([]translate.Answer, error) {
	system, user, err := prompt(r, m.o.Formality)
	if err != nil {
		return nil, err
	}
	out, err := m.message(ctx, system, user, messageTool{tool, "Hands in the translations.", schema})
	if err != nil {
		return nil, err
	}
	handedIn, err := out.said(tool)
	if err != nil {
		return nil, err
	}
	return readReply(r.Texts, handedIn...)
}
