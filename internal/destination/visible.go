package destination

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"

	"github.com/minio/minio-go/v7"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Visible returns all files of the folder but the driver's own. A link that leads nowhere since its page was withdrawn shows
// nobody anything.
func (d *dir) Visible(context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		_ = fs.WalkDir(d.root.FS(), ".", func(name string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				if !yield("", err) {
					return fs.SkipAll
				}
				return nil
			case e.IsDir() && (name == documentsDir || name == publicationsDir || name == tmpDir):
				return fs.SkipDir
			case e.IsDir():
				return nil
			}
			if _, err := d.root.Stat(name); errors.Is(err, fs.ErrNotExist) {
				return nil
			}
			if !yield(name, nil) {
				return fs.SkipAll
			}
			return nil
		})
	}
}

// Visible returns all objects below the prefix but the driver's own.
func (s *s3) Visible(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for o := range s.client.ListObjectsIter(ctx, s.bucket, minio.ListObjectsOptions{Prefix: s.prefix, Recursive: true}) {
			if o.Err != nil {
				yield("", mapError(o.Err, "list the bucket"))
				return
			}
			name := strings.TrimPrefix(o.Key, s.prefix)
			if name == "" || strings.HasSuffix(name, "/") || strings.HasPrefix(name, metaDir+"/") {
				continue // a placeholder of a folder, or the driver's own
			}
			if !yield(name, nil) {
				return
			}
		}
	}
}

// Visible returns the files of the branch below the prefix but the driver's own. Where there is no prefix, the branch is
// somebody's repository, with much that is not for visitors: then they are those in folders that have a page of Dragoman.
func (g *git) Visible(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		names, ours, err := g.listed(ctx)
		if err != nil {
			yield("", err)
			return
		}
		for _, name := range names {
			folder, _, deeper := strings.Cut(name, "/")
			if g.prefix == "" && !ours[name] && (!deeper || !ours[folder+"/"]) {
				continue
			}
			if !yield(name, nil) {
				return
			}
		}
	}
}

// listed returns the branch's files below the prefix, and which paths and first folders are Dragoman's.
func (g *git) listed(ctx context.Context) (names []string, ours map[string]bool, err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	head, err := g.fetch(ctx)
	if err != nil || head == "" {
		return nil, nil, err
	}
	out, err := g.output(ctx, nil, nil, "ls-tree", "-r", "-z", "--name-only", head)
	if err != nil {
		return nil, nil, err
	}
	ours = map[string]bool{}
	owners := path.Dir(ownerPath("x")) + "/"
	for name := range strings.SplitSeq(string(out), "\x00") {
		name, below := strings.CutPrefix(name, pathPrefix(g.prefix))
		if name == "" || !below {
			continue
		}
		if owned, ok := strings.CutPrefix(name, owners); ok {
			ours[owned] = true
			if folder, _, deeper := strings.Cut(owned, "/"); deeper {
				ours[folder+"/"] = true
			}
		}
		if !strings.HasPrefix(name, metaDir+"/") {
			names = append(names, name)
		}
	}
	return names, ours, nil
}

func pathPrefix(folder string) string {
	if folder == "" {
		return ""
	}
	return folder + "/"
}

// maxPosts is how many posts are looked through, a hundred at a time.
const maxPosts = 100_000

// Visible returns the paths of the posts that visitors see and that say to be Dragoman's. Other posts of the site are somebody
// else's. A post that stands at another slug than its path's, as WordPress makes of a copy, is named by its slug.
func (w *wordpress) Visible(ctx context.Context) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		const size = 100
		for page := 1; page <= maxPosts/size; page++ {
			b, err := w.call(ctx, http.MethodGet, w.kind, url.Values{"context": {"edit"}, "status": {w.status}, "per_page": {strconv.Itoa(size)},
				"page": {strconv.Itoa(page)}, "orderby": {"id"}, "order": {"asc"}}, nil)
			if page > 1 && errors.Is(err, l10n.ErrRefused) {
				return // WordPress refuses a page behind the last
			}
			var posts []wpPost
			if err == nil {
				err = json.Unmarshal(b, &posts)
			}
			if err != nil {
				yield("", fmt.Errorf("list the %s of WordPress: %w", w.kind, err))
				return
			}
			for _, p := range posts {
				m, ok := readMark(p.Content.Raw)
				switch {
				case !ok:
					continue
				case p.Slug != slugOf(m.Path):
					m.Path = p.Slug
				}
				if !yield(m.Path, nil) {
					return
				}
			}
			if len(posts) < size {
				return
			}
		}
	}
}
