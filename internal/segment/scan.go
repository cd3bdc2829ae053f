package segment

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner goes through one text from one terminator to the next and decides for each whether a sentence ends there.
type scanner struct {
	text  string
	rules *rules
	clock *clock
	start int // of the current sentence
	// found are the text's quotations and parentheses, when paired says that they were looked for.
	found  []pair
	paired bool
	out    []int

	quotes quotes
	clause clause
	letter int // where the first letter or digit stands that was found last
}

func newScanner(r *rules, text string) *scanner {
	return &scanner{text: text, rules: r}
}

// kind is what a character does to a sentence.
type kind uint8

const (
	other  kind = iota
	dot         // may end a sentence: . … ․
	strong      // ends one: ! ?
	wide        // ends one without a space after it: 。
	line        // ends one always: a line's end
)

func (s *scanner) kindOf(r rune) kind {
	switch r {
	case '.', '…', '․', '‥':
		return dot
	case '!', '?', '؟', '‼', '⁇', '⁈', '⁉', '‽', '।', '॥', '۔', '։', '።', '፧', '፨', '။', '។', '៕',
		'܀', '܁', '܂', '᙮', '᠃', '᠉', '꘎', '꘏', '꛳', '꛷', '꩝', '᭚', '᭛', '᭞', '᭟':
		return strong
	case '。', '！', '？', '｡', '．', '﹒', '﹖', '﹗':
		return wide
	}
	if endsLine(r) {
		return line
	}
	if r < utf8.RuneSelf && !s.rules.endsASCII[r] {
		return other
	}
	if s.rules.endMarks != "" && strings.ContainsRune(s.rules.endMarks, r) {
		return strong
	}
	return other
}

// end describes a place where a sentence may end.
type end struct {
	at       int  // where the first terminator stands
	kind     kind // the strongest of the terminators
	ellipsis bool // dots in a row
	closed   bool // a quotation mark or bracket closes after the terminators
	after    int  // behind terminators and closers
	next     int  // behind the white space after them
}

func (s *scanner) breaks() []int {
	for i := 0; i < len(s.text) && !s.clock.over(); {
		if c := s.text[i]; c < utf8.RuneSelf && !s.rules.endsASCII[c] {
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s.text[i:])
		k := s.kindOf(r)
		if k == other {
			i += n
			continue
		}
		if k == line {
			i = s.lines(i)
			continue
		}
		e := s.cluster(i)
		if e.next < len(s.text) && s.ends(&e) {
			s.cut(e.next)
		}
		i = max(e.after, i+n)
	}
	return s.out
}

func (s *scanner) cut(at int) {
	if at > s.start && at < len(s.text) {
		s.out = append(s.out, at)
		s.start = at
	}
}

// lines goes past the ends of lines, and cuts after the white space there.
func (s *scanner) lines(i int) int {
	i = skipSpace(s.text, i)
	if strings.TrimSpace(s.text[s.start:i]) != "" {
		s.cut(i)
	}
	return i
}

// cluster reads the terminators from i on, with the closers among and after them, and the references to notes.
func (s *scanner) cluster(i int) end {
	e := end{at: i}
	dots := 0
	for i < len(s.text) && !s.clock.over() {
		r, n := utf8.DecodeRuneInString(s.text[i:])
		if k := s.kindOf(r); k == dot || k == strong || k == wide {
			e.kind = max(e.kind, k)
			if k == dot {
				dots++
				e.ellipsis = e.ellipsis || dots > 1 || r != '.'
			}
			e.closed = false
			i += n
			continue
		}
		if closer(r) && s.closes(i, r) {
			e.closed = true
			i += n
			continue
		}
		if n := s.guillemet(i); n > 0 && e.kind != other {
			e.closed = true
			i += n
			continue
		}
		if j := skipBlanks(s.text, i); j > i && j < len(s.text) && s.more(j) {
			i = j // ". . ." and "! ! !"
			continue
		}
		break
	}
	e.after = s.notes(i, &e)
	e.next = skipBlanks(s.text, e.after)
	return e
}

// more reports whether the terminators at j, after a space, belong to those before the space. Terminators that a letter
// follows begin a sentence instead: "…and then".
func (s *scanner) more(j int) bool {
	first := j
	for j < len(s.text) {
		r, n := utf8.DecodeRuneInString(s.text[j:])
		if k := s.kindOf(r); k != dot && k != strong || r == '…' {
			break
		}
		j += n
	}
	if j == first || j == len(s.text) {
		return j > first
	}
	r, _ := utf8.DecodeRuneInString(s.text[j:])
	return unicode.IsSpace(r) || closer(r)
}

// guillemet returns the length of a space and the closing guillemet after it, as French writes them, or 0.
func (s *scanner) guillemet(i int) int {
	j := skipBlanks(s.text, i)
	rest, ok := strings.CutPrefix(s.text[j:], "»")
	if j == i || !ok {
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(rest); rest != "" && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return 0
	}
	return j + len("»") - i
}

// closes reports whether a mark that can open or close does close here. One between a space and a letter opens.
func (s *scanner) closes(i int, r rune) bool {
	if r != '"' && r != '\'' && r != '“' && r != '‘' && r != '«' {
		return true
	}
	if r == '"' && s.quotes.count(s.text, s.start, i)%2 == 1 {
		return true
	}
	q, _ := utf8.DecodeRuneInString(s.text[i+utf8.RuneLen(r):])
	return !unicode.IsLetter(q) && !unicode.IsDigit(q)
}

func closer(r rune) bool {
	switch r {
	case '"', '\'', '”', '’', '“', '‘', '»', '«', '›', ')', ']', '}', '`', '´',
		'」', '』', '）', '】', '》', '〉', '〕', '］', '｝', '｣':
		return true
	}
	return false
}

// notes goes past references to notes, [1] or [1][2] [3], and past a note's number that stands without brackets.
func (s *scanner) notes(i int, e *end) int {
	for {
		n := bracketedNote(s.text[skipBlanks(s.text, i):])
		if n == 0 {
			break
		}
		i = skipBlanks(s.text, i) + n
	}
	if e.kind != dot || e.ellipsis || e.at == 0 || s.text[e.at-1] != ')' && s.text[e.at-1] != ']' {
		return i
	}
	j := i
	for j < len(s.text) && isDigit(s.text[j]) {
		j++
	}
	if j > i && j < len(s.text) && s.text[j] == ' ' {
		return j
	}
	return i
}

// bracketedNote returns the length of a reference to a note that t begins with, or 0.
func bracketedNote(t string) int {
	if t == "" || t[0] != '[' {
		return 0
	}
	k := 1
	for k < len(t) && k < 6 && (isDigit(t[k]) || t[k] == ',' || t[k] == ' ') {
		k++
	}
	if k == 1 || k == len(t) || t[k] != ']' {
		return 0
	}
	return k + 1
}

func isDigit(c byte) bool { return '0' <= c && c <= '9' }

// skipBlanks returns where the white space at i ends, within the line.
func skipBlanks(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(r) && r != '\u200b' && r != '\ufeff' || endsLine(r) {
			break
		}
		i += n
	}
	return i
}

// skipSpace returns where the white space at i ends.
func skipSpace(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(r) {
			break
		}
		i += n
	}
	return i
}

func endsLine(r rune) bool {
	switch r {
	case '\n', '\r', '\u2028', '\u2029', '\u0085':
		return true
	}
	return false
}
