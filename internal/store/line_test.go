package store

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"
)

// TestALineKeepsItsOrder holds that who came first is first, and that who gives up holds nobody back.
func TestALineKeepsItsOrder(t *testing.T) {
	var l line
	first, err := l.enter(t.Context(), "x")
	if err != nil {
		t.Fatal(err)
	}
	other, err := l.enter(t.Context(), "y") // another name is another line
	if err != nil {
		t.Fatal(err)
	}
	l.leave("y", other)
	const waiters, impatient = 6, 2
	ctx, giveUp := context.WithCancel(t.Context())
	came, gone := make(chan int, waiters), make(chan error)
	for i := range waiters {
		go func() {
			mine := t.Context()
			if i == impatient {
				mine = ctx
			}
			turn, err := l.enter(mine, "x")
			if err != nil {
				gone <- err
				return
			}
			came <- i
			l.leave("x", turn)
		}()
		for l.length("x") < i+2 { // until this one stands in line
			time.Sleep(time.Millisecond)
		}
	}
	giveUp()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if len(came) != 0 {
		t.Error("somebody's turn came while the first one had not left")
	}
	l.leave("x", first)
	var order []int
	for range waiters - 1 {
		order = append(order, <-came)
	}
	if want := []int{0, 1, 3, 4, 5}; !slices.Equal(order, want) {
		t.Errorf("they came in the order %v, want %v", order, want)
	}
	for l.length("x") > 0 {
		time.Sleep(time.Millisecond)
	}
	if len(l.waiting) != 0 {
		t.Errorf("left over: %v", l.waiting)
	}
	if _, err := l.enter(ctx, "x"); !errors.Is(err, context.Canceled) || len(l.waiting) != 0 {
		t.Errorf("who has given up already comes in: %v", err)
	}
}

func (l *line) length(name string) int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.waiting[name])
}
