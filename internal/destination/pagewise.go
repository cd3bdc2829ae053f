package destination

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// Some destinations can only change one page at a time: a bucket, a content management system. [switchPages] makes
// these promises for them:
//
//   - each page is whole, the old one or the new one; a page that both publications have is never missing;
//   - new pages appear first, before the pages change that link to them; pages that are removed are removed last;
//   - an interrupted switch is finished by a repeat or by the next publication, and leaves no page behind;
//   - the ledger's current publication changes in one write. So a front end that follows the ledger, instead of serving
//     the visitors' paths, switches all locales of a document at once.

// ledger is what a destination stores about a document.
type ledger struct {
	Current l10n.PublicationID   `json:"current"`
	History []l10n.PublicationID `json:"history"` // in the order of their first switch, the newest first
	// Touched are the paths that may have a page of the document. During a switch these are the paths of both
	// publications.
	Touched []string `json:"touched,omitempty"`
	version string   // what was read, for destinations that write only if nothing has changed since
}

// livePage is the page at a visitors' path.
type livePage struct {
	doc l10n.DocumentID // "" when Dragoman did not publish it
	ref l10n.Ref
}

// pagewise is a destination whose pages change one by one.
type pagewise interface {
	// load returns an empty ledger for a document that has none.
	load(ctx context.Context, doc l10n.DocumentID) (*ledger, error)
	save(ctx context.Context, doc l10n.DocumentID, l *ledger) error
	Manifest(ctx context.Context, doc l10n.DocumentID, id l10n.PublicationID) (*l10n.Publication, error)
	// saveManifest keeps a manifest that exists already.
	saveManifest(ctx context.Context, pub *l10n.Publication) error
	// staged reports whether a file was put.
	staged(ctx context.Context, pub *l10n.Publication, f l10n.File) (bool, error)
	// livePage returns [l10n.ErrNotFound] when a path has no page.
	livePage(ctx context.Context, path string) (livePage, error)
	// show makes a staged file the page that visitors get. A new page must not replace anything.
	show(ctx context.Context, pub *l10n.Publication, f l10n.File, isNew bool) error
	hide(ctx context.Context, path string) error
}

// switchPages makes a publication the one that visitors get, in an order that shows no dead link and can be repeated.
func switchPages(ctx context.Context, p pagewise, pub *l10n.Publication) error {
	live, err := checkPages(ctx, p, pub)
	if err != nil {
		return err
	}
	if err := p.saveManifest(ctx, pub); err != nil {
		return err
	}
	l, err := p.load(ctx, pub.Document)
	if err != nil {
		return err
	}
	paths := make([]string, len(pub.Files))
	for i, f := range pub.Files {
		paths[i] = f.Path
	}
	if slices.ContainsFunc(paths, func(name string) bool { return !slices.Contains(l.Touched, name) }) {
		l.Touched = union(l.Touched, paths)
		if err := p.save(ctx, pub.Document, l); err != nil {
			return err
		}
	}
	if err := showPages(ctx, p, pub, live, true); err != nil {
		return err
	}
	if l.Current != pub.ID {
		l.Current = pub.ID
		if !slices.Contains(l.History, pub.ID) {
			l.History = append([]l10n.PublicationID{pub.ID}, l.History...)
		}
		if err := p.save(ctx, pub.Document, l); err != nil {
			return err
		}
	}
	if err := showPages(ctx, p, pub, live, false); err != nil {
		return err
	}
	return hidePages(ctx, p, pub.Document, l, paths)
}

// checkPages refuses a publication before anything is changed: when a file was not put, or when a path is not free for
// this document. It returns the pages that visitors get at its paths now.
func checkPages(ctx context.Context, p pagewise, pub *l10n.Publication) (map[string]livePage, error) {
	if err := checkNames(string(pub.Document), string(pub.ID)); err != nil {
		return nil, err
	}
	live := map[string]livePage{}
	for _, f := range pub.Files {
		if err := publish.CheckPath(f.Path); err != nil {
			return nil, err
		}
		ok, err := p.staged(ctx, pub, f)
		if err != nil {
			return nil, err
		}
		if !ok {
			return nil, fmt.Errorf("switching to %s before its file %s is there", pub.ID, f.Path)
		}
		s, err := p.livePage(ctx, f.Path)
		if errors.Is(err, l10n.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := checkPath(ctx, p, pub, f.Path, s); err != nil {
			return nil, err
		}
		live[f.Path] = s
	}
	return live, nil
}

// checkPath refuses a path with a page of another document, or with something that Dragoman did not publish. It allows
// a path with a page that an interrupted switch of another document has left.
func checkPath(ctx context.Context, p pagewise, pub *l10n.Publication, path string, s livePage) error {
	switch s.doc {
	case pub.Document:
		return nil
	case "":
		return fmt.Errorf("%w: %s is in the destination and was not published by us", l10n.ErrConflict, path)
	}
	l, err := p.load(ctx, s.doc)
	if err != nil || l.Current == "" {
		return err
	}
	other, err := p.Manifest(ctx, s.doc, l.Current)
	if err != nil {
		return err
	}
	if hasPath(other, path) {
		return fmt.Errorf("%w: %s is the path of another document (%s)", l10n.ErrConflict, path, s.doc)
	}
	return nil
}

// showPages shows the new pages, or else the pages that replace others. Pages that visitors have already are left
// alone.
func showPages(ctx context.Context, p pagewise, pub *l10n.Publication, live map[string]livePage, isNew bool) error {
	for _, f := range pub.Files {
		s, replaces := live[f.Path]
		if replaces == isNew || (s.doc == pub.Document && s.ref == f.Ref) {
			continue
		}
		if err := p.show(ctx, pub, f, isNew); err != nil {
			return err
		}
	}
	return nil
}

// hidePages removes the pages that the document no longer has.
func hidePages(ctx context.Context, p pagewise, doc l10n.DocumentID, l *ledger, paths []string) error {
	if len(l.Touched) == len(paths) {
		return nil
	}
	for _, name := range l.Touched {
		if slices.Contains(paths, name) {
			continue
		}
		s, err := p.livePage(ctx, name)
		if errors.Is(err, l10n.ErrNotFound) {
			continue
		}
		if err != nil {
			return err
		}
		if s.doc != doc {
			continue
		}
		if err := p.hide(ctx, name); err != nil {
			return err
		}
	}
	l.Touched = paths
	return p.save(ctx, doc, l)
}

func currentOf(ctx context.Context, p pagewise, doc l10n.DocumentID) (l10n.PublicationID, error) {
	if err := checkNames(string(doc)); err != nil {
		return "", err
	}
	l, err := p.load(ctx, doc)
	if err != nil {
		return "", err
	}
	if l.Current == "" {
		return "", fmt.Errorf("%w: nothing is published of %s", l10n.ErrNotFound, doc)
	}
	return l.Current, nil
}

func historyOf(ctx context.Context, p pagewise, doc l10n.DocumentID) ([]l10n.PublicationID, error) {
	if err := checkNames(string(doc)); err != nil {
		return nil, err
	}
	l, err := p.load(ctx, doc)
	if err != nil {
		return nil, err
	}
	return l.History, nil
}

func hasPath(pub *l10n.Publication, path string) bool {
	return slices.ContainsFunc(pub.Files, func(f l10n.File) bool { return f.Path == path })
}

func union(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
