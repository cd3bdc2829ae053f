// Command growthsteps lets the texts of package growth grow, and counts the blocks of code that each stage executes. What grows
// with the square of its text shows here even where it allocates nothing:
//
//	make growth                      every family, pattern and stage, at 200, 400, 800 and 1,600 of what a pattern repeats
//	make growth ARGS='-only page/.*quotes -smallest 2000'
//	make growth ARGS='-hunt 1h'      texts of pieces chosen at random, for an hour
//
// It has to be built with -cover -covermode=atomic -coverpkg for the packages whose steps count.
package main

import (
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"regexp"
	"runtime/coverage"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/growth"
)

// limit is by how much faster the steps may grow when the size doubles, than they grew when it doubled before. What grows
// with the text has 2, n·log n a little more, and a square 4.
const limit = 2.5

// bounded are stages whose work grows faster, up to a bound that their text has: the memory compares texts of so many characters.
var bounded = map[string]bool{"memory/ask for similar texts": true}

// constant is what any text takes, in steps.
const constant = 5000

func main() {
	log.SetFlags(0)
	smallest := flag.Int("smallest", 200, "how many of what a pattern repeats the smallest text has")
	only := flag.String("only", "", "a regular expression of family/pattern/stage")
	hunt := flag.Duration("hunt", 0, "how long to try random pieces, instead of the patterns")
	seed := flag.Uint64("seed", uint64(time.Now().UnixNano()), "for random pieces")
	flag.Parse()
	wanted, err := regexp.Compile(*only)
	if err != nil {
		log.Fatal(err)
	}
	c := &counter{smallest: *smallest, wanted: wanted}
	if *hunt > 0 {
		fmt.Println("seed", *seed)
		c.hunt(time.Now().Add(*hunt), rand.New(rand.NewPCG(*seed, 0))) //nolint:gosec // the same texts for the same seed
	} else {
		for _, f := range growth.Families() {
			for _, p := range f.Patterns {
				c.try(f, p)
			}
		}
	}
	fmt.Printf("%d stages of texts were counted, %d grow too fast\n", c.tried, c.found)
	if c.found > 0 || c.tried == 0 {
		os.Exit(1)
	}
}

// counter counts what stages take, and how many of them grow too fast.
type counter struct {
	smallest     int
	wanted       *regexp.Regexp
	tried, found int
}

// try lets a pattern grow, and prints the stages that grow faster. It reports whether there were any.
func (c *counter) try(f growth.Family, p growth.Pattern) (found bool) {
	stages, took := c.grow(f, p, c.smallest, func(string) bool { return true })
	for j, stage := range stages {
		if took[j][0] == 0 {
			continue
		}
		c.tried++
		if !tooFast(took[j]) {
			continue
		}
		if bounded[f.Name+"/"+stage] {
			continue
		}
		// Some libraries have two ways, one for small texts and one for large ones: what is no square is linear again from there on.
		if _, again := c.grow(f, p, 4*c.smallest, func(s string) bool { return s == stage }); len(again) > j && tooFast(again[j]) {
			fmt.Printf("%s/%s/%s: %d, and from %d: %d steps\n", f.Name, p.Name, stage, took[j], 4*c.smallest, again[j])
			c.found++
			found = true
		}
	}
	return found
}

// tooFast reports whether the steps of texts, each of twice the size of the one before, grow faster than the texts.
func tooFast(took [sizes]uint64) bool {
	d := func(i int) float64 { return float64(took[i]) - float64(took[i-1]) }
	return d(3) > limit*d(2)+constant && d(2) > 2.2*d(1) && took[3] > 9*took[0]
}

// sizes is how many texts are compared.
const sizes = 4

// grow returns the stages of a pattern and the steps that each took for each size, 0 where it was not asked for.
func (c *counter) grow(f growth.Family, p growth.Pattern, smallest int, asked func(stage string) bool) (stages []string, took [][sizes]uint64) {
	for i := range sizes {
		runs, err := f.Prepare(p.Text(smallest << i))
		if err != nil {
			return nil, nil
		}
		for j, r := range runs {
			if i == 0 {
				stages, took = append(stages, r.Stage), append(took, [sizes]uint64{})
			}
			if asked(r.Stage) && c.wanted.MatchString(f.Name+"/"+p.Name+"/"+r.Stage) {
				took[j][i] = c.count(r)
			}
		}
	}
	return stages, took
}

// count returns the steps of a stage.
func (c *counter) count(r growth.Run) uint64 {
	if err := coverage.ClearCounters(); err != nil {
		log.Fatalf("%v; run it by `make growth`", err)
	}
	_ = r.Do() // a refusal counts as what it took
	n, err := steps()
	if err != nil {
		log.Fatal(err)
	}
	return max(n, 1)
}

// hunt tries random pieces until a time. A text is a beginning, a piece that is repeated, and an end, of one to four
// of the pieces that the family's patterns are made of.
func (c *counter) hunt(until time.Time, random *rand.Rand) {
	families := growth.Families()
	for tries := 0; time.Now().Before(until); tries++ {
		f := families[0]
		if random.IntN(4) == 0 {
			f = families[random.IntN(len(families))]
		}
		pick := func(most int) string {
			var b strings.Builder
			for range random.IntN(most + 1) {
				b.WriteString(growth.Piece(f, random))
			}
			return b.String()
		}
		before, piece, after := pick(2), growth.Piece(f, random)+pick(3), pick(1)
		p := growth.Pattern{Name: fmt.Sprintf("%q + n·%q + %q", before, piece, after), Text: func(n int) string {
			return before + strings.Repeat(piece, n) + after
		}}
		if c.try(f, p) {
			fmt.Println("  after", tries, "tries")
		}
	}
}
