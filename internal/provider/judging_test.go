package provider_test

import (
	"encoding/json"
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/judge"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/provider/sim"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// aQuestion is one that the simulated judges understand.
func aQuestion() judge.Question {
	return judge.Question{
		Instructions: `The user's message has one JSON object between a line "BEGIN DATA 0123456789abcdef" and its end.`,
		Data: "BEGIN DATA 0123456789abcdef\n" + `{"page":"T","segments":[{"id":1,"source":"The cat sleeps.","target":"El perro duerme."}]}` +
			"\nEND DATA 0123456789abcdef\n",
		Form: "hand_in_errors",
		Schema: json.RawMessage(`{"type":"object","additionalProperties":false,"required":["segments"],"properties":{"segments":` +
			`{"type":"array","items":{"type":"object","additionalProperties":false,"required":[],"properties":{}}}}}`),
	}
}

func openJudge(t *testing.T, s *sim.Server, o provider.Options) judge.Model {
	t.Helper()
	m, err := provider.OpenJudge(s.Name(), o)
	if err != nil {
		t.Fatal(err)
	}
	return m
}

// TestWhoJudges holds the table to what its drivers can do.
func TestWhoJudges(t *testing.T) {
	for _, d := range provider.Drivers() {
		if d.Open == nil || d.Name == "apertium" { // a program that may be missing
			if d.Judges {
				t.Errorf("%s can't judge, whatever the table says", d.Name)
			}
			continue
		}
		p, err := d.Open(opener(t, d))
		if err != nil {
			t.Fatal(err)
		}
		_, can := p.(judge.Model)
		if can != d.Judges || slices.Contains(provider.Judges(), d.Name) != can {
			t.Errorf("%s: the table says %v, it can: %v; %s can", d.Name, d.Judges, can, provider.Judges())
		}
		if _, err := provider.OpenJudge(d.Name, opener(t, d)); (err == nil) != can {
			t.Errorf("%s: opened as a judge: %v", d.Name, err)
		}
	}
	if _, err := provider.OpenJudge("deepl", sim.Start(t, "deepl").Options()); err == nil || !strings.Contains(err.Error(), "openai, anthropic") {
		t.Errorf("an engine that can't judge: %v", err)
	}
}

func TestAJudgeAnswers(t *testing.T) {
	for _, name := range provider.Judges() {
		s := sim.Start(t, name)
		s.Judges(sim.Judge{Truth: func(source, target string) []sim.JudgeFault {
			return []sim.JudgeFault{{SourceSpan: "cat", TargetSpan: "perro", Category: "accuracy", Severity: "major"}}
		}})
		m := openJudge(t, s, s.Options())
		r, err := m.Judge(t.Context(), aQuestion())
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got struct {
			Segments []struct {
				ID     int
				Errors []sim.JudgeFault
			}
		}
		if err := json.Unmarshal(r.JSON, &got); err != nil || len(got.Segments) != 1 || got.Segments[0].Errors[0].TargetSpan != "perro" {
			t.Errorf("%s: %s, %v", name, r.JSON, err)
		}
		if r.Input < 40 || r.Output < 20 || m.Version() == "" {
			t.Errorf("%s: %d tokens read, %d written; version %q", name, r.Input, r.Output, m.Version())
		}
		s.Judges(sim.Judge{Malformed: 1})
		r, err = m.Judge(t.Context(), aQuestion())
		if name == "openai" && (!errors.Is(err, judge.ErrMalformed) || !errors.Is(err, judge.ErrSent) || r.Input < 40) {
			t.Errorf("%s: no JSON: %v, and it was billed: %+v", name, err, r)
		}
		if name == "anthropic" && (err != nil || strings.Contains(string(r.JSON), `"segments":`)) {
			t.Errorf("%s: an object of another form is for the judge to refuse: %s, %v", name, r.JSON, err)
		}
	}
}

// TestABadDayOfAJudge holds drivers to saying whether the same may be asked again.
func TestABadDayOfAJudge(t *testing.T) {
	kinds := map[sim.Fault]error{
		sim.Busy: l10n.ErrUnavailable, sim.Broken: l10n.ErrUnavailable, sim.Overloaded: l10n.ErrUnavailable,
		sim.Garbage: l10n.ErrUnavailable, sim.Hang: l10n.ErrUnavailable, sim.Cut: l10n.ErrUnavailable,
		sim.Quota: translate.ErrQuota, sim.Denied: translate.ErrAuth, sim.Rejected: judge.ErrRejected,
	}
	for _, name := range provider.Judges() {
		for fault, want := range kinds {
			t.Run(string(name)+" "+string(fault), func(t *testing.T) {
				s := sim.Start(t, name)
				o := s.Options()
				if fault == sim.Hang {
					o.Timeout = 300 * time.Millisecond
				}
				m := openJudge(t, s, o)
				s.Next(fault)
				_, err := m.Judge(t.Context(), aQuestion())
				if !errors.Is(err, want) || (errors.Is(err, l10n.ErrUnavailable) != (want == l10n.ErrUnavailable)) {
					t.Errorf("%v, want %v", err, want)
				}
				if sent := fault == sim.Garbage || fault == sim.Hang || fault == sim.Cut; errors.Is(err, judge.ErrSent) != sent {
					t.Errorf("may have been billed: %v, want %v", err, sent)
				}
				f, ok := errors.AsType[*translate.Failure](err)
				if !ok || strings.Contains(err.Error()+f.Detail, sim.Key) || strings.Contains(err.Error(), "perro") {
					t.Errorf("the message tells too much: %v", err)
				}
				if fault == sim.Busy && f.Wait != time.Second {
					t.Errorf("it asked for a second: %s", f.Wait)
				}
				if _, err := m.Judge(t.Context(), aQuestion()); err != nil {
					t.Errorf("afterwards: %v", err)
				}
			})
		}
	}
}

// TestWhatAJudgeSays reads answers as servers really send them.
func TestWhatAJudgeSays(t *testing.T) {
	chat := func(reason, content string) string {
		b, _ := json.Marshal(content)
		return `{"choices":[{"finish_reason":"` + reason + `","message":{"content":` + string(b) + `,"refusal":null}}],` +
			`"usage":{"prompt_tokens":7,"completion_tokens":3}}`
	}
	message := func(reason, content string) string {
		return `{"stop_reason":"` + reason + `","content":[` + content + `],"usage":{"input_tokens":4,` +
			`"cache_read_input_tokens":3,"cache_creation_input_tokens":null,"output_tokens":3}}`
	}
	for _, c := range []struct {
		name         l10n.ProviderName
		body, answer string
		err          error
	}{
		{"openai", chat("stop", `{"segments":[]}`), `{"segments":[]}`, nil},
		{"openai", chat("stop", "<think>{\"segments\":[1]}?</think>```json\n{\"segments\":[]}\n```"), `{"segments":[]}`, nil},
		{"openai", chat("stop", `{"segments":[{"q":"</think>"}]}`), `{"segments":[{"q":"\u003c/think\u003e"}]}`, nil},
		{"openai", chat("stop", `{"segments":[]} or {"segments":[1]}`), "", judge.ErrMalformed},
		{"openai", chat("stop", `I see no error.`), "", judge.ErrMalformed},
		{"openai", chat("stop", `{"segments":[{"id":1`), "", judge.ErrMalformed},
		{"openai", chat("length", `{"segments":[]}`), "", judge.ErrMalformed},
		{"openai", chat("content_filter", ``), "", judge.ErrDeclined},
		{"openai", `{"choices":[{"finish_reason":"stop","message":{"content":null,"refusal":"No."}}],"usage":{"prompt_tokens":7,"completion_tokens":3}}`,
			"", judge.ErrDeclined},
		{"openai", `{"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}`, "", judge.ErrMalformed},
		{"anthropic", message("tool_use", `{"type":"tool_use","name":"hand_in_errors","input":{"segments":[]}}`), `{"segments":[]}`, nil},
		{"anthropic", message("end_turn", `{"type":"text","text":"Here: {\"segments\":[]}"}`), `{"segments":[]}`, nil},
		{"anthropic", message("end_turn", `{"type":"text","text":"All is well."}`), "", judge.ErrMalformed},
		{"anthropic", message("tool_use", `{"type":"tool_use","name":"another","input":{"segments":[]}}`), "", judge.ErrMalformed},
		{"anthropic", message("max_tokens", `{"type":"tool_use","name":"hand_in_errors","input":{}}`), "", judge.ErrMalformed},
		{"anthropic", message("refusal", ``), "", judge.ErrDeclined},
	} {
		srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = w.Write([]byte(c.body)) }))
		m, err := provider.OpenJudge(c.name, provider.Options{URL: srv.URL, Model: "m", Env: func(string) string { return "key" }})
		if err != nil {
			t.Fatal(err)
		}
		r, err := m.Judge(t.Context(), aQuestion())
		if string(r.JSON) != c.answer || !errors.Is(err, c.err) || (c.err == nil && err != nil) {
			t.Errorf("%s: %s: %s, %v; want %s, %v", c.name, c.body, r.JSON, err, c.answer, c.err)
		}
		if r.Input != 7 || r.Output != 3 {
			t.Errorf("%s: %s: %d tokens read and %d written, want 7 and 3 even of an answer that can't be used", c.name, c.body, r.Input, r.Output)
		}
		srv.Close()
	}
}
