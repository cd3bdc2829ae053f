package check

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/ctxtest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestContext holds that the checks of a document end with their context, also amid one segment.
func TestContext(t *testing.T) {
	p := Pair{Source: l10n.TextFragment("One of 5 words."), Target: l10n.TextFragment("Una de 5 palabras."), SourceLang: "en", Locale: "es"}
	pairs := []Pair{p, p, p}
	all := ctxtest.Endless(t.Context())
	if _, err := New(Options{}).DocumentContext(all, pairs); err != nil {
		t.Fatal(err)
	}
	n := all.Asked()
	if n < 3*20 {
		t.Errorf("asked %d times", n)
	}
	for k := range n {
		ctx := ctxtest.After(t.Context(), k)
		if _, err := New(Options{}).DocumentContext(ctx, pairs); !errors.Is(err, context.Canceled) || ctx.Over() > 3 {
			t.Fatalf("ended at %d: %v, and asked %d times more", k, err, ctx.Over())
		}
	}
}

// TestContextWithinASegment holds that the checks of one long segment are broken off amid a check, and not only between two,
// and that nothing is returned as if it had been checked.
func TestContextWithinASegment(t *testing.T) {
	for name, piece := range map[string]string{
		"words": "word%d ", "same words": "word ", "quotes": "“w” \"x\" ", "numbers": "1,234.5 ", "dates": "5 May 2024, ", "dashes": "a-b-", "times": "12:30 ",
		"variables": "{x} ", "percent": "5 % ",
	} {
		var b strings.Builder
		for i := range 2000 {
			b.WriteString(strings.ReplaceAll(piece, "%d", strconv.Itoa(i)))
		}
		p := Pair{Source: l10n.TextFragment("It is " + b.String()), Target: l10n.TextFragment("Es " + b.String() + "otra"), SourceLang: "en", Locale: "es"}
		all := ctxtest.Endless(t.Context())
		issues, err := New(Options{}).SegmentContext(all, p)
		if err != nil {
			t.Fatalf("%s: %v, %v", name, issues, err)
		}
		n := all.Asked()
		if n <= 3*len(Checks())/2 && piece == "word%d " {
			t.Errorf("%s: asked %d times, by %d checks", name, n, len(Checks()))
		}
		for k := 0; k < n; k += 1 + n/8 {
			ctx := ctxtest.After(t.Context(), k)
			if issues, err := New(Options{}).SegmentContext(ctx, p); !errors.Is(err, context.Canceled) || issues != nil || ctx.Over() > 2 {
				t.Fatalf("%s: ended at %d of %d: %v, %v, and asked %d times more", name, k, n, err, issues, ctx.Over())
			}
		}
	}
}
