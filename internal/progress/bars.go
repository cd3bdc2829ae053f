package progress

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

// bars shows a bar for each locale.
type bars struct {
	progress *mpb.Progress
	byLocale map[l10n.Locale]*bar
	closed   bool
}

type bar struct {
	bar  *mpb.Bar
	text string
}

func newBars(w io.Writer) *bars {
	return &bars{progress: mpb.New(mpb.WithOutput(w), mpb.WithRefreshRate(200*time.Millisecond)),
		byLocale: map[l10n.Locale]*bar{}}
}

// Update sets the bars.
func (v *bars) Update(r l10n.Run, ts []l10n.Translation) {
	done, texts := map[l10n.Locale]int{}, map[l10n.Locale]map[string]int{}
	for _, t := range ts {
		if texts[t.Locale] == nil {
			texts[t.Locale] = map[string]int{}
		}
		if t.Stage.Ended() {
			done[t.Locale]++
		}
		what := string(t.Stage)
		if t.Step != "" {
			what = "waiting for " + string(t.Step)
		}
		texts[t.Locale][what]++
	}
	for _, l := range r.Locales {
		b, ok := v.byLocale[l]
		if !ok {
			b = &bar{}
			b.bar = v.progress.AddBar(int64(r.Documents), mpb.PrependDecorators(decor.Name(fmt.Sprintf("%-8s", l))),
				mpb.AppendDecorators(decor.Any(func(decor.Statistics) string { return b.text })))
			v.byLocale[l] = b
		}
		var parts []string
		for what, n := range texts[l] {
			parts = append(parts, fmt.Sprintf("%d %s", n, what))
		}
		slices.Sort(parts)
		b.text = terminal.Line(strings.Join(parts, ", "))
		b.bar.SetCurrent(int64(done[l]))
	}
}

// Close ends the bars where they stand.
func (v *bars) Close() {
	if v.closed {
		return
	}
	v.closed = true
	for _, b := range v.byLocale {
		b.bar.Abort(false)
	}
	v.progress.Wait()
}
