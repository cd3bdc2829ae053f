package provider_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

const good = `{"translations":[{"id":1,"text":"Buenos días."},{"id":2,"text":"El gato [1] {duerme}."}]}`

// forms are what models write for two texts, and what is taken of it: the two answers, or a part of the reason for which
// nothing is. "-" is a text that stays open.
var forms = map[string]struct {
	written string
	one     string
	two     string
	refused string
}{
	"as asked":                   {written: good},
	"with line breaks around it": {written: "\n\n" + good + "\n"},
	"a byte order mark":          {written: "\ufeff" + good},
	"a code fence":               {written: "```json\n" + good + "\n```"},
	"a code fence without name":  {written: "```\n" + good + "\n```\n"},
	"a fence of tildes":          {written: "~~~json\n" + good + "\n~~~"},
	"a fence in a fence":         {written: "````markdown\n```json\n" + good + "\n```\n````"},
	"a fence that never ends":    {written: "```json\n" + good},
	"after words":                {written: "Sure! Here are the translations [as asked]:\n" + good},
	"before words":               {written: good + "\n\nLet me know if {anything} is missing. See [1]."},
	"after thoughts":             {written: "<think>The user wants Spanish. {\"translations\": [..]}?</think>\n\n" + good},
	"thoughts with a draft": {written: `<think>{"translations":[{"id":1,"text":"Buen día."},{"id":2,"text":"?"}]} no.</think>` +
		good},
	"thoughts whose beginning the server ate": {written: "Okay, so two texts. {\"id\":1,\"text\":\"x\"}\n</think>\n" + good},
	"thoughts by another name":                {written: "<reasoning>hm</reasoning>```json\n" + good + "\n```"},
	"thoughts of Magistral":                   {written: "[THINK]two[/THINK]" + good},
	"channels":                                {written: "<|channel|>analysis<|message|>two<|end|><|start|>assistant<|channel|>final<|message|>" + good},
	"only thoughts":                           {written: "<think>The user wants Spanish: " + good, refused: "no JSON"},
	"nothing":                                 {written: "", refused: "no JSON"},
	"words":                                   {written: "I'm sorry, I can't help with that.", refused: "no JSON"},
	"an array":                                {written: `[{"id":1,"text":"Buenos días."},{"id":2,"text":"El gato [1] {duerme}."}]`},
	"an array in an array":                    {written: `[[{"id":1,"text":"Buenos días."},{"id":2,"text":"El gato [1] {duerme}."}]]`},
	"wrapped once more":                       {written: `{"translations":` + good + `}`},
	"wrapped otherwise":                       {written: `{"result":{"status":"ok","data":` + good + `}}`},
	"a call":                                  {written: `{"name":"translations","arguments":` + good + `}`},
	"a call as a string":                      {written: `{"name":"translations","arguments":` + quoted(good) + `}`},
	"a string":                                {written: quoted(good)},
	"another name of the list":                {written: strings.Replace(good, "translations", "texts", 1)},
	"another name of the texts":               {written: strings.ReplaceAll(good, `"text"`, `"translation"`)},
	"IDs as strings":                          {written: strings.NewReplacer(`"id":1`, `"id":"1"`, `"id":2`, `"id":" 2"`).Replace(good)},
	"IDs as decimals":                         {written: strings.NewReplacer(`"id":1`, `"id":1.0`, `"id":2`, `"id":"2.0"`).Replace(good)},
	"IDs as names":                            {written: `{"1":"Buenos días.","2":"El gato [1] {duerme}."}`},
	"IDs as names in the list":                {written: `{"translations":{"2":"El gato [1] {duerme}.","1":"Buenos días."}}`},
	"capitals":                                {written: `{"Translations":[{"ID":1,"Text":"Buenos días."},{"ID":2,"Text":"El gato [1] {duerme}."}]}`},
	"in another order":                        {written: `{"translations":[{"id":2,"text":"El gato [1] {duerme}."},{"id":1,"text":"Buenos días."}]}`},
	"a comma at the end":                      {written: `{"translations":[{"id":1,"text":"Buenos días.",},{"id":2,"text":"El gato [1] {duerme}."},],}`},
	"one a line":                              {written: "{\"id\":1,\"text\":\"Buenos días.\"}\n{\"id\":2,\"text\":\"El gato [1] {duerme}.\"}\n"},
	"a line break in a text":                  {written: "{\"translations\":[{\"id\":1,\"text\":\"Buenos\ndías.\"},{\"id\":2,\"text\":\"El gato [1] {duerme}.\"}]}", one: "Buenos\ndías."},
	"notes beside it":                         {written: `{"notes":["none"],"translations":[{"id":1,"text":"Buenos días.","note":"formal"},{"id":2,"text":"El gato [1] {duerme}."}]}`},
	"the same twice":                          {written: good + "\n```json\n" + good + "\n```"},
	"the same text twice":                     {written: strings.Replace(good, `]}`, `,{"id":1,"text":"Buenos días."}]}`, 1)},
	"the question first":                      {written: `{"page":"p","texts":[{"id":1,"text":"Good morning."},{"id":2,"text":"The cat [1] {sleeps}."}]}` + good},
	"an example first":                        {written: `For example {"translations":[{"id":1,"text":"…"}]}. ` + good},
	"two answers":                             {written: good + strings.Replace(good, "Buenos días", "Buen día", 1), refused: "more than one"},
	"a draft and the final text":              {written: `{"draft":` + good + `,"final":` + strings.Replace(good, "Buenos días", "Buen día", 1) + `}`, refused: "more than one"},
	"one is missing":                          {written: `{"translations":[{"id":2,"text":"El gato [1] {duerme}."}]}`, one: "-"},
	"one is doubled":                          {written: strings.Replace(good, `]}`, `,{"id":1,"text":"Buen día."}]}`, 1), one: "-"},
	"counted from 0":                          {written: `{"translations":[{"id":0,"text":"Buenos días."},{"id":1,"text":"El gato [1] {duerme}."}]}`, refused: "IDs"},
	"one too many":                            {written: strings.Replace(good, `]}`, `,{"id":3,"text":"Fin."}]}`, 1), refused: "IDs"},
	"IDs of its own":                          {written: `{"translations":[{"id":"a","text":"Buenos días."},{"id":"b","text":"El gato."}]}`, refused: "another form"},
	"half an ID":                              {written: `{"translations":[{"id":1.5,"text":"Buenos días."},{"id":2,"text":"El gato."}]}`, refused: "another form"},
	"no IDs":                                  {written: `{"translations":["Buenos días.","El gato."]}`, refused: "another form"},
	"the source and its translation": {written: `[{"id":1,"text":"Good morning.","target":"Buenos días."},` +
		`{"id":2,"text":"The cat [1] {sleeps}.","target":"El gato."}]`, refused: "another form"},
	"cut off":                     {written: good[:len(good)-20], refused: "cut off"},
	"cut off in a fence":          {written: "Sure!\n```json\n" + good[:60], refused: "cut off"},
	"cut off before its ]":        {written: good[:len(good)-2], refused: "cut off"},
	"no JSON but like it":         {written: `{'translations':[{'id':1,'text':'Buenos días.'}]}`, refused: "no JSON"},
	"other JSON":                  {written: `{"error":"model overloaded"}`, refused: "another form"},
	"a quotation mark lost":       {written: `{"translations":[{"id":1,"text":"Buenos "días"."},{"id":2,"text":"El gato."}]}`, refused: "another form"},
	"one a line, and one missing": {written: `{"id":2,"text":"El gato."}`, refused: "another form"},
	"one a line, cut off":         {written: "{\"id\":1,\"text\":\"Buenos días.\"}\n{\"id\":2,\"te", refused: "cut off"},
}

