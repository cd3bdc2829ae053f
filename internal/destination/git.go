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

// git publishes into a branch of a repository: a commit a publication, pushed, so that a reader of the branch has all
// of it or nothing. It uses the git program, as that brings what people have set up: SSH agents, credential helpers,
// proxies. In the branch, below the configured prefix, lie the pages, and beside them what the driver keeps:
//
//	es/news/statement.html
//	.dragoman/documents/DOC.json                 {"current","history"}
//	.dragoman/paths/es/news/statement.html       the document whose path it is
//	.dragoman/publications/DOC/PUB/manifest.json
//	.dragoman/publications/DOC/PUB/files         a line a file: its blob and path; the blob stays in the branch's history
//
// The clone is bare and can be thrown away. A put file waits there as a blob with a ref, which keeps it from being
// collected.
type git struct {
	dir, remote, branch, prefix string
	author                      string
	env                         []string
	mu                          sync.Mutex // one command after the other, as they share refs
	made                        bool       // the clone is there
	// fault, in tests, is asked before each command that changes something.
	fault func(change string) error
}

var _ publish.Destination = (*git)(nil)

// maxPushes is how often a publication is put on top of what others have pushed meanwhile.
const maxPushes = 10

func openGit(opt Options) (publish.Destination, error) {
	if opt.Endpoint == "" || opt.Dir == "" || strings.HasPrefix(opt.Endpoint, "-") {
		return nil, errors.New("the destination git needs the repository's address as its endpoint, and a folder for its clone as its path")
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

// prepare makes the clone when it is first needed: only who publishes needs git and a folder.
func (g *git) prepare(ctx context.Context) error {
	if g.made {
		return nil
	}
	if _, err := g.run(ctx, nil, nil, "init", "--quiet", "--bare", g.dir); err != nil {
		return err
	}
	_, err := g.run(ctx, nil, nil, "check-ref-format", "--branch", g.branch)
	g.made = err == nil
	return err
}

// Put keeps the file as a blob of the clone, under a ref.
func (g *git) Put(ctx context.Context, pub *l10n.Publication, f l10n.File, body []byte) error {
	if err := errors.Join(checkNames(string(pub.Document), string(pub.ID)), publish.CheckPath(f.Path)); err != nil {
		return err
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if err := g.prepare(ctx); err != nil {
		return err
	}
	if err := g.step("write " + f.Path); err != nil {
		return err
	}
	blob, err := g.run(ctx, body, nil, "hash-object", "-w", "--stdin")
	if err != nil {
		return err
	}
	ref := stagingRef(pub, f.Path)
	if there, err := g.run(ctx, nil, nil, "rev-parse", "--verify", "--quiet", ref); err == nil {
		if there != blob {
			return fmt.Errorf("%w: %s is there with other content, and publications are immutable", l10n.ErrConflict, f.Path)
		}
		return nil
	}
	if err := g.step("keep " + f.Path); err != nil {
		return err
	}
	_, err = g.run(ctx, nil, nil, "update-ref", ref, blob)
	return err
}

// stagingRef is a ref's name for a file; a path may hold what a ref may not.
func stagingRef(pub *l10n.Publication, name string) string {
	return fmt.Sprintf("refs/dragoman/%s/%s/%s", pub.Document, pub.ID, l10n.NewHash(name))
}

// Switch commits and pushes. When the branch has moved, the same is done on top of what is there now.
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
		change, err := g.change(ctx, head, pub)
		if err != nil || change == nil {
			return err
		}
		commit, err := g.commit(ctx, head, pub, change)
		if err != nil {
			return err
		}
		if err := g.step("push " + commit); err != nil {
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
	return fmt.Errorf("%w: the branch moved %d times while %s was pushed: %w", l10n.ErrUnavailable, maxPushes, pub.ID,
		refused)
}

// errPushedAnyway lets a test lose the answer of a push.
var errPushedAnyway = errors.New("pushed, and nobody heard")

// change is what a commit changes: blobs by their paths, "" for what goes. It is nil when the publication is the
// current one already, so that a retry makes no second commit.
func (g *git) change(ctx context.Context, head string, pub *l10n.Publication) (map[string]string, error) {
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
				change[f.Path], change[claim(f.Path)] = "", ""
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

// addFiles adds the pages, whose each they are, and, the first time, the manifest and the list of blobs.
func (g *git) addFiles(ctx context.Context, head string, pub *l10n.Publication, change map[string]string) error {
	home := publicationPath(pub.Document, pub.ID)
	known, err := g.read(ctx, head, path.Join(home, filesDir))
	first := errors.Is(err, l10n.ErrNotFound)
	if err != nil && !first {
		return err
	}
	blobs := map[string]string{}
	for line := range strings.Lines(string(known)) {
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
		if err := g.mayTake(ctx, head, pub, f.Path); err != nil {
			return err
		}
		blob := blobs[f.Path]
		if first {
			if blob, err = g.run(ctx, nil, nil, "rev-parse", "--verify", "--quiet", stagingRef(pub, f.Path)); err != nil {
				return fmt.Errorf("switching to %s before its file %s is there: %w", pub.ID, f.Path, err)
			}
		}
		change[f.Path], change[claim(f.Path)] = blob, owner
		_, _ = fmt.Fprintf(&list, "%s %s\n", blob, f.Path)
	}
	if !first {
		return nil
	}
	b, err := manifestJSON(pub)
	if err != nil {
		return err
	}
	if change[path.Join(home, manifestFile)], err = g.run(ctx, b, nil, "hash-object", "-w", "--stdin"); err != nil {
		return err
	}
	change[path.Join(home, filesDir)], err = g.run(ctx, []byte(list.String()), nil, "hash-object", "-w", "--stdin")
	return err
}

// mayTake refuses a path of another document, and one at which somebody else's file is.
func (g *git) mayTake(ctx context.Context, head string, pub *l10n.Publication, name string) error {
	owner, err := g.read(ctx, head, claim(name))
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
