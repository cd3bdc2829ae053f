package format

import (
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// Edit is a change of a text: what stands from Start to End becomes Text.
type Edit struct {
	Start, End int
	Text       string
}

// Punctuation returns what makes a translation's punctuation the locale's: quotation marks as CLDR has them, the inner
// ones within others; the no-break spaces of French; the full width of Chinese and Japanese; and for Spanish the signs
// that open a question or an exclamation. Addresses and placeholders are left alone, as are quotation marks that don't
// pair. The edits are in order and don't overlap.
func (f *Formatter) Punctuation(text string) []Edit {
	p := &punctuator{f: f, text: text, placeables: placeable.Scan(nil, text)}
	p.quotes()
	p.spacesBefore()
	if f.data.Punctuation.FullWidth {
		p.fullWidth()
	}
	if f.data.Punctuation.Inverted {
		p.inverted()
	}
	slices.SortStableFunc(p.edits, func(a, b Edit) int { return a.Start - b.Start })
	return p.edits
}

// Apply makes the edits, which are in order.
func Apply(text string, edits []Edit) string {
	var b strings.Builder
	at := 0
	for _, e := range edits {
		if e.Start >= at {
			b.WriteString(text[at:e.Start] + e.Text)
			at = e.End
		}
	}
	return b.String() + text[at:]
}

// Punctuate makes those edits in a text with codes, and reports whether there were any. An edit that a code stands
// within is left out.
func (f *Formatter) Punctuate(target l10n.Fragment) (l10n.Fragment, bool) {
	edits := f.Punctuation(target.Text())
	if len(edits) == 0 {
		return target, false
	}
	out, at, changed := slices.Clone(target), 0, false
	for i, p := range out {
		if p.Kind != l10n.Text {
			continue
		}
		var own []Edit
		first := sort.Search(len(edits), func(k int) bool { return edits[k].Start >= at })
		for _, e := range edits[first:] {
			if e.Start > at+len(p.Text) {
				break
			}
			if e.Start >= at && e.End <= at+len(p.Text) && (e.End > e.Start || e.Start < at+len(p.Text)) {
				own = append(own, Edit{Start: e.Start - at, End: e.End - at, Text: e.Text})
			}
		}
		out[i].Text = Apply(p.Text, own)
		changed = changed || len(own) > 0
		at += len(p.Text)
	}
	return out, changed
}

type punctuator struct {
	f          *Formatter
	text       string
	placeables []placeable.Token
	edits      []Edit
	changed    []bool // by byte of the text: an edit has it, or stands before it
}

// protected reports whether a place is within an address, a placeholder, or a number's separators.
func (p *punctuator) protected(at int) bool {
	i := sort.Search(len(p.placeables), func(i int) bool { return p.placeables[i].End > at })
	return i < len(p.placeables) && p.placeables[i].Start <= at
}

// replace changes a range unless that has the text already, or has been changed.
func (p *punctuator) replace(start, end int, text string) {
	if p.text[start:end] == text {
		return
	}
	if p.changed == nil {
		p.changed = make([]bool, len(p.text)+1)
	}
	bytes := p.changed[start:max(end, start+1)]
	if slices.Contains(bytes, true) {
		return
	}
	for i := range bytes {
		bytes[i] = true
	}
	p.edits = append(p.edits, Edit{start, end, text})
}

func (p *punctuator) around(at, size int) (before, after rune) {
	before, _ = utf8.DecodeLastRuneInString(p.text[:at])
	after, _ = utf8.DecodeRuneInString(p.text[at+size:])
	return before, after
}

// spaceBefore is the no-break space that the language writes before a sign, or "".
func (f *Formatter) spaceBefore(sign rune) string {
	switch {
	case slices.Contains(f.data.Punctuation.SpaceBefore, string(sign)):
		return "\u00a0"
	case slices.Contains(f.data.Punctuation.NarrowSpaceBefore, string(sign)):
		return "\u202f"
	}
	return ""
}

// spacesBefore sets the no-break spaces before signs, as French has them.
func (p *punctuator) spacesBefore() {
	if len(p.f.data.Punctuation.SpaceBefore)+len(p.f.data.Punctuation.NarrowSpaceBefore) == 0 {
		return
	}
	for i, r := range p.text {
		space := ""
		if r < utf8.RuneSelf && unicode.IsPunct(r) {
			space = p.f.spaceBefore(r)
		}
		if space == "" || p.protected(i) {
			continue
		}
		bare := strings.TrimRight(p.text[:i], " ")
		last, _ := utf8.DecodeLastRuneInString(bare)
		_, after := p.around(i, 1)
		if after != utf8.RuneError && !unicode.IsSpace(after) && !strings.ContainsRune("»)!?…\"”", after) {
			continue // 14:30, a sign within a word
		}
		if unicode.IsLetter(last) || unicode.IsDigit(last) || strings.ContainsRune(")%»”\"", last) {
			p.replace(len(bare), i, space)
		}
	}
}

var wide = map[rune]string{',': "，", '.': "。", ';': "；", ':': "：", '!': "！", '?': "？"}

// fullWidth writes the signs after a character of the script in its width, without the space that follows Latin signs.
func (p *punctuator) fullWidth() {
	for i, r := range p.text {
		sign, ok := wide[r]
		if !ok || p.protected(i) {
			continue
		}
		if r == ',' {
			sign = p.f.data.Punctuation.Comma
		}
		before, after := p.around(i, 1)
		inNumber := (r == '.' || r == ',') && (after == r || digitValue(after) >= 0)
		inName := (r == '.' || r == ':') && after < utf8.RuneSelf && unicode.IsLetter(after)
		if inNumber || inName || !ideograph(before) {
			continue
		}
		end := i + 1
		if strings.HasPrefix(p.text[end:], " ") {
			end++
		}
		p.replace(i, end, sign)
	}
	p.brackets()
}

// brackets makes those wide, in pairs, that hold characters of the script.
func (p *punctuator) brackets() {
	for i := 0; i < len(p.text); i++ {
		if p.text[i] != '(' || p.protected(i) {
			continue
		}
		n := strings.IndexAny(p.text[i+1:], "()")
		if n < 0 || p.text[i+1+n] != ')' || !strings.ContainsFunc(p.text[i:i+n], ideograph) {
			continue
		}
		start, shut := i, i+1+n
		if strings.HasSuffix(p.text[:i], " ") {
			start--
		}
		end := shut + 1
		if strings.HasPrefix(p.text[end:], " ") {
			end++
		}
		p.replace(start, i+1, "（")
		p.replace(shut, end, "）")
		i = shut
	}
}

// ideograph reports whether a character is one of Chinese or Japanese text, its closing signs included.
func ideograph(r rune) bool {
	return unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana) || strings.ContainsRune("”’」』）》ー", r)
}

// inverted puts the opening sign before a sentence that asks or exclaims and has none.
func (p *punctuator) inverted() {
	for _, s := range [...]struct{ open, shut string }{{"¿", "?"}, {"¡", "!"}} {
		end := strings.TrimRight(p.text, " \u00a0\"”»’)")
		once := strings.Count(p.text, s.shut) == 1 && !strings.Contains(p.text, s.open)
		if !once || !strings.HasSuffix(end, s.shut) || p.protected(len(end)-1) {
			continue
		}
		body := strings.TrimSuffix(end, s.shut)
		if strings.ContainsAny(body, ".?!…;:") || !strings.ContainsFunc(body, unicode.IsLetter) {
			continue // where the question begins is for people to say
		}
		start := strings.IndexFunc(p.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
		p.edits = append(p.edits, Edit{start, start, s.open})
	}
}
