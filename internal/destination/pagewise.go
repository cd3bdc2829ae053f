package destination

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// Some places can change one page at a time and no more: a bucket, a content management system. What they can promise,
// and [switchPages] keeps, is this:
//
//   - each page is whole, the old or the new one, and a page that both publications have is never missing;
//   - pages that are new appear before the ones that link to them change, and those that go are taken away last;
//   - a switch that was cut off is finished by a repeat, or by the next publication, and leaves no page behind;
//   - the ledger's current publication changes in one write, so a front end that follows the ledger, instead of serving
//     the pages as they lie there, switches all locales of a document at once.

// ledger is what a place keeps of a document.
type ledger struct {
	Current l10n.PublicationID   `json:"current"`
	History []l10n.PublicationID `json:"history"` // in the order of their first switch, the newest first
	// Touched are the paths at which something of the document may stand: more than the current ones while a switch is
	// under way.
	Touched []string `json:"touched,omitempty"`
	version string   // of what was read, for places that can write on condition
}

// shown is what stands at a visitors' path.
type shown struct {
	doc l10n.DocumentID // "" when it is not ours
	ref l10n.Ref
}

// pagewise is a place whose pages change one by one.
type pagewise interface {
	// load returns an empty ledger for a document that has none.
	load(ctx context.Context, doc l10n.DocumentID) (*ledger, error)
	save(ctx context.Context, doc l10n.DocumentID, l *ledger) error
	Manifest(ctx context.Context, doc l10n.DocumentID, id l10n.PublicationID) (*l10n.Publication, error)
	// saveManifest leaves the one that is there.
	saveManifest(ctx context.Context, pub *l10n.Publication) error
	// staged reports whether a file was put.
	staged(ctx context.Context, pub *l10n.Publication, f l10n.File) (bool, error)
	// at returns [l10n.ErrNotFound] when nothing stands at a path.
	at(ctx context.Context, path string) (shown, error)
	// show makes a staged file what visitors get. A fresh one must not take the place of anything.
	show(ctx context.Context, pub *l10n.Publication, f l10n.File, fresh bool) error
	hide(ctx context.Context, path string) error
}

// switchPages makes a publication what visitors get, in an order that shows no dead link and can be repeated.
func switchPages(ctx context.Context, p pagewise, pub *l10n.Publication) error {
	there, err := checkPages(ctx, p, pub)
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
		l.Touched = merged(l.Touched, paths)
		if err := p.save(ctx, pub.Document, l); err != nil {
			return err
		}
	}
	if err := showPages(ctx, p, pub, there, true); err != nil {
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
	if err := showPages(ctx, p, pub, there, false); err != nil {
		return err
	}
	return hidePages(ctx, p, pub.Document, l, paths)
}

// checkPages refuses, before anything is changed, what is not all there, and paths that are not this document's to
// take. It returns what stands at the paths now.
func checkPages(ctx context.Context, p pagewise, pub *l10n.Publication) (map[string]shown, error) {
	if err := checkNames(string(pub.Document), string(pub.ID)); err != nil {
		return nil, err
	}
	there := map[string]shown{}
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
		s, err := p.at(ctx, f.Path)
		if errors.Is(err, l10n.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := mayTake(ctx, p, pub, f.Path, s); err != nil {
			return nil, err
		}
		there[f.Path] = s
	}
	return there, nil
}

// mayTake refuses a path at which another document is published, or something that is not ours. What a cut-off switch
// of another document left may be taken.
func mayTake(ctx context.Context, p pagewise, pub *l10n.Publication, path string, s shown) error {
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

// showPages shows the pages that are new, or those that take another's place. What is there already is left alone.
func showPages(ctx context.Context, p pagewise, pub *l10n.Publication, there map[string]shown, fresh bool) error {
	for _, f := range pub.Files {
		s, taken := there[f.Path]
		if taken == fresh || (s.doc == pub.Document && s.ref == f.Ref) {
			continue
		}
		if err := p.show(ctx, pub, f, fresh); err != nil {
			return err
		}
	}
	return nil
}

// hidePages takes away what the document had and has no more.
func hidePages(ctx context.Context, p pagewise, doc l10n.DocumentID, l *ledger, paths []string) error {
	if len(l.Touched) == len(paths) {
		return nil
	}
	for _, name := range l.Touched {
		if slices.Contains(paths, name) {
			continue
		}
		s, err := p.at(ctx, name)
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

func merged(a, b []string) []string {
	all := slices.Concat(a, b)
	slices.Sort(all)
	return slices.Compact(all)
}
