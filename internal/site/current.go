package site

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// addCurrentList adds the signed list of current publications to a site's lists, where the house has a key. lists is
// the publication of the lists that visitors have now. When nothing of the list has changed, its bytes stay.
//
// The list says what the records say, not what stands at the destination: what somebody has put there doesn't get into
// it. Its number is the time in seconds, or one more than that of the list before.
func (s *Service) addCurrentList(
	ctx context.Context, p l10n.Plan, d Destination, lists *l10n.Publication, files []l10n.File, bodies memoryBlobs,
) ([]l10n.File, error) {
	if !d.Publisher.Seals() {
		return files, nil
	}
	path := publish.CurrentListPath(p.Site)
	pages, err := s.Pages.PublishedSite(ctx, p.Site)
	if err != nil {
		return nil, err
	}
	if len(pages) == 0 && !hasFile(lists.Files, path) {
		return files, nil
	}
	list := publish.CurrentList{
		Site: p.Site, URL: d.URL, At: time.Now().UTC(), Publications: map[l10n.DocumentID]l10n.PublicationID{},
	}
	list.Number = list.At.Unix()
	for _, pg := range pages {
		list.Publications[pg.Document] = pg.Publication
	}
	body, err := s.currentListBytes(ctx, d, lists, path, list)
	if err != nil {
		return nil, err
	}
	ref := l10n.NewRef(body)
	bodies[ref] = body
	files = append(files, l10n.File{Path: path, Ref: ref, ContentType: "application/json", Size: int64(len(body))})
	slices.SortFunc(files, byPath)
	return files, nil
}

// currentListBytes signs a list, or returns the bytes of the published one when that says the same.
func (s *Service) currentListBytes(
	ctx context.Context, d Destination, lists *l10n.Publication, path string, list publish.CurrentList,
) ([]byte, error) {
	at := slices.IndexFunc(lists.Files, func(f l10n.File) bool { return f.Path == path })
	if at < 0 {
		return d.Publisher.SealList(list)
	}
	before, err := d.Publisher.Get(ctx, path)
	switch {
	case errors.Is(err, l10n.ErrNotFound): // somebody took it away
		return d.Publisher.SealList(list)
	case err != nil:
		return nil, err
	}
	old, _, err := publish.ReadCurrentList(before, d.Publisher.PublicKey())
	if err != nil || l10n.NewRef(before) != lists.Files[at].Ref { // somebody changed it
		return d.Publisher.SealList(list)
	}
	if old.Site == list.Site && old.URL == list.URL && maps.Equal(old.Publications, list.Publications) {
		return before, nil
	}
	list.Number = max(list.Number, old.Number+1)
	return d.Publisher.SealList(list)
}
