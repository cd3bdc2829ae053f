package destination

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"path/filepath"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

func (g *git) Current(ctx context.Context, doc l10n.DocumentID) (l10n.PublicationID, error) {
	l, _, err := g.look(ctx, doc)
	if err == nil && l.Current == "" {
		err = fmt.Errorf("%w: nothing is published of %s", l10n.ErrNotFound, doc)
	}
	return l.Current, err
}

func (g *git) History(ctx context.Context, doc l10n.DocumentID) ([]l10n.PublicationID, error) {
	l, _, err := g.look(ctx, doc)
	return l.History, err
}

// look reads a document's ledger as it is in the remote repository now.
func (g *git) look(ctx context.Context, doc l10n.DocumentID) (ledger, string, error) {
	if err := checkNames(string(doc)); err != nil {
		return ledger{}, "", err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	head, err := g.fetch(ctx)
	if err != nil {
		return ledger{}, "", err
	}
	l, err := g.ledger(ctx, head, doc)
	return l, head, err
}

func (g *git) Manifest(ctx context.Context, doc l10n.DocumentID, id l10n.PublicationID) (*l10n.Publication, error) {
	if err := checkNames(string(doc), string(id)); err != nil {
		return nil, err
	}
	_, head, err := g.look(ctx, doc)
	if err != nil {
		return nil, err
	}
	return g.manifest(ctx, head, doc, id)
}

// Get returns what the branch of the remote repository has now: what is built or served from it is not for us to know.
func (g *git) Get(ctx context.Context, name string) ([]byte, error) {
	if err := publish.CheckPath(name); err != nil {
		return nil, fmt.Errorf("%w: %w", l10n.ErrNotFound, err)
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	head, err := g.fetch(ctx)
	if err != nil {
		return nil, err
	}
	return g.read(ctx, head, name)
}

func (g *git) ledger(ctx context.Context, head string, doc l10n.DocumentID) (ledger, error) {
	var l ledger
	b, err := g.read(ctx, head, ledgerPath(doc))
	if errors.Is(err, l10n.ErrNotFound) {
		return l, nil
	}
	if err != nil {
		return l, err
	}
	return l, json.Unmarshal(b, &l)
}

func (g *git) manifest(ctx context.Context, head string, doc l10n.DocumentID, id l10n.PublicationID) (*l10n.Publication,
	error) {
	b, err := g.read(ctx, head, path.Join(publicationPath(doc, id), manifestFile))
	if err != nil {
		return nil, err
	}
	return readManifest(b)
}

func ledgerPath(doc l10n.DocumentID) string {
	return path.Join(booksDir, "documents", string(doc)+".json")
}

func claim(name string) string { return path.Join(booksDir, "paths", name) }

func publicationPath(doc l10n.DocumentID, id l10n.PublicationID) string {
	return path.Join(booksDir, "publications", string(doc), string(id))
}

// inTree is a path as the branch has it.
func (g *git) inTree(name string) string { return filepath.ToSlash(path.Join(g.prefix, name)) }
