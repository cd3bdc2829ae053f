package app

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// answersWithin is how long an engine is given to say that it is there.
const answersWithin = 5 * time.Second

// Listens says whether a worker with activities listens to a task queue; the error says why none does.
type Listens func(ctx context.Context, queue string) error

// Ask is [Engines.List], and asks each engine that is set up whether it answers, all at the same time. None is sent a
// text. listens is asked for engines behind somebody else's worker.
func (es Engines) Ask(ctx context.Context, listens Listens) []EngineInfo {
	list := es.List()
	var wg sync.WaitGroup
	for i, e := range es.all() {
		if !list[i].Usable {
			continue
		}
		wg.Go(func() {
			ctx, cancel := context.WithTimeout(ctx, answersWithin)
			defer cancel()
			err := e.ask(ctx, listens)
			answers := err == nil
			list[i].Answers = &answers
			if err != nil {
				list[i].Why = whyNoAnswer(err)
			}
		})
	}
	wg.Wait()
	return list
}

// ask asks an engine that can be opened.
func (e engine) ask(ctx context.Context, listens Listens) error {
	if e.OpenRemote != nil {
		r, err := e.OpenRemote(e.options)
		if err != nil {
			return err
		}
		return listens(ctx, r.Activity.Queue)
	}
	p, err := e.Open(e.options)
	if err != nil {
		return err
	}
	return provider.Probe(ctx, p)
}

// whyNoAnswer is an error in the words of an engine's failures, which name no address and no secret.
func whyNoAnswer(err error) string {
	f, ok := errors.AsType[*translate.Failure](err)
	switch {
	case ok && errors.Is(f.Kind, translate.ErrDown) && f.Code != "":
		return f.Code
	case ok:
		return f.Error()
	case errors.Is(err, context.DeadlineExceeded):
		return fmt.Sprintf("it did not answer within %s", answersWithin)
	}
	return err.Error()
}

// Listeners connects to Temporal when it is first asked who listens. The second result ends the connection.
func Listeners(o Options) (Listens, func()) {
	var mu sync.Mutex
	var t TemporalClient
	listens := func(ctx context.Context, queue string) error {
		mu.Lock()
		defer mu.Unlock()
		if t == nil {
			var err error
			if t, err = Dial(ctx, o); err != nil {
				return err
			}
		}
		n, err := client.New(t, o.Config.Temporal.TaskQueue).Listeners(ctx, queue)
		if err == nil && n == 0 {
			err = fmt.Errorf("no worker listens to the task queue %s", queue)
		}
		return err
	}
	return listens, func() {
		if t != nil {
			t.Close()
		}
	}
}
