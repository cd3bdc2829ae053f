package check

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// letters returns a text's letters and digits in lower case. Two texts with the same letters are copies of each
// other.
func (s *side) letters() string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s.text)
}

// common counts the words that are neither names nor abbreviations: they begin with a small letter and have two
// letters or more.
func (s *side) common() int {
	n := 0
	for i := range s.words {
		if isCommon(s.word(i)) {
			n++
		}
	}
	return n
}

func isCommon(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return len(w) > n && (unicode.IsLower(r) || !unicode.IsUpper(r) && unicode.IsLetter(r))
}

func checkUntranslated(l *inspection) {
	if len(l.s.words) == 0 || l.from.base == l.to.base || l.s.script != l.t.script || l.s.letters() != l.t.letters() {
		return
	}
	common := l.s.common() - l.particles()
	for _, t := range l.Terms {
		if t.DoNotTranslate || len(t.Targets) > 0 && t.Targets[0] == t.Source {
			common -= len(strings.Fields(t.Source))
		}
	}
	severity := 0
	switch {
	case common >= 2 || common >= 1 && len(l.s.words) >= 4 || l.from.data.Words.Unspaced && len(l.s.text) >= 12:
		severity = serious
	case common == 1 && !l.sharesScript():
		severity = warning
	case len(l.s.words) >= 8 && !l.isAddress(): // a title in capitals
		severity = warning
	case common == 1:
		severity = hint // "radio" is radio in many languages
	}
	if severity > 0 {
		l.reportAs(severity, span{}, span{}, msgCopied)
		l.copied = true
	}
}

// particles counts the small words of a source that are not its language's and stand between capitals: the "de la" of
// "12 Rue de la Paix".
func (l *inspection) particles() int {
	n := 0
	for i := range l.s.words {
		w := l.s.word(i)
		if i == 0 || !isCommon(w) || len(w) > 4 || l.from.functionWord(strings.ToLower(w)) {
			continue
		}
		first, last := i-1, i+1
		for first > 0 && isCommon(l.s.word(first)) && len(l.s.word(first)) <= 4 {
			first--
		}
		for last < len(l.s.words)-1 && isCommon(l.s.word(last)) && len(l.s.word(last)) <= 4 {
			last++
		}
		if last < len(l.s.words) && upperFirst(l.s.word(first)) && upperFirst(l.s.word(last)) {
			n++
		}
	}
	return n
}

// isAddress reports whether a source without common words has several numbers and a comma, as addresses have.
func (l *inspection) isAddress() bool {
	numbers := 0
	for _, t := range l.s.tokens {
		if t.Kind == placeable.Number {
			numbers++
		}
	}
	return numbers >= 2 && strings.Contains(l.s.text, ",")
}

func (l *inspection) sharesScript() bool {
	for _, s := range l.from.scripts {
		if l.to.writes(s) {
			return true
		}
	}
	return false
}

// checkPartlyUntranslated finds the longest run of words that source and target share.
func checkPartlyUntranslated(l *inspection) {
	if l.copied || l.from.base == l.to.base || l.from.data.Words.Unspaced || len(l.s.words) < 4 || len(l.t.words) < 2 {
		return
	}
	if l.s.script[l.from.scripts[0]] == 0 || l.t.script[l.from.scripts[0]] < 8 {
		return
	}
	at, n := sharedRun(&l.s, &l.t)
	common, total := 0, 0
	for i := at; i < at+n; i++ {
		total++
		if isCommon(l.t.word(i)) && !l.t.isTechnical(i) && !l.t.joinsName(i, at, at+n, l.from) {
			common++
		}
	}
	foreign := !l.sharesScript()
	long := total >= 8 || foreign && total >= 4
	if common >= 2 && long || common >= 3 && (foreign || total >= 4) {
		from, to := l.t.words[at].Start, l.t.words[at+n-1].End
		if quoted(l.t.text, from, to) && total < 8 {
			return // a title that keeps its name
		}
		text := l.t.text[from:to]
		l.report(span{}, span{Start: from, End: to}, msgPartlyCopied, "text", text)
		l.copied = true
	}
}

