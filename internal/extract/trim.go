package extract

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// isBlank reports whether s has nothing but white space that HTML collapses.
func isBlank(s string) bool {
	for i := range len(s) {
		if !ascii.IsSpace(s[i]) {
			return false
		}
	}
	return true
}

// hasLetter reports whether there is anything to translate in s.
func hasLetter(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if 'a' <= c|0x20 && c|0x20 <= 'z' {
				return true
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if unicode.IsLetter(r) {
			return true
		}
		i += n
	}
	return false
}

// worthwhile reports whether items hold a text for translation.
func worthwhile(items []item) bool {
	for i := range items {
		if items[i].kind == l10n.Text && hasLetter(items[i].text) {
			return true
		}
	}
	return false
}

// trim cuts from both ends what no translator need see: white space, empty codes that show nothing, and pairs of codes
// that wrap all the rest. It returns what was cut before and after, in order, which is good until the next call.
func (x *extractor) trim(items []item) (lead, core, tail []item) {
	x.lead, x.tail = x.lead[:0], x.tail[:0]
	i, j := 0, len(items)
	idle := func(it *item) bool { // nothing to see, or one end of what is trimmed already
		switch it.kind {
		case l10n.Text:
			return isBlank(it.text)
		case l10n.Empty:
			return it.text == ""
		}
		return it.mate < items[i].seq || it.mate > items[j-1].seq
	}
	for changed := true; changed && i < j; {
		changed = false
		first := &items[i]
		if idle(first) {
			x.lead, i, changed = append(x.lead, *first), i+1, true
			continue
		}
		if n := leadingSpace(first); n > 0 {
			var blank item
			blank, *first = splitAt(*first, n, x.tree.Src)
			x.lead = append(x.lead, blank)
		}
		last := &items[j-1]
		if idle(last) {
			x.tail, j, changed = append(x.tail, *last), j-1, true
			continue
		}
		if n := trailingSpace(last); n < len(last.text) {
			var blank item
			*last, blank = splitAt(*last, n, x.tree.Src)
			x.tail = append(x.tail, blank)
		}
		if i < j-1 && first.kind == l10n.Open && first.mate == last.seq {
			x.lead, x.tail = append(x.lead, *first), append(x.tail, *last)
			i, j, changed = i+1, j-1, true
		}
	}
	slices.Reverse(x.tail)
	return x.lead, items[i:j], x.tail
}

// leadingSpace returns the length of the white space that a text item begins with.
func leadingSpace(it *item) int {
	n := 0
	for it.kind == l10n.Text && n < len(it.text) && ascii.IsSpace(it.text[n]) {
		n++
	}
	return n
}

// trailingSpace returns where the white space begins that a text item ends with.
func trailingSpace(it *item) int {
	n := len(it.text)
	for it.kind == l10n.Text && n > 0 && ascii.IsSpace(it.text[n-1]) {
		n--
	}
	return n
}

// splitAt cuts a text at a byte within it.
func splitAt(it item, n int, src string) (before, after item) {
	at := it.start + int32(reader{src[it.start:it.end], it.place}.offset(n))
	before, after = it, it
	before.text, before.end = it.text[:n], at
	after.text, after.start = it.text[n:], at
	return before, after
}
