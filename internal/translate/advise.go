package translate

import (
	"cmp"
	"context"
	"errors"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Advice is what an engine of a draft's chain has answered to one text, or what asking it would take.
type Advice struct {
	Engine l10n.ProviderName
	Via    l10n.Locale // the pivot language, where the engine lacks the direct pair
	// Answer is what the engine answered; nil where it was not asked, or where its answer can't be used: then Refused says why.
	Answer  *l10n.Answer
	Refused string
	// Characters are about what asking would send, by the length of the source.
	Characters int
	// Closed says why the engine can't be asked here and now; nil where it can.
	Closed error
}

// What keeps an engine from being asked for one text.
var (
	// ErrNotHere says that this process has no such engine.
	ErrNotHere = fmt.Errorf("%w: this process has not opened the engine", l10n.ErrRefused)
	// ErrRemote says that somebody else's worker answers for the engine, which only a workflow can ask.
	ErrRemote = fmt.Errorf("%w: the engine is asked by workflows alone", l10n.ErrRefused)
)

// Advise says of each engine of the draft's chain what it has answered to the text of a place. None is asked.
func (t *Translator) Advise(ctx context.Context, d Draft, p l10n.Place) ([]Advice, error) {
	d, q := t.about(d, p)
	out := []Advice{}
	for _, name := range d.Chain {
		if name == Source {
			break
		}
		if name == Memory {
			continue
		}
		a, err := t.advice(ctx, d, q, name)
		if err != nil {
			return nil, err
		}
		out = append(out, a)
	}
	return out, nil
}

// about makes a draft of one question: that of a place, as a run asks it, so that an answer is kept for both.
func (t *Translator) about(d Draft, p l10n.Place) (Draft, Question) {
	if len(d.Chain) == 0 {
		d.Chain = t.Default
	}
	q := questions(d, []slot{{Place: p}})[0]
	if t.Glossary != nil {
		q.Terms = t.Glossary.TermsIn(d.of(q).SourceLang, d.Locale, q.Source.Text())
	}
	d.Questions = []Question{q}
	return d, q
}

func (t *Translator) advice(ctx context.Context, d Draft, q Question, name l10n.ProviderName) (Advice, error) {
	a := Advice{Engine: name, Characters: q.Characters()}
	if _, ok := t.engine(name); !ok {
		a.Closed = ErrNotHere
		return a, nil
	}
	d.Chain = []l10n.ProviderName{name}
	rs, err := t.routes(d)
	if err != nil {
		return a, err
	}
	if len(rs) == 0 || !rs[0].canAnswer(d, q) {
		a.Closed = ErrPair
		return a, nil
	}
	r := rs[0]
	if a.Via = r.via; r.via != "" {
		a.Characters *= 2 // the second leg is about as long
	}
	replies, err := t.replies(ctx, d, rs, d.Questions)
	if err != nil {
		return a, err
	}
	switch p := replies[0][0]; {
	case p.usable:
		a.Answer = &p.answer
	case p.asked && r.via == "":
		a.Refused = refusedBefore(p.answer.Refused)
	case r.remote != nil:
		a.Closed = ErrRemote
	}
	return a, nil
}

// AskAbout asks one engine of the draft's chain for the text of a place, as a run would ask it: what it has answered before is
// returned and not paid again, it is held to its budget, and its answer is kept for all. An answer that can't be used is an
// error that wraps [ErrBadAnswer].
func (t *Translator) AskAbout(ctx context.Context, d Draft, p l10n.Place, name l10n.ProviderName) (l10n.Answer, error) {
	d, q := t.about(d, p)
	before, err := t.advice(ctx, d, q, name)
	switch {
	case err != nil:
		return l10n.Answer{}, err
	case before.Answer != nil:
		return *before.Answer, nil
	case before.Closed != nil:
		return l10n.Answer{}, before.Closed
	}
	d.Chain = []l10n.ProviderName{name}
	out, err := t.Ask(ctx, d, Asking{Engine: name, To: 1})
	after, e := t.advice(ctx, d, q, name)
	if after.Answer != nil {
		return *after.Answer, nil // what came is good, whatever came after it
	}
	if err != nil || e != nil {
		return l10n.Answer{}, errors.Join(err, e)
	}
	why := after.Refused
	if len(out.Unanswered) > 0 {
		why = cmp.Or(why, out.Unanswered[0].Why)
	}
	return l10n.Answer{}, fmt.Errorf("%w: %s", ErrBadAnswer, cmp.Or(why, ErrNoAnswer.Error()))
}
