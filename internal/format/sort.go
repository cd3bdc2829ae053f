package format

import (
	"slices"

	"golang.org/x/text/collate"
)

// Sort returns the items in the order in which the locale's readers look them up.
func (f *Formatter) Sort(items []string) []string {
	sorted := slices.Clone(items)
	collate.New(f.locale.Tag()).SortStrings(sorted)
	return sorted
}
