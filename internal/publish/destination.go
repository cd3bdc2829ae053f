package publish

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Destination is where publications go. A driver does I/O and nothing else; the rules are the [Publisher]'s.
// Documents, publications and paths are checked by the Publisher, and a driver refuses what would lead out of its place.
type Destination interface {
	// Put stores one file of a publication, where no visitor sees it yet. Putting the same file again is harmless; a
	// file that is half written is not there.
	Put(ctx context.Context, pub *l10n.Publication, f l10n.File, body []byte) error

	// Switch stores the publication as its own manifest, unless one is stored already, and makes it what visitors get for
	// its document, all files at once. Paths that the document had before and has no more are not found from then on.
	// A path that another document is published at is refused with [l10n.ErrConflict]. After an error the old or the new
	// publication is there whole, and the same call may be repeated.
	Switch(ctx context.Context, pub *l10n.Publication) error

	// Current names what visitors get for a document; [l10n.ErrNotFound] when nothing is published.
	Current(ctx context.Context, doc l10n.DocumentID) (l10n.PublicationID, error)

	// History names every publication that was ever switched to, the newest first by PublishedAt.
	History(ctx context.Context, doc l10n.DocumentID) ([]l10n.PublicationID, error)

	// Manifest returns a stored manifest, or [l10n.ErrNotFound].
	Manifest(ctx context.Context, doc l10n.DocumentID, pub l10n.PublicationID) (*l10n.Publication, error)

	// Get returns what a visitor gets at a path, or [l10n.ErrNotFound].
	Get(ctx context.Context, path string) ([]byte, error)
}

// Blobs gives the bytes of a publication's files.
type Blobs interface {
	Get(ctx context.Context, ref l10n.Ref) ([]byte, error)
}
