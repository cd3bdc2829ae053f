package translate

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// reply is what is kept of an engine's answer to a question.
type reply struct {
	answer l10n.Answer
	asked  bool // the engine was asked, and answered well or badly
	usable bool
}

// replies looks up what each of the engines answered to each of the questions, however many there are, at once. The
// result is by question, and then by route. A way by a pivot language takes a second look, for its second question is
// the answer to the first.
func (t *Translator) replies(ctx context.Context, d Draft, rs []route, qs []Question) ([][]reply, error) {
	out := make([][]reply, len(qs))
	b := lookup{}
	for i, q := range qs {
		out[i] = make([]reply, len(rs))
		for j, r := range rs {
			from := d.of(q)
			if r.via != "" {
				from, _ = legs(d, r.via)
			}
			b.add(&out[i][j], key(from, r.traits, q))
		}
	}
	if err := b.fill(ctx, t.Answers); err != nil {
		return nil, err
	}
	b = lookup{}
	for i, q := range qs {
		for j, r := range rs {
			first := out[i][j]
			if r.via == "" || !first.usable {
				continue
			}
			_, second := legs(d, r.via)
			b.add(&out[i][j], key(second, r.traits, onward(q, first.answer)))
		}
	}
	if err := b.fill(ctx, t.Answers); err != nil {
		return nil, err
	}
	for i, q := range qs {
		for j, r := range rs {
			if p := &out[i][j]; r.via != "" {
				p.usable = p.usable && p.answer.Text.CheckCodes(q.Source, q.deletable) == nil
			}
		}
	}
	return out, nil
}

// lookup is questions whose answers are looked up at once, and where each is to be put.
type lookup struct {
	keys []l10n.Hash
	into []*reply
}

func (l *lookup) add(into *reply, key l10n.Hash) {
	l.keys, l.into = append(l.keys, key), append(l.into, into)
}

func (l *lookup) fill(ctx context.Context, answers Answers) error {
	if len(l.keys) == 0 {
		return nil
	}
	kept, err := answers.Answers(ctx, l.keys)
	if err != nil {
		return err
	}
	for i, key := range l.keys {
		a, asked := kept[key]
		*l.into[i] = reply{answer: a, asked: asked, usable: asked && a.Refused == ""}
	}
	return nil
}

// legs are the two halves of a way by a pivot language. The first is an ordinary translation into that language, so
// that its answers serve the publication in it too.
func legs(d Draft, via l10n.Locale) (first, second Draft) {
	first, second = d, d
	first.Locale, second.SourceLang = via, via
	return first, second
}

func direct(r route) route {
	r.via = ""
	return r
}

// onward is the question of the second leg. Its terms would be those of another pair.
func onward(q Question, a l10n.Answer) Question {
	q.Source, q.Terms = a.Text, nil
	return q
}
