package follow

// A changed text is looked for where it stood: between the same neighbours. likeness is how much of the words must be
// the same, and gapLimit how many pairs of a gap are compared; in a larger gap everything is new.
const (
	likeness = 0.4
	gapLimit = 40_000
)

// changed pairs what is left between neighbours that stayed: the old texts and the new ones that are most alike,
// without crossing.
func (c *comparer) changed() {
	var old, now []int
	at := 0 // in old
	flush := func(until int) {
		for ; at < until; at++ {
			if !c.taken[at] {
				old = append(old, at)
			}
		}
		c.pair(old, now)
		old, now = old[:0], now[:0]
	}
	for i := range c.now {
		switch {
		case c.kinds[i] == Same:
			flush(c.from[i])
			at = c.from[i] + 1
		case c.from[i] < 0:
			now = append(now, i)
		}
	}
	flush(len(c.old))
}

// pair finds the pairing with the greatest likeness in sum, as one finds a longest common subsequence.
func (c *comparer) pair(old, now []int) {
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
	for i := len(old) - 1; i >= 0; i-- {
		o := words(c.old[old[i]].Segment.Source.Text())
		for j := len(now) - 1; j >= 0; j-- {
			b := max(best[(i+1)*width+j], best[i*width+j+1])
			l := 0.0
			if c.old[old[i]].Unit.Role() == c.now[now[j]].Unit.Role() {
				l = o.like(bags[j])
			}
			if like[i*len(now)+j] = l; l >= likeness {
				b = max(b, best[(i+1)*width+j+1]+l)
			}
			best[i*width+j] = b
		}
	}
	for i, j := 0, 0; i < len(old) && j < len(now); {
		switch l := like[i*len(now)+j]; {
		case l >= likeness && best[i*width+j] == best[(i+1)*width+j+1]+l:
			c.match(now[j], old[i], Changed)
			i, j = i+1, j+1
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
	both := 0
	for w, n := range b.count {
		both += min(n, o.count[w])
	}
	return 2 * float64(both) / float64(b.size+o.size)
}
