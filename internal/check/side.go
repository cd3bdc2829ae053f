package check

import (
	"slices"
	"sort"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// side is a source or a target as every check sees it.
type side struct {
	// text is the fragment's text in which codes count as what they stand for. A code that shows something (a date, a
	// protected word, a picture) is the character standIn, a line break is "\n", and other codes are nothing.
	text   string
	shown  []int             // where in text codes are that show something; each is one stand-in or line break
	ends   []codeEnd         // of paired codes
	tokens []placeable.Token // of text; a stand-in is a token too
	words  []span            // of text: runs of letters and marks
	script scripts           // letters of text outside its placeables, by script

	compared string // what key has made

	clock *clock
	less  []int           // by the place in shown: how many bytes of text the codes before it have
	has   map[string]bool // what was asked of [side.contains]
	all   map[string]bool // the words, once so much was asked
}

// maxAsked is how many different pieces of a text are searched for in all of it.
const maxAsked = 1000

// contains reports whether the text has a piece. Each piece is searched for once. Beyond many different ones, whole words alone
// are known, so that the work grows with the text.
func (s *side) contains(piece string) bool {
	if has, ok := s.has[piece]; ok {
		return has
	}
	s.clock.step()
	if len(s.has) >= maxAsked {
		if s.all == nil {
			s.all = make(map[string]bool, len(s.words))
			for _, w := range s.words {
				s.all[s.text[w.Start:w.End]] = true
			}
		}
		return s.all[piece]
	}
	if s.has == nil {
		s.has = map[string]bool{}
	}
	has := strings.Contains(s.text, piece)
	s.has[piece] = has
	return has
}

type span = l10n.Span

// standIn is the character that stands for a code that shows something. Its letters and digits are nobody's to check: it
// is written by localize, or the same in both languages.
const standIn = '\uFFFC'

// codeToken is the kind of a stand-in among the tokens.
const codeToken placeable.Kind = 1 << 7

func newSide(f l10n.Fragment, codes []l10n.Code) side {
	var s side
	s.text, s.shown, s.ends = view(f, codes)
	s.tokens = s.scan()
	s.words = words(make([]span, 0, len(s.text)/5+1), s.text, s.tokens)
	s.script = countScripts(s.text, s.words)
	return s
}

// codeEnd is an end of a paired code in a text.
type codeEnd struct {
	kind l10n.PartKind // Open or Close
	id   l10n.CodeID
	at   int
}

// view returns the text that the checks see, where in it codes are that show something, and the ends of the others.
func view(f l10n.Fragment, codes []l10n.Code) (text string, shown []int, ends []codeEnd) {
	if !f.HasCodes() {
		return valid(f.Text()), nil, nil
	}
	var b strings.Builder
	for _, p := range f {
		switch {
		case p.Kind == l10n.Text:
			b.WriteString(valid(p.Text))
		case p.Kind == l10n.Empty:
			if r := shows(p.ID, codes); r != 0 {
				shown = append(shown, b.Len())
				b.WriteRune(r)
			}
		default:
			ends = append(ends, codeEnd{p.Kind, p.ID, b.Len()})
		}
	}
	return b.String(), shown, ends
}

// valid writes broken bytes as U+FFFD, which a check reports: all that follows may count on whole characters.
func valid(s string) string { return strings.ToValidUTF8(s, "\uFFFD") }

// shows returns the character that an empty code counts as, or 0 for one that shows nothing. A code of which nothing is
// known may well show something.
func shows(id l10n.CodeID, codes []l10n.Code) rune {
	if id < 1 || int(id) > len(codes) {
		return standIn
	}
	switch c := codes[id-1]; {
	case c.Equiv != "" || c.Date != "":
		return standIn
	case emptyElements[c.Name]:
		return 0
	case shownElements[c.Name] || strings.Contains(c.Name, "-") || c.Name == "":
		return standIn
	}
	return '\n' // br and hr, and a block within the text
}

// shownElements are seen without having text, in the line. Custom elements, which have a hyphen, are taken for such.
var shownElements = setOf("audio button canvas embed iframe img input math meter object output picture progress select svg " +
	"textarea video")

// emptyElements are inline elements that show nothing when they have no text.
var emptyElements = setOf("a abbr acronym area b base bdi bdo big cite code col data del dfn em font i ins kbd label link " +
	"map mark meta noscript param q rp rt rtc ruby s samp script slot small source span strike strong style sub sup " +
	"template time track tt u var wbr")

func setOf(words string) set {
	out := set{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

// scan returns the tokens of the text. None goes across a code that shows something.
func (s *side) scan() []placeable.Token {
	tokens := make([]placeable.Token, 0, 8+len(s.shown))
	from := 0
	scanTo := func(end int) {
		first := len(tokens)
		tokens = placeable.Scan(tokens, s.text[from:end])
		for i := first; i < len(tokens); i++ {
			tokens[i].Start += from
			tokens[i].End += from
		}
	}
	for _, at := range s.shown {
		scanTo(at)
		from = at + 1
		if s.text[at] != '\n' {
			from = at + len(string(standIn))
			tokens = append(tokens, placeable.Token{Kind: codeToken, Start: at, End: from})
		}
	}
	scanTo(len(s.text))
	return tokens
}

// inFragment returns a place of the text as a place of the fragment's own text, which has nothing for its codes.
func (s *side) inFragment(at span) span {
	return span{Start: s.offset(at.Start), End: s.offset(at.End)}
}

func (s *side) offset(at int) int {
	if len(s.shown) == 0 {
		return at
	}
	if s.less == nil {
		s.less = make([]int, 1, len(s.shown)+1)
		for i, shown := range s.shown {
			size := len(string(standIn))
			if s.text[shown] == '\n' {
				size = 1
			}
			s.less = append(s.less, s.less[i]+size)
		}
	}
	return at - s.less[sort.SearchInts(s.shown, at)]
}

// isCode reports whether a code stands at a place of the text.
func (s *side) isCode(at int) bool {
	_, found := slices.BinarySearch(s.shown, at)
	return found
}

// hasStandIn reports whether a code shows something other than a line break.
func (s *side) hasStandIn() bool { return strings.ContainsRune(s.text, standIn) }

// word returns a word's text.
func (s *side) word(i int) string {
	s.clock.step()
	return s.text[s.words[i].Start:s.words[i].End]
}

// outside reports whether a place of the text is outside all URLs, addresses and variables.
func (s *side) outside(at int) bool {
	s.clock.step()
	i := sort.Search(len(s.tokens), func(i int) bool { return s.tokens[i].End > at })
	return i == len(s.tokens) || s.tokens[i].Start > at || s.tokens[i].Kind == placeable.Number
}
