package extract

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Formulas in TeX's notation stand in the text of pages, between the delimiters that MathJax, KaTeX and others look for:
// \(…\) and \[…\], $…$ and $$…$$, and \begin{…}…\end{…}. A dollar sign is a currency more often than a delimiter, and
// brackets are escaped by badly converted pages, so what is between has to look like a formula as well.

// notFormula stands for what no formula can contain, such as an element, in a text that is looked through.
const notFormula = '\ufffc'

// The longest formulas, in bytes: in the line, and displayed. They bound how far the end of one is looked for.
const (
	maxInline  = 400
	maxDisplay = 8000
)

// span is a part of a text, in bytes.
type span struct{ start, end int }

// formulasIn returns the formulas of a text with their delimiters, in order.
func formulasIn(s string) []span {
	var found []span
	for i := 0; i < len(s); {
		n := 0
		switch s[i] {
		case '\\':
			n = backslashed(s[i:])
		case '$':
			if !endsInWord(s[:i]) || i+1 < len(s) && (s[i+1] == '_' || s[i+1] == '^') { // US$5 is none, and H$_2$O is one
				n = dollars(s[i:])
			}
		}
		if n > 0 {
			found = append(found, span{i, i + n})
			i += n
			continue
		}
		i += skipped(s[i:])
	}
	return found
}

// skipped is the length of what begins no formula: of an escaped character, a run of dollar signs, or up to the next
// character that may begin one.
func skipped(s string) int {
	switch {
	case s[0] == '\\' && len(s) > 1:
		return 2
	case s[0] == '$':
		return len(s) - len(strings.TrimLeft(s, "$"))
	}
	if n := strings.IndexAny(s[1:], `\$`); n >= 0 {
		return n + 1
	}
	return len(s)
}

// backslashed returns the length of the formula that a text begins with by a backslash, and 0 if it begins with none.
func backslashed(s string) int {
	switch {
	case strings.HasPrefix(s, `\(`):
		return delimited(s, `\)`, maxInline)
	case strings.HasPrefix(s, `\[`):
		return delimited(s, `\]`, maxDisplay)
	case strings.HasPrefix(s, `\begin{`):
		name, _, ok := strings.Cut(s[len(`\begin{`):min(len(s), maxInline)], "}")
		if !ok || name == "" {
			return 0
		}
		closing := `\end{` + name + `}`
		return uninterrupted(s, strings.Index(s[:min(len(s), maxDisplay)], closing)+len(closing), len(closing))
	}
	return len(texReference.FindString(s[:min(len(s), maxInline)]))
}

// texReference is a number of an equation, which is put in when the page is shown.
var texReference = regexp.MustCompile(`^\\(?:eqref|ref|tag|label)\{[^{}\s` + string(notFormula) + `]*\}`)

// delimited returns the length of a formula whose delimiters have two characters.
func delimited(s, closing string, most int) int {
	end := strings.Index(s[2:min(len(s), most)], closing)
	if end < 0 || !looksLikeFormula(s[2:2+end]) {
		return 0
	}
	return end + 4
}

// uninterrupted returns a length, or 0 if it is no more than least, or something within can't be a part of a formula.
func uninterrupted(s string, n, least int) int {
	if n <= least || strings.ContainsRune(s[:n], notFormula) {
		return 0
	}
	return n
}

// dollars returns the length of the formula between dollar signs that a text begins with. In the line, no space follows
// the first sign or goes before the last, and no digit follows the last: "$5 and $10" is no formula.
func dollars(s string) int {
	if strings.HasPrefix(s, "$$") {
		end := strings.Index(s[2:min(len(s), maxDisplay)], "$$")
		if end <= 0 || strings.HasPrefix(s[2+end+2:], "$") || s[2] == '$' || !looksLikeFormula(s[2:2+end]) {
			return 0
		}
		return end + 4
	}
	if len(s) < 3 || beginsInSpace(s[1:]) {
		return 0
	}
	for i := 1; i < len(s) && i < maxInline; i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '$':
			if i == 1 || strings.HasPrefix(s[i+1:], "$") || endsInSpace(s[:i]) || continues(s[:i], s[i+1:]) || !looksLikeFormula(s[1:i]) {
				return 0
			}
			return i + 1
		}
	}
	return 0
}

// continues reports whether what follows a dollar sign goes on with it: it is an amount, a variable of a template or
// another word. "$n$th" is none.
func continues(before, after string) bool {
	r, _ := utf8.DecodeRuneInString(after)
	switch {
	case r >= '0' && r <= '9' || r == '{' || r == '_':
		return true
	case texSign.MatchString(before):
		return false
	}
	return unicode.IsUpper(r) || spaced(r) && len(before) > 3
}

func beginsInSpace(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsSpace(r)
}

func endsInWord(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return spaced(r) || unicode.IsDigit(r)
}

// spaced reports whether r is a letter of a script that has spaces between words, as Chinese has not.
func spaced(r rune) bool { return unicode.IsLetter(r) && r < '\u0590' }

