package judge

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"
)

func TestPacer(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p, begin := NewPacer(2), time.Now()
		for i := range 5 {
			if err := p.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
			if got, want := time.Since(begin), time.Duration(i)*500*time.Millisecond; got != want {
				t.Errorf("question %d after %s, want %s", i, got, want)
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		if err := p.Wait(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("cancelled: %v", err)
		}
		for _, free := range []*Pacer{nil, NewPacer(0), NewPacer(-1)} {
			at := time.Now()
			if err := free.Wait(t.Context()); err != nil || time.Since(at) != 0 {
				t.Errorf("without a limit: %v after %s", err, time.Since(at))
			}
		}
	})
}
