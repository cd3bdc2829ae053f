package memory

import (
	"hash/fnv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
)

// maskRune plus a placeable's kind stands for the placeable in a masked text. Unicode gives these runes no meaning.
const maskRune = '\uE000'

// form is a source text, prepared for comparison.
type form struct {
	codes  l10n.Fragment     // the codes alone, in order
	text   string            // the text without codes, in NFC, with single spaces
	tokens []placeable.Token // the numbers, addresses … of text
	masked string            // text with its tokens masked
	folded []rune            // masked in lower case, with plain quotes and dashes
	plain  []rune            // text as runes
}

func newForm(f l10n.Fragment) *form {
	fm := &form{text: squeeze(f.Text())}
	for _, p := range f {
		if p.Kind != l10n.Text {
			fm.codes = append(fm.codes, p)
		}
	}
	fm.tokens = placeable.Scan(nil, fm.text)
	fm.masked = mask(fm.text, fm.tokens)
	fm.folded = fold(fm.masked)
	fm.plain = []rune(fm.text)
	return fm
}

// squeeze brings a text into NFC, makes every run of white space one space, and trims the edges.
func squeeze(s string) string {
	if plainSpaced(s) {
		return s
	}
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	return strings.Join(strings.Fields(s), " ")
}

// plainSpaced reports whether a text is printable ASCII with single spaces inside. squeeze leaves such a text as it is.
func plainSpaced(s string) bool {
	blank := true
	for i := range len(s) {
		c := s[i]
		if c >= 0x80 || c < ' ' || c == ' ' && blank {
			return false
		}
		blank = c == ' '
	}
	return !blank
}

// mask replaces each token by a rune that stands for its kind.
func mask(s string, ts []placeable.Token) string {
	if len(ts) == 0 {
		return s
	}
	var b strings.Builder
	at := 0
	for _, t := range ts {
		b.WriteString(s[at:t.Start])
		b.WriteRune(maskRune + rune(t.Kind))
		at = t.End
	}
	b.WriteString(s[at:])
	return b.String()
}

// fold removes differences that do not matter to a reader: case, and the shapes of quotes and dashes.
func fold(s string) []rune {
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if r < 0x80 {
			if r >= 'A' && r <= 'Z' {
				r |= 0x20
			}
			out = append(out, r)
			continue
		}
		switch r {
		case '“', '”', '„', '«', '»', '‟', '＂':
			r = '"'
		case '’', '‘', '‚', '‛', 'ʼ':
			r = '\''
		case '–', '—', '−', '‐', '‑':
			r = '-'
		default:
			r = unicode.ToLower(r)
		}
		out = append(out, r)
	}
	return out
}

// canonical numbers the codes of a source 1, 2, 3 … in their order and joins neighbouring texts. So a sentence is
// stored once, wherever it stands in its unit: "<7>Read</7> more" becomes "<1>Read</1> more". ids[n-1] is the number
// that the code n had before.
func canonical(f l10n.Fragment) (canon l10n.Fragment, ids []l10n.CodeID) {
	number := map[l10n.CodeID]l10n.CodeID{}
	for _, p := range f {
		if p.Kind == l10n.Text {
			if p.Text == "" {
				continue
			}
			if n := len(canon); n > 0 && canon[n-1].Kind == l10n.Text {
				canon[n-1].Text += p.Text
				continue
			}
		} else {
			if number[p.ID] == 0 {
				ids = append(ids, p.ID)
				number[p.ID] = l10n.CodeID(len(ids))
			}
			p.ID = number[p.ID]
		}
		canon = append(canon, p)
	}
	return canon, ids
}

// renumber gives a target's codes the numbers that canonical gave to the codes of its source. Codes that the source
// does not have get numbers above the source's.
func renumber(f l10n.Fragment, ids []l10n.CodeID) l10n.Fragment {
	number := map[l10n.CodeID]l10n.CodeID{}
	for i, id := range ids {
		number[id] = l10n.CodeID(i + 1)
	}
	out := make(l10n.Fragment, 0, len(f))
	for _, p := range f {
		if p.Kind != l10n.Text {
			if number[p.ID] == 0 {
				number[p.ID] = l10n.CodeID(len(number) + 1)
			}
			p.ID = number[p.ID]
		}
		out = append(out, p)
	}
	return out
}

// original gives a target's codes the query's own numbers: the inverse of renumber. Codes that the query does not have
// are left out.
func original(f l10n.Fragment, ids []l10n.CodeID) l10n.Fragment {
	out := make(l10n.Fragment, 0, len(f))
	for _, p := range f {
		if p.Kind != l10n.Text {
			if int(p.ID) > len(ids) {
				continue
			}
			p.ID = ids[p.ID-1]
		}
		out = append(out, p)
	}
	return out
}

// hash64 is a stable hash for the database's columns.
func hash64(parts ...string) int64 {
	h := fnv.New64a()
	for _, p := range parts {
		_, _ = h.Write([]byte(p))
		_, _ = h.Write([]byte{0})
	}
	return int64(h.Sum64())
}

// contextHash is a hash of a text's neighbours and element, or 0 when none of them is known.
func contextHash(prev, next l10n.Fragment, element string) int64 {
	if prev.IsEmpty() && next.IsEmpty() && element == "" {
		return 0
	}
	p, _ := canonical(prev)
	n, _ := canonical(next)
	return hash64(p.String(), n.String(), element)
}
