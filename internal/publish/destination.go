package publish

import (
	"context"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Destination is a place where publications go. A driver only does I/O: the rules are in [Publisher]. The Publisher
// checks documents, publications and paths, and a driver refuses paths that would lead out of its place.
type Destination interface {
	// Put stores one file of a publication where no visitor sees it yet. The same file may be put again. A file that is
	// half written does not exist.
	Put(ctx context.Context, pub *l10n.Publication, f l10n.File, body []byte) error

	// Switch makes a publication the one that visitors get for its document, all files at once. It stores the manifest,
	// unless it is stored already. Paths that only the publication before had are removed. A path of another document is
	// refused with [l10n.ErrConflict]. After an error visitors get the old or the new publication as a whole, and the same
	// call may be repeated.
	Switch(ctx context.Context, pub *l10n.Publication) error

	// Current returns the publication that visitors get for a document, or [l10n.ErrNotFound] when there is none.
	Current(ctx context.Context, doc l10n.DocumentID) (l10n.PublicationID, error)

	// History returns every publication that was ever switched to, the newest first by PublishedAt.
	History(ctx context.Context, doc l10n.DocumentID) ([]l10n.PublicationID, error)

	// Manifest returns a stored manifest, or [l10n.ErrNotFound].
	Manifest(ctx context.Context, doc l10n.DocumentID, pub l10n.PublicationID) (*l10n.Publication, error)

	// Get returns what a visitor gets at a path, or [l10n.ErrNotFound].
	Get(ctx context.Context, path string) ([]byte, error)
}

// Blobs stores the bytes of a publication's files.
type Blobs interface {
	Get(ctx context.Context, ref l10n.Ref) ([]byte, error)
}
