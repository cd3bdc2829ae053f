package publish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// idDigits are 128 bits: a publication is found by its ID, and no two may have one. IDs of older publications are shorter.
const idDigits = 32

// NewID names a publication by a hash of its content: its run, site, document and source, the paths and contents of its
// files, and the approvals. The time is not part of it, so a retry has the same ID. The run is part of it, so a later
// run that publishes the same content has another ID.
func NewID(pub *l10n.Publication) l10n.PublicationID {
	parts := []string{string(pub.Run), string(pub.Site), string(pub.Document), string(pub.SourceHash)}
	for _, f := range pub.Files {
		parts = append(parts, "file", f.Path, string(f.Ref))
	}
	for _, l := range pub.Locales {
		parts = append(parts, "locale", string(l.Locale), l.URL)
		for _, d := range l.Approvals {
			parts = append(parts, d.ID, string(d.Step), string(d.By), string(d.TargetHash))
		}
	}
	if w := pub.Withdrawn; w != nil {
		parts = append(parts, "withdrawn", w.ID, string(w.By))
	}
	return l10n.PublicationID(l10n.NewHash(parts...)[:idDigits])
}

// Compose makes the document's next publication. Locales that only the current publication has are carried over with
// their files. So a locale that failed or still waits in this run stays public as it was. Locales in withdraw are not
// carried over. Files and locales are sorted, and the ID is set. current may be nil.
func Compose(current, next *l10n.Publication, withdraw ...l10n.Locale) *l10n.Publication {
	pub := *next
	pub.Files = slices.Clone(next.Files)
	pub.Locales = slices.Clone(next.Locales)
	if current != nil {
		for _, l := range current.Locales {
			if slices.Contains(withdraw, l.Locale) || hasLocale(next, l.Locale) {
				continue
			}
			pub.Locales = append(pub.Locales, l)
			for _, f := range current.Files {
				if f.Locale == l.Locale {
					pub.Files = append(pub.Files, f)
				}
			}
		}
	}
	slices.SortFunc(pub.Files, func(a, b l10n.File) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(pub.Locales, func(a, b l10n.ManifestLocale) int {
		return strings.Compare(string(a.Locale), string(b.Locale))
	})
	pub.ID = NewID(&pub)
	return &pub
}

func hasLocale(pub *l10n.Publication, locale l10n.Locale) bool {
	return slices.ContainsFunc(pub.Locales, func(l l10n.ManifestLocale) bool { return l.Locale == locale })
}

// checkPublication refuses a publication with a wrong name, no files, a wrong path, or two files at one path.
func checkPublication(pub *l10n.Publication) error {
	if !isName(string(pub.ID)) || !isName(string(pub.Document)) {
		return fmt.Errorf("publication %q of document %q: both need a name of letters, digits and hyphens",
			pub.ID, pub.Document)
	}
	if len(pub.Files) == 0 && pub.Withdrawn == nil {
		return fmt.Errorf("publication %s of %s has no files", pub.ID, pub.Document)
	}
	seen := map[string]bool{}
	for _, f := range pub.Files {
		if err := CheckPath(f.Path); err != nil {
			return err
		}
		if seen[f.Path] {
			return fmt.Errorf("publication %s of %s has two files at %s", pub.ID, pub.Document, f.Path)
		}
		seen[f.Path] = true
		if !f.Ref.Valid() {
			return fmt.Errorf("publication %s: %s has no content address", pub.ID, f.Path)
		}
	}
	return nil
}
