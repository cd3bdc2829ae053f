package memory

import "slices"

// tally adds up weights by source id. Ids are dense, so it uses a slice rather than a map, of small numbers for the
// processor's cache: a query adds at most queryGrams weights of at most 266, which 16 bits hold. Only the weights that
// were touched are cleared.
type tally struct {
	weight  []uint16
	touched []int64
}

func (m *Memory) tally() *tally {
	t, ok := m.tallies.Get().(*tally)
	if !ok {
		return &tally{}
	}
	for _, id := range t.touched {
		t.weight[id] = 0
	}
	t.touched = t.touched[:0]
	return t
}

func (t *tally) grow(n int64) {
	if int64(len(t.weight)) < n {
		t.weight = append(t.weight, make([]uint16, n-int64(len(t.weight)))...)
	}
}

func (t *tally) add(id int64, w uint16) {
	if id >= int64(len(t.weight)) {
		return // the row in the database is damaged: its ids run out of their block
	}
	if t.weight[id] == 0 {
		t.touched = append(t.touched, id)
	}
	t.weight[id] += w
}

// leastWeight is the least weight of a candidate, in hundredths of the heaviest one's. A candidate with less has too
// little in common with the query to be worth reading.
const leastWeight = 25

// best returns the n heaviest ids, by ascending id.
func (t *tally) best(n int) []int64 {
	if len(t.touched) == 0 {
		return nil
	}
	top := uint16(0)
	for _, id := range t.touched {
		top = max(top, t.weight[id])
	}
	// A histogram finds the weight of the n-th id without sorting, as there may be a hundred thousand ids.
	hist := make([]int, int(top)+1)
	for _, id := range t.touched {
		hist[t.weight[id]]++
	}
	cut, sum := top, 0
	for least := uint16(int(top) * leastWeight / 100); cut > least; cut-- {
		if sum += hist[cut]; sum >= n {
			break
		}
	}
	out := make([]int64, 0, n)
	for _, id := range t.touched {
		if t.weight[id] > cut {
			out = append(out, id)
		}
	}
	for _, id := range t.touched {
		if t.weight[id] == cut && len(out) < n {
			out = append(out, id)
		}
	}
	slices.Sort(out)
	return out
}
