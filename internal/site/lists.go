package site

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
	return l10n.DocumentID("lists-" + string(l10n.NewShortName("lists", string(site))))
}

// keptLists is how many earlier publications of lists are kept.
const keptLists = 3

// rootLists are what two sites at one destination can't both have, and what a person may have put there by hand.
var rootLists = []string{"robots.txt", "sitemap.xml"}

// publishLists publishes a site's sitemaps, feeds and index pages when anything of them has changed. The switch is as
// atomic as that of pages.
func (s *Service) publishLists(ctx context.Context, p l10n.Plan) error {
	d, ok := s.Destinations[p.Destination]
	if !ok || d.Address != nil { // a destination that makes its own addresses makes its own lists
		return nil
	}
	return s.locked(ctx, listsOf(p.Site), func() error { return s.publishListsLocked(ctx, p, d, nil) })
}

// publishListsLocked publishes the lists but those whose paths are taken. Where a list's path is somebody else's, those
// at the root are left out, and if that does not help, all of them: that is noted in the log and fails nothing. The
// caller holds the lists' lock.
func (s *Service) publishListsLocked(ctx context.Context, p l10n.Plan, d Destination, taken []string) error {
	err := s.switchLists(ctx, p, d, taken)
	for n := 1; errors.Is(err, l10n.ErrConflict) && n <= len(rootLists); n++ {
		s.Logger.Warn("a site's lists do not go where somebody else's files are",
			"site", p.Site, "without", rootLists[:n], "error", err)
		err = s.switchLists(ctx, p, d, slices.Concat(taken, rootLists[:n]))
	}
	if errors.Is(err, l10n.ErrConflict) {
		s.Logger.Warn("a site's lists are not published", "site", p.Site, "error", err)
		return nil
	}
	return err
}

// switchLists makes the lists but those whose paths are taken, and switches visitors to them.
func (s *Service) switchLists(ctx context.Context, p l10n.Plan, d Destination, taken []string) error {
	doc := listsOf(p.Site)
	current, err := d.Publisher.Current(ctx, doc)
	switch {
	case errors.Is(err, l10n.ErrNotFound):
		current = &l10n.Publication{}
	case err != nil:
		return err
	}
	files, bodies, err := s.makeLists(ctx, p, d, taken)
	if err != nil {
		return err
	}
	if files, err = s.addCurrentList(ctx, p, d, current, files, bodies); err != nil {
		return err
	}
	if slices.EqualFunc(current.Files, files, func(x, y l10n.File) bool { return x.Path == y.Path && x.Ref == y.Ref }) {
		if len(files) == 0 {
			return nil
		}
		return d.Publisher.Publish(ctx, current) // finishes a switch that was cut off, where pages switch one by one
	}
	// The run of lists names what they follow, so that the same lists can come again after others.
	pub := &l10n.Publication{
		Run: l10n.RunID(fmt.Sprint("after-", current.ID)), Site: p.Site, Document: doc, Tool: s.Tool, Versions: s.Versions,
		PublishedAt: time.Now().UTC(), Files: files,
	}
	if len(files) == 0 {
		pub.Withdrawn = &l10n.Withdrawal{ID: string(pub.Run), At: pub.PublishedAt}
	}
	pub = publish.Compose(nil, pub)
	publisher := d.Publisher.From(bodies)
	if err := publisher.Publish(ctx, pub); err != nil {
		return err
	}
	s.purgeOrLog(ctx, d, current, pub)
	return errors.Join(publisher.Verify(ctx, pub), publisher.Prune(ctx, doc, keptLists))
}

// makeLists makes the files of a site's lists as they are now, by path.
func (s *Service) makeLists(
	ctx context.Context, p l10n.Plan, d Destination, taken []string,
) ([]l10n.File, memoryBlobs, error) {
	pages, err := s.Pages.PublishedSite(ctx, p.Site)
	if err != nil {
		return nil, nil, err
	}
	for i := range pages {
		at, _, err := s.pagePath(p, &pages[i])
		if err != nil {
			return nil, nil, err
		}
		taken = append(taken, at)
	}
	made, err := listing.Files(listing.Site{
		Name: p.Site, Title: p.Title, SourceLang: p.SourceLang, Pages: pages, Scheme: p.URLs.Scheme, Bundle: s.Bundle,
		Without: p.Without, Taken: taken,
		Address: func(l l10n.Locale, path string) string { return publish.Address(p.URLs, d.URL, l, path) },
	})
	if err != nil {
		return nil, nil, err
	}
	bodies := memoryBlobs{}
	var files []l10n.File
	for _, f := range made {
		f.Body = d.neutral(f.ContentType, f.Body)
		ref := l10n.NewRef(f.Body)
		bodies[ref] = f.Body
		files = append(files, l10n.File{
			Path: f.Path, Ref: ref, ContentType: f.ContentType, Locale: f.Locale, Size: int64(len(f.Body)),
		})
	}
	slices.SortFunc(files, byPath)
	return files, bodies, nil
}

func byPath(x, y l10n.File) int { return strings.Compare(x.Path, y.Path) }

// clearOfLists calls f, which switches to a publication. Where the publication may take the path of a list (a site's
// home page takes that of the index), the lists leave it first. They are not made anew until f is done, because they
// are made of the pages that are there.
func (s *Service) clearOfLists(ctx context.Context, p l10n.Plan, pub *l10n.Publication, f func() error) error {
	if !slices.ContainsFunc(pub.Files, func(f l10n.File) bool { return strings.HasPrefix(path.Base(f.Path), "index.") }) {
		return f()
	}
	return s.locked(ctx, listsOf(p.Site), func() error {
		if err := s.leavePaths(ctx, p, pub); err != nil {
			return err
		}
		return f()
	})
}

// leavePaths has the site's lists leave the paths of a publication. The caller holds the lists' lock.
func (s *Service) leavePaths(ctx context.Context, p l10n.Plan, pub *l10n.Publication) error {
	d := s.Destinations[p.Destination]
	lists, err := d.Publisher.Current(ctx, listsOf(p.Site))
	if errors.Is(err, l10n.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	var taken []string
	for _, f := range pub.Files {
		if hasFile(lists.Files, f.Path) {
			taken = append(taken, f.Path)
		}
	}
	if len(taken) == 0 {
		return nil
	}
	return s.publishListsLocked(ctx, p, d, taken)
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
