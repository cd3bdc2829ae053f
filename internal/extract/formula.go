package extract

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// formulaClasses are the classes by which renderers, converters and wikis mark an element that is nothing but a formula.
var formulaClasses = words(`texhtml mwe-math-element mwe-math-fallback-image-inline mwe-math-fallback-image-display
		MathJax MathJax_Display MathJax_Preview MathJax_SVG MathJax_SVG_Display MathJax_CHTML MathJax_MathML MJXc-display
		MJX_Assistive_MathML mjx-chtml mjx-math katex-html arithmatex asciimath`)

// formulaElements are custom elements of the same use.
var formulaElements = words(`mjx-container mjx-assistive-mml math-renderer math-field tex-math`)

// isFormulaElement reports whether an HTML element is nothing but a formula, as its name or its class says.
func isFormulaElement(n *html.Node) bool {
	if n.Namespace != "" {
		return false
	}
	if formulaElements[n.Data] {
		return true
	}
	class, ok := attr(n, "class")
	if !ok || class == "" {
		return false
	}
	math, placed := false, false
	for c := range ascii.Fields(class) {
		switch {
		case c == "katex":
			return katexDraws(n)
		case formulaClasses[c]:
			return true
		case c == "math":
			math = true
		case c == "inline" || c == "display":
			placed = true
		}
	}
	return math && placed // Pandoc's and others' "math inline"
}

// katexDraws reports whether KaTeX has drawn a formula of HTML beside its MathML: then neither has words of its own.
func katexDraws(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if class, _ := attr(c, "class"); c.Type == html.ElementNode && class == "katex-html" {
			return true
		}
	}
	return false
}

// inFormula derives from an element's markup whether its texts are a formula. Of MathML only mtext is text: mi, mo and mn
// are identifiers, operators and numbers, and ms is a string of a programming language (https://www.w3.org/TR/mathml-core/,
// 3.2). An annotation is the same formula in another notation.
func (x *extractor) inFormula(n *html.Node, st state) state {
	switch {
	case n.Namespace == "" && !isFormulaElement(n), translateAttr(n) == 1:
	case n.Namespace == "":
		st.protected = true
		x.tell(n, "(formula)")
	case n.Namespace != "math":
	case n.Data == "math":
		st.formula = true
		x.tell(n, "(formula)")
	case n.Data == "mtext":
		st.formula = false
	case n.Data == "annotation" || n.Data == "annotation-xml":
		st.protected = true
	}
	return st
}

// spokenFormula reports whether an attribute of MathML has words that say the formula aloud.
func spokenFormula(a *html.Attribute) bool {
	switch a.Key {
	case "alttext", "aria-label", "title":
		return prose.MatchString(a.Val) && !isFormula(a.Val)
	}
	return false
}

// formulas makes codes of the formulas in the texts of items. A line break may stand in one, and belongs to it.
func (x *extractor) formulas(items []item) []item {
	if !mayHaveFormula(items) {
		return items
	}
	var b strings.Builder
	at := make([]int, len(items)+1)
	for i := range items {
		at[i] = b.Len()
		switch it := &items[i]; {
		case it.kind == l10n.Text:
			b.WriteString(it.text)
		case it.kind == l10n.Empty && (x.codes[it.code].Name == "br" || x.codes[it.code].Name == "wbr"):
			b.WriteByte('\n')
		default:
			b.WriteRune(notFormula)
		}
	}
	at[len(items)] = b.Len()
	text := b.String()
	found := formulasIn(text)
	if len(found) == 0 {
		return items
	}
	return renumbered(x.cutFormulas(items, at, found, text))
}

func mayHaveFormula(items []item) bool {
	for i := range items {
		if items[i].kind == l10n.Text && strings.ContainsAny(items[i].text, `\$`) {
			return true
		}
	}
	return false
}

// cutFormulas replaces the parts of items that are formulas by a code each. at is where each item begins in the text that
// they were found in.
func (x *extractor) cutFormulas(items []item, at []int, found []span, text string) []item {
	src := x.tree.Src
	out := make([]item, 0, len(items)+2*len(found))
	k := 0
	put := func(it item, start int) {
		for k < len(found) && found[k].end <= start {
			k++
		}
		switch {
		case k == len(found) || start < found[k].start:
			out = append(out, it)
		case start == found[k].start:
			out = append(out, item{kind: l10n.Empty, place: it.place, fixed: it.fixed, start: it.start, end: it.end, code: noCode})
		default:
			last := &out[len(out)-1]
			last.end, last.fixed = it.end, last.fixed || it.fixed
		}
	}
	next := 0 // of the ends of formulas
	for i, it := range items {
		start := at[i]
		for ; next < 2*len(found) && found[next/2].edge(next%2) < at[i+1]; next++ {
			edge := found[next/2].edge(next % 2)
			if edge <= start || it.kind != l10n.Text {
				continue
			}
			var before item
			before, it = splitAt(it, edge-start, src)
			put(before, start)
			start = edge
		}
		put(it, start)
	}
	n := 0
	for i := range out {
		if it := &out[i]; it.code == noCode {
			it.text = text[found[n].start:found[n].end]
			it.code = int32(len(x.codes))
			x.codes = append(x.codes, l10n.Code{Name: "math", Open: src[it.start:it.end], Equiv: it.text})
			n++
		}
	}
	return out
}

// noCode is the number of a code that is still to be made.
const noCode = -1

// edge is the span's start for 0, and its end for 1.
func (s span) edge(n int) int {
	if n == 0 {
		return s.start
	}
	return s.end
}

// renumbered gives items their places among themselves anew.
func renumbered(items []item) []item {
	seq := map[int32]int32{}
	for i := range items {
		if kind := items[i].kind; kind == l10n.Open || kind == l10n.Close {
			seq[items[i].seq] = int32(i)
		}
	}
	for i := range items {
		it := &items[i]
		if it.kind == l10n.Open || it.kind == l10n.Close {
			it.mate = seq[it.mate]
		}
		it.seq = int32(i)
	}
	return items
}