func endsInSpace(s string) bool {
	r, _ := utf8.DecodeLastRuneInString(s)
	return unicode.IsSpace(r)
}

var (
	// texSign is what only TeX has: a command, or something raised or lowered.
	texSign = regexp.MustCompile(`\\[a-zA-Z]+|\\[,;:!{}|]|\^[A-Za-z0-9{\\(*+'-]|_[{\\]|_[A-Za-z0-9](?:[^A-Za-z]|$)`)
	// mathSign is what formulas have, and other texts too.
	mathSign = regexp.MustCompile(`[=<>+*/|≤≥≠±×·→∈-]`)
	// currencies stand in prices, and in no formula.
	currencies = "€£¥₹₽₩₺₫฿" + string(notFormula)
	// texWords are the commands that have a text, and the text.
	texWords = regexp.MustCompile(`\\(?:text|textrm|textit|textbf|mathrm|mathit|mathbf|mathsf|operatorname|mbox|hbox|begin|end|label|tag)\*?\s*\{[^{}]*\}|\\[a-zA-Z]+`)
	// prose is two words in a row.
	prose = regexp.MustCompile(`\pL{2,}[,;:.!?]?\s+\pL{2,}`)
	// word is one that is not a letter or two.
	word = regexp.MustCompile(`\pL{3,}`)
	// functions are the words that people leave without their backslash.
	functions = regexp.MustCompile(`\b(?:sin|cos|tan|cot|sec|csc|log|ln|lg|exp|lim|max|min|sup|inf|det|gcd|lcm|mod|deg|dim|ker|arg)\b`)
	// begins is how a formula without signs begins.
	begins = regexp.MustCompile(`^\s*[\pL\pN(\[{|'.]`)
	// points are the corners of a figure, "ABC", which are one word.
	points = regexp.MustCompile(`^\s*[A-Z]{1,5}'?\s*$`)
)

// looksLikeFormula reports whether what stands between delimiters is a formula, and no text.
func looksLikeFormula(s string) bool {
	if isBlank(s) || strings.ContainsAny(s, currencies) {
		return false
	}
	rest := ownWords(s)
	switch {
	case prose.MatchString(rest):
		return false
	case texSign.MatchString(s):
		return true
	case mathSign.MatchString(s):
		return len(word.FindAllStringIndex(rest, 2)) < 2 || strings.ContainsRune(s, '=')
	}
	return !word.MatchString(rest) && begins.MatchString(s) || points.MatchString(s)
}

// ownWords is a formula with a sign in the place of each command and function.
func ownWords(s string) string {
	return functions.ReplaceAllString(texWords.ReplaceAllString(s, " · "), " · ")
}

// knownCommand is a command that stands in formulas and not in the path of a file.
var knownCommand = regexp.MustCompile(`\\(?:displaystyle|textstyle|scriptstyle|d?frac|tfrac|sqrt|sum|prod|int|iint|oint|lim|` +
	`in|notin|cup|cap|subset|supset|forall|exists|nabla|partial|infty|cdots?|ldots|dots|times|div|pm|mp|le|leq|ge|geq|neq?|approx|` +
	`equiv|sim|to|rightarrow|leftarrow|Rightarrow|mapsto|left|right|big|Big|mathbb|mathbf|mathrm|mathcal|mathfrak|mathit|` +
	`operatorname|text|begin|end|overline|underline|hat|bar|vec|dot|tilde|sin|cos|tan|log|ln|exp|binom|choose|quad|over|` +
	`alpha|beta|gamma|delta|epsilon|varepsilon|zeta|eta|theta|iota|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|upsilon|phi|varphi|chi|psi|omega|` +
	`Gamma|Delta|Theta|Lambda|Xi|Pi|Sigma|Phi|Psi|Omega)(?:[^a-zA-Z]|$)`)

// raised is a letter, a digit or a bracket with something above or below it.
var raised = regexp.MustCompile(`(?:^|[^\pL\pN])(?:\pL{1,2}|\pN+|[)\]}])\^(?:\{|[A-Za-z0-9])` +
	`|(?:^|[^\pL\pN])(?:\pL|[)\]}])_(?:\{|[A-Za-z0-9])`)

// isFormula reports whether a whole text is a formula in TeX, as the alt attribute of a formula's picture says it: with
// delimiters around it or, by its signs, without.
func isFormula(s string) bool {
	if !strings.ContainsAny(s, `\^_$`) {
		return false
	}
	if found := formulasIn(s); len(found) > 0 {
		at := 0
		for _, f := range found {
			if hasLetter(s[at:f.start]) {
				return false
			}
			at = f.end
		}
		return !hasLetter(s[at:])
	}
	if !knownCommand.MatchString(s) && !raised.MatchString(s) {
		return false
	}
	rest := ownWords(s)
	return !prose.MatchString(rest) && len(word.FindAllStringIndex(rest, 3)) < 3
}