func quoted(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err)
	}
	return string(b)
}

// said starts a server whose model says one thing, in the form of an engine's API.
func said(t *testing.T, name l10n.ProviderName, answer any) translate.Provider {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(answer)
	}))
	t.Cleanup(s.Close)
	p, err := provider.Open(name, provider.Options{URL: s.URL, Model: "m", Env: func(string) string { return "key-0123456789" }})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

type object = map[string]any

func chat(message object, reason string) object {
	return object{"choices": []any{object{"finish_reason": reason, "message": message}}}
}

func content(reason string, blocks ...any) object {
	return object{"stop_reason": reason, "content": blocks}
}

// TestWhatModelsWrite holds both APIs of language models to take an answer where it is found without doubt, and else to say
// why it is not.
func TestWhatModelsWrite(t *testing.T) {
	for name, f := range forms {
		if f.refused == "" && f.one == "" {
			f.one = "Buenos días."
		}
		if f.refused == "" && f.two == "" {
			f.two = "El gato [1] {duerme}."
		}
		for way, p := range map[string]translate.Provider{
			"openai":                  said(t, "openai", chat(object{"content": f.written}, "stop")),
			"openai in parts":         said(t, "openai", chat(object{"content": []any{object{"type": "text", "text": f.written}}}, "stop")),
			"openai by a tool":        said(t, "openai", chat(object{"content": nil, "tool_calls": []any{object{"function": object{"arguments": f.written}}}}, "tool_calls")),
			"anthropic without tools": said(t, "anthropic", content("end_turn", object{"type": "text", "text": f.written})),
		} {
			answers, err := ask(t, p, "es", "Good morning.", "The cat [1] {sleeps}.")
			if f.refused != "" {
				if !errors.Is(err, translate.ErrBadAnswer) || !strings.Contains(err.Error(), f.refused) || strings.Contains(err.Error(), "gato") {
					t.Errorf("%s, %s: %v, %v; want an error with %q", way, name, answers, err, f.refused)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s, %s: %v", way, name, err)
				continue
			}
			for i, want := range []string{f.one, f.two} {
				if got := answers[i]; (want == "-") != (got.Err != nil) || (want != "-" && got.Text != want) {
					t.Errorf("%s, %s: answer %d is %+v, want %q", way, name, i+1, got, want)
				}
			}
		}
	}
}

func TestWhatAToolHandsIn(t *testing.T) {
	use := func(input any) object {
		return object{"type": "tool_use", "name": "hand_in_translations", "input": input}
	}
	list := []any{object{"id": 1, "text": "Buenos días."}}
	for name, f := range map[string]struct {
		blocks []any
		ok     bool
	}{
		"as asked":                      {[]any{use(object{"translations": list})}, true},
		"the list is a string":          {[]any{use(object{"translations": `[{"id":"1","text":"Buenos días."}]`})}, true},
		"after words with other JSON":   {[]any{object{"type": "text", "text": `{"translations":[{"id":1,"text":"x"}]}`}, use(object{"translations": list})}, true},
		"twice the same":                {[]any{use(object{"translations": list}), use(object{"translations": list})}, true},
		"twice, and not the same":       {[]any{use(object{"translations": list}), use(object{"translations": []any{object{"id": 1, "text": "x"}}})}, false},
		"another tool":                  {[]any{object{"type": "tool_use", "name": "search", "input": object{"translations": list}}}, false},
		"nothing":                       {[]any{use(object{})}, false},
		"no list":                       {[]any{use("Buenos días.")}, false},
		"a thinking block is no answer": {[]any{object{"type": "thinking", "thinking": good}}, false},
	} {
		answers, err := ask(t, said(t, "anthropic", content("tool_use", f.blocks...)), "es", "Good morning.")
		if (err == nil) != f.ok || (f.ok && answers[0].Text != "Buenos días.") || (!f.ok && !errors.Is(err, translate.ErrBadAnswer)) {
			t.Errorf("%s: %+v, %v", name, answers, err)
		}
	}
	for _, p := range []translate.Provider{
		said(t, "openai", chat(object{"content": good}, "length")),
		said(t, "anthropic", content("max_tokens", use(object{"translations": list}))),
	} {
		if _, err := ask(t, p, "es", "Good morning."); !errors.Is(err, translate.ErrBadAnswer) || !strings.Contains(err.Error(), "cut off") {
			t.Errorf("an answer that was cut off: %v", err)
		}
	}
}
