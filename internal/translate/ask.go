package translate

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Outcome counts what one batch did.
type Outcome struct {
	Asked      int `json:"asked"`            // questions in the batch
	Answered   int `json:"answered"`         // with a usable answer, of this engine or one before it
	Kept       int `json:"kept"`             // of those, answered before and not paid again
	Characters int `json:"characters"`       // sent to the engine
	Unsure     int `json:"unsure,omitempty"` // of those, sent without an answer coming back: they may have been billed
	// Problems are for the log: they may quote the document.
	Problems []string `json:"problems,omitempty"`
	// Unanswered says of the questions that are left why this engine's answers were not used.
	Unanswered []l10n.Unanswered `json:"unanswered,omitempty"`
}

// Left is how many questions are still open.
func (o Outcome) Left() int { return o.Asked - o.Answered }

// Asking says which engine is asked which of a draft's questions.
type Asking struct {
	Engine    l10n.ProviderName
	From, To  int // in the draft's questions
	Allowance int // characters beyond the budget that an editor allowed
}

// conversation is one Asking under way.
type conversation struct {
	*Translator
	draft     Draft
	allowance int
	out       Outcome
	reasons   reasons // why answers were not used
}

// Ask puts questions to one of the draft's engines and keeps each answer the moment it arrives. Questions that the
// chain has an answer for, or that this engine answered badly before, are not asked. The error, a [Failure] mostly, is
// for an engine that failed as a whole; what was answered until then is kept.
func (t *Translator) Ask(ctx context.Context, d Draft, a Asking) (Outcome, error) {
	rs, qs, err := t.asked(d, a)
	if err != nil {
		return Outcome{}, err
	}
	c := &conversation{Translator: t, draft: d, allowance: a.Allowance, out: Outcome{Asked: len(qs)}, reasons: reasons{}}
	r := rs[len(rs)-1]
	if r.remote != nil {
		return c.out, fmt.Errorf("provider %q is an activity of somebody else's worker: only a workflow can ask it", a.Engine)
	}
	places, err := c.open(ctx, rs, qs)
	if err != nil || len(places) == 0 {
		c.out.Unanswered = c.reasons.of(a.Engine)
		return c.out, err
	}
	open := make([]Question, len(places))
	for i, n := range places {
		open[i] = qs[n]
	}
	if r.via == "" {
		err = c.byLanguage(ctx, d, r, open)
	} else {
		err = c.byPivot(ctx, r, open)
	}
	if err != nil {
		c.out.Problems = append(c.out.Problems, fmt.Sprintf("%s: %s", a.Engine, details(err)))
		err = fmt.Errorf("%s: %w", a.Engine, err)
	}
	replies, e := t.replies(ctx, d, []route{r}, open)
	for i, p := range replies {
		if p[0].usable {
			c.out.Answered++
			c.reasons.answered(open[i])
		}
	}
	c.out.Unanswered = c.reasons.of(a.Engine)
	return c.out, errors.Join(err, e)
}

// byLanguage asks the questions of each source language by themselves: a request has one.
func (c *conversation) byLanguage(ctx context.Context, d Draft, r route, qs []Question) error {
	var failed error
	for len(qs) > 0 {
		now, rest := sameLanguage(qs)
		failed = errors.Join(failed, c.direct(ctx, d.of(now[0]), r, now))
		qs = rest
	}
	return failed
}

// sameLanguage splits questions into those in the language of the first, and the rest.
func sameLanguage(qs []Question) (now, rest []Question) {
	for _, q := range qs {
		if q.Lang == qs[0].Lang {
			now = append(now, q)
		} else {
			rest = append(rest, q)
		}
	}
	return now, rest
}

