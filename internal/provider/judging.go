package provider

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/judge"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// OpenJudge opens an engine that can judge translations.
func OpenJudge(name l10n.ProviderName, o Options) (judge.Model, error) {
	p, err := Open(name, o)
	if err != nil {
		return nil, err
	}
	m, ok := p.(judge.Model)
	if !ok {
		return nil, fmt.Errorf("provider %q can't judge: take one of the drivers %s", name, judgeNames())
	}
	return m, nil
}

// Judges lists the drivers whose engines can judge.
func Judges() []l10n.ProviderName {
	var names []l10n.ProviderName
	for _, d := range Drivers() {
		if d.Judges {
			names = append(names, d.Name)
		}
	}
	return names
}

func judgeNames() string {
	var names []string
	for _, n := range Judges() {
		names = append(names, string(n))
	}
	return strings.Join(names, ", ")
}

// Version implements judge.Model.
func (m *openai) Version() string { return version(m.o.URL, m.o.Model) }

// Judge implements judge.Model.
func (m *openai) Judge(ctx context.Context, q judge.Question) (judge.Reply, error) {
	out, err := m.complete(ctx, q.Instructions, q.Data, q.Form, q.Schema)
	if err != nil {
		return judge.Reply{}, judgeError(err)
	}
	r := judge.Reply{Input: out.Usage.Prompt, Output: out.Usage.Completion}
	said, err := out.said()
	if err != nil {
		return r, judgeError(err)
	}
	r.JSON, err = findAnswer(said...)
	return r, err
}

// Version implements judge.Model.
func (m *anthropic) Version() string { return version(m.o.URL, m.o.Model) }

// Judge implements judge.Model.
func (m *anthropic) Judge(ctx context.Context, q judge.Question) (judge.Reply, error) {
	out, err := m.message(ctx, q.Instructions, q.Data, messageTool{q.Form, "Hands in the errors.", q.Schema})
	if err != nil {
		return judge.Reply{}, judgeError(err)
	}
	u := out.Usage
	r := judge.Reply{Input: u.Input + u.CacheRead + u.CacheWritten, Output: u.Output}
	said, err := out.said(q.Form)
	if err != nil {
		return r, judgeError(err)
	}
	r.JSON, err = findAnswer(said...)
	return r, err
}

// findAnswer returns the JSON object that is the answer: the only one that stands in what a model wrote. Which of two
// counts, nobody can know.
func findAnswer(written ...string) (json.RawMessage, error) {
	var objects []any
	for _, w := range written {
		var whole map[string]any
		if json.Unmarshal([]byte(w), &whole) == nil && whole != nil {
			objects = append(objects, whole)
			continue
		}
		values, cut := findJSON(withoutThoughts(w))
		if cut {
			return nil, judgeError(errCutOff)
		}
		for _, v := range values {
			if _, ok := v.(map[string]any); ok {
				objects = append(objects, v)
			}
		}
	}
	if len(objects) != 1 {
		return nil, judgeError(unreadable(fmt.Sprintf("%d JSON objects in the model's answer", len(objects))))
	}
	return json.Marshal(objects[0])
}

// judgeError says of an engine's failure what a judge has to know of it: whether to ask again, differently, or not.
func judgeError(err error) error {
	kind := error(nil)
	switch {
	case errors.Is(err, errDeclines):
		kind = judge.ErrDeclined
	case errors.Is(err, translate.ErrBadAnswer):
		kind = judge.ErrMalformed
	case errors.Is(err, translate.ErrRejected):
		kind = judge.ErrRejected
	case errors.Is(err, translate.ErrBusy), errors.Is(err, translate.ErrDown):
		kind = l10n.ErrUnavailable
	}
	f, ok := errors.AsType[*translate.Failure](err)
	if ok && f.Unsure {
		err = sent{err}
	}
	if kind == nil {
		return err
	}
	return asKind{err, kind}
}

// asKind is an engine's failure in its own words, and of a kind that a judge knows.
type asKind struct {
	error
	kind error
}

// Unwrap gives the failure and the kind.
func (e asKind) Unwrap() []error { return []error{e.error, e.kind} }

// sent is a failure of a request that may have been billed.
type sent struct{ error }

// Unwrap gives the failure, and that it was sent.
func (e sent) Unwrap() []error { return []error{e.error, judge.ErrSent} }
