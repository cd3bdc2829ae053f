package translate

import (
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// RemoteRequest is what an engine behind somebody else's worker is given: the argument of its activity. docs/providers.md
// is its contract. It is the one place where document text passes through a history.
type RemoteRequest struct {
	Version int         `json:"version"` // of this contract: 1
	Source  l10n.Locale `json:"source"`
	Target  l10n.Locale `json:"target"`
	// Texts hold inline codes as <1>…</1> and <2/>, and &, < and > as &amp;, &lt; and &gt;.
	Texts   []string     `json:"texts"`
	Context string       `json:"context,omitempty"` // the page's title
	Terms   []RemoteTerm `json:"terms,omitempty"`
}

// RemoteTerm is a term that stands in the texts.
type RemoteTerm struct {
	Source string `json:"source"`
	Target string `json:"target"`
}

// NewRemoteRequest writes a batch as the contract has it.
func NewRemoteRequest(r Request) RemoteRequest {
	out := RemoteRequest{Version: 1, Source: r.Source, Target: r.Target, Texts: r.Texts, Context: r.Context}
	for _, t := range r.Terms {
		switch {
		case t.DoNotTranslate:
			out.Terms = append(out.Terms, RemoteTerm{t.Source, t.Source})
		case len(t.Targets) > 0:
			out.Terms = append(out.Terms, RemoteTerm{t.Source, t.Targets[0]})
		}
	}
	return out
}

// RemoteAnswers is what that activity returns: an answer a text, in the same order.
type RemoteAnswers struct {
	Answers []RemoteAnswer `json:"answers"`
}

// RemoteAnswer is a translation, or why there is none.
type RemoteAnswer struct {
	Text       string `json:"text"`
	Characters int    `json:"characters,omitempty"` // billed, when the engine knows
	Error      string `json:"error,omitempty"`
}

// Read returns the answers as those of any other engine.
func (as RemoteAnswers) Read() []Answer {
	answers := make([]Answer, len(as.Answers))
	for i, a := range as.Answers {
		answers[i] = Answer{Text: a.Text, Characters: max(a.Characters, 0)}
		if a.Error != "" {
			answers[i].Err = fmt.Errorf("%w: %s", ErrBadAnswer, a.Error)
		}
	}
	return answers
}
