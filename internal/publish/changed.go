package publish

import (
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Purged is the answer of a cache that was told that an address has changed.
type Purged struct {
	Address string `json:"address"`
	Answer  string `json:"answer"`
}

// Changed returns the public addresses at which a visitor gets other content with the publication after than with the
// one before, or gets content with only one of them. They are sorted. before may be nil. base is the destination's
// address.
func Changed(before, after *l10n.Publication, base string) []string {
	refs := map[string]l10n.Ref{}
	for _, f := range after.Files {
		refs[f.Path] = f.Ref
	}
	var all []string
	if before != nil {
		for _, f := range before.Files {
			switch ref, stays := refs[f.Path]; {
			case !stays:
				all = append(all, addressOf(before, f, base))
			case ref == f.Ref:
				delete(refs, f.Path)
			}
		}
	}
	for _, f := range after.Files {
		if _, changed := refs[f.Path]; changed {
			all = append(all, addressOf(after, f, base))
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// addressOf is the public address of a file: that of its page in the manifest, or else its path below base.
func addressOf(pub *l10n.Publication, f l10n.File, base string) string {
	for _, l := range pub.Locales {
		if l.File == f.Path {
			return l.URL
		}
	}
	return PageURL(base, f.Path)
}
