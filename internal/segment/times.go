package segment

import (
	"strings"
	"unicode"
)

// endsTime decides after a time of day or an era, before a word that does not name a day or a time zone. Before a title
// of a person a sentence ends there, unless its last clause began with the time: the full stop ends the sentence in
// "They met on Monday at 5 p.m. Dr. Ito spoke", and does not in "At 5 p.m. Dr. Ito spoke".
func (s *scanner) endsTime(e *end, before, word string, first rune) bool {
	abbreviation, key := strings.ToLower(before), strings.ToLower(word)
	era := s.rules.eras[abbreviation] && s.afterNumber(before, e.at)
	if !era && !s.rules.timesOfDay[abbreviation] {
		return false
	}
	if !unicode.IsUpper(first) || allUpper(word) || s.rules.afterTimes[key] {
		return false
	}
	if era || s.rules.personTitles[key] {
		opening, _ := s.nextWord(s.clause.start(s.text, s.start, e.at))
		return !s.rules.timeOpeners[strings.ToLower(opening)]
	}
	return !s.rules.abbreviations[key]
}
