package extract

import (
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// identify names a unit by what it says and where it says it, so that the name survives edits elsewhere, and returns
// the name of its first segment. Units that say the same are counted, and repeat the first.
func (x *extractor) identify(u *l10n.Unit, items []item) l10n.SegmentID {
	h := identity(hashStart, u.Element)
	h = identity(h, u.Attribute)
	for i := range items {
		it := &items[i]
		h = identity(h, it.text)
		h = mix(h ^ uint64(it.kind)<<8 ^ uint64(it.id))
	}
	name := base36(append(make([]byte, 0, 32), 'u'), h)
	plain := len(name)
	known := len(x.ids)
	x.ids[h]++
	if len(x.ids) == known {
		name = strconv.AppendInt(append(name, '-'), int64(x.ids[h]), 10)
	}
	all := x.texts.add(append(name, ".1"...))
	u.ID = l10n.UnitID(all[:len(name)])
	if len(name) > plain {
		u.RepeatOf = u.ID[:plain]
	}
	return l10n.SegmentID(all)
}

// base36 appends a number as strconv.AppendUint does, in half the time: every unit has one.
func base36(b []byte, n uint64) []byte {
	var digits [13]byte
	i := len(digits)
	for i == len(digits) || n > 0 {
		i--
		digits[i] = "0123456789abcdefghijklmnopqrstuvwxyz"[n%36]
		n /= 36
	}
	return append(b, digits[i:]...)
}

const (
	hashStart = 0x9e3779b97f4a7c15
	hashPrime = 0xff51afd7ed558ccd
)

// identity goes on with a hash of texts, eight bytes at a time; the length is hashed too, so that moving a boundary
// changes it. It need not withstand an adversary: units of one identity are numbered.
func identity(h uint64, s string) uint64 {
	n := len(s)
	for ; len(s) >= 8; s = s[8:] {
		h = mix(h ^ (uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56))
	}
	for i := range len(s) {
		h = mix(h ^ uint64(s[i]))
	}
	return mix(h ^ uint64(n)<<32)
}

func mix(h uint64) uint64 {
	h *= hashPrime
	return h ^ h>>32
}
