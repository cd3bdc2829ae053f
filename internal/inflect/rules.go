package inflect

import (
	"cmp"
	"slices"
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

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// stemmers are Snowball's, by base language.
var stemmers = map[string]func(*snowballstem.Env) bool{
	"ar": arabic.Stem, "da": danish.Stem, "de": german.Stem, "en": english.Stem, "es": spanish.Stem, "fi": finnish.Stem,
	"fr": french.Stem, "ga": irish.Stem, "hu": hungarian.Stem, "it": italian.Stem, "nb": norwegian.Stem, "nl": dutch.Stem,
	"nn": norwegian.Stem, "no": norwegian.Stem, "pt": portuguese.Stem, "ro": romanian.Stem, "ru": russian.Stem,
	"sv": swedish.Stem, "ta": tamil.Stem, "tr": turkish.Stem,
}

// rules are what is known of a language's words. langdata.Inflection explains those that come from its file.
type rules struct {
	snowball     func(*snowballstem.Env) bool // nil where there is none
	particles    []string                     // the longest first
	endings      map[string]bool
	compounds    bool
	irregular    map[string]string
	agglutinates bool
	weak         string
	suffixes     []string // the longest first
}

func rulesOf(l l10n.Locale) rules {
	data := langdata.Of(l).Inflection
	return rules{
		snowball:     stemmers[l.Language()],
		particles:    longestFirst(data.Particles),
		endings:      langdata.Set(data.Endings),
		compounds:    data.Compounds,
		irregular:    data.Irregular,
		agglutinates: data.Agglutinates,
		weak:         strings.Join(data.WeakLetters, ""),
		suffixes:     longestFirst(data.Suffixes),
	}
}

// longestFirst sorts affixes so that the first that fits is the longest.
func longestFirst(affixes []string) []string {
	return slices.SortedStableFunc(slices.Values(affixes), func(a, b string) int {
		return cmp.Compare(utf8.RuneCountInString(b), utf8.RuneCountInString(a))
	})
}

func (r rules) stem(w string) string {
	if r.snowball == nil || len(w) < 3 {
		return w
	}
	env := snowballstem.NewEnv(w)
	r.snowball(env)
	return env.Current()
}
