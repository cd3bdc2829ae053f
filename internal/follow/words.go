package follow

import (
	"strings"
	"unicode"

	"github.com/sergi/go-diff/diffmatchpatch"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Piece is a stretch of text that stayed, came or went.
type Piece struct {
	Kind Kind // Same, New or Removed
	Text string
}

// Words tells which words of a text are others, for people: in reading order, what went before what came in its place.
// Codes are shown as they are written, <1>.
func Words(old, now l10n.Fragment) []Piece {
	numbers := map[string]rune{}
	encode := func(f l10n.Fragment) []rune {
		var rs []rune
		for _, t := range fragmentTokens(f) {
			if _, ok := numbers[t]; !ok {
				numbers[t] = numbered(len(numbers))
			}
			rs = append(rs, numbers[t])
		}
		return rs
	}
	was, is := encode(old), encode(now)
	named := map[rune]string{}
	for name, r := range numbers {
		named[r] = name
	}
	var out []Piece
	for _, d := range diffmatchpatch.New().DiffMainRunes(was, is, false) {
		var text strings.Builder
		for _, r := range d.Text {
			text.WriteString(named[r])
		}
		out = append(out, Piece{kinds[d.Type], text.String()})
	}
	return joined(out)
}

var kinds = map[diffmatchpatch.Operation]Kind{
	diffmatchpatch.DiffEqual: Same, diffmatchpatch.DiffInsert: New, diffmatchpatch.DiffDelete: Removed,
}

// joined makes one change of changes that nothing but white space keeps apart: "a b" → "c d" reads better than a → c, b
// → d.
func joined(in []Piece) []Piece {
	var out []Piece
	var gone, come strings.Builder
	flush := func() {
		if gone.Len() > 0 {
			out = append(out, Piece{Removed, gone.String()})
		}
		if come.Len() > 0 {
			out = append(out, Piece{New, come.String()})
		}
		gone.Reset()
		come.Reset()
	}
	for i, p := range in {
		inside := i > 0 && i < len(in)-1 && blank(p.Text)
		switch {
		case p.Kind == Removed:
			gone.WriteString(p.Text)
		case p.Kind == New:
			come.WriteString(p.Text)
		case inside && gone.Len() > 0 && come.Len() > 0:
			gone.WriteString(p.Text)
			come.WriteString(p.Text)
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

// tokens cuts a text into words with their marks, single characters of scripts that write no spaces, stretches of white
// space, and punctuation.
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
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return single
	case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r), r == '\'', r == '’', r == '\u200d', r == '\u200c':
		return word
	}
	return single
}

func blank(s string) bool { return strings.TrimSpace(s) == "" }
