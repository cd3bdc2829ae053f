package extract

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestConcurrent holds that pages can be extracted at the same time.
func TestConcurrent(t *testing.T) {
	extract := func(page string) *l10n.Extraction {
		e, _, err := Extract(l10n.Document{}, []byte(page), Options{WholePage: true, Segmenter: halves{}})
		if err != nil {
			t.Error(err)
		}
		return e
	}
	pages := append([]string{strings.Repeat("<section><h2>A part</h2><p class=x>One <b>two</b>.\n  <a href=/x title=Three>Four</a></section>", 1000)}, seeds...)
	var want []*l10n.Extraction
	for _, p := range pages {
		want = append(want, extract(p))
	}
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for k := range pages {
				k = (k + i*5) % len(pages)
				if got := extract(pages[k]); !reflect.DeepEqual(got, want[k]) {
					t.Errorf("page %d differs", k)
				}
			}
		})
	}
	wg.Wait()
}
