package growth

import (
	"flag"
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"
)

// Bounds of FuzzWorkPerByte: what a stage may allocate for each byte of a text of fuzzed bytes and of many times as many. The
// hungriest pattern of the table takes about a third of it.
const (
	perByte     = 40_000
	fuzzedBytes = 2000 // of the smaller text
)

var fuzzOnly = flag.String("family", "", "the only family that FuzzWorkPerByte tries")

// FuzzWorkPerByte repeats a piece between a beginning and an end, in a text of two thousand bytes and in one of eight times as
// many, and holds for every stage that the work per byte has a bound and does not grow. `make fuzz-growth` runs it for an hour.
// What it finds becomes a pattern, or stays in testdata/fuzz.
func FuzzWorkPerByte(f *testing.F) {
	families := Families()
	random := rand.New(rand.NewPCG(1, 2))
	for i, fam := range families {
		for range 3 {
			f.Add(uint8(i), Piece(fam, random), Piece(fam, random), Piece(fam, random))
		}
	}
	f.Fuzz(func(t *testing.T, family uint8, before, piece, after string) {
		fam := families[int(family)%len(families)]
		if piece == "" || len(before)+len(piece)+len(after) > fuzzedBytes || *fuzzOnly != "" && fam.Name != *fuzzOnly {
			return
		}
		text := func(bytes int) string { return before + strings.Repeat(piece, bytes/len(piece)) + after }
		first, err := fam.Prepare(text(fuzzedBytes))
		if err != nil {
			return // refused
		}
		second, err := fam.Prepare(text(8 * fuzzedBytes))
		if err != nil {
			return
		}
		for i := range second {
			a, b := work(first[i]), work(second[i])
			if b > perByte*8*fuzzedBytes+fam.Constant {
				t.Errorf("%s/%s: %d bytes of work for a byte", fam.Name, second[i].Stage, b/(8*fuzzedBytes))
			}
			// Some stages have a way for short texts and one for long ones: what is little for a byte may grow at such a place.
			if b > 1000*8*fuzzedBytes && float64(b) > 1.5*limits[8]*float64(a+fam.Constant) {
				t.Errorf("%s/%s: %d bytes for %d, %d bytes for %d", fam.Name, second[i].Stage, a, fuzzedBytes, b, 8*fuzzedBytes)
			}
		}
	})
}

// work returns how many bytes a stage allocates, whatever becomes of the text.
func work(r Run) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_ = r.Do()
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}
