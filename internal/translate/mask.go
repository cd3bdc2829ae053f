package translate

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Mask writes a fragment as an engine of that markup wants it.
func Mask(f l10n.Fragment, m Markup) string {
	if m == Notation {
		return f.String()
	}
	var b strings.Builder
	whole := wholePairs(f)
	for _, p := range f {
		switch {
		case p.Kind == l10n.Text && m == HTML:
			b.WriteString(html.EscapeString(p.Text))
		case p.Kind == l10n.Text:
			b.WriteString(p.Text)
		case m == HTML:
			b.WriteString(htmlCode(p, whole[p.ID]))
		default:
			b.WriteString(placeholder(p))
		}
	}
	return b.String()
}

// htmlCode writes a pair as an inline element. One end alone, whose other end is in another segment, would be repaired
// away, so it becomes an empty element whose ID says which end it is.
func htmlCode(p l10n.Part, whole bool) string {
	switch {
	case p.Kind == l10n.Open && whole:
		return fmt.Sprintf(`<b id="%d">`, p.ID)
	case p.Kind == l10n.Close && whole:
		return "</b>"
	}
	return fmt.Sprintf(`<img id="%s%d"/>`, map[l10n.PartKind]string{l10n.Open: "o", l10n.Close: "c"}[p.Kind], p.ID)
}

// wholePairs tells which paired codes have both ends in the fragment.
func wholePairs(f l10n.Fragment) map[l10n.CodeID]bool {
	opened, whole := map[l10n.CodeID]bool{}, map[l10n.CodeID]bool{}
	for _, p := range f {
		switch p.Kind {
		case l10n.Open:
			opened[p.ID] = true
		case l10n.Close:
			whole[p.ID] = opened[p.ID]
		}
	}
	return whole
}

// Placeholders are brackets that hardly any page has and that engines take for punctuation to be kept.
func placeholder(p l10n.Part) string {
	switch p.Kind {
	case l10n.Open:
		return fmt.Sprintf("⟦%d⟧", p.ID)
	case l10n.Close:
		return fmt.Sprintf("⟦/%d⟧", p.ID)
	}
	return fmt.Sprintf("⟦%d/⟧", p.ID)
}

// Unmask reads an engine's answer back into a fragment and verifies it against the source: codes that are lost,
// invented or crossing, and empty answers, give [ErrBadAnswer]. Everything in the answer that is not one of the
// source's codes is text.
func Unmask(answer string, m Markup, source l10n.Fragment, deletable func(l10n.CodeID) bool) (l10n.Fragment, error) {
	var f l10n.Fragment
	switch m {
	case HTML:
		f = unmaskHTML(answer)
	case Notation:
		f = l10n.ParseFragment(answer)
	default:
		f = unmaskPlaceholders(answer)
	}
	f = trimLike(dropRepeats(f), source)
	if strings.TrimSpace(f.Text()) == "" && strings.TrimSpace(source.Text()) != "" {
		return nil, fmt.Errorf("%w: it is empty", ErrBadAnswer)
	}
	if err := f.CheckCodes(source, deletable); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadAnswer, err)
	}
	if id := emptied(f, source); id != 0 {
		return nil, fmt.Errorf("%w: nothing is left between <%d> and </%d>", ErrBadAnswer, id, id)
	}
	return f, nil
}

// emptied returns a paired code that holds words in the source and none in the answer, or 0.
func emptied(f, source l10n.Fragment) l10n.CodeID {
	words := wordsWithin(f)
	for id, n := range wordsWithin(source) {
		if n > 0 && words[id] == 0 {
			return id
		}
	}
	return 0
}

// wordsWithin counts the letters and digits within each whole pair.
func wordsWithin(f l10n.Fragment) map[l10n.CodeID]int {
	within, whole := map[l10n.CodeID]int{}, wholePairs(f)
	var open []l10n.CodeID
	for _, p := range f {
		switch {
		case p.Kind == l10n.Text:
			n := strings.Count(strings.Map(letterOrDigit, p.Text), "x")
			for _, id := range open {
				within[id] += n
			}
		case p.Kind == l10n.Open && whole[p.ID]:
			open = append(open, p.ID)
		case p.Kind == l10n.Close:
			open = slices.DeleteFunc(open, func(id l10n.CodeID) bool { return id == p.ID })
		}
	}
	return within
}

