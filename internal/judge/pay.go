package judge

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// kept is a reply as it is kept.
type kept struct {
	// Task is the one that it was paid for. Another task with the same question has it for nothing.
	Task   string          `json:"task"`
	Input  int             `json:"input"`
	Output int             `json:"output"`
	JSON   json.RawMessage `json:"json"`
}

// reply returns the opinions about a question, from what is kept or from the model. A reply is kept once it could be read.
func (s *sitting) reply(ctx context.Context, q Question, segs []assess.Segment, pass int) (map[int]opinion, error) {
	key := l10n.NewHash("judge", promptVersion, string(s.Name), s.Model.Version(), q.Instructions, q.Data, string(q.Schema),
		strconv.Itoa(pass))
	characters := 0
	for _, seg := range segs {
		characters += utf8.RuneCountInString(withoutCodes(seg.Source)) + utf8.RuneCountInString(withoutCodes(seg.Target))
	}
	if k, ok, err := s.recall(ctx, key); err != nil {
		return nil, err
	} else if ok {
		if found, err := readReply(k.JSON, segs); err == nil {
			if k.Task == s.task.ID {
				s.count(Reply{Input: k.Input, Output: k.Output}, characters)
			}
			return found, nil
		}
	}
	if s.Purse != nil {
		if err := s.Purse.Afford(ctx, s.task.Run, characters); err != nil {
			return nil, err
		}
	}
	if err := s.Pace.Wait(ctx); err != nil {
		return nil, err
	}
	r, err := s.Model.Judge(ctx, q)
	if err == nil || errors.Is(err, ErrSent) || r.Input > 0 {
		s.count(r, characters)
		if e := s.spend(ctx, characters); e != nil && err == nil {
			err = e
		}
	}
	if err != nil {
		return nil, err
	}
	found, err := readReply(r.JSON, segs)
	if err != nil {
		return nil, err
	}
	return found, s.keep(ctx, key, r)
}

// The books must be right even when the caller has gone.
const booksTake = 10 * time.Second

func (s *sitting) spend(ctx context.Context, characters int) error {
	if s.Purse == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), booksTake)
	defer cancel()
	return again(s.Purse.Spend(ctx, s.task.Run, characters))
}

func (s *sitting) count(r Reply, characters int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.Prices.of(r)
	c.Characters = characters
	s.cost.Add(c)
}

func (s *sitting) recall(ctx context.Context, key l10n.Hash) (kept, bool, error) {
	if s.Kept == nil {
		return kept{}, false, nil
	}
	as, err := s.Kept.Answers(ctx, []l10n.Hash{key})
	if err != nil {
		return kept{}, false, again(err)
	}
	a, ok := as[key]
	var k kept
	if !ok || json.Unmarshal([]byte(a.Text.Text()), &k) != nil {
		return kept{}, false, nil
	}
	return k, true, nil
}

func (s *sitting) keep(ctx context.Context, key l10n.Hash, r Reply) error {
	if s.Kept == nil {
		return nil
	}
	b, err := json.Marshal(kept{Task: s.task.ID, Input: r.Input, Output: r.Output, JSON: r.JSON})
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), booksTake)
	defer cancel()
	return again(s.Kept.KeepAnswers(ctx, map[l10n.Hash]l10n.Answer{key: {
		Text: l10n.TextFragment(string(b)), Provider: s.Name, At: time.Now().UTC(),
	}}))
}

// again marks an error of the records as one that another try may mend.
func again(err error) error {
	if err == nil {
		return nil
	}
	return fmt.Errorf("the records are %w: %w", l10n.ErrUnavailable, err)
}
