package memory

import "slices"

// tally adds up weights by source id. Ids are dense, so a slice serves better than a map, the smaller the better for
// the processor's cache: sixteen weights of at most 266 fit. Only what was touched is cleared.
type tally struct {
	weight  []uint16
	touched []int64
}

func (m *Memory) tally() *tally {
	t, ok := m.scratch.Get().(*tally)
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
		return // a list that runs out of its block is no list of ours
	}
	if t.weight[id] == 0 {
		t.touched = append(t.touched, id)
	}
	t.weight[id] += w
}

// leastWeight is what share of the heaviest one's weight, in hundredths, a candidate must have: one that shares less is
// not worth its row.
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
	// A histogram finds the weight that the n-th has without sorting what may be a hundred thousand ids.
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