func letterOrDigit(r rune) rune {
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return 'x'
	}
	return -1
}

var placeholders = regexp.MustCompile(`⟦\s*(/?)\s*(\d{1,4})\s*(/?)\s*⟧`)

func unmaskPlaceholders(s string) l10n.Fragment {
	var f l10n.Fragment
	last := 0
	for _, m := range placeholders.FindAllStringSubmatchIndex(s, -1) {
		f = append(f, l10n.TextFragment(s[last:m[0]])...)
		last = m[1]
		id, _ := strconv.ParseInt(s[m[4]:m[5]], 10, 32) // what is too large is the largest, which no code is
		kind := l10n.Open
		switch {
		case m[3] > m[2]:
			kind = l10n.Close
		case m[7] > m[6]:
			kind = l10n.Empty
		}
		f = append(f, l10n.Part{Kind: kind, ID: l10n.CodeID(id)})
	}
	return append(f, l10n.TextFragment(s[last:])...)
}

func unmaskHTML(s string) l10n.Fragment {
	var f l10n.Fragment
	var open []l10n.CodeID
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return f
		}
		raw := string(z.Raw()) // before Token, which may reuse the buffer
		t := z.Token()
		part := htmlPart(t)
		switch {
		case kind == html.TextToken:
			f = append(f, l10n.TextFragment(t.Data)...)
		case t.Data == "img" && part.ID > 0:
			f = append(f, part)
		case t.Data == "b" && kind == html.StartTagToken && part.ID > 0:
			open = append(open, part.ID)
			f = append(f, l10n.Part{Kind: l10n.Open, ID: part.ID})
		case t.Data == "b" && kind == html.EndTagToken && len(open) > 0:
			f = append(f, l10n.Part{Kind: l10n.Close, ID: open[len(open)-1]})
			open = open[:len(open)-1]
		default:
			f = append(f, l10n.TextFragment(raw)...)
		}
	}
}

// htmlPart reads the code that an element's ID names; an ID of 0 says that it names none.
func htmlPart(t html.Token) l10n.Part {
	for _, a := range t.Attr {
		if a.Key != "id" {
			continue
		}
		kind, digits := l10n.Empty, a.Val
		if d, ok := strings.CutPrefix(digits, "o"); ok {
			kind, digits = l10n.Open, d
		} else if d, ok := strings.CutPrefix(digits, "c"); ok {
			kind, digits = l10n.Close, d
		}
		if n, err := strconv.ParseInt(digits, 10, 32); err == nil && n > 0 {
			return l10n.Part{Kind: kind, ID: l10n.CodeID(n)}
		}
	}
	return l10n.Part{}
}

// dropRepeats keeps the first of each code: engines that move words apart repeat the element around each of them.
func dropRepeats(f l10n.Fragment) l10n.Fragment {
	seen := map[l10n.Part]bool{}
	out := f[:0]
	for _, p := range f {
		switch {
		case p.Kind != l10n.Text:
			if seen[p] {
				continue
			}
			seen[p] = true
		case len(out) > 0 && out[len(out)-1].Kind == l10n.Text:
			out[len(out)-1].Text += p.Text
			continue
		}
		out = append(out, p)
	}
	return out
}

// trimLike takes white space from the answer's edges where the source has none: it belongs to the skeleton.
func trimLike(f, source l10n.Fragment) l10n.Fragment {
	const space = " \t\r\n"
	if len(f) == 0 || len(source) == 0 {
		return f
	}
	if p := &f[0]; p.Kind == l10n.Text && !startsWithSpace(source) {
		p.Text = strings.TrimLeft(p.Text, space)
	}
	if p := &f[len(f)-1]; p.Kind == l10n.Text && !endsWithSpace(source) {
		p.Text = strings.TrimRight(p.Text, space)
	}
	return f
}

func startsWithSpace(f l10n.Fragment) bool {
	return f[0].Kind == l10n.Text && strings.TrimLeft(f[0].Text, " \t\r\n") != f[0].Text
}

func endsWithSpace(f l10n.Fragment) bool {
	last := f[len(f)-1]
	return last.Kind == l10n.Text && strings.TrimRight(last.Text, " \t\r\n") != last.Text
}
