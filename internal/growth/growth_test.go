package growth

import (
	"flag"
	"runtime"
	"testing"
	"time"
)

// The sizes that are compared: so many of what a pattern repeats, and factor times as many.
const (
	small  = 150
	factor = 8
)

// limit is how many times as much a text of factor times the size may allocate. n·log n would be 11.3 times; a square is
// 64 times. What a stage takes for any text at all, in bytes, is left out.
const (
	limit    = 12
	constant = 64 << 10
)

var size = flag.Int("size", 2000, "how many of what a pattern repeats BenchmarkGrowth starts from")

// TestGrowth holds that what the stages allocate grows no faster than the text, whatever the text repeats. Squares that
// allocate nothing don't show here: BenchmarkGrowth is for them.
func TestGrowth(t *testing.T) {
	for _, p := range patterns {
		t.Run(p.name, func(t *testing.T) {
			first, second := newPage(t, p.page(small)), newPage(t, p.page(small*factor))
			for _, s := range stages {
				a, b := allocated(t, s, first), allocated(t, s, second)
				if b > limit*(a+constant) {
					t.Errorf("%s: %d bytes for %d, %d bytes for %d: %.1f times", s.name, a, small, b, small*factor, float64(b)/float64(a))
				}
			}
		})
	}
}

// TestSquares holds that TestGrowth would see a stage that grows with the square.
func TestSquares(t *testing.T) {
	square := stage{"a square", func(p *page) error {
		var text string
		for range len(p.source) {
			text += "x"
		}
		return nil
	}}
	first, second := &page{source: patterns[0].page(small)}, &page{source: patterns[0].page(small * factor)}
	if a, b := allocated(t, square, first), allocated(t, square, second); b <= limit*(a+constant) {
		t.Errorf("%d and %d bytes are taken for no square", a, b)
	}
}

// allocated returns how many bytes a stage allocates for a page.
func allocated(t *testing.T, s stage, p *page) uint64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := s.run(p); err != nil {
		t.Errorf("%s: %v", s.name, err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// BenchmarkGrowth reports how many times as long each stage takes for a text of factor times the size, as a multiple of
// factor: 1 is what grows with the text, and factor what grows with its square.
//
//	go test ./internal/growth -run '^$' -bench 'Growth/links$/check' -benchtime 1x
func BenchmarkGrowth(b *testing.B) {
	for _, p := range patterns {
		b.Run(p.name, func(b *testing.B) {
			first, second := newPage(b, p.page(*size)), newPage(b, p.page(*size*factor))
			for _, s := range stages {
				b.Run(s.name, func(b *testing.B) {
					var a, c time.Duration
					for b.Loop() {
						a += took(b, s, first)
						c += took(b, s, second)
					}
					b.ReportMetric(float64(c)/float64(a)/factor, "×linear")
				})
			}
		})
	}
}
