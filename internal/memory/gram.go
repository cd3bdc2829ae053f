package memory

import (
	"encoding/binary"
	"unicode"
)

// gramsOf returns the different grams of a folded text as hashes of language and gram, so that one table holds all
// languages. A gram is three characters; the text's edges are padded with spaces. Where the first character is a
// syllable or a word, as in Chinese, a gram is two characters, because two texts would hardly ever share three.
func gramsOf(lang int64, text []rune) []int64 {
	padded := make([]rune, 0, len(text)+3)
	padded = append(padded, ' ')
	for _, r := range text {
		if r >= maskRune && r < maskRune+16 {
			r = '0'
		}
		padded = append(padded, r)
	}
	padded = append(padded, ' ', ' ')
	seen := make(map[int64]struct{}, len(padded))
	out := make([]int64, 0, len(padded))
	for i := 0; i+2 < len(padded); i++ {
		a, b, c := padded[i], padded[i+1], padded[i+2]
		if denseScript(a) || denseScript(b) && a == ' ' {
			c = 0
		}
		h := (uint64(lang)*0x9E3779B97F4A7C15 ^ uint64(a)<<42 ^ uint64(b)<<21 ^ uint64(c)) * 0xD6E8FEB86659FD93
		g := int64((h ^ h>>32) & 0xFFFFFFFF)
		if _, ok := seen[g]; !ok {
			seen[g] = struct{}{}
			out = append(out, g)
		}
	}
	return out
}

// denseScript reports whether a character is of a script whose characters are syllables or words.
func denseScript(r rune) bool {
	if r < 0x1100 || r >= 0x1200 && r < 0x2E80 {
		return false // most texts end here; unicode.In is slow
	}
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul)
}

// A block holds the ids of blockSize consecutive sources.
const (
	blockBits = 16
	blockSize = 1 << blockBits
)

// posting is a row of tm_gram while it is built: the low 16 bits of ids, ascending, as varint differences.
type posting struct {
	n    int // how many ids
	last uint16
	ids  []byte
}

func (p *posting) add(id uint16) {
	d := id
	if p.n > 0 {
		d = id - p.last
	}
	p.ids = binary.AppendUvarint(p.ids, uint64(d))
	p.n, p.last = p.n+1, id
}

// eachID calls f with every id of a row. It stops where the bytes are not a list of ids.
func eachID(block int64, ids []byte, f func(id int64)) {
	id := block << blockBits
	for len(ids) > 0 {
		d, n := uint64(ids[0]), 1
		if d >= 0x80 {
			if d, n = binary.Uvarint(ids); n <= 0 {
				return
			}
		}
		ids = ids[n:]
		id += int64(d)
		f(id)
	}
}

func readPosting(n int, ids []byte) *posting {
	p := &posting{n: n, ids: ids}
	eachID(0, ids, func(id int64) { p.last = uint16(id) })
	return p
}
