package follow

import (
	"slices"
	"sort"

	"github.com/sergi/go-diff/diffmatchpatch"
)

// stretch is a run of items that both lists have, or one of them.
type stretch struct {
	kind  Kind // Same, New or Removed
	items []int
}

// maxDiff is how many pairs of items are compared item by item. Comparing takes time by the product of the two lengths; longer
// lists are cut at what each of them has once, and a stretch between two cuts that is still longer is another text.
const maxDiff = 4_000_000

// diff compares two lists. The items that are removed come before those that are new in their place.
func diff(old, now []int) []stretch {
	var d differ
	for head := 0; ; head++ {
		if head == len(old) || head == len(now) || old[head] != now[head] {
			d.add(Same, old[:head])
			old, now = old[head:], now[head:]
			break
		}
	}
	tail := 0
	for tail < len(old) && tail < len(now) && old[len(old)-1-tail] == now[len(now)-1-tail] {
		tail++
	}
	d.middle(old[:len(old)-tail], now[:len(now)-tail])
	d.add(Same, old[len(old)-tail:])
	return d.out
}

type differ struct{ out []stretch }

func (d *differ) add(k Kind, items []int) {
	if len(items) == 0 {
		return
	}
	if last := len(d.out) - 1; last >= 0 && d.out[last].kind == k {
		d.out[last].items = append(d.out[last].items, items...)
		return
	}
	d.out = append(d.out, stretch{k, slices.Clone(items)})
}

func (d *differ) middle(old, now []int) {
	if len(old)*len(now) <= maxDiff {
		d.items(old, now)
		return
	}
	i, j := 0, 0
	for _, a := range anchors(old, now) {
		d.gap(old[i:a.old], now[j:a.now])
		d.add(Same, old[a.old:a.old+1])
		i, j = a.old+1, a.now+1
	}
	d.gap(old[i:], now[j:])
}

// gap compares what stands between two anchors.
func (d *differ) gap(old, now []int) {
	if len(old)*len(now) <= maxDiff {
		d.items(old, now)
		return
	}
	d.add(Removed, old)
	d.add(New, now)
}

// items compares two lists item by item. The library compares runes.
func (d *differ) items(old, now []int) {
	if len(old) == 0 || len(now) == 0 {
		d.add(Removed, old)
		d.add(New, now)
		return
	}
	numbers := map[int]rune{}
	var itemOf []int
	encode := func(items []int) []rune {
		rs := make([]rune, len(items))
		for i, item := range items {
			if _, ok := numbers[item]; !ok {
				numbers[item] = runeFor(len(itemOf))
				itemOf = append(itemOf, item)
			}
			rs[i] = numbers[item]
		}
		return rs
	}
	lib := diffmatchpatch.New()
	lib.DiffTimeout = 0 // the bound is maxDiff, so that the same texts always have the same differences
	a, b := encode(old), encode(now)
	i, j := 0, 0
	for _, part := range lib.DiffMainRunes(a, b, false) {
		n := len([]rune(part.Text))
		switch part.Type {
		case diffmatchpatch.DiffEqual:
			d.add(Same, old[i:i+n])
			i, j = i+n, j+n
		case diffmatchpatch.DiffDelete:
			d.add(Removed, old[i:i+n])
			i += n
		case diffmatchpatch.DiffInsert:
			d.add(New, now[j:j+n])
			j += n
		}
	}
}

// runeFor returns the n-th rune. It leaves out the surrogates, which no string can hold. No list that is compared item by item
// has more items than there are runes.
func runeFor(n int) rune {
	n++
	if n >= 0xD800 {
		n += 0x800
	}
	return rune(n)
}

// anchor is an item that each list has once.
type anchor struct{ old, now int }

// anchors returns the longest row of items that each list has once, and that are in one order in both.
func anchors(old, now []int) []anchor {
	type places struct{ old, now, inOld, inNow int }
	of := map[int]*places{}
	for i, item := range old {
		if of[item] == nil {
			of[item] = &places{}
		}
		of[item].old, of[item].inOld = i, of[item].inOld+1
	}
	for j, item := range now {
		if p := of[item]; p != nil {
			p.now, p.inNow = j, p.inNow+1
		}
	}
	// A longest increasing subsequence, by the piles of the card game patience.
	var all []anchor
	var piles, before []int // indexes in all
	for _, item := range old {
		p := of[item]
		if p.inOld != 1 || p.inNow != 1 {
			continue
		}
		at := sort.Search(len(piles), func(k int) bool { return all[piles[k]].now > p.now })
		last := -1
		if at > 0 {
			last = piles[at-1]
		}
		all, before = append(all, anchor{p.old, p.now}), append(before, last)
		if at == len(piles) {
			piles = append(piles, 0)
		}
		piles[at] = len(all) - 1
	}
	var row []anchor
	if len(piles) > 0 {
		for k := piles[len(piles)-1]; k >= 0; k = before[k] {
			row = append(row, all[k])
		}
	}
	slices.Reverse(row)
	return row
}
