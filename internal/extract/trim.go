package extract

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// isBlank reports whether s has nothing but white space that HTML collapses.
func isBlank(s string) bool {
	for i := range len(s) {
		if !dom.IsSpace(s[i]) {
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
func worthwhile(items []*item) bool {
	for _, it := range items {
		if it.kind == l10n.Text && hasLetter(it.text) {
			return true
		}
	}
	return false
}

// trim cuts from both ends what no translator need see: white space, empty codes that show nothing, and pairs of codes
// that wrap all the rest. It returns what was cut before and after, in order.
func trim(items []*item, src string) (lead, core, tail []*item) {
	i, j := 0, len(items)
	outside := func(it *item) bool { return it.mate.seq < items[i].seq || it.mate.seq > items[j-1].seq }
	for changed := true; changed && i < j; {
		changed = false
		first := items[i]
		blank, rest := splitBlank(first, src, leading)
		switch {
		case blank != nil && rest != nil:
			items[i] = rest
			lead, changed = append(lead, blank), true
		case blank != nil, first.text == "" && first.kind == l10n.Empty, first.mate != nil && outside(first):
			lead, i, changed = append(lead, first), i+1, true
			continue
		}
		last := items[j-1]
		rest, blank = splitBlank(last, src, trailing)
		switch {
		case blank != nil && rest != nil:
			items[j-1] = rest
			tail, changed = append(tail, blank), true
		case blank != nil, last.text == "" && last.kind == l10n.Empty, last.mate != nil && outside(last):
			tail, j, changed = append(tail, last), j-1, true
			continue
		}
		if i < j-1 && items[i].kind == l10n.Open && items[i].mate == items[j-1] {
			lead, tail = append(lead, items[i]), append(tail, items[j-1])
			i, j, changed = i+1, j-1, true
		}
	}
	slices.Reverse(tail)
	return lead, items[i:j], tail
}

const (
	leading  = true
	trailing = false
)

// splitBlank cuts the white space off one end of a text and returns the two parts in order; for the whole of a blank
// text, the other part is nil.
func splitBlank(it *item, src string, lead bool) (before, after *item) {
	if it.kind != l10n.Text {
		if lead {
			return nil, it
		}
		return it, nil
	}
	if lead {
		n := 0
		for n < len(it.text) && dom.IsSpace(it.text[n]) {
			n++
		}
		return splitAt(it, n, src)
	}
	n := len(it.text)
	for n > 0 && dom.IsSpace(it.text[n-1]) {
		n--
	}
	return splitAt(it, n, src)
}

// splitAt cuts a text at a byte of it; a part without text is nil.
func splitAt(it *item, n int, src string) (before, after *item) {
	if n <= 0 {
		return nil, it
	}
	if n >= len(it.text) {
		return it, nil
	}
	at := it.start + reader{src[it.start:it.end], it.place}.offset(n)
	b, a := *it, *it
	b.text, b.end = it.text[:n], at
	a.text, a.start = it.text[n:], at
	return &b, &a
}