// asked returns the routes of the chain up to the engine that is asked, and the questions.
func (t *Translator) asked(d Draft, a Asking) ([]route, []Question, error) {
	rs, err := t.routes(d)
	if err != nil {
		return nil, nil, err
	}
	for i, r := range rs {
		if r.traits.Name == a.Engine {
			return rs[:i+1], d.Questions[min(a.From, len(d.Questions)):min(a.To, len(d.Questions))], nil
		}
	}
	return nil, nil, &Failure{Kind: ErrPair, Code: fmt.Sprintf("%s, %s into %s", a.Engine, d.SourceLang, d.Locale)}
}

// open returns the places of the questions that no engine up to the last route has answered. Those that the last one
// answered badly are left out too: they are for the next engine.
func (c *conversation) open(ctx context.Context, rs []route, qs []Question) ([]int, error) {
	replies, err := c.replies(ctx, c.draft, rs, qs)
	if err != nil {
		return nil, err
	}
	var open []int
	for i, ps := range replies {
		switch {
		case slices.ContainsFunc(ps, func(p reply) bool { return p.usable }):
			c.out.Kept++
			c.out.Answered++
		case !rs[len(rs)-1].canAnswer(c.draft, qs[i]):
		case !ps[len(ps)-1].asked || rs[len(rs)-1].via != "":
			open = append(open, i)
		default:
			c.reasons[qs[i].Segments[0]] = refusedBefore(ps[len(ps)-1].answer.Refused)
		}
	}
	return open, nil
}

// byPivot asks for the pivot language first, and then goes on from those answers.
func (c *conversation) byPivot(ctx context.Context, r route, qs []Question) error {
	first, second := legs(c.draft, r.via)
	failed := c.direct(ctx, first, direct(r), qs)
	replies, err := c.replies(ctx, first, []route{direct(r)}, qs)
	if err != nil {
		return errors.Join(failed, err)
	}
	var rest []Question
	for i, p := range replies {
		if p[0].usable {
			rest = append(rest, onward(qs[i], p[0].answer))
		}
	}
	return errors.Join(failed, c.direct(ctx, second, direct(r), rest))
}

// requests asks questions, request by request.
func (c *conversation) requests(ctx context.Context, d Draft, r route, open []Question) error {
	for len(open) > 0 {
		n := batch(open, r.traits)
		if n == 0 {
			c.problem(r, open[0], fmt.Errorf("%w: it is longer than the provider takes", ErrRejected))
			open = open[1:]
			continue
		}
		if err := c.request(ctx, d, r, open[:n]); err != nil {
			return err
		}
		open = open[n:]
	}
	return nil
}

// request asks a batch, and what of it got no usable answer once more, each alone: so one bad text costs one text. An
// engine that finds three texts in a row at fault finds fault with something else, and is left alone.
func (c *conversation) request(ctx context.Context, d Draft, r route, qs []Question) error {
	alone := qs
	bad, err := c.send(ctx, d, r, qs)
	switch {
	case err == nil && len(bad) == 0:
		return nil
	case err == nil && r.traits.Repeatable:
		return c.refuse(ctx, d, r, bad)
	case err == nil:
		alone = nil
		for _, b := range bad {
			alone = append(alone, b.question)
			c.reasons.note(b.question, b.why)
		}
	case !blames(err):
		return err
	case len(qs) == 1:
		c.problem(r, qs[0], err)
		return nil
	}
	for _, q := range alone {
		if err != nil {
			c.reasons.note(q, err)
		}
	}
	for rejected := 0; len(alone) > 0 && rejected < 3; alone = alone[1:] {
		bad, err := c.send(ctx, d, r, alone[:1])
		if err != nil && !blames(err) {
			return err
		}
		if rejected++; err != nil {
			c.problem(r, alone[0], err)
			continue
		}
		rejected = 0
		if err := c.refuse(ctx, d, r, bad); err != nil {
			return err
		}
	}
	return nil
}

// bad is an answer that can't be used.
type bad struct {
	question Question
	why      error
}

