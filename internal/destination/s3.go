package destination

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// The bucket's objects, all below the configured prefix. Visitors' objects are copies that say in their metadata what
// they are of; everything below .dragoman is immutable but the ledgers.
//
//	es/news/statement.html                             x-amz-meta-dragoman-document, x-amz-meta-dragoman-ref
//	.dragoman/documents/DOC.json                       the ledger; its "current" is the switch
//	.dragoman/publications/DOC/PUB/files/es/news/…
//	.dragoman/publications/DOC/PUB/manifest.json
//
// A plain bucket website is switched page by page, see pagewise.go. A front end that follows the ledger is switched all
// at once: it takes the document from the metadata at the visitors' path, the publication from the document's ledger,
// and the page from there.
const (
	booksDir = ".dragoman"
	metaDoc  = "Dragoman-Document"
	metaRef  = "Dragoman-Ref"
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
	u, err := url.Parse(opt.Endpoint)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || opt.Bucket == "" {
		return nil, errors.New("the destination s3 needs an endpoint, for instance https://s3.eu-central-1.amazonaws.com, and a bucket")
	}
	if opt.User == "" || opt.Secret == "" {
		return nil, errors.New("the destination s3 needs an access key and its secret in the environment")
	}
	client, err := minio.New(u.Host, &minio.Options{
		Creds: credentials.NewStaticV4(opt.User, opt.Secret, opt.Token), Secure: u.Scheme == "https", Region: opt.Region,
		Transport:  opt.Transport,
		MaxRetries: 1, // who publishes tries again, and knows what is done already
	})
	if err != nil {
		return nil, fmt.Errorf("the destination s3: %w", err)
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
	b, _, err := s.get(ctx, path.Join(booksDir, "publications", string(doc), string(id), manifestFile))
	if err != nil {
		return nil, err
	}
	return readManifest(b)
}

// Get returns what a visitor gets of the bucket's website or, where the front end follows the ledgers, from that.
func (s *s3) Get(ctx context.Context, name string) ([]byte, error) {
	if err := publish.CheckPath(name); err != nil {
		return nil, fmt.Errorf("%w: %w", l10n.ErrNotFound, err)
	}
	if !s.follow {
		b, _, err := s.get(ctx, name)
		return b, err
	}
	there, err := s.at(ctx, name)
	if err != nil {
		return nil, err
	}
	if there.doc == "" {
		return nil, fmt.Errorf("%w: %s is of no document", l10n.ErrNotFound, name)
	}
	id, err := currentOf(ctx, s, there.doc)
	if err != nil {
		return nil, err
	}
	b, _, err := s.get(ctx, s.staging(&l10n.Publication{ID: id, Document: there.doc}, l10n.File{Path: name}))
	return b, err
}

func (s *s3) staging(pub *l10n.Publication, f l10n.File) string {
	return path.Join(booksDir, "publications", string(pub.Document), string(pub.ID), filesDir, f.Path)
}

func (s *s3) load(ctx context.Context, doc l10n.DocumentID) (*ledger, error) {
	b, etag, err := s.get(ctx, path.Join(booksDir, "documents", string(doc)+".json"))
	if errors.Is(err, l10n.ErrNotFound) {
		return &ledger{}, nil
	}
	if err != nil {
		return nil, err
	}
	l := &ledger{version: etag}
	return l, json.Unmarshal(b, l)
}

// save writes a ledger on the condition that nobody else did since it was read, where the server knows conditions.
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
	l.version, err = s.put(ctx, path.Join(booksDir, "documents", string(doc)+".json"), b, opt)
	return err
}

func (s *s3) saveManifest(ctx context.Context, pub *l10n.Publication) error {
	key := path.Join(booksDir, "publications", string(pub.Document), string(pub.ID), manifestFile)
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

func (s *s3) at(ctx context.Context, name string) (shown, error) {
	info, err := s.stat(ctx, name)
	if err != nil {
		return shown{}, err
	}
	return shown{doc: l10n.DocumentID(info.UserMetadata[metaDoc]), ref: l10n.Ref(info.UserMetadata[metaRef])}, nil
}

// show writes the visitors' object in one request, which is atomic. The bytes travel: a copy within the server can't be
// made on the condition that nothing is there.
func (s *s3) show(ctx context.Context, pub *l10n.Publication, f l10n.File, fresh bool) error {
	body, _, err := s.get(ctx, s.staging(pub, f))
	if err != nil {
		return err
	}
	opt := minio.PutObjectOptions{
		ContentType: f.ContentType, ContentLanguage: string(f.Locale),
		UserMetadata: map[string]string{metaDoc: string(pub.Document), metaRef: string(f.Ref)},
	}
	if fresh {
		opt.SetMatchETagExcept("*")
	}
	_, err = s.put(ctx, f.Path, body, opt)
	return err
}

func (s *s3) hide(ctx context.Context, name string) error {
	return told(s.client.RemoveObject(ctx, s.bucket, s.prefix+name, minio.RemoveObjectOptions{}), "remove "+name)
}

func (s *s3) put(ctx context.Context, name string, body []byte, opt minio.PutObjectOptions) (etag string, err error) {
	opt.DisableMultipart = true
	info, err := s.client.PutObject(ctx, s.bucket, s.prefix+name, bytes.NewReader(body), int64(len(body)), opt)
	return info.ETag, told(err, "write "+name)
}

func (s *s3) get(ctx context.Context, name string) (body []byte, etag string, err error) {
	o, err := s.client.GetObject(ctx, s.bucket, s.prefix+name, minio.GetObjectOptions{})
	if err != nil {
		return nil, "", told(err, "read "+name)
	}
	defer func() { _ = o.Close() }()
	if body, err = io.ReadAll(o); err != nil {
		return nil, "", told(err, "read "+name)
	}
	info, err := o.Stat()
	return body, info.ETag, told(err, "read "+name)
}

func (s *s3) stat(ctx context.Context, name string) (minio.ObjectInfo, error) {
	info, err := s.client.StatObject(ctx, s.bucket, s.prefix+name, minio.StatObjectOptions{})
	return info, told(err, "look for "+name)
}

// told maps what the server says to l10n's errors.
func told(err error, what string) error {
	if err == nil {
		return nil
	}
	answer := minio.ToErrorResponse(err)
	switch {
	case answer.Code == "NoSuchBucket":
		return fmt.Errorf("%s: there is no such bucket: %w", what, err)
	case answer.StatusCode == http.StatusNotFound:
		return fmt.Errorf("%w: %s: %w", l10n.ErrNotFound, what, err)
	case answer.StatusCode == http.StatusPreconditionFailed:
		return fmt.Errorf("%s: somebody else wrote it at this moment: %w", what, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}

// Forget takes a publication that is not the current one out of the history, and then its objects away.
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
	home := s.prefix + path.Join(booksDir, "publications", string(doc), string(id)) + "/"
	for o := range s.client.ListObjectsIter(ctx, s.bucket, minio.ListObjectsOptions{Prefix: home, Recursive: true}) {
		if o.Err != nil {
			return told(o.Err, "list "+home)
		}
		if err := s.hide(ctx, strings.TrimPrefix(o.Key, s.prefix)); err != nil {
			return err
		}
	}
	return nil
}
