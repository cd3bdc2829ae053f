package publish

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// reservedNames are last names of paths that mean something to servers, crawlers or to Dragoman itself: a page gets one
// only when its source has it.
var reservedNames = []string{
	"index", "default", "home", // a server gives them for the folder
	"sitemap", "feed", "robots", "publications", "manifest", // lists, and what a site may have beside them
	"400", "401", "403", "404", "410", "500", "502", "503", "50x", "error", // pages of errors
	"con", "prn", "aux", "nul", "conin", "conout", // devices of Windows, with any extension
}

// numberedNames are reserved with a number behind them too: "sitemap-2", "com1".
var numberedNames = []string{"sitemap", "com", "lpt"}

// Reserved reports whether a translated name would take a place that is somebody's already: the index of a folder, for
// instance. Capitals don't matter, nor do characters that some file systems or servers take for the same: full-width
// letters, ligatures, a dotless i, characters that nobody sees.
func Reserved(name string) bool {
	name = foldName(name)
	if slices.Contains(reservedNames, name) {
		return true
	}
	plain := strings.TrimRight(strings.TrimRight(name, "0123456789"), "-_")
	return plain != name && slices.Contains(numberedNames, plain)
}

// foldName is a name as the least exact file system or server compares it.
func foldName(name string) string {
	name = cases.Fold().String(norm.NFKC.String(name))
	name = strings.Map(func(r rune) rune {
		switch {
		case r == 'ı':
			return 'i'
		case r == '\u0307' || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r == '\u034f':
			return -1
		}
		return r
	}, name)
	return strings.Trim(norm.NFC.String(name), "-_. ")
}
