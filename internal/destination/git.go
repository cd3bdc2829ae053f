package destination

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// git publishes into a branch of a repository. Each publication is one commit that is pushed, so a reader of the branch
// has all of it or nothing. The driver runs the git program, because that uses what people have set up: SSH agents,
// credential helpers, proxies. The branch has the pages, below the configured prefix, and the driver's own files:
//
//	es/news/statement.html
//	.dragoman/documents/DOC.json                 the ledger: {"current","history"}
//	.dragoman/paths/es/news/statement.html       the document that owns the path
//	.dragoman/publications/DOC/PUB/manifest.json
//	.dragoman/publications/DOC/PUB/files         a line for each file: blob and path; the branch's history has the blob
//
// The clone is bare and can be deleted. A file that was put waits in it as a blob with a ref, so that git's garbage
// collection keeps it.
type git struct {
	dir, remote, branch, prefix string
	author                      string
	env                         []string
	mu                          sync.Mutex // one command at a time, because commands share refs
	cloned                      bool       // the clone exists
	// fault is called before each command that changes something. Tests return an error from it to stop the work there.
	fault func(change string) error
}

var _ publish.Destination = (*git)(nil)

// maxPushes is how often a publication is committed again because others have pushed meanwhile.
const maxPushes = 10

func openGit(opt Options) (publish.Destination, error) {
	if opt.Endpoint == "" || opt.Dir == "" || strings.HasPrefix(opt.Endpoint, "-") {
		return nil, errors.New("the destination git needs the repository's address as its endpoint, " +
			"and a folder for its clone as its path")
	}
	if u, err := url.Parse(opt.Endpoint); err == nil && u.User != nil {
		if _, ok := u.User.Password(); ok {
			return nil, errors.New("a password in the repository's address would stand in logs: put it into the environment")
		}
	}
	g := &git{dir: opt.Dir, remote: opt.Endpoint, branch: opt.Branch, prefix: strings.Trim(opt.Prefix, "/"),
		author: opt.Author}
	if g.branch == "" {
		g.branch = "main"
	}
	if g.author == "" {
		g.author = "Dragoman <dragoman@localhost>"
	}
	if _, _, ok := splitAuthor(g.author); !ok {
		return nil, fmt.Errorf("the author %q is not of the form Name <name@example.org>", g.author)
	}
	if g.prefix != "" {
		if err := publish.CheckPath(g.prefix); err != nil {
			return nil, err
		}
	}
	g.env = gitEnvironment(opt)
	return g, nil
}

// prepare makes the clone when it is first needed. So a process that does not publish needs neither git nor a folder.
func (g *git) prepare(ctx context.Context) error {
	if g.cloned {
		return nil
	}
	// A second init of a clone would fail while another process does the same, so an existing clone is left alone.
	if _, err := g.run(ctx, nil, nil, "rev-parse", "--git-dir"); err != nil {
		if _, err := g.run(ctx, nil, nil, "init", "--quiet", "--bare", g.dir); err != nil {
			return err
		}
	}
	_, err := g.run(ctx, nil, nil, "check-ref-format", "--branch", g.branch)
	g.cloned = err == nil
	return err
}

// Put stores the file as a blob in the clone, with a ref.
func (g *git) Put(ctx context.Context, pub *l10n.Publication, f l10n.File, body []byte) error {
	if err := errors.Join(checkNames(string(pub.Document), string(pub.ID)), publish.CheckPath(f.Path)); err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if err := g.prepare(ctx); err != nil {
		return err
	}
	if err := g.beforeChange("write " + f.Path); err != nil {
		return err
	}
	blob, err := g.run(ctx, body, nil, "hash-object", "-w", "--stdin")
	if err != nil {
		return err
	}
	ref := stagingRef(pub, f.Path)
	if existing, err := g.run(ctx, nil, nil, "rev-parse", "--verify", "--quiet", ref); err == nil {
		if existing != blob {
			return fmt.Errorf("%w: %s is there with other content, and publications are immutable", l10n.ErrConflict, f.Path)
		}
		return nil
	}
	if err := g.beforeChange("keep " + f.Path); err != nil {
		return err
	}
	_, err = g.run(ctx, nil, nil, "update-ref", ref, blob)
	return err
}

// stagingRef is the name of the ref of a file that was put. It has a hash of the path, because a path may have
// characters that a ref may not.
func stagingRef(pub *l10n.Publication, name string) string {
	return fmt.Sprintf("refs/dragoman/%s/%s/%s", pub.Document, pub.ID, l10n.NewShortName(name))
}

