package activities

import (
	"context"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/listing"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// listsOf names the publications of a site's lists, as if they were a document's.
func listsOf(site l10n.SiteName) l10n.DocumentID {
	return l10n.DocumentID("lists-" + string(l10n.NewHash("lists", string(site))))
}

// keptLists is how many earlier publications of lists are kept.
const keptLists = 3

// rootLists are what two sites at one destination can't both have, and what may be there by hand.
var rootLists = []string{"robots.txt", "sitemap.xml"}

// publishLists publishes a site's sitemaps, feeds and index pages, switched as atomically as pages are, when anything of
// them has changed. Paths in taken are given up, for pages. Where a list's place is somebody else's, those at the root are
// left out, and then all: that is noted in the log and fails nothing.
func (a *Activities) publishLists(ctx context.Context, p l10n.Plan, taken ...string) error {
	d, ok := a.Destinations[p.Destination]
	if !ok || d.Address != nil { // a place with addresses of its own has lists of its own
		return nil
	}
	return a.locked(ctx, listsOf(p.Site), func() error { return a.relist(ctx, p, d, taken) })
}

// relist is publishLists for who holds the lists' lock.
func (a *Activities) relist(ctx context.Context, p l10n.Plan, d Destination, taken []string) error {
	err := a.switchLists(ctx, p, d, taken)
	for n := 1; errors.Is(err, l10n.ErrConflict) && n <= len(rootLists); n++ {
		a.Logger.Warn("a site's lists do not go where somebody else's files are", "site", p.Site, "without", rootLists[:n], "error", err)
		err = a.switchLists(ctx, p, d, slices.Concat(taken, rootLists[:n]))
	}
	if errors.Is(err, l10n.ErrConflict) {
		a.Logger.Warn("a site's lists are not published", "site", p.Site, "error", err)
		return nil
	}
	return err
}

// switchLists publishes the lists but those whose paths are taken. The caller holds their lock.
func (a *Activities) switchLists(ctx context.Context, p l10n.Plan, d Destination, taken []string) error {
	doc := listsOf(p.Site)
	files, bodies, err := a.lists(ctx, p, d, taken)
	if err != nil {
		return err
	}
	current, err := d.Publisher.Current(ctx, doc)
	switch {
	case errors.Is(err, l10n.ErrNotFound):
		current = &l10n.Publication{}
	case err != nil:
		return err
	}
	if slices.EqualFunc(current.Files, files, func(x, y l10n.File) bool { return x.Path == y.Path && x.Ref == y.Ref }) {
		if len(files) == 0 {
			return nil
		}
		return d.Publisher.Publish(ctx, current) // finishes a switch that was cut off, where pages switch one by one
	}
	// The run of lists is what they follow, so that the same lists can come again after others.
	pub := &l10n.Publication{Run: l10n.RunID(fmt.Sprint("after-", current.ID)), Site: p.Site, Document: doc, Tool: a.Tool, Versions: a.Versions,
		PublishedAt: time.Now().UTC(), Files: files}
	if len(files) == 0 {
		pub.Withdrawn = &l10n.Withdrawal{ID: string(pub.Run), At: pub.PublishedAt}
	}
	pub = publish.Compose(nil, pub)
	publisher := d.Publisher.From(bodies)
	if err := publisher.Publish(ctx, pub); err != nil {
		return err
	}
	a.purgeNow(ctx, d, current, pub)
	return errors.Join(publisher.Verify(ctx, pub), publisher.Prune(ctx, doc, keptLists))
}

// lists makes the files of a site's lists as they are now.
func (a *Activities) lists(ctx context.Context, p l10n.Plan, d Destination, taken []string) ([]l10n.File, publish.Blobs, error) {
	pages, err := a.Records.PublishedSite(ctx, p.Site)
	if err != nil {
		return nil, nil, err
	}
	for i := range pages {
		at, _, err := a.place(p, &pages[i])
		if err != nil {
			return nil, nil, err
		}
		taken = append(taken, at)
	}
	made, err := listing.Files(listing.Site{
		Name: p.Site, SourceLang: p.SourceLang, Pages: pages, Scheme: p.URLs.Scheme, Bundle: a.Bundle, Without: p.Without, Taken: taken,
		Address: func(l l10n.Locale, path string) string { return publish.Address(p.URLs, d.URL, l, path) },
	})
	if err != nil {
		return nil, nil, err
	}
	bodies := memoryBlobs{}
	var files []l10n.File
	for _, f := range made {
		ref := l10n.NewRef(f.Body)
		bodies[ref] = f.Body
		files = append(files, l10n.File{Path: f.Path, Ref: ref, ContentType: f.ContentType, Locale: f.Locale, Size: int64(len(f.Body))})
	}
	slices.SortFunc(files, func(x, y l10n.File) int {
		if x.Path < y.Path {
			return -1
		}
		return 1
	})
	return files, bodies, nil
}

// besideLists calls f, which switches to a publication. Where a page of it may stand at the place of an index page, the
// lists leave that place first, and are not made anew until the page has it: they are made from the pages that are there.
func (a *Activities) besideLists(ctx context.Context, p l10n.Plan, pub *l10n.Publication, f func() error) error {
	if !slices.ContainsFunc(pub.Files, func(f l10n.File) bool { return strings.HasPrefix(path.Base(f.Path), "index.") }) {
		return f()
	}
	return a.locked(ctx, listsOf(p.Site), func() error {
		if err := a.giveWay(ctx, p, pub); err != nil {
			return err
		}
		return f()
	})
}

// giveWay has the site's lists leave paths that pages are about to take: a site's home page takes the place of the index.
// The caller holds the lists' lock.
func (a *Activities) giveWay(ctx context.Context, p l10n.Plan, pub *l10n.Publication) error {
	lists, err := a.Destinations[p.Destination].Publisher.Current(ctx, listsOf(p.Site))
	if errors.Is(err, l10n.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	var taken []string
	for _, f := range pub.Files {
		if slices.ContainsFunc(lists.Files, func(g l10n.File) bool { return g.Path == f.Path }) {
			taken = append(taken, f.Path)
		}
	}
	if len(taken) == 0 {
		return nil
	}
	return a.relist(ctx, p, a.Destinations[p.Destination], taken)
}

// memoryBlobs are bytes that can be made again at any time.
type memoryBlobs map[l10n.Ref][]byte

func (m memoryBlobs) Get(_ context.Context, ref l10n.Ref) ([]byte, error) {
	b, ok := m[ref]
	if !ok {
		return nil, l10n.ErrNotFound
	}
	return b, nil
}
