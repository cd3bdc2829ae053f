package segment

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// pair is a quotation or a parenthesis, from its opening mark to the place after its closing one.
type pair struct{ open, end int }

// maxPair is the longest pair, in bytes, that counts as embedded: the sentences of a long quotation are on their own.
const maxPair = 500

// closing has the marks that close a quotation or parenthesis that a mark opens.
var closing = map[rune]string{
	'(': ")", '[': "]", '{': "}",
	'“': "”“", '„': "“”\"", '«': "»", '»': "«", '‘': "’", '‚': "‘’", '"': "\"", '\'': "'", '`': "'`",
	'「': "」", '『': "』", '（': "）", '【': "】", '《': "》", '〈': "〉", '［': "］",
}

// pairsASCII has the ASCII characters that open or close a pair.
var pairsASCII = [utf8.RuneSelf]bool{
	'(': true, ')': true, '[': true, ']': true, '{': true, '}': true, '"': true, '\'': true, '`': true,
}

// mayPair reports whether a character beyond ASCII is from where the marks of pairs are. Letters are passed by it
// without a look into a map.
func mayPair(r rune) bool {
	return r == '«' || r == '»' || r >= 0x2018 && r <= 0x201f || r >= 0x3008 && r <= 0x3011 || r >= 0xff08 && r <= 0xff3d
}

// pairs returns the text's quotations and parentheses. Many texts are never asked for them.
func (s *scanner) pairs() []pair {
	if !s.paired {
		s.found, s.paired = s.rules.findPairs(s.clock, s.text), true
	}
	return s.found
}

// findPairs finds a text's quotations and parentheses, in the order of their opening marks.
func (r *rules) findPairs(k *clock, text string) []pair {
	type opened struct {
		at   int
		mark rune
	}
	var out []pair
	var stack []opened
	for i, c := range text {
		if k.over() {
			break
		}
		if c == '\n' {
			stack = stack[:0]
			continue
		}
		if c < utf8.RuneSelf && !pairsASCII[c] || c >= utf8.RuneSelf && !mayPair(c) {
			continue
		}
		size := utf8.RuneLen(c)
		closed := false
		for n := len(stack) - 1; n >= 0 && n >= len(stack)-4; n-- {
			closes := strings.ContainsRune(closing[stack[n].mark], c) &&
				(c != '\'' && c != '’' || endsWord(text, i+size)) &&
				(stack[n].mark != '"' || !spaceBefore(text, i))
			if closes {
				out = append(out, pair{stack[n].at, i + size})
				stack = stack[:n]
				closed = true
				break
			}
		}
		if _, opens := closing[c]; opens && !closed && r.begins(text, i, c) {
			stack = append(stack, opened{i, c})
		}
	}
	slices.SortFunc(out, func(a, b pair) int { return a.open - b.open })
	return out
}

// wordAt returns the letters that a text begins with, as far as a word of an apostrophe may be long.
func wordAt(t string) string {
	t = t[:min(len(t), maxApostropheWord)]
	if i := strings.IndexFunc(t, func(r rune) bool { return !unicode.IsLetter(r) }); i >= 0 {
		t = t[:i]
	}
	return t
}

// maxApostropheWord is the longest word with an apostrophe before it, in bytes.
const maxApostropheWord = 16

func endsWord(text string, i int) bool {
	r, _ := utf8.DecodeRuneInString(text[i:])
	return i >= len(text) || !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

func spaceBefore(text string, i int) bool {
	r, _ := utf8.DecodeLastRuneInString(text[:i])
	return i > 0 && unicode.IsSpace(r)
}

// begins reports whether a mark that can open or close does open here: at the beginning, or after a space or bracket,
// and before a letter. An apostrophe before a word that has one opens nothing: "'tis".
func (r *rules) begins(text string, i int, c rune) bool {
	if c != '"' && c != '\'' && c != '`' && c != '“' && c != '»' && c != '‘' {
		return true
	}
	q, _ := utf8.DecodeRuneInString(text[i+utf8.RuneLen(c):])
	if !unicode.IsLetter(q) && !unicode.IsDigit(q) && !opener(q) || (c == '\'' || c == '`') && !unicode.IsLetter(q) {
		return false
	}
	if (c == '\'' || c == '‘') && r.apostrophes[strings.ToLower(wordAt(text[i+utf8.RuneLen(c):]))] {
		return false
	}
	p, _ := utf8.DecodeLastRuneInString(text[:i])
	return i == 0 || unicode.IsSpace(p) || opener(p)
}

// embedded reports whether e lies inside a quotation or parenthesis that is a part of a sentence: the sentence began
// before it, or goes on after it.
func (s *scanner) embedded(e *end) bool {
	for _, p := range s.pairs()[s.pairAt(e.at-maxPair):] {
		if p.open >= e.at {
			break
		}
		if p.end <= e.after || p.open < s.start || p.end-p.open > maxPair {
			continue
		}
		if s.firstLetter() < p.open {
			return true
		}
		i := skipBlanks(s.text, p.end)
		if i < len(s.text) {
			if r, _ := utf8.DecodeRuneInString(s.text[i:]); unicode.IsLower(r) || r == ',' || r == '，' {
				return true
			}
		}
	}
	return false
}

func letterOrDigit(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }

// citation reports whether a parenthesis that begins at i belongs to the sentence before it, whose full stop follows
// it.
func (s *scanner) citation(i int) bool {
	if s.text[i] != '(' {
		return false
	}
	pairs, k := s.pairs(), s.pairAt(i)
	return k < len(pairs) && pairs[k].open == i && strings.HasPrefix(s.text[pairs[k].end:], ".")
}

// pairAt returns the first pair that opens at i or after.
func (s *scanner) pairAt(i int) int {
	pairs := s.pairs()
	return sort.Search(len(pairs), func(k int) bool { return pairs[k].open >= i })
}
