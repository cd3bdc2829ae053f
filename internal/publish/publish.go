package publish

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

var (
	// ErrOlder refuses a publication that is older than one that was public, or that was rolled back. It wraps
	// [l10n.ErrRefused].
	ErrOlder = fmt.Errorf("%w: a later publication is there", l10n.ErrRefused)
	// ErrDiffers says that a visitor gets other content than was published.
	ErrDiffers = errors.New("the destination does not give what was published")
)

// Publisher publishes to one destination.
type Publisher struct {
	dest  Destination
	blobs Blobs
	key   ed25519.PrivateKey // seals manifests; nil leaves them without a seal
	// earlier are the keys that sealed manifests before this one.
	earlier []ed25519.PublicKey
}

// New returns a Publisher that reads the files' bytes from blobs.
func New(dest Destination, blobs Blobs) *Publisher {
	return &Publisher{dest: dest, blobs: blobs}
}

// From returns a Publisher that reads the files' bytes from other blobs.
func (p *Publisher) From(blobs Blobs) *Publisher {
	other := *p
	other.blobs = blobs
	return &other
}

// forgetter is a destination that can remove an earlier publication.
type forgetter interface {
	// Forget removes a publication that is not the current one, also from the history. It may be repeated.
	Forget(ctx context.Context, doc l10n.DocumentID, pub l10n.PublicationID) error
}

// Prune removes a document's publications but the newest keep ones and the current one, where the destination can.
func (p *Publisher) Prune(ctx context.Context, doc l10n.DocumentID, keep int) error {
	f, ok := p.dest.(forgetter)
	if !ok {
		return nil
	}
	history, err := p.dest.History(ctx, doc)
	if err != nil || len(history) <= keep {
		return err
	}
	current, err := p.dest.Current(ctx, doc)
	if err != nil {
		return err
	}
	for _, id := range history[keep:] {
		if id == current {
			continue
		}
		if err := f.Forget(ctx, doc, id); err != nil {
			return err
		}
	}
	return nil
}

// Sealed returns a Publisher that seals its manifests with a key. earlier are the public keys of those before it: manifests
// with their seals can be gone back to.
func (p *Publisher) Sealed(key ed25519.PrivateKey, earlier ...ed25519.PublicKey) *Publisher {
	sealed := *p
	sealed.key, sealed.earlier = key, earlier
	return &sealed
}

// Publish puts all files of a publication and switches to it. It may be repeated after any error. A publication that is
// older than the newest one, or that was rolled back, is refused with [ErrOlder]. Publications of one document must not
// be published at the same time; the workflow takes care of that.
func (p *Publisher) Publish(ctx context.Context, pub *l10n.Publication) error {
	if err := checkPublication(pub); err != nil {
		return err
	}
	current, err := p.dest.Current(ctx, pub.Document)
	if err != nil && !errors.Is(err, l10n.ErrNotFound) {
		return err
	}
	if current != pub.ID {
		if err := p.refuseOlder(ctx, pub); err != nil {
			return err
		}
		for _, f := range pub.Files {
			if err := p.put(ctx, pub, f); err != nil {
				return err
			}
		}
	}
	if p.key != nil && pub.Seal == nil {
		if pub, err = Seal(pub, p.key); err != nil {
			return err
		}
	}
	// A switch to the current publication finishes a switch that a crash has interrupted.
	return p.dest.Switch(ctx, pub)
}

// put stores one file, after a check that its bytes are those of its ref.
func (p *Publisher) put(ctx context.Context, pub *l10n.Publication, f l10n.File) error {
	body, err := p.blobs.Get(ctx, f.Ref)
	if err != nil {
		return fmt.Errorf("publishing %s: %w", f.Path, err)
	}
	if l10n.NewRef(body) != f.Ref {
		return fmt.Errorf("publishing %s: the stored bytes are not those of %s", f.Path, f.Ref)
	}
	return p.dest.Put(ctx, pub, f, body)
}

func (p *Publisher) refuseOlder(ctx context.Context, pub *l10n.Publication) error {
	history, err := p.dest.History(ctx, pub.Document)
	if err != nil || len(history) == 0 {
		return err
	}
	if slices.Contains(history, pub.ID) {
		return fmt.Errorf("%w: %s was published before and is not the current one; roll back to it if it is meant",
			ErrOlder, pub.ID)
	}
	newest, err := p.manifest(ctx, pub.Document, history[0])
	if err != nil {
		return err
	}
	if pub.PublishedAt.Before(newest.PublishedAt) {
		return fmt.Errorf("%w: %s of run %s", ErrOlder, newest.ID, newest.Run)
	}
	return nil
}

