package translate

import (
	"encoding/json"
	"unicode/utf8"
)

// batch returns how many of the questions fit into one request: at least one, if the first fits at all.
func batch(qs []Question, tr Traits) int {
	characters, bytes := 0, 0
	for i, q := range qs {
		c, b := size(q, tr.Markup)
		characters, bytes = characters+c, bytes+b
		if (tr.MaxTexts > 0 && i >= tr.MaxTexts) || over(characters, tr.MaxCharacters) || over(bytes, tr.MaxBytes) {
			return i
		}
	}
	return len(qs)
}

func over(n, limit int) bool { return limit > 0 && n > limit }

// size is a question's length in characters, and in bytes as JSON writes it, with room for quotes and a field name.
func size(q Question, m Markup) (characters, bytes int) {
	text := Mask(q.Source, m)
	b, err := json.Marshal(text)
	if err != nil {
		return utf8.RuneCountInString(text), len(text)
	}
	return utf8.RuneCountInString(text), len(b) + 16
}

// Characters counts what a question costs: the characters of its text, without its codes.
func (q Question) Characters() int { return utf8.RuneCountInString(q.Source.Text()) }
