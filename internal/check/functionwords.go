package check

import (
	"math/bits"
	"strings"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// functionWords are the small words of all languages, each word with the set of languages that have it.
type functionWords struct {
	bit  map[string]int    // language → its bit
	mask map[string]uint64 // word → the bits of its languages
}

// allFunctionWords is made once. The languages are fewer than the 64 bits of a mask; a test counts them.
var allFunctionWords = sync.OnceValue(func() *functionWords {
	f := &functionWords{bit: map[string]int{}, mask: map[string]uint64{}}
	for _, l := range langdata.All() {
		if len(l.Words.FunctionWords) == 0 {
			continue
		}
		bit := len(f.bit)
		f.bit[string(l.Tag)] = bit
		for _, w := range l.Words.FunctionWords {
			f.mask[w] |= 1 << bit
		}
	}
	return f
})

// longestElision is how many letters an elided word has: Italian "quell’".
const longestElision = 5

// count returns how many of the words each language has, and how many of those another language, own, has too. A word
// after an elided one counts as both: "l'eau".
func (f *functionWords) count(words []string, own int) (total, shared [64]int) {
	for _, w := range words {
		m := f.mask[w]
		if i := strings.IndexByte(w, '\''); i > 0 && i <= longestElision {
			m |= f.mask[w[:i+1]]
		} else if i := strings.Index(w, "’"); i > 0 && i <= longestElision {
			m |= f.mask[w[:i]+"'"]
		}
		for has := m&(1<<own) != 0; m != 0; m &= m - 1 {
			b := bits.TrailingZeros64(m)
			total[b]++
			if has {
				shared[b]++
			}
		}
	}
	return total, shared
}
