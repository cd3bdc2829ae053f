package extract

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/ctxtest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestContext holds that an extraction and a merge end with their context, wherever they are, and that little is done after.
func TestContext(t *testing.T) {
	for name, page := range map[string]string{
		"paragraphs": strings.Repeat("<p>Some <b>text</b> here.", 3000),
		"nested":     strings.Repeat("<div><p>w", 200) + strings.Repeat("<i>w</i>", 5000),
		"frames":     strings.Repeat(`<iframe srcdoc="<p>One.<p>Two."></iframe>`, 500),
		"attributes": strings.Repeat(`<img alt=w title=t>`, 3000),
		"table":      "<table>" + strings.Repeat("<tr><td>w<td>x", 3000),
	} {
		_, sk := mustExtract(t, page, Options{WholePage: true})
		steps := map[string]func(context.Context) error{
			"extract": func(ctx context.Context) error {
				_, _, err := ExtractContext(ctx, l10n.Document{}, []byte(page), Options{WholePage: true})
				return err
			},
			"merge": func(ctx context.Context) error {
				_, err := sk.MergeContext(ctx, nil, func(*Editor) error { return nil })
				return err
			},
		}
		for step, do := range steps {
			asked := ctxtest.Endless(t.Context())
			if err := do(asked); err != nil {
				t.Fatal(err)
			}
			n := asked.Asked()
			if n < 5 {
				t.Errorf("%s, %s: the context is asked %d times", name, step, n)
			}
			for k := 0; k < n; k += 1 + n/12 {
				ctx := ctxtest.After(t.Context(), k)
				if err := do(ctx); !errors.Is(err, context.Canceled) || ctx.Over() > 20+len(sk.pages) {
					t.Fatalf("%s, %s: ended at %d of %d: %v, and asked %d times more", name, step, k, n, err, ctx.Over())
				}
			}
		}
	}
}
