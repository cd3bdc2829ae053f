package inflect

import (
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/arabic"
	"github.com/blevesearch/snowballstem/danish"
	"github.com/blevesearch/snowballstem/dutch"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/finnish"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/hungarian"
	"github.com/blevesearch/snowballstem/irish"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/norwegian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/romanian"
	"github.com/blevesearch/snowballstem/russian"
	"github.com/blevesearch/snowballstem/spanish"
	"github.com/blevesearch/snowballstem/swedish"
	"github.com/blevesearch/snowballstem/tamil"
	"github.com/blevesearch/snowballstem/turkish"
)

// rules are what is known of a language's words.
type rules struct {
	snowball func(*snowballstem.Env) bool
	// particles are written together with the word that follows, for instance Arabic's article.
	particles []string
	// endings, where given, are the only ones in which two forms of a word may differ: a stemmer that is made for search
	// takes "universe" and "university" for one.
	endings string
	// compounds says that words are written together into longer ones.
	compounds bool
	// irregular are plurals that no ending makes.
	irregular map[string]string
	// agglutinates says that endings pile up after a word that stays as it is.
	agglutinates bool
	// weak are the letters that a plural may change within the word.
	weak string
}

var englishPlurals = map[string]string{
	"children": "child", "people": "person", "men": "man", "women": "woman", "feet": "foot", "teeth": "tooth", "mice": "mouse", "geese": "goose", "oxen": "ox",
	"lives": "life", "wives": "wife", "leaves": "leaf", "knives": "knife", "wolves": "wolf", "halves": "half", "selves": "self", "criteria": "criterion",
	"phenomena": "phenomenon", "analyses": "analysis", "crises": "crisis", "data": "datum", "media": "medium", "indices": "index", "matrices": "matrix",
}

var arabicParticles = []string{"ال", "وال", "بال", "كال", "فال", "لل", "ولل", "و", "ف", "ب", "ك", "ل", "س", "ا", "وب", "ول"}

var hebrewParticles = []string{"ה", "ו", "ב", "ל", "מ", "ש", "כ", "וה", "של", "בה", "מה", "שה", "וב", "ול", "ומ", "וש", "כש"}

func rulesOf(lang string) rules {
	switch lang {
	case "ar":
		return rules{snowball: arabic.Stem, particles: arabicParticles, weak: "اويةىءآئؤ"}
	case "he", "yi":
		return rules{particles: hebrewParticles}
	case "da":
		return rules{snowball: danish.Stem, compounds: true}
	case "de":
		return rules{snowball: german.Stem, compounds: true}
	case "en":
		return rules{snowball: english.Stem, endings: " s es 's d ed ing y ies ied 'm n en f fe ves man men e ", irregular: englishPlurals}
	case "es":
		return rules{snowball: spanish.Stem}
	case "fi":
		return rules{snowball: finnish.Stem, compounds: true, agglutinates: true}
	case "fr":
		return rules{snowball: french.Stem}
	case "ga":
		return rules{snowball: irish.Stem}
	case "hu":
		return rules{snowball: hungarian.Stem, compounds: true, agglutinates: true}
	case "it":
		return rules{snowball: italian.Stem}
	case "nb", "nn", "no":
		return rules{snowball: norwegian.Stem, compounds: true}
	case "nl":
		return rules{snowball: dutch.Stem, compounds: true}
	case "pt":
		return rules{snowball: portuguese.Stem}
	case "ro":
		return rules{snowball: romanian.Stem}
	case "ru":
		return rules{snowball: russian.Stem}
	case "sv":
		return rules{snowball: swedish.Stem, compounds: true}
	case "ta":
		return rules{snowball: tamil.Stem, agglutinates: true}
	case "tr":
		return rules{snowball: turkish.Stem, agglutinates: true}
	case "et", "ko":
		return rules{compounds: true, agglutinates: true}
	case "is":
		return rules{compounds: true}
	case "az", "kk", "ka", "eu":
		return rules{agglutinates: true}
	}
	return rules{}
}

func (r rules) stem(w string) string {
	if r.snowball == nil || len(w) < 3 {
		return w
	}
	env := snowballstem.NewEnv(w)
	r.snowball(env)
	return env.Current()
}

// same reports whether two words can be forms of one.
func (l *Language) same(term, w word, loose bool) bool {
	if term.form == w.form {
		return true
	}
	if l.alike(term.form, w.form, loose) {
		return true
	}
	for _, p := range l.particles {
		if rest, ok := strings.CutPrefix(w.form, p); ok && utf8.RuneCountInString(rest) >= 2 {
			if rest == term.form || l.alike(term.form, rest, loose) {
				return true
			}
		}
	}
	if !loose || !l.compounds || len(w.form) <= len(term.form) || len(term.form) < 4 {
		return false
	}
	stem := l.stem(term.form)
	return len(stem) >= 4 && strings.Contains(w.form, stem)
}

func (l *Language) alike(a, b string, loose bool) bool {
	if l.irregular[a] == b || l.irregular[b] == a {
		return true
	}
	common := commonPrefix(a, b)
	if l.agglutinates && common == len(a) && utf8.RuneCountInString(a) >= 2 && utf8.RuneCountInString(b[common:]) <= utf8.RuneCountInString(a)+2 {
		return true
	}
	if common == 0 && l.weak == "" && !sameStart(a, b) {
		return false // no ending changes a word's beginning, but for an umlaut
	}
	if l.snowball != nil && l.stem(a) == l.stem(b) {
		return l.endings == "" || l.ending(a[common:]) && l.ending(b[common:]) || loose
	}
	if l.weak != "" && loose && l.skeleton(a) == l.skeleton(b) {
		return true
	}
	if l.snowball != nil && !loose {
		return false
	}
	// No stemmer, or one that may be tricked by an irregular form: a common beginning of most of the word.
	n := utf8.RuneCountInString(a[:common])
	ra, rb := utf8.RuneCountInString(a[common:]), utf8.RuneCountInString(b[common:])
	return n >= 3 && ra <= 3 && rb <= 4 && n >= ra+1 && n >= rb+1
}

func sameStart(a, b string) bool {
	x, _ := utf8.DecodeRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	return bare(x) == bare(y)
}

func (l *Language) ending(s string) bool { return s == "" || strings.Contains(l.endings, " "+s+" ") }

// skeleton leaves the letters of a word that its plural keeps; one of fewer than three letters tells nothing and is never
// another word's.
func (l *Language) skeleton(w string) string {
	for _, end := range [...]string{"هما", "ات", "ون", "ين", "ان", "ها", "هم", "هن", "نا", "كم", "ه"} {
		if rest, ok := strings.CutSuffix(w, end); ok && utf8.RuneCountInString(rest) >= 3 {
			w = rest
			break
		}
	}
	s := strings.Map(func(r rune) rune {
		if strings.ContainsRune(l.weak, r) {
			return -1
		}
		return r
	}, w)
	if utf8.RuneCountInString(s) < 3 {
		return w
	}
	return s
}

func commonPrefix(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	for n > 0 && n < len(a) && !utf8.RuneStart(a[n]) || n > 0 && n < len(b) && !utf8.RuneStart(b[n]) {
		n--
	}
	return n
}
