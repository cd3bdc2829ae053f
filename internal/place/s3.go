package place

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/minio/minio-go/v7"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/bucket"
	"github.com/dragoman-l10n/dragoman/internal/handoff"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// s3 is a bucket of any server that speaks the S3 protocol.
type s3 struct {
	client *minio.Client
	bucket string
	prefix string // "" or with a slash at its end
}

var _ handoff.Place = (*s3)(nil)

func openS3(opt Options) (handoff.Place, error) {
	client, err := bucket.Open("place", bucket.Options{Endpoint: opt.Endpoint, Bucket: opt.Bucket, Region: opt.Region, User: opt.User,
		Secret: opt.Secret, Token: opt.Token, Transport: opt.Transport})
	if err != nil {
		return nil, err
	}
	prefix := strings.Trim(opt.Prefix, "/")
	if prefix != "" {
		prefix += "/"
	}
	return &s3{client, opt.Bucket, prefix}, nil
}

func (s *s3) Put(ctx context.Context, name string, b []byte) error {
	if err := checkName(name); err != nil {
		return err
	}
	_, err := s.client.PutObject(ctx, s.bucket, s.prefix+name, bytes.NewReader(b), int64(len(b)),
		minio.PutObjectOptions{ContentType: contentType(name), DisableMultipart: true})
	return mapError(err, "write "+name)
}

func contentType(name string) string {
	if strings.HasSuffix(name, ".txt") {
		return "text/plain; charset=utf-8"
	}
	return "application/xml"
}

func (s *s3) Get(ctx context.Context, name string, most int64) ([]byte, error) {
	if err := checkName(name); err != nil {
		return nil, err
	}
	o, err := s.client.GetObject(ctx, s.bucket, s.prefix+name, minio.GetObjectOptions{})
	if err != nil {
		return nil, mapError(err, "read "+name)
	}
	defer func() { _ = o.Close() }()
	b, err := bounded.Read(o, most)
	if errors.Is(err, bounded.ErrTooLarge) {
		return nil, fmt.Errorf("%w: %s: %w", l10n.ErrRefused, name, err)
	}
	return b, mapError(err, "read "+name)
}

func (s *s3) List(ctx context.Context, folder string) ([]handoff.File, error) {
	if err := checkName(folder); err != nil {
		return nil, err
	}
	within := s.prefix + folder + "/"
	var files []handoff.File
	for o := range s.client.ListObjectsIter(ctx, s.bucket, minio.ListObjectsOptions{Prefix: within}) {
		if o.Err != nil {
			return nil, mapError(o.Err, "list "+folder)
		}
		name := strings.TrimPrefix(o.Key, within)
		if checkName(name) != nil || strings.Contains(name, "/") {
			continue // the folder itself, one within it, or a hidden file
		}
		if len(files) == MaxFiles {
			return nil, tooMany(folder)
		}
		files = append(files, handoff.File{Name: name, Size: o.Size, At: o.LastModified})
	}
	return files, nil
}

func (s *s3) Remove(ctx context.Context, name string) error {
	if err := checkName(name); err != nil {
		return err
	}
	return mapError(s.client.RemoveObject(ctx, s.bucket, s.prefix+name, minio.RemoveObjectOptions{}), "remove "+name)
}

// mapError maps an answer of the server to the errors of l10n. what says what was tried.
func mapError(err error, what string) error {
	if err == nil {
		return nil
	}
	if mapped := bucket.MapError(err, what); mapped != nil {
		return mapped
	}
	return fmt.Errorf("%w: %s: %w", l10n.ErrUnavailable, what, err)
}
