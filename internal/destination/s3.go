package destination

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/minio/minio-go/v7"

	"github.com/dragoman-l10n/dragoman/internal/bucket"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// The objects of the bucket, all below the configured prefix. Objects at visitors' paths are copies, whose metadata
// name their document and ref. Below .dragoman only the ledgers ever change.
//
//	es/news/statement.html                             x-amz-meta-dragoman-document, x-amz-meta-dragoman-ref
//	.dragoman/documents/DOC.json                       the ledger; its "current" is the switch
//	.dragoman/publications/DOC/PUB/files/es/news/…
//	.dragoman/publications/DOC/PUB/manifest.json
//
// A plain bucket website is switched page by page, see pagewise.go. A front end that follows the ledgers is switched
// all at once. For a visitors' path it reads the document from the object's metadata, the current publication from the
// document's ledger, and then the page from the publication's files.
const (
	metaDir = ".dragoman"
	metaDoc = "Dragoman-Document"
	metaRef = "Dragoman-Ref"
)

// s3 publishes into a bucket of any server that speaks the S3 protocol.
type s3 struct {
	client *minio.Client
	bucket string
	prefix string // "" or with a slash at its end
	follow bool
}

var (
	_ publish.Destination = (*s3)(nil)
	_ pagewise            = (*s3)(nil)
)

func openS3(opt Options) (publish.Destination, error) {
	client, err := bucket.Open("destination", bucket.Options{Endpoint: opt.Endpoint, Bucket: opt.Bucket, Region: opt.Region, User: opt.User,
		Secret: opt.Secret, Token: opt.Token, Transport: opt.Transport})
	if err != nil {
		return nil, err
	}
	prefix := strings.Trim(opt.Prefix, "/")
	if prefix != "" {
		if err := publish.CheckPath(prefix); err != nil {
			return nil, err
		}
		prefix += "/"
	}
	return &s3{client: client, bucket: opt.Bucket, prefix: prefix, follow: opt.Follow}, nil
}

func (s *s3) Put(ctx context.Context, pub *l10n.Publication, f l10n.File, body []byte) error {
	if err := errors.Join(checkNames(string(pub.Document), string(pub.ID)), publish.CheckPath(f.Path)); err != nil {
		return err
	}
	key := s.staging(pub, f)
	info, err := s.stat(ctx, key)
	if err == nil {
		if info.UserMetadata[metaRef] != string(l10n.NewRef(body)) {
			return fmt.Errorf("%w: %s is there with other content, and publications are immutable", l10n.ErrConflict, key)
		}
		return nil
	}
	if !errors.Is(err, l10n.ErrNotFound) {
		return err
	}
	_, err = s.put(ctx, key, body, minio.PutObjectOptions{ContentType: f.ContentType,
		UserMetadata: map[string]string{metaRef: string(l10n.NewRef(body))}})
	return err
}

func (s *s3) Switch(ctx context.Context, pub *l10n.Publication) error {
	return switchPages(ctx, s, pub)
}

func (s *s3) Current(ctx context.Context, doc l10n.DocumentID) (l10n.PublicationID, error) {
	return currentOf(ctx, s, doc)
}

func (s *s3) History(ctx context.Context, doc l10n.DocumentID) ([]l10n.PublicationID, error) {
	return historyOf(ctx, s, doc)
}

func (s *s3) Manifest(ctx context.Context, doc l10n.DocumentID, id l10n.PublicationID) (*l10n.Publication, error) {
	if err := checkNames(string(doc), string(id)); err != nil {
		return nil, err
	}
	b, _, err := s.get(ctx, path.Join(metaDir, "publications", string(doc), string(id), manifestFile))
	if err != nil {
		return nil, err
	}
	return readManifest(b)
}

// Get returns what a visitor gets: the object at the path, or, where the front end follows the ledgers, the file of the
// current publication.
func (s *s3) Get(ctx context.Context, name string) ([]byte, error) {
	if err := publish.CheckPath(name); err != nil {
		return nil, fmt.Errorf("%w: %w", l10n.ErrNotFound, err)
	}
	if !s.follow {
		b, _, err := s.get(ctx, name)
		return b, err
	}
	live, err := s.livePage(ctx, name)
	if err != nil {
		return nil, err
	}
	if live.doc == "" {
		return nil, fmt.Errorf("%w: %s is of no document", l10n.ErrNotFound, name)
	}
	id, err := currentOf(ctx, s, live.doc)
	if err != nil {
		return nil, err
	}
	b, _, err := s.get(ctx, s.staging(&l10n.Publication{ID: id, Document: live.doc}, l10n.File{Path: name}))
	return b, err
}

