package destination

import (
	"bytes"
	"context"
	"fmt"
	"net/http"

	"github.com/minio/minio-go/v7"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/bucket"
)

func (s *s3) put(ctx context.Context, name string, body []byte, opt minio.PutObjectOptions) (etag string, err error) {
	opt.DisableMultipart = true
	info, err := s.client.PutObject(ctx, s.bucket, s.prefix+name, bytes.NewReader(body), int64(len(body)), opt)
	return info.ETag, mapError(err, "write "+name)
}

// maxObject is how many bytes an object of the bucket may have that is read: a page, a manifest, a file that pages use.
const maxObject = 256 << 20

func (s *s3) get(ctx context.Context, name string) (body []byte, etag string, err error) {
	o, err := s.client.GetObject(ctx, s.bucket, s.prefix+name, minio.GetObjectOptions{})
	if err != nil {
		return nil, "", mapError(err, "read "+name)
	}
	defer func() { _ = o.Close() }()
	if body, err = bounded.Read(o, maxObject); err != nil {
		return nil, "", mapError(err, "read "+name)
	}
	info, err := o.Stat()
	return body, info.ETag, mapError(err, "read "+name)
}

func (s *s3) stat(ctx context.Context, name string) (minio.ObjectInfo, error) {
	info, err := s.client.StatObject(ctx, s.bucket, s.prefix+name, minio.StatObjectOptions{})
	return info, mapError(err, "look for "+name)
}

// mapError maps an answer of the server to the errors of l10n. what says what was tried.
func mapError(err error, what string) error {
	if err == nil {
		return nil
	}
	if mapped := bucket.MapError(err, what); mapped != nil {
		return mapped
	}
	if minio.ToErrorResponse(err).StatusCode == http.StatusPreconditionFailed {
		return fmt.Errorf("%s: somebody else wrote it at this moment: %w", what, err)
	}
	return fmt.Errorf("%s: %w", what, err)
}
