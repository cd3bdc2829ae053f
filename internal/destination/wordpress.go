package destination

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// Keep stores bytes by their content address. It is for destinations that cannot hold files that no visitor sees.
type Keep interface {
	Put(ctx context.Context, b []byte) (l10n.Ref, error)
	Get(ctx context.Context, ref l10n.Ref) ([]byte, error)
}

// wordpress publishes into a WordPress site through its REST API (wp/v2), with an application password. Each page is a
// post (or a page) of WordPress. It is found by its slug, which is made of the page's path. Posts change one by one,
// see pagewise.go. A comment at the head of a post names its document and file. The ledger and the manifests of a
// document are a private post with the slug dragoman-DOC. Files that no visitor sees yet are in [Keep].
type wordpress struct {
	wordpressAddress
	api    string // ends in /wp/v2/
	kind   string // posts or pages
	status string // publish or draft
	lang   wordpressLanguage
	auth   string
	keep   Keep
	raw    bool // posts may have shortcodes
	client *http.Client

	mu       sync.Mutex
	putFiles map[string]bool // files that were put since the program began: publication, slash, path
	termIDs  map[string]int  // a language's slug → the ID of its term in the taxonomy
}

// wordpressLanguage says where the language of a post is stored: in a registered meta key, in a taxonomy (by its REST
// base), or nowhere.
type wordpressLanguage struct{ meta, taxonomy string }

var (
	_ publish.Destination = (*wordpress)(nil)
	_ pagewise            = (*wordpress)(nil)
)

func openWordPress(opt Options) (publish.Destination, error) {
	u, err := url.Parse(opt.Endpoint)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return nil, errors.New("the destination wordpress needs the site's REST address as its endpoint, " +
			"for instance https://www.example.org/wp-json")
	}
	if opt.User == "" || opt.Secret == "" {
		return nil, errors.New("the destination wordpress needs a user and an application password in the environment")
	}
	if opt.Keep == nil {
		return nil, errors.New("the destination wordpress needs a store")
	}
	w := &wordpress{
		api: strings.TrimSuffix(opt.Endpoint, "/") + "/wp/v2/", kind: opt.Type, status: opt.Status, keep: opt.Keep,
		raw:      opt.Raw,
		lang:     wordpressLanguage{opt.LanguageMeta, opt.LanguageTaxonomy},
		auth:     "Basic " + base64.StdEncoding.EncodeToString([]byte(opt.User+":"+opt.Secret)),
		client:   &http.Client{Timeout: time.Minute, Transport: opt.Transport},
		putFiles: map[string]bool{}, termIDs: map[string]int{},
	}
	if w.kind == "" {
		w.kind = "posts"
	}
	if w.status == "" {
		w.status = "publish"
	}
	if (w.kind != "posts" && w.kind != "pages") || (w.status != "publish" && w.status != "draft") {
		return nil, errors.New("the destination wordpress makes posts or pages, and their status is publish or draft")
	}
	return w, nil
}

