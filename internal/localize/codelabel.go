package localize

import (
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/langdata"
)

// isCodeLabel reports whether a label says that its figure is no amount, but a version, an identifier or an address.
// Some words say so only when they are the whole label: "Number" does, and "Number of members" does not.
func isCodeLabel(label string) bool { return codeLabels().MatchString(label) }

// codeLabels is one pattern of the labels of all languages.
var codeLabels = sync.OnceValue(func() *regexp.Regexp {
	anywhere := langdata.Union(func(l *langdata.Language) []string { return l.Numbers.CodeLabels })
	whole := langdata.Union(func(l *langdata.Language) []string { return l.Numbers.WholeCodeLabels })
	var words, parts []string
	for _, label := range slices.Sorted(maps.Keys(anywhere)) {
		// The border of a word is known by ASCII letters. In other scripts a label may be a part of a word.
		if first, last := label[0], label[len(label)-1]; first < utf8.RuneSelf && last < utf8.RuneSelf {
			words = append(words, regexp.QuoteMeta(label))
		} else {
			parts = append(parts, regexp.QuoteMeta(label))
		}
	}
	var labels []string
	for _, label := range slices.Sorted(maps.Keys(whole)) {
		labels = append(labels, regexp.QuoteMeta(label))
	}
	return regexp.MustCompile(`(?i)\b(?:` + strings.Join(words, "|") + `)\b|` + strings.Join(parts, "|") +
		`|^\W*(?:` + strings.Join(labels, "|") + `)\W*$`)
})
