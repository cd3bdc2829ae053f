package memory

import "math/bits"

// pattern is a text that is prepared to be compared with many others. The algorithm is Myers' bit vectors (1999) in
// Hyyrö's block form (2003), which computes 64 cells of the dynamic-programming matrix at a time. The names of the bit
// vectors (peq, pv, mv, ph, mh, xv, xh) are those of the papers.
type pattern struct {
	n      int
	blocks int            // words of 64 bits
	low    [0x250]int32   // rune → its row in peq, 0 for none
	high   map[rune]int32 // the same for runes above low
	peq    []uint64       // a row of blocks words for each rune: the places where the rune stands in the pattern
	pv     []uint64
	mv     []uint64
}

func newPattern(s []rune) *pattern {
	p := &pattern{n: len(s), blocks: (len(s) + 63) / 64, high: map[rune]int32{}}
	p.peq = make([]uint64, p.blocks, p.blocks*40)
	for i, r := range s {
		row := p.row(r)
		if row == 0 {
			row = int32(len(p.peq) / p.blocks)
			p.peq = append(p.peq, make([]uint64, p.blocks)...)
			if r < rune(len(p.low)) {
				p.low[r] = row
			} else {
				p.high[r] = row
			}
		}
		p.peq[int(row)*p.blocks+i/64] |= 1 << (i % 64)
	}
	p.pv = make([]uint64, p.blocks)
	p.mv = make([]uint64, p.blocks)
	return p
}

func (p *pattern) row(r rune) int32 {
	if r < rune(len(p.low)) {
		return p.low[r]
	}
	return p.high[r]
}

// distance returns the number of insertions, deletions and replacements that turn the pattern into s. Where there are
// more than limit, it may stop early and return any number above limit.
func (p *pattern) distance(s []rune, limit int) int {
	if p.n == 0 || len(s) == 0 {
		return max(p.n, len(s))
	}
	if d := p.n - len(s); d > limit || -d > limit {
		return limit + 1
	}
	for b := range p.pv {
		p.pv[b], p.mv[b] = ^uint64(0), 0
	}
	score := p.n
	top := uint64(1) << ((p.n - 1) % 64)
	for i, r := range s {
		eq := p.peq[int(p.row(r))*p.blocks:]
		phIn, mhIn := uint64(1), uint64(0)
		for b := range p.blocks {
			pv, mv, e := p.pv[b], p.mv[b], eq[b]
			xv := e | mv
			e |= mhIn
			xh := (((e & pv) + pv) ^ pv) | e
			ph, mh := mv|^(xh|pv), pv&xh
			if b == p.blocks-1 {
				score += bits.OnesCount64(ph&top) - bits.OnesCount64(mh&top)
			}
			ph, phIn = ph<<1|phIn, ph>>63
			mh, mhIn = mh<<1|mhIn, mh>>63
			p.pv[b], p.mv[b] = mh|^(xv|ph), ph&xv
		}
		if score-(len(s)-1-i) > limit {
			return limit + 1
		}
	}
	return score
}