// isTechnical reports whether a word is a part of what programs are called by, a path, a name with dots or an option, or a
// further part of a word with hyphens.
func (s *side) isTechnical(i int) bool {
	w := s.words[i]
	before, after := s.text[:w.Start], s.text[w.End:]
	if r := lastRune(before); r != utf8.RuneError && strings.ContainsRune(`/\._-:=@#~`, r) {
		return true
	}
	if after == "" || !strings.ContainsRune(`/\._:=@`, rune(after[0])) {
		return false
	}
	next, _ := utf8.DecodeRuneInString(after[1:])
	return isLetter(next) || unicode.IsDigit(next)
}

// joinsName reports whether a word of a run of words is one of up to three small words between two with capitals, as in
// "Gone with the Wind".
func (s *side) joinsName(i, from, to int, lang *language) bool {
	first, last := i, i
	small := func(i int) bool { return !upperFirst(s.word(i)) && lang.functionWord(strings.ToLower(s.word(i))) }
	for first >= from && small(first) {
		first--
	}
	for last < to && small(last) {
		last++
	}
	return first >= from && last < to && last-first <= 4 && first < i && last > i && upperFirst(s.word(first)) && upperFirst(s.word(last))
}

// functionWord reports whether a word in lower case is one of the language's small words.
func (l *language) functionWord(w string) bool {
	f := allFunctionWords()
	bit, ok := f.bit[l.base]
	return ok && f.mask[w]&(1<<bit) != 0
}

// shortestRun is the fewest words that are a fault when they stand in both texts.
const shortestRun = 3

// sharedRun returns where in the target the longest run of words begins that the source has too, and its length. A
// run shorter than [shortestRun] is none. Where there is a run of n words there is one of n-1, so that halving finds
// the longest.
func sharedRun(s, t *side) (at, n int) {
	numbers := map[string]uint64{}
	source, target := s.numbered(numbers), t.numbered(numbers)
	starts := make(map[uint64]int, len(source))
	longest := min(len(source), len(target))
	for from, to := shortestRun, longest; from <= to; {
		length := from
		if n > 0 {
			length = (from + to) / 2
		}
		if i, ok := sharedOf(source, target, length, starts); ok {
			at, n, from = i, length, length+1
		} else {
			to = length - 1
		}
	}
	return at, n
}

// numbered returns a number for each word, the same for the same word.
func (s *side) numbered(numbers map[string]uint64) []uint64 {
	out := make([]uint64, len(s.words))
	for i := range s.words {
		w := s.word(i)
		n, ok := numbers[w]
		if !ok {
			n = uint64(len(numbers) + 1)
			numbers[w] = n
		}
		out[i] = n
	}
	return out
}

// sharedOf returns where in the target the first run of so many words begins that the source has too. Runs are looked
// up by a rolling hash, so that each takes the same time however long it is; starts is a map to use again.
func sharedOf(source, target []uint64, length int, starts map[uint64]int) (at int, ok bool) {
	clear(starts)
	rolling(source, length, func(i int, hash uint64) bool {
		if _, there := starts[hash]; !there {
			starts[hash] = i
		}
		return true
	})
	rolling(target, length, func(i int, hash uint64) bool {
		if j, there := starts[hash]; there && slices.Equal(source[j:j+length], target[i:i+length]) {
			at, ok = i, true
		}
		return !ok
	})
	return at, ok
}

// rolling calls f with the hash of each run of so many numbers, until f returns false.
func rolling(numbers []uint64, length int, f func(start int, hash uint64) bool) {
	const base = 0x9E3779B97F4A7C15 // odd, and with its bits well mixed
	var hash, leaving uint64 = 0, 1
	for range length {
		leaving *= base
	}
	for i, n := range numbers {
		hash = hash*base + n
		if i >= length {
			hash -= numbers[i-length] * leaving
		}
		if start := i + 1 - length; start >= 0 && !f(start, hash) {
			return
		}
	}
}

// quoted reports whether quotation marks or brackets stand right around a part of a text.
func quoted(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:from], " "))
	after, _ := utf8.DecodeRuneInString(text[to:])
	const marks = "\"'“”„‘’«»()（）《》「」『』"
	return strings.ContainsRune(marks, before) && strings.ContainsRune(marks, after)
}