func (s *s3) staging(pub *l10n.Publication, f l10n.File) string {
	return path.Join(metaDir, "publications", string(pub.Document), string(pub.ID), filesDir, f.Path)
}

func (s *s3) load(ctx context.Context, doc l10n.DocumentID) (*ledger, error) {
	b, etag, err := s.get(ctx, path.Join(metaDir, "documents", string(doc)+".json"))
	if errors.Is(err, l10n.ErrNotFound) {
		return &ledger{}, nil
	}
	if err != nil {
		return nil, err
	}
	l := &ledger{version: etag}
	return l, json.Unmarshal(b, l)
}

// save writes a ledger on the condition that nobody else has since it was read, where the server supports conditions.
func (s *s3) save(ctx context.Context, doc l10n.DocumentID, l *ledger) error {
	b, err := json.Marshal(l)
	if err != nil {
		return err
	}
	opt := minio.PutObjectOptions{ContentType: "application/json", CacheControl: "no-cache"}
	if l.version == "" {
		opt.SetMatchETagExcept("*")
	} else {
		opt.SetMatchETag(l.version)
	}
	l.version, err = s.put(ctx, path.Join(metaDir, "documents", string(doc)+".json"), b, opt)
	return err
}

func (s *s3) saveManifest(ctx context.Context, pub *l10n.Publication) error {
	key := path.Join(metaDir, "publications", string(pub.Document), string(pub.ID), manifestFile)
	if _, err := s.stat(ctx, key); !errors.Is(err, l10n.ErrNotFound) {
		return err
	}
	b, err := manifestJSON(pub)
	if err != nil {
		return err
	}
	_, err = s.put(ctx, key, b, minio.PutObjectOptions{ContentType: "application/json"})
	return err
}

func (s *s3) staged(ctx context.Context, pub *l10n.Publication, f l10n.File) (bool, error) {
	_, err := s.stat(ctx, s.staging(pub, f))
	if errors.Is(err, l10n.ErrNotFound) {
		return false, nil
	}
	return err == nil, err
}

func (s *s3) livePage(ctx context.Context, name string) (livePage, error) {
	info, err := s.stat(ctx, name)
	if err != nil {
		return livePage{}, err
	}
	return livePage{doc: l10n.DocumentID(info.UserMetadata[metaDoc]), ref: l10n.Ref(info.UserMetadata[metaRef])}, nil
}

// show writes the object at the visitors' path in one request, which is atomic. It sends the bytes, because a copy
// within the server cannot have the condition that the path is free.
func (s *s3) show(ctx context.Context, pub *l10n.Publication, f l10n.File, isNew bool) error {
	body, _, err := s.get(ctx, s.staging(pub, f))
	if err != nil {
		return err
	}
	opt := minio.PutObjectOptions{
		ContentType: f.ContentType, ContentLanguage: string(f.Locale),
		UserMetadata: map[string]string{metaDoc: string(pub.Document), metaRef: string(f.Ref)},
	}
	if isNew {
		opt.SetMatchETagExcept("*")
	}
	_, err = s.put(ctx, f.Path, body, opt)
	return err
}

func (s *s3) hide(ctx context.Context, name string) error {
	return mapError(s.client.RemoveObject(ctx, s.bucket, s.prefix+name, minio.RemoveObjectOptions{}), "remove "+name)
}

// Forget removes a publication from the history and then removes its objects, unless it is the current one.
func (s *s3) Forget(ctx context.Context, doc l10n.DocumentID, id l10n.PublicationID) error {
	if err := checkNames(string(doc), string(id)); err != nil {
		return err
	}
	l, err := s.load(ctx, doc)
	if err != nil || l.Current == id {
		return err
	}
	if at := slices.Index(l.History, id); at >= 0 {
		l.History = slices.Delete(l.History, at, at+1)
		if err := s.save(ctx, doc, l); err != nil {
			return err
		}
	}
	pubDir := s.prefix + path.Join(metaDir, "publications", string(doc), string(id)) + "/"
	for o := range s.client.ListObjectsIter(ctx, s.bucket, minio.ListObjectsOptions{Prefix: pubDir, Recursive: true}) {
		if o.Err != nil {
			return mapError(o.Err, "list "+pubDir)
		}
		if err := s.hide(ctx, strings.TrimPrefix(o.Key, s.prefix)); err != nil {
			return err
		}
	}
	return nil
}
