package segment

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/ctxtest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestContext holds that the search for sentences ends with its context wherever it is, and takes at most one more stretch of
// steps: the context is not asked again. The longer the text, the more often it is asked.
func TestContext(t *testing.T) {
	var b strings.Builder
	if err := WriteSRX(&b); err != nil {
		t.Fatal(err)
	}
	srx, err := ReadSRX(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	const n = 8000
	for name, c := range map[string]struct {
		s    *Segmenter
		lang l10n.Locale
		text string
	}{
		"sentences":     {New(), "en", strings.Repeat("This is one. ", n)},
		"words":         {New(), "en", strings.Repeat("word ", n)},
		"dots":          {New(), "en", strings.Repeat(".", n)},
		"brackets":      {New(), "en", strings.Repeat("(a. b) ", n)},
		"quotes":        {New(), "fr", strings.Repeat("« Oui. » ", n)},
		"addresses":     {New(), "de", strings.Repeat("a@b.", n)},
		"Chinese":       {New(), "zh", strings.Repeat("的确如此。", n)},
		"no language":   {New(), "und", strings.Repeat("This is one. ", n)},
		"rules of SRX":  {srx, "en", strings.Repeat("This is one. ", n)},
		"lines":         {New(), "en", strings.Repeat("a\n", n)},
		"abbreviations": {New(), "en", strings.Repeat("Mr. e.g. No. 5 ", n)},
	} {
		all := ctxtest.Endless(t.Context())
		if _, err := c.s.BreaksContext(all, c.lang, c.text); err != nil {
			t.Fatal(err)
		}
		asked := all.Asked()
		if asked < 4 {
			t.Errorf("%s: the context is asked %d times", name, asked)
		}
		for k := 0; k < asked; k += 1 + asked/10 {
			ctx := ctxtest.After(t.Context(), k)
			if _, err := c.s.BreaksContext(ctx, c.lang, c.text); !errors.Is(err, context.Canceled) || ctx.Over() != 1 {
				t.Fatalf("%s: ended at %d of %d: %v, and asked %d times more", name, k, asked, err, ctx.Over()-1)
			}
		}
	}
}
