// Package ctxtest has a context that ends after it has been asked so many times, which shows how often a piece of work
// asks. It is for tests only.
package ctxtest

import "context"

// Counted is a context that counts how often it is asked whether it has ended. It is not safe for concurrent use.
type Counted struct {
	context.Context
	ends, asked int
}

// never is more often than any test asks.
const never = 1 << 30

// Endless returns a context that only counts.
func Endless(ctx context.Context) *Counted { return &Counted{Context: ctx, ends: never} }

// After returns a context that says n times that it has not ended, and from then on that it was cancelled.
func After(ctx context.Context, n int) *Counted { return &Counted{Context: ctx, ends: n} }

// Err counts.
func (c *Counted) Err() error {
	if c.asked++; c.asked > c.ends {
		return context.Canceled
	}
	return nil
}

// Asked is how often the context was asked.
func (c *Counted) Asked() int { return c.asked }

// Over is how often the context was asked and had ended.
func (c *Counted) Over() int { return c.asked - c.ends }
