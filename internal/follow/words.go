package follow

import (
	"strings"
	"unicode"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Piece is a stretch of a text that stayed, is new or was removed.
type Piece struct {
	Kind Kind // Same, New or Removed
	Text string
}

// Words compares two texts word by word, for people to read. Its pieces are in reading order, with removed words before
// the new ones in their place. Codes are written as <1>.
func Words(old, now l10n.Fragment) []Piece {
	numbers := map[string]int{}
	var tokenOf []string
	encode := func(f l10n.Fragment) []int {
		var rs []int
		for _, t := range fragmentTokens(f) {
			if _, ok := numbers[t]; !ok {
				numbers[t] = len(tokenOf)
				tokenOf = append(tokenOf, t)
			}
			rs = append(rs, numbers[t])
		}
		return rs
	}
	var out []Piece
	for _, d := range diff(encode(old), encode(now)) {
		var text strings.Builder
		for _, r := range d.items {
			text.WriteString(tokenOf[r])
		}
		out = append(out, Piece{d.kind, text.String()})
	}
	return joinChanges(out)
}

// joinChanges makes one change of neighbouring changes with only white space between them: people read "a b" → "c d"
// more easily than "a" → "c", "b" → "d".
func joinChanges(in []Piece) []Piece {
	var out []Piece
	var removed, added strings.Builder
	flush := func() {
		if removed.Len() > 0 {
			out = append(out, Piece{Removed, removed.String()})
		}
		if added.Len() > 0 {
			out = append(out, Piece{New, added.String()})
		}
		removed.Reset()
		added.Reset()
	}
	for i, p := range in {
		inside := i > 0 && i < len(in)-1 && blank(p.Text)
		switch {
		case p.Kind == Removed:
			removed.WriteString(p.Text)
		case p.Kind == New:
			added.WriteString(p.Text)
		case inside && removed.Len() > 0 && added.Len() > 0:
			removed.WriteString(p.Text)
			added.WriteString(p.Text)
		default:
			flush()
			out = append(out, p)
		}
	}
	flush()
	return out
}

func fragmentTokens(f l10n.Fragment) []string {
	var ts []string
	for _, p := range f {
		if p.Kind == l10n.Text {
			ts = append(ts, tokens(p.Text)...)
		} else {
			ts = append(ts, l10n.Fragment{p}.String())
		}
	}
	return ts
}

// tokens cuts a text into words, white space and single characters. Single are punctuation, and the characters of
// scripts that write no spaces between words.
func tokens(s string) []string {
	var ts []string
	start, class := 0, none
	for i, r := range s {
		c := classOf(r)
		if i > start && (c != class || c == single) {
			ts = append(ts, s[start:i])
			start = i
		}
		class = c
	}
	if start < len(s) {
		ts = append(ts, s[start:])
	}
	return ts
}

const (
	none = iota
	word
	space
	single
)

func classOf(r rune) int {
	switch {
	case unicode.IsSpace(r):
		return space
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana,
		unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return single
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '\'', r == '’', r == '\u200d', r == '\u200c':
		return word
	}
	return single
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
