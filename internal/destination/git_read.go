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
	l, _, err := g.currentLedger(ctx, doc)
	if err == nil && l.Current == "" {
		err = fmt.Errorf("%w: nothing is published of %s", l10n.ErrNotFound, doc)
	}
	return l.Current, err
}

func (g *git) History(ctx context.Context, doc l10n.DocumentID) ([]l10n.PublicationID, error) {
	l, _, err := g.currentLedger(ctx, doc)
	return l.History, err
}

// currentLedger reads a document's ledger from the remote repository. It also returns the head of the branch.
func (g *git) currentLedger(ctx context.Context, doc l10n.DocumentID) (ledger, string, error) {
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
	_, head, err := g.currentLedger(ctx, doc)
	if err != nil {
		return nil, err
	}
	return g.manifest(ctx, head, doc, id)
}

// Get returns a file of the remote branch. What a web server makes of the branch is not known here.
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

func (g *git) manifest(ctx context.Context, head string,
	doc l10n.DocumentID, id l10n.PublicationID) (*l10n.Publication, error) {
	b, err := g.read(ctx, head, path.Join(publicationPath(doc, id), manifestFile))
	if err != nil {
		return nil, err
	}
	return readManifest(b)
}

func ledgerPath(doc l10n.DocumentID) string {
	return path.Join(metaDir, "documents", string(doc)+".json")
}

func ownerPath(name string) string { return path.Join(metaDir, "paths", name) }

func publicationPath(doc l10n.DocumentID, id l10n.PublicationID) string {
	return path.Join(metaDir, "publications", string(doc), string(id))
}

// treePath is a path in the branch, with the prefix.
func (g *git) treePath(name string) string { return filepath.ToSlash(path.Join(g.prefix, name)) }
