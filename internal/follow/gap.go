package follow

// A changed text is searched for between the same neighbours, in a gap.
const (
	// leastLikeness is how similar two texts must be to count as one that changed, 0–1.
	leastLikeness = 0.4
	// gapLimit is how many pairs of texts of one gap are compared. In a larger gap all texts are new.
	gapLimit = 40_000
	// gapWork is how many words of one gap's texts are looked for in others of its texts. A hundred sentences of twenty words
	// against a hundred others take 200,000.
	gapWork = 4_000_000
)

// gaps calls f for each gap between texts that stayed, with the old and the new texts in it that have not stayed and have
// not moved.
func (c *comparer) gaps(f func(old, now []int)) {
	var old, now []int
	at := 0 // in old
	changed := map[int]bool{}
	for i, k := range c.kinds {
		if k == Changed {
			changed[c.from[i]] = true
		}
	}
	flush := func(until int) {
		for ; at < until; at++ {
			if !c.matched[at] || changed[at] {
				old = append(old, at)
			}
		}
		f(old, now)
		old = old[:0]
		now = now[:0]
	}
	for i := range c.now {
		switch {
		case c.kinds[i] == Same:
			flush(c.from[i])
			at = c.from[i] + 1
		case c.kinds[i] == New || c.kinds[i] == Changed:
			now = append(now, i)
		}
	}
	flush(len(c.old))
}

// matchGap matches the old texts of a gap with the new ones that are most similar. Matches do not cross each other. It
// finds the matching with the greatest sum of likeness, by the algorithm for a longest common subsequence.
// best[i*width+j] is the greatest sum for the texts from the i-th old and the j-th new one on.
func (c *comparer) matchGap(old, now []int) {
	if len(old) == 0 || len(now) == 0 || len(old)*len(now) > gapLimit {
		return
	}
	width := len(now) + 1
	best := make([]float64, (len(old)+1)*width)
	like := make([]float64, len(old)*len(now))
	bags := make([]bag, len(now))
	for j, n := range now {
		bags[j] = words(c.now[n].Segment.Source.Text())
	}
	work := 0
	for i := len(old) - 1; i >= 0; i-- {
		o := words(c.old[old[i]].Segment.Source.Text())
		if work += len(o.count) * len(now); work > gapWork {
			return
		}
		for j := len(now) - 1; j >= 0; j-- {
			b := max(best[(i+1)*width+j], best[i*width+j+1])
			l := 0.0
			if c.old[old[i]].Unit.Role() == c.now[now[j]].Unit.Role() {
				l = o.like(bags[j])
			}
			like[i*len(now)+j] = l
			if l >= leastLikeness {
				b = max(b, best[(i+1)*width+j+1]+l)
			}
			best[i*width+j] = b
		}
	}
	for i, j := 0, 0; i < len(old) && j < len(now); {
		switch l := like[i*len(now)+j]; {
		case l >= leastLikeness && best[i*width+j] == best[(i+1)*width+j+1]+l:
			c.match(now[j], old[i], Changed)
			i++
			j++
		case best[i*width+j] == best[(i+1)*width+j]:
			i++
		default:
			j++
		}
	}
}

// bag counts a text's words.
type bag struct {
	count map[string]int
	size  int
}

func words(s string) bag {
	b := bag{count: map[string]int{}}
	for _, t := range tokens(s) {
		if !blank(t) {
			b.count[t]++
			b.size++
		}
	}
	return b
}

// like is Dice's coefficient of two bags of words, 0–1.
func (b bag) like(o bag) float64 {
	if b.size+o.size == 0 {
		return 0
	}
	return 2 * float64(b.common(o)) / float64(b.size+o.size)
}

// common counts the words that two bags share.
func (b bag) common(o bag) int {
	both := 0
	for w, n := range b.count {
		both += min(n, o.count[w])
	}
	return both
}
