package format

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mark is a quotation mark of a text.
type quoteMark struct {
	at, size int
	r        rune
	opens    bool
	depth    int
}

// quotes writes the quotation marks that pair as the locale's, if one of them is not the locale's or an inner one is
// the same as an outer one. Arabic and Hebrew are left alone, because not everybody writes the marks that CLDR has
// for them.
func (p *punctuator) quotes() {
	q := p.f.table.Quotes
	if p.f.locale.Direction() == "rtl" && q[0] != "«" || q[0] == "" {
		return
	}
	marks, ok := p.marks()
	if !ok || len(marks) == 0 || !p.foreign(marks) {
		return
	}
	spaced := q[0] == "«" && p.f.data.Punctuation.SpacedQuotes
	for _, m := range marks {
		inner := 0
		if m.depth%2 == 1 {
			inner = 2
		}
		start, end := m.at, m.at+m.size
		if m.opens {
			end = len(p.text) - len(strings.TrimLeft(p.text[end:], " \u00a0"))
			text := q[inner]
			if spaced && text == "«" {
				text += "\u00a0"
			}
			p.replace(start, end, text)
			continue
		}
		start = len(strings.TrimRight(p.text[:start], " \u00a0\u202f"))
		text := q[inner+1]
		if spaced && text == "»" {
			text = "\u00a0" + text
		}
		p.replace(start, end, text)
	}
}

// foreign reports whether the marks need rewriting.
func (p *punctuator) foreign(marks []quoteMark) bool {
	q := p.f.table.Quotes
	outer := rune(0)
	known := q[0] + q[1] + q[2] + q[3]
	known += strings.Join(p.f.data.Punctuation.AlsoQuotes, "")
	for _, m := range marks {
		if !strings.ContainsRune(known, m.r) || m.depth > 0 && m.opens && m.r == outer {
			return true
		}
		if m.depth == 0 && m.opens {
			outer = m.r
		}
		if p.f.data.Punctuation.SpacedQuotes && m.r == '«' {
			_, after := p.around(m.at, m.size)
			if after != '\u00a0' && after != '\u202f' {
				return true
			}
		}
	}
	return false
}

// marks finds the double quotation marks, and single ones within them. What stands around a mark says whether it
// opens or closes. It reports false when the marks do not pair.
func (p *punctuator) marks() ([]quoteMark, bool) {
	var out []quoteMark
	var open []rune
	for i, r := range p.text {
		if !strings.ContainsRune("\"“”„‟«»「」『』‘’", r) || p.protected(i) {
			continue
		}
		m := quoteMark{at: i, size: utf8.RuneLen(r), r: r}
		before, after := p.around(i, m.size)
		start := before == utf8.RuneError || unicode.IsSpace(before) || strings.ContainsRune("([{¿¡—–/“«„「『\"‘", before)
		end := after == utf8.RuneError || unicode.IsSpace(after) || unicode.IsPunct(after) || after == '…'
		single := r == '‘' || r == '’'
		switch {
		case single && (len(open) == 0 || r == '’' && open[len(open)-1] != '‘'):
			continue // an apostrophe, or a word in single marks, which stays
		case single && r == '‘' || r == '「' || r == '『' || r == '„':
			m.opens = true
		case r == '」' || r == '』' || single:
		case start && !end, start && (r == '«' || r == '“') && unicode.IsSpace(after):
			m.opens = true
		case start && len(open) == 0:
			m.opens = true
		case r == '"' && digitValue(before) >= 0 && len(open) == 0:
			return nil, false // inches
		}
		if m.opens {
			m.depth = len(open)
			open = append(open, r)
		} else {
			if len(open) == 0 {
				if ideograph(before) || ideograph(after) { // text without spaces
					m.opens = true
					open = append(open, r)
					out = append(out, m)
					continue
				}
				return nil, false
			}
			open = open[:len(open)-1]
			m.depth = len(open)
		}
		out = append(out, m)
	}
	return out, len(open) == 0
}
