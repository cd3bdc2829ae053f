package check

import "unicode/utf8"

// pairOf says which pair of brackets a character belongs to, and whether it opens (+1) or closes (−1) it.
func pairOf(r rune) (pair, way int) {
	switch r {
	case '(', '（', '﹙':
		return 1, 1
	case ')', '）', '﹚':
		return 1, -1
	case '[', '［', '【', '〔':
		return 2, 1
	case ']', '］', '】', '〕':
		return 2, -1
	case '{', '｛':
		return 3, 1
	case '}', '｝':
		return 3, -1
	case '《', '〈':
		return 4, 1
	case '》', '〉':
		return 4, -1
	case '「', '『':
		return 5, 1
	case '」', '』':
		return 5, -1
	case '«':
		return 6, 1
	case '»':
		return 6, -1
	}
	return 0, 0
}

// balance counts, for each pair, how many more open than close, and notes the last character of the pair.
func (s *side) balance() (count [7]int, at [7]span, any bool) {
	for i, r := range s.text {
		pair, way := pairOf(r)
		if pair == 0 || !s.outside(i) {
			continue
		}
		any = true
		count[pair] += way
		at[pair] = span{Start: i, End: i + utf8.RuneLen(r)}
	}
	return count, at, any
}

func checkBrackets(l *inspection) {
	t, at, any := l.t.balance()
	if !any {
		return
	}
	s, _, _ := l.s.balance()
	for pair := 1; pair <= 3; pair++ {
		if t[pair] != 0 && t[pair] != s[pair] {
			l.report(span{}, at[pair], msgBracketsUnbalanced, "character", l.t.text[at[pair].Start:at[pair].End])
		}
	}
}
