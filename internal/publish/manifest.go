package publish

import (
	"fmt"
	"strings"

	"github.com/go-json-experiment/json"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// ErrManifest says that a stored manifest does not parse, or is not the one of its place. It wraps [l10n.ErrRefused],
// because asking again gives the same one.
var ErrManifest = fmt.Errorf("%w: the manifest is wrong", l10n.ErrRefused)

// ReadManifest parses a stored manifest. It is strict, so that every program reads the same: two members of one name
// are refused, and names are compared letter by letter ("Files" is not "files").
func ReadManifest(b []byte) (*l10n.Publication, error) {
	pub := new(l10n.Publication)
	if err := json.Unmarshal(b, pub); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrManifest, err)
	}
	return pub, nil
}

// CheckPlace refuses a manifest that is not of the document and the publication under whose names it is stored: one
// that was copied there from another place, for instance. It also refuses two files at one path.
func CheckPlace(pub *l10n.Publication, doc l10n.DocumentID, id l10n.PublicationID) error {
	var faults []string
	if pub.Document != doc {
		faults = append(faults, fmt.Sprintf("it is of the document %q and stands in the place of %q", pub.Document, doc))
	}
	if pub.ID != id {
		faults = append(faults, fmt.Sprintf("it is of the publication %q and stands in the place of %q", pub.ID, id))
	}
	seen := map[string]bool{}
	for _, f := range pub.Files {
		if seen[f.Path] {
			faults = append(faults, fmt.Sprintf("it has two files at %s", f.Path))
		}
		seen[f.Path] = true
	}
	if faults == nil {
		return nil
	}
	return fmt.Errorf("%w: %s", ErrManifest, strings.Join(faults, "; "))
}
