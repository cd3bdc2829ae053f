package translate

import (
	"context"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Remote is an engine that is not called here: its texts go to an activity that somebody else's worker has. A workflow
// takes a batch of texts, has the activity answer them, and delivers the answers.
type Remote struct {
	Traits   Traits
	Activity Activity
}

// Activity names a Temporal activity on a task queue.
type Activity struct {
	Name, Queue string
}

// RemoteBatch is a batch of texts for a remote engine.
type RemoteBatch struct {
	Request
	// Numbers are the questions' places in the draft, in the order of the texts.
	Numbers []int
}

// Take returns those of the questions that a remote engine is to be asked, within its limits. The rest of them comes
// with the next call.
func (t *Translator) Take(ctx context.Context, d Draft, a Asking) (RemoteBatch, Outcome, error) {
	rs, qs, err := t.asked(d, a)
	if err != nil {
		return RemoteBatch{}, Outcome{}, err
	}
	c := &conversation{Translator: t, draft: d, allowance: a.Allowance, out: Outcome{Asked: len(qs)}, reasons: reasons{}}
	r := rs[len(rs)-1]
	if r.remote == nil {
		return RemoteBatch{}, c.out, fmt.Errorf("provider %q is called here: its texts are not for a remote worker", a.Engine)
	}
	open, err := c.open(ctx, rs, qs)
	if err != nil {
		return RemoteBatch{}, c.out, err
	}
	var picked []Question
	var out RemoteBatch
	for _, i := range open {
		if len(picked) > 0 && qs[i].Lang != picked[0].Lang {
			continue // another request's, for each has one source language
		}
		picked, out.Numbers = append(picked, qs[i]), append(out.Numbers, a.From+i)
	}
	for len(picked) > 0 && batch(picked, r.traits) == 0 {
		c.problem(r, picked[0], fmt.Errorf("%w: it is longer than the provider takes", ErrRejected))
		picked, out.Numbers = picked[1:], out.Numbers[1:]
	}
	n := batch(picked, r.traits)
	if n > 0 {
		d = d.of(picked[0])
	}
	req, characters := c.asRequest(d, r.traits, picked[:n])
	out.Request, out.Numbers = req, out.Numbers[:n]
	c.out.Unanswered = c.reasons.of(a.Engine)
	return out, c.out, c.Purse(r.traits.Name).afford(ctx, d.Run, characters, a.Allowance)
}

// Deliver verifies and keeps the answers to a batch that was taken. A wrong number of answers is a [Failure].
func (t *Translator) Deliver(ctx context.Context, d Draft, name l10n.ProviderName, numbers []int,
	answers []Answer) (Outcome, error) {
	r, ok := t.engine(name)
	if !ok || r.remote == nil {
		return Outcome{}, fmt.Errorf("this worker has no remote provider %q", name)
	}
	c := &conversation{Translator: t, draft: d, out: Outcome{Asked: len(numbers)}, reasons: reasons{}}
	if len(answers) != len(numbers) {
		return c.out, &Failure{Kind: ErrBadAnswer, Code: english.Count(len(answers), "answer") + " for " + english.Count(len(numbers), "text")}
	}
	qs := make([]Question, len(numbers))
	for i, n := range numbers {
		if n < 0 || n >= len(d.Questions) {
			return c.out, fmt.Errorf("the draft has no question %d", n)
		}
		qs[i] = d.Questions[n]
	}
	bads, err := c.keep(ctx, d, r.traits, qs, answers)
	c.out.Answered = len(numbers) - len(bads)
	if err != nil {
		return c.out, err
	}
	err = c.refuse(ctx, d, r, bads)
	c.out.Unanswered = c.reasons.of(name)
	return c.out, err
}
