package publish

import (
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// NewID names a publication by what is in it: its run, document and source, the files' paths and contents, and the
// approvals. When it was made is not part of it, so a retry has the same name; the run is, so that publishing the same
// content in a later run is an act of its own.
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
	return l10n.PublicationID(l10n.NewHash(parts...))
}

// Compose fits a publication to be the document's next: locales that it lacks and that the current one has are carried
// over with their files, so that a locale that failed or still waits in this run stays online as it was. Locales in
// withdraw are not carried over. Files and locales are sorted and the ID is set. current may be nil.
func Compose(current, next *l10n.Publication, withdraw ...l10n.Locale) *l10n.Publication {
	pub := *next
	pub.Files, pub.Locales = slices.Clone(next.Files), slices.Clone(next.Locales)
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
	slices.SortFunc(pub.Locales, func(a, b l10n.ManifestLocale) int { return strings.Compare(string(a.Locale), string(b.Locale)) })
	pub.ID = NewID(&pub)
	return &pub
}

func hasLocale(pub *l10n.Publication, locale l10n.Locale) bool {
	return slices.ContainsFunc(pub.Locales, func(l l10n.ManifestLocale) bool { return l.Locale == locale })
}

// check refuses a publication that cannot be published as it is.
func check(pub *l10n.Publication) error {
	if !validName(string(pub.ID)) || !validName(string(pub.Document)) {
		return fmt.Errorf("publication %q of document %q: both need a name of letters, digits and hyphens", pub.ID, pub.Document)
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
