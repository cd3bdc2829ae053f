package segment

import (
	"strings"
	"unicode"
)

// endsTime decides after a time of day, before a word that does not name a day or a time zone. Before a title of a
// person a sentence ends there, unless its last clause began with the time: the full stop ends the sentence in "They met
// on Monday at 5 p.m. Dr. Ito spoke", and does not in "At 5 p.m. Dr. Ito spoke".
func (s *scanner) endsTime(e *end, f following) bool {
	if !f.upper || letters(f.word) > 1 && allUpper(f.word) || s.rules.afterTimes[f.key] {
		return false
	}
	if s.rules.personTitles[f.key] {
		return !s.opensWithTime(e)
	}
	return !s.rules.abbreviated(f.key)
}

// maxOpening is how many words a time has at the beginning of a clause: "In the spring of 44 B.C."
const maxOpening = 7

// maxDate is how many words a time has that begins with a figure: Russian "5 мая 1950 г."
const maxDate = 4

// maxWord is how long a word is thought to be at most, in bytes.
const maxWord = 80

// opensWithTime reports whether a clause consists, up to a full stop, of a time alone: "In 44 B.C. Caesar died."
func (s *scanner) opensWithTime(e *end) bool {
	from := s.clause.start(s.text, s.start, e.at)
	if e.at-from > maxOpening*maxWord {
		return false
	}
	words := len(strings.Fields(s.text[from:e.at]))
	opening, first := s.nextWord(from)
	if unicode.IsDigit(first) {
		return words <= maxDate
	}
	return s.rules.timeOpeners[strings.ToLower(opening)] && words <= maxOpening
}
