package growth

import (
	"flag"
	"runtime"
	"strings"
	"testing"
	"time"
)

// smallest is how many of what a pattern repeats the smallest of the compared texts has. The others have two, four and
// eight times as many.
const smallest = 120

// limits is by how much the work of a text may exceed that of the smallest, for texts of 2, 4 and 8 times the size:
// somewhat above n·log n. A square takes 4, 16 and 64 times as much.
var limits = map[int]float64{2: 3.6, 4: 8, 8: 13}

var (
	size = flag.Int("size", 2000, "how many of what a pattern repeats BenchmarkGrowth starts from")
	from = flag.Int("smallest", smallest, "how many of what a pattern repeats TestGrowth starts from")
)

// TestGrowth holds that what the stages allocate grows no faster than the text, whatever the text repeats. Squares that
// allocate nothing don't show here: `make growth` counts steps.
func TestGrowth(t *testing.T) {
	for _, f := range Families() {
		for _, p := range f.Patterns {
			t.Run(f.Name+"/"+p.Name, func(t *testing.T) {
				var first []uint64
				for times := 1; times <= 8; times *= 2 {
					runs, err := f.Prepare(p.Text(*from * times))
					if err != nil {
						t.Fatal(err)
					}
					for i, r := range runs {
						took := allocated(t, r)
						if times == 1 {
							first = append(first, took)
						} else if float64(took) > limits[times]*float64(first[i]+f.Constant) {
							t.Errorf("%s: %d bytes for %d, %d bytes for %d: %.1f times", r.Stage, first[i], *from, took, *from*times,
								float64(took)/float64(first[i]))
						}
					}
				}
			})
		}
	}
}

// TestSquares holds that TestGrowth would see a stage that grows with the square.
func TestSquares(t *testing.T) {
	square := func(n int) Run {
		return Run{Stage: "a square", Do: func() error {
			var text string
			for range n {
				text += "xxxxxx"
			}
			return nil
		}}
	}
	if a, b := allocated(t, square(smallest)), allocated(t, square(8*smallest)); float64(b) <= limits[8]*float64(a+64<<10) {
		t.Errorf("%d and %d bytes are taken for no square", a, b)
	}
}

// TestManyPatterns holds that the table stays what it is for, and that no pattern stands in it twice.
func TestManyPatterns(t *testing.T) {
	for _, f := range Families() {
		seen := map[string]bool{}
		for _, p := range f.Patterns {
			if seen[p.Name] {
				t.Errorf("%s: two patterns are called %q", f.Name, p.Name)
			}
			if seen[p.Name] = true; strings.EqualFold(p.Text(3), p.Text(30)) {
				t.Errorf("%s: %q does not grow", f.Name, p.Name)
			}
		}
	}
	if n := len(Families()[0].Patterns); n < 40 {
		t.Errorf("only %d patterns of pages", n)
	}
}

// allocated returns how many bytes a stage allocates.
func allocated(t *testing.T, r Run) uint64 {
	t.Helper()
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if err := r.Do(); err != nil {
		t.Errorf("%s: %v", r.Stage, err)
	}
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

// BenchmarkGrowth reports how many times as long each stage takes for a text of eight times the size, as a multiple of
// eight: 1 is what grows with the text, and 8 what grows with its square.
//
//	go test ./internal/growth -run '^$' -bench 'Growth/page/links$/check' -benchtime 1x
func BenchmarkGrowth(b *testing.B) {
	for _, f := range Families() {
		for _, p := range f.Patterns {
			b.Run(f.Name+"/"+p.Name, func(b *testing.B) {
				first, err := f.Prepare(p.Text(*size))
				if err != nil {
					b.Fatal(err)
				}
				second, err := f.Prepare(p.Text(*size * 8))
				if err != nil {
					b.Fatal(err)
				}
				for i, s := range first {
					b.Run(s.Stage, func(b *testing.B) {
						var a, c time.Duration
						for b.Loop() {
							a += took(b, first[i])
							c += took(b, second[i])
						}
						b.ReportMetric(float64(c)/float64(a)/8, "×linear")
					})
				}
			})
		}
	}
}