// refuse keeps the bad answers as such, so that nobody pays for them again.
func (c *conversation) refuse(ctx context.Context, d Draft, r route, bads []bad) error {
	keep := map[l10n.Hash]l10n.Answer{}
	for _, b := range bads {
		if c.reasons.note(b.question, b.why); !errors.Is(b.why, ErrLeft) {
			c.problem(r, b.question, b.why)
		}
		if errors.Is(b.why, ErrNoAnswer) {
			continue
		}
		keep[key(d.of(b.question), r.traits, b.question)] = l10n.Answer{Provider: r.traits.Name, At: c.now().UTC(), Refused: b.why.Error()}
	}
	return c.Answers.KeepAnswers(ctx, keep)
}

func (c *conversation) problem(r route, q Question, err error) {
	c.reasons.note(q, err)
	c.out.Problems = append(c.out.Problems, fmt.Sprintf("%s, segment %s: %s", r.traits.Name, q.Segments[0], details(err)))
}

// send sends one request and keeps its good answers.
func (c *conversation) send(ctx context.Context, d Draft, r route, qs []Question) ([]bad, error) {
	if err := c.circuits.open(r.traits.Name, c.now()); err != nil {
		return nil, err
	}
	req, characters := c.asRequest(d, r.traits, qs)
	if err := c.Purse(r.traits.Name).afford(ctx, d.Run, characters, c.allowance); err != nil {
		return nil, err
	}
	answers, err := r.provider.Translate(ctx, req)
	if err == nil && len(answers) != len(qs) {
		err = &Failure{Kind: ErrBadAnswer, Code: english.Count(len(answers), "answer") + " for " + english.Count(len(qs), "text"), Unsure: true}
	}
	c.circuits.note(r.traits.Name, err, c.now())
	if err != nil {
		return nil, c.unanswered(ctx, d, r.traits, characters, err)
	}
	return c.keep(ctx, d, r.traits, qs, answers)
}

// unanswered counts what a failed request may have cost.
func (c *conversation) unanswered(ctx context.Context, d Draft, tr Traits, characters int, err error) error {
	if f, ok := errors.AsType[*Failure](err); !ok || !f.Unsure {
		return err
	}
	c.out.Characters += characters
	c.out.Unsure += characters
	// The books must be right even when the caller has gone.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	return errors.Join(err, c.Purse(tr.Name).Spend(ctx, d.Run, characters))
}

// keep verifies answers, keeps the good ones, counts all of them, and returns the bad ones.
func (c *conversation) keep(ctx context.Context, d Draft, tr Traits, qs []Question, answers []Answer) ([]bad, error) {
	// What was paid for is kept, whether or not somebody still waits for it.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	var bads []bad
	good, characters := map[l10n.Hash]l10n.Answer{}, 0
	for i, a := range answers {
		n := a.Characters
		if n == 0 {
			n = qs[i].Characters()
		}
		characters += n
		from := d.of(qs[i])
		f, err := verify(a, tr, qs[i], from)
		if err != nil {
			bads = append(bads, bad{qs[i], err})
			continue
		}
		f, mended := inNotation(f, qs[i], from, tr)
		good[key(from, tr, qs[i])] = l10n.Answer{Text: f, Provider: tr.Name, Characters: n, At: c.now().UTC(), Mended: mended}
	}
	c.out.Characters += characters
	return bads, errors.Join(c.Answers.KeepAnswers(ctx, good), c.Purse(tr.Name).Spend(ctx, d.Run, characters))
}

func (c *conversation) asRequest(d Draft, tr Traits, qs []Question) (req Request, characters int) {
	req = Request{Source: d.SourceLang, Target: d.Locale, Context: d.Title}
	seen := map[string]bool{}
	for _, q := range qs {
		req.Texts = append(req.Texts, Mask(hideDates(q, d, tr).source, tr.Markup))
		characters += q.Characters()
		for _, term := range q.Terms {
			if tr.Terms && !seen[term.Source] {
				seen[term.Source] = true
				req.Terms = append(req.Terms, term)
			}
		}
	}
	return req, characters
}
