package site

import (
	"bytes"
	"slices"
	"unicode"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// passage is where a text stands in a page.
type passage struct {
	text   string // the page's bytes, at most longestPassage of them
	offset int
	times  int // how often it stands there
}

const (
	longestPassage = 4000
	// longestGap is how many characters may stand in the place of a code without content, for instance a date.
	longestGap = 200
	mostTimes  = 1000
)

// findPassage finds a text in a page. White space is compared loosely, and signs of direction are passed over, as the page is
// made one of its locale after the text was put into it. A text whose words are others on the page is not found.
func findPassage(page []byte, text l10n.Fragment) passage {
	words := literals(text)
	if len(words) == 0 {
		return passage{}
	}
	running, attributes := readPage(page)
	for _, s := range []stretch{running, attributes} {
		if p := s.find(page, words); p.times > 0 {
			return p
		}
	}
	return passage{}
}

// literals are the runs of text between codes without content.
func literals(f l10n.Fragment) [][]rune {
	var all [][]rune
	var now []rune
	flush := func() {
		if now = trimSpace(loosely(now)); len(now) > 0 {
			all = append(all, now)
		}
		now = nil
	}
	for _, p := range f {
		switch p.Kind {
		case l10n.Text:
			now = append(now, []rune(p.Text)...)
		case l10n.Empty:
			flush()
		}
	}
	flush()
	return all
}

func trimSpace(rs []rune) []rune {
	for len(rs) > 0 && rs[0] == ' ' {
		rs = rs[1:]
	}
	for len(rs) > 0 && rs[len(rs)-1] == ' ' {
		rs = rs[:len(rs)-1]
	}
	return rs
}

// loosely writes white space as one space and leaves signs of direction out.
func loosely(rs []rune) []rune {
	s := stretch{}
	for _, r := range rs {
		s.add(r, 0, 0)
	}
	return s.runes
}

// stretch is text of a page, with the places at which its characters stand: from from[i] up to end[i].
type stretch struct {
	runes     []rune
	from, end []int
}

func (s *stretch) add(r rune, from, end int) {
	switch {
	case isDirection(r):
		return
	case unicode.IsSpace(r):
		if n := len(s.runes); n > 0 && s.runes[n-1] == ' ' {
			return
		}
		r = ' '
	}
	s.runes, s.from, s.end = append(s.runes, r), append(s.from, from), append(s.end, end)
}

// isDirection reports whether a character only says in which direction others run, or where a line may break.
func isDirection(r rune) bool {
	return r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069 || r == 0xFEFF || r == 0xAD || r == 0x61C
}

// addText adds HTML text that stands in a page from offset on.
func (s *stretch) addText(raw []byte, offset int) {
	for i := 0; i < len(raw); {
		n := 1
		if raw[i] == '&' {
			if end := bytes.IndexByte(raw[i:min(len(raw), i+40)], ';'); end > 0 {
				n = end + 1
			}
		} else {
			for i+n < len(raw) && raw[i+n]&0xC0 == 0x80 {
				n++
			}
		}
		for _, r := range html.UnescapeString(string(raw[i : i+n])) {
			s.add(r, offset+i, offset+i+n)
		}
		i += n
	}
}

// readPage reads the running text of a page, and the values of its attributes with a separator behind each.
func readPage(page []byte) (running, attributes stretch) {
	z := html.NewTokenizer(bytes.NewReader(page))
	offset, hidden := 0, ""
	for {
		kind := z.Next()
		raw := z.Raw()
		switch kind {
		case html.ErrorToken:
			return running, attributes
		case html.TextToken:
			if hidden == "" {
				running.addText(raw, offset)
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			attributes.addValues(raw, offset)
			name, _ := z.TagName()
			if n := string(name); kind == html.StartTagToken && (n == "script" || n == "style") {
				hidden = n
			}
		case html.EndTagToken:
			if name, _ := z.TagName(); string(name) == hidden {
				hidden = ""
			}
		}
		offset += len(raw)
	}
}

// addValues adds the quoted values of a tag's attributes.
func (s *stretch) addValues(tag []byte, offset int) {
	for i := 0; i < len(tag); i++ {
		if tag[i] != '"' && tag[i] != '\'' {
			continue
		}
		end := bytes.IndexByte(tag[i+1:], tag[i])
		if end < 0 {
			return
		}
		s.addText(tag[i+1:i+1+end], offset+i+1)
		s.add(0, offset+i+1+end, offset+i+1+end)
		i += end + 1
	}
}

// find finds words that stand one after the other.
func (s stretch) find(page []byte, words [][]rune) passage {
	var p passage
	for from := 0; p.times < mostTimes; {
		begin := index(s.runes[from:], words[0])
		if begin < 0 {
			return p
		}
		begin += from
		end, ok := begin+len(words[0]), true
		for _, w := range words[1:] {
			window := s.runes[end:min(len(s.runes), end+longestGap+len(w))]
			at := index(window, w)
			if ok = at >= 0; !ok {
				break
			}
			end += at + len(w)
		}
		if from = begin + 1; !ok {
			continue
		}
		if p.times++; p.times == 1 {
			first, last := s.from[begin], s.end[end-1]
			p.offset, p.text = first, string(bytes.ToValidUTF8(page[first:min(last, first+longestPassage)], nil))
		}
		from = end
	}
	return p
}

// index is where a text begins in another, or -1. Searching by the first character is fast enough: texts are short.
func index(in, word []rune) int {
	for at := 0; at+len(word) <= len(in); at++ {
		i := slices.Index(in[at:len(in)-len(word)+1], word[0])
		if i < 0 {
			return -1
		}
		if at += i; slices.Equal(in[at:at+len(word)], word) {
			return at
		}
	}
	return -1
}