// Put stores the file until the switch. It refuses files that are not pages, because they cannot be posts.
func (w *wordpress) Put(ctx context.Context, pub *l10n.Publication, f l10n.File, body []byte) error {
	if err := errors.Join(checkNames(string(pub.Document), string(pub.ID)), publish.CheckPath(f.Path)); err != nil {
		return err
	}
	if !strings.HasPrefix(f.ContentType, "text/html") {
		return fmt.Errorf("%w: WordPress takes pages alone, and %s is %s: let assets be links to the source", l10n.ErrRefused,
			f.Path, f.ContentType)
	}
	ref, err := w.keep.Put(ctx, body)
	if err != nil {
		return err
	}
	if ref != f.Ref {
		return fmt.Errorf("%w: %s has other content, and publications are immutable", l10n.ErrConflict, f.Path)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.putFiles[string(pub.ID)+"/"+f.Path] = true
	return nil
}

func (w *wordpress) Switch(ctx context.Context, pub *l10n.Publication) error {
	return switchPages(ctx, w, pub)
}

func (w *wordpress) Current(ctx context.Context, doc l10n.DocumentID) (l10n.PublicationID, error) {
	return currentOf(ctx, w, doc)
}

func (w *wordpress) History(ctx context.Context, doc l10n.DocumentID) ([]l10n.PublicationID, error) {
	return historyOf(ctx, w, doc)
}

func (w *wordpress) Manifest(ctx context.Context,
	doc l10n.DocumentID, id l10n.PublicationID) (*l10n.Publication, error) {
	if err := checkNames(string(doc), string(id)); err != nil {
		return nil, err
	}
	b, err := w.record(ctx, doc)
	if err != nil {
		return nil, err
	}
	for _, pub := range b.Manifests {
		if pub.ID == id {
			return pub, nil
		}
	}
	return nil, fmt.Errorf("%w: %s has no publication %s", l10n.ErrNotFound, doc, id)
}

// Get returns the file that the post at a path was made of. For a post that was changed by hand it returns the post's
// content, which differs from the file.
func (w *wordpress) Get(ctx context.Context, name string) ([]byte, error) {
	if err := publish.CheckPath(name); err != nil {
		return nil, fmt.Errorf("%w: %w", l10n.ErrNotFound, err)
	}
	p, err := w.find(ctx, w.kind, slugOf(name))
	if err != nil {
		return nil, err
	}
	m, ok := readMark(p.Content.Raw)
	if p.Status != w.status || !ok || m.Path != name {
		return nil, fmt.Errorf("%w: the post at %s is %s and not ours", l10n.ErrNotFound, name, p.Status)
	}
	body, err := w.keep.Get(ctx, m.Ref)
	if err != nil {
		return nil, err
	}
	for _, raw := range [...]bool{w.raw, true} { // posts of earlier versions are raw
		want, err := postOf(m, body, raw)
		if err != nil {
			return nil, err
		}
		if want.Content == p.Content.Raw && want.Title == p.Title.Raw {
			return body, nil
		}
	}
	return []byte(p.Content.Raw), nil
}

// wordpressAddress gives the addresses of pages. WordPress's permalinks must be set to post names.
type wordpressAddress struct{}

func (wordpressAddress) Address(base, name string) string {
	return strings.TrimSuffix(base, "/") + "/" + slugOf(name) + "/"
}

func (w *wordpress) staged(ctx context.Context, pub *l10n.Publication, f l10n.File) (bool, error) {
	w.mu.Lock()
	put := w.putFiles[string(pub.ID)+"/"+f.Path]
	w.mu.Unlock()
	if put {
		return true, nil
	}
	l, err := w.load(ctx, pub.Document) // the files of a publication that was public are in the store
	return err == nil && slices.Contains(l.History, pub.ID), err
}

func (w *wordpress) livePage(ctx context.Context, name string) (livePage, error) {
	p, err := w.find(ctx, w.kind, slugOf(name))
	if err != nil {
		return livePage{}, err
	}
	m, ok := readMark(p.Content.Raw)
	if !ok || m.Path != name { // somebody's own post, or a page of another path with the same slug
		return livePage{}, nil
	}
	if p.Status != w.status {
		m.Ref = "" // visitors do not see the post, so switchPages must show it
	}
	return livePage{doc: m.Document, ref: m.Ref}, nil
}

func (w *wordpress) show(ctx context.Context, pub *l10n.Publication, f l10n.File, _ bool) error {
	body, err := w.keep.Get(ctx, f.Ref)
	if err != nil {
		return err
	}
	post, err := postOf(mark{Document: pub.Document, Path: f.Path, Ref: f.Ref}, body, w.raw)
	if err != nil {
		return err
	}
	fields := map[string]any{"title": post.Title, "content": post.Content, "slug": slugOf(f.Path), "status": w.status}
	if err := w.addLanguage(ctx, fields, f.Locale); err != nil {
		return err
	}
	return w.write(ctx, w.kind, slugOf(f.Path), fields)
}

// hide moves a post to the trash, where WordPress keeps it for a while.
func (w *wordpress) hide(ctx context.Context, name string) error {
	p, err := w.find(ctx, w.kind, slugOf(name))
	if errors.Is(err, l10n.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	_, err = w.call(ctx, http.MethodDelete, w.kind+"/"+strconv.Itoa(p.ID), nil, nil)
	return err
}