// Verify reads each file of a publication as a visitor does, and compares it. The error wraps [ErrDiffers] and names
// all paths that differ.
func (p *Publisher) Verify(ctx context.Context, pub *l10n.Publication) error {
	var faults []error
	for _, f := range pub.Files {
		body, err := p.dest.Get(ctx, f.Path)
		switch {
		case errors.Is(err, l10n.ErrNotFound):
			faults = append(faults, fmt.Errorf("%w: %s is missing", ErrDiffers, f.Path))
		case err != nil:
			return err
		case l10n.NewRef(body) != f.Ref:
			faults = append(faults, fmt.Errorf("%w: %s has other bytes", ErrDiffers, f.Path))
		}
	}
	return errors.Join(faults...)
}

// Read reads a file as a visitor does. One that is not there wraps [l10n.ErrNotFound].
func (p *Publisher) Read(ctx context.Context, path string) ([]byte, error) {
	return p.dest.Get(ctx, path)
}

// VerifyGone checks that a visitor gets nothing at some paths. The error wraps [ErrDiffers] and names the paths that
// still have content.
func (p *Publisher) VerifyGone(ctx context.Context, paths []string) error {
	var faults []error
	for _, name := range paths {
		switch _, err := p.dest.Get(ctx, name); {
		case err == nil:
			faults = append(faults, fmt.Errorf("%w: %s was withdrawn and is still there", ErrDiffers, name))
		case !errors.Is(err, l10n.ErrNotFound):
			return err
		}
	}
	return errors.Join(faults...)
}

// Earlier returns a publication to roll back to with [Publisher.Switch]. An empty to means the one before the current.
// For a publication that was never public the error wraps [l10n.ErrNotFound].
func (p *Publisher) Earlier(ctx context.Context,
	doc l10n.DocumentID, to l10n.PublicationID) (*l10n.Publication, error) {
	history, err := p.dest.History(ctx, doc)
	if err != nil {
		return nil, err
	}
	if to == "" {
		current, err := p.dest.Current(ctx, doc)
		if err != nil {
			return nil, err
		}
		at := slices.Index(history, current)
		if at < 0 || at == len(history)-1 {
			return nil, fmt.Errorf("%w: %s has no publication before %s", l10n.ErrNotFound, doc, current)
		}
		to = history[at+1]
	}
	if !slices.Contains(history, to) {
		return nil, fmt.Errorf("%w: %s was never published as %s", l10n.ErrNotFound, doc, to)
	}
	return p.manifest(ctx, doc, to)
}

// Switch rolls back to a publication that was public before. Where there is a key, its manifest has to have the seal of that
// key, or of one that counts beside it: visitors would get what somebody without the key wrote there. The error wraps
// [l10n.ErrRefused].
func (p *Publisher) Switch(ctx context.Context, pub *l10n.Publication) error {
	if err := p.checkSeal(pub); err != nil {
		return fmt.Errorf("%w: the publication %s of %s can't be gone back to: %w; publish the document anew, or name the key that it was sealed with",
			l10n.ErrRefused, pub.ID, pub.Document, err)
	}
	return p.dest.Switch(ctx, pub)
}

// checkSeal checks a manifest with the key that seals this house's manifests. Without a key there is nothing to check.
func (p *Publisher) checkSeal(pub *l10n.Publication) error {
	if p.key == nil {
		return nil
	}
	manifest, err := json.Marshal(pub)
	if err != nil {
		return err
	}
	public, _ := p.key.Public().(ed25519.PublicKey)
	_, err = CheckSeal(manifest, append([]ed25519.PublicKey{public}, p.earlier...)...)
	return err
}

// Current returns the publication that visitors get for a document, or [l10n.ErrNotFound].
func (p *Publisher) Current(ctx context.Context, doc l10n.DocumentID) (*l10n.Publication, error) {
	id, err := p.dest.Current(ctx, doc)
	if err != nil {
		return nil, err
	}
	return p.manifest(ctx, doc, id)
}

// manifest reads a stored manifest, and refuses one that is not of its place.
func (p *Publisher) manifest(
	ctx context.Context, doc l10n.DocumentID, id l10n.PublicationID,
) (*l10n.Publication, error) {
	pub, err := p.dest.Manifest(ctx, doc, id)
	if err != nil {
		return nil, err
	}
	return pub, CheckPlace(pub, doc, id)
}

// History returns the manifests of all publications that a document ever had, the newest first.
func (p *Publisher) History(ctx context.Context, doc l10n.DocumentID) ([]*l10n.Publication, error) {
	ids, err := p.dest.History(ctx, doc)
	if err != nil {
		return nil, err
	}
	pubs := make([]*l10n.Publication, len(ids))
	for i, id := range ids {
		if pubs[i], err = p.manifest(ctx, doc, id); err != nil {
			return nil, err
		}
	}
	return pubs, nil
}