// Switch commits and pushes. When the branch has moved meanwhile, it commits again on top of the new head.
func (g *git) Switch(ctx context.Context, pub *l10n.Publication) error {
	if err := checkNames(string(pub.Document), string(pub.ID)); err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	var refused error
	for range maxPushes {
		head, err := g.fetch(ctx)
		if err != nil {
			return err
		}
		change, err := g.changes(ctx, head, pub)
		if err != nil || change == nil {
			return err
		}
		commit, err := g.commit(ctx, head, pub, change)
		if err != nil {
			return err
		}
		if err := g.beforeChange("push " + commit); err != nil {
			if errors.Is(err, errPushedAnyway) {
				_, _ = g.push(ctx, commit)
			}
			return err
		}
		moved, err := g.push(ctx, commit)
		if err == nil || !moved {
			return err
		}
		refused = err
	}
	return fmt.Errorf("%w: the branch moved %d times while %s was pushed: %w",
		l10n.ErrUnavailable, maxPushes, pub.ID, refused)
}

// errPushedAnyway is a test's fault: the push succeeds and its answer is lost.
var errPushedAnyway = errors.New("pushed, and nobody heard")

// changes returns what a commit changes: path → blob, or "" for a file that is removed. It is nil when the publication
// is the current one already, so a retry makes no second commit.
func (g *git) changes(ctx context.Context, head string, pub *l10n.Publication) (map[string]string, error) {
	l, err := g.ledger(ctx, head, pub.Document)
	if err != nil || l.Current == pub.ID {
		return nil, err
	}
	change := map[string]string{}
	if err := g.addFiles(ctx, head, pub, change); err != nil {
		return nil, err
	}
	if l.Current != "" {
		old, err := g.manifest(ctx, head, pub.Document, l.Current)
		if err != nil {
			return nil, err
		}
		for _, f := range old.Files {
			if !hasPath(pub, f.Path) {
				change[f.Path] = ""
				change[ownerPath(f.Path)] = ""
			}
		}
	}
	l.Current = pub.ID
	if !slices.Contains(l.History, pub.ID) {
		l.History = append([]l10n.PublicationID{pub.ID}, l.History...)
	}
	b, err := json.Marshal(l)
	if err != nil {
		return nil, err
	}
	change[ledgerPath(pub.Document)], err = g.run(ctx, b, nil, "hash-object", "-w", "--stdin")
	return change, err
}

// addFiles adds the pages and the owners of their paths. For a new publication it adds the manifest and the list of
// blobs too.
func (g *git) addFiles(ctx context.Context, head string, pub *l10n.Publication, change map[string]string) error {
	pubDir := publicationPath(pub.Document, pub.ID)
	stored, err := g.read(ctx, head, path.Join(pubDir, filesDir))
	first := errors.Is(err, l10n.ErrNotFound)
	if err != nil && !first {
		return err
	}
	blobs := map[string]string{}
	for line := range strings.Lines(string(stored)) {
		blob, name, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		blobs[name] = blob
	}
	owner, err := g.run(ctx, []byte(pub.Document), nil, "hash-object", "-w", "--stdin")
	if err != nil {
		return err
	}
	var list strings.Builder
	for _, f := range pub.Files {
		if err := publish.CheckPath(f.Path); err != nil {
			return err
		}
		if err := g.checkPath(ctx, head, pub, f.Path); err != nil {
			return err
		}
		blob := blobs[f.Path]
		if first {
			if blob, err = g.run(ctx, nil, nil, "rev-parse", "--verify", "--quiet", stagingRef(pub, f.Path)); err != nil {
				return fmt.Errorf("switching to %s before its file %s is there: %w", pub.ID, f.Path, err)
			}
		}
		change[f.Path] = blob
		change[ownerPath(f.Path)] = owner
		_, _ = fmt.Fprintf(&list, "%s %s\n", blob, f.Path)
	}
	if !first {
		return nil
	}
	b, err := manifestJSON(pub)
	if err != nil {
		return err
	}
	if change[path.Join(pubDir, manifestFile)], err = g.run(ctx, b, nil, "hash-object", "-w", "--stdin"); err != nil {
		return err
	}
	change[path.Join(pubDir, filesDir)], err = g.run(ctx, []byte(list.String()), nil, "hash-object", "-w", "--stdin")
	return err
}

// checkPath refuses a path of another document, and a path with a file that Dragoman did not publish.
func (g *git) checkPath(ctx context.Context, head string, pub *l10n.Publication, name string) error {
	owner, err := g.read(ctx, head, ownerPath(name))
	if err == nil && string(owner) != string(pub.Document) {
		return fmt.Errorf("%w: %s is the path of another document (%s)", l10n.ErrConflict, name, owner)
	}
	if !errors.Is(err, l10n.ErrNotFound) {
		return err
	}
	if _, err := g.read(ctx, head, name); !errors.Is(err, l10n.ErrNotFound) {
		if err != nil {
			return err
		}
		return fmt.Errorf("%w: %s is in the repository and was not published by us", l10n.ErrConflict, name)
	}
	return nil
}
