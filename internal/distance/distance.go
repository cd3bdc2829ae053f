// Package distance measures how much of a text was changed.
package distance

// mostCompared bounds the comparison of two texts, in pairs of characters. Longer ones differ in all but what they begin and
// end with.
const mostCompared = 4_000_000

// Of is the edit distance of two texts: how many characters have to be inserted, deleted or replaced to make one of the
// other.
func Of(a, b []rune) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	if len(a) == 0 || len(b) == 0 || len(a) > mostCompared/len(b) {
		return max(len(a), len(b))
	}
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		before := row[0] // of the row above, one to the left
		row[0] = i + 1
		for j, y := range b {
			above := row[j+1]
			cost := before
			if x != y {
				cost = min(before, above, row[j]) + 1
			}
			before, row[j+1] = above, cost
		}
	}
	return row[len(b)]
}
