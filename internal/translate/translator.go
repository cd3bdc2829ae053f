package translate

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Answers keeps what providers answered.
type Answers interface {
	Answer(ctx context.Context, question l10n.Hash) (l10n.Answer, bool, error)
	KeepAnswers(ctx context.Context, answers map[l10n.Hash]l10n.Answer) error
}

// Translator fills drafts.
type Translator struct {
	Memory    Matcher // nil: no memory
	Answers   Answers
	Providers map[l10n.ProviderName]Provider
	// Default is the chain of pairs that the plan has none for.
	Default []l10n.ProviderName
}

// Outcome counts what one batch did.
type Outcome struct {
	Asked      int      `json:"asked"`      // questions in the batch
	Answered   int      `json:"answered"`   // with a usable answer now
	Kept       int      `json:"kept"`       // of those, answered before and not paid again
	Characters int      `json:"characters"` // sent to engines
	Problems   []string `json:"problems,omitempty"`
}

// engines returns the chain's engines that have the pair, in order.
func (t *Translator) engines(d Draft) ([]Provider, error) {
	var ps []Provider
	for _, name := range d.Chain {
		if name == Memory {
			continue
		}
		if name == Source {
			break
		}
		p, ok := t.Providers[name]
		if !ok {
			return nil, fmt.Errorf("provider %q is in the chain of %s but this worker has no such provider", name, d.Locale)
		}
		if s := p.Traits().Supports; s == nil || s(d.SourceLang, d.Locale) {
			ps = append(ps, p)
		}
	}
	return ps, nil
}

// NeedsEngines reports whether any engine could answer the draft's questions.
func (t *Translator) NeedsEngines(d Draft) (bool, error) {
	ps, err := t.engines(d)
	return len(ps) > 0 && len(d.Questions) > 0, err
}

// Ask puts questions to the chain's engines, each question to one engine after the other until one answers well, and
// keeps the answers. Questions that nobody answers stay open. The error is for engines that failed as a whole; what was
// answered until then is kept.
func (t *Translator) Ask(ctx context.Context, d Draft, qs []Question) (Outcome, error) {
	out := Outcome{Asked: len(qs)}
	ps, err := t.engines(d)
	if err != nil {
		return out, err
	}
	var failed error
	for _, p := range ps {
		if len(qs) == 0 {
			break
		}
		rest, err := t.askOne(ctx, d, p, qs, &out)
		if err != nil {
			failed = errors.Join(failed, fmt.Errorf("%s: %w", p.Traits().Name, err))
			out.Problems = append(out.Problems, fmt.Sprintf("%s: %v", p.Traits().Name, err))
		}
		qs = rest
	}
	out.Answered = out.Asked - len(qs)
	if len(qs) == 0 {
		return out, nil
	}
	return out, failed
}

// askOne asks one engine and returns the questions that it left open.
func (t *Translator) askOne(ctx context.Context, d Draft, p Provider, qs []Question, out *Outcome) ([]Question, error) {
	tr := p.Traits()
	var open, rest []Question
	for _, q := range qs {
		_, ok, err := t.Answers.Answer(ctx, key(d, tr, q))
		if err != nil {
			return qs, err
		}
		if ok {
			out.Kept++
			continue
		}
		open = append(open, q)
	}
	for len(open) > 0 {
		n := batch(open, tr)
		left, err := t.send(ctx, d, p, open[:n], out)
		rest = append(rest, left...)
		open = open[n:]
		if err != nil {
			return append(rest, open...), err
		}
	}
	return rest, nil
}

// batch returns how many of the questions fit into one request.
func batch(qs []Question, tr Traits) int {
	characters := 0
	for i, q := range qs {
		characters += utf8.RuneCountInString(Mask(q.Source, tr.Markup))
		if i > 0 && ((tr.MaxTexts > 0 && i >= tr.MaxTexts) || (tr.MaxCharacters > 0 && characters > tr.MaxCharacters)) {
			return i
		}
	}
	return len(qs)
}

func (t *Translator) send(ctx context.Context, d Draft, p Provider, qs []Question, out *Outcome) (left []Question, err error) {
	tr := p.Traits()
	req := Request{Source: d.SourceLang, Target: d.Locale}
	for _, q := range qs {
		req.Texts = append(req.Texts, Mask(q.Source, tr.Markup))
		out.Characters += utf8.RuneCountInString(q.Source.Text())
	}
	answers, err := p.Translate(ctx, req)
	if err == nil && len(answers) != len(qs) {
		err = fmt.Errorf("%w: %d answers for %d texts", ErrBadAnswer, len(answers), len(qs))
	}
	if err != nil {
		return qs, err
	}
	keep := map[l10n.Hash]l10n.Answer{}
	for i, a := range answers {
		f, err := verify(a, tr, qs[i], d)
		if err != nil {
			if !errors.Is(err, ErrLeft) {
				out.Problems = append(out.Problems, fmt.Sprintf("%s, segment %s: %v", tr.Name, qs[i].Segments[0], err))
			}
			left = append(left, qs[i])
			continue
		}
		keep[key(d, tr, qs[i])] = l10n.Answer{Text: f, Provider: tr.Name, Characters: a.Characters, At: time.Now().UTC()}
	}
	return left, t.Answers.KeepAnswers(ctx, keep)
}

// verify looks at one answer as at anything from outside.
func verify(a Answer, tr Traits, q Question, d Draft) (l10n.Fragment, error) {
	if a.Err != nil {
		return nil, a.Err
	}
	f, err := Unmask(a.Text, tr.Markup, q.Source, q.deletable)
	if err != nil {
		return nil, err
	}
	src, tgt := strings.TrimSpace(q.Source.Text()), strings.TrimSpace(f.Text())
	if src == tgt && d.SourceLang.Language() != d.Locale.Language() && len(strings.Fields(src)) > 3 {
		return nil, fmt.Errorf("%w: it repeats the source", ErrBadAnswer)
	}
	return f, nil
}

// key names a question to an engine: everything that its answer depends on.
func key(d Draft, tr Traits, q Question) l10n.Hash {
	return l10n.NewHash(string(tr.Name), tr.Version, string(d.SourceLang), string(d.Locale), q.Source.String())
}

// Assemble fills the draft from the kept answers; what has none gets its fuzzy match, or stays initial for a person.
func (t *Translator) Assemble(ctx context.Context, d Draft) ([]l10n.Target, error) {
	ps, err := t.engines(d)
	if err != nil {
		return nil, err
	}
	at := map[l10n.SegmentID]int{}
	for i, target := range d.Targets {
		at[target.Segment] = i
	}
	for _, q := range d.Questions {
		a, ok, err := t.kept(ctx, d, ps, q)
		if err != nil {
			return nil, err
		}
		for _, id := range q.Segments {
			target := &d.Targets[at[id]]
			if m, fuzzy := d.Fallback[id]; !ok && fuzzy {
				fill(target, m)
			} else if ok {
				kind := l10n.SubMT
				if a.Provider == Pseudo {
					kind = l10n.SubPseudo
				}
				target.Text, target.State, target.SubState = a.Text, l10n.Translated, kind
				target.Origin = l10n.Origin{Kind: kind, Provider: a.Provider}
			}
		}
	}
	return d.Targets, nil
}

func (t *Translator) kept(ctx context.Context, d Draft, ps []Provider, q Question) (l10n.Answer, bool, error) {
	for _, p := range ps {
		a, ok, err := t.Answers.Answer(ctx, key(d, p.Traits(), q))
		if ok || err != nil {
			return a, ok, err
		}
	}
	return l10n.Answer{}, false, nil
}
