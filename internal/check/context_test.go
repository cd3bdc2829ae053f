package check

import (
	"context"
	"errors"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// endsAfter is a context that ends when it has been asked so many times.
type endsAfter struct {
	context.Context
	left int
}

func (c *endsAfter) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// TestContext holds that the checks of a document end with their context, also amid one segment.
func TestContext(t *testing.T) {
	p := Pair{Source: l10n.TextFragment("One of 5 words."), Target: l10n.TextFragment("Una de 5 palabras."), SourceLang: "en", Locale: "es"}
	pairs := []Pair{p, p, p}
	all := &endsAfter{t.Context(), 1 << 30}
	if _, err := New(Options{}).DocumentContext(all, pairs); err != nil {
		t.Fatal(err)
	}
	n := 1<<30 - all.left
	if n < 3*20 {
		t.Errorf("asked %d times", n)
	}
	for k := range n {
		ctx := &endsAfter{t.Context(), k}
		if _, err := New(Options{}).DocumentContext(ctx, pairs); !errors.Is(err, context.Canceled) || -ctx.left > 3 {
			t.Fatalf("ended at %d: %v, and asked %d times more", k, err, -ctx.left)
		}
	}
}
