// Package bucket opens buckets of servers that speak the S3 protocol, and says what their errors mean.
package bucket

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Options name a bucket and who opens it.
type Options struct {
	Endpoint, Bucket, Region string
	User, Secret, Token      string
	Transport                http.RoundTripper // nil is the usual one
}

// Open returns a client of a bucket's server. what is what the bucket is for, for errors: "destination". The client tries
// no request again; its caller retries, and knows what is done already.
func Open(what string, o Options) (*minio.Client, error) {
	u, err := url.Parse(o.Endpoint)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") || o.Bucket == "" {
		return nil, errors.New("the " + what + " s3 needs an endpoint, for instance https://s3.eu-central-1.amazonaws.com, and a bucket")
	}
	if o.User == "" || o.Secret == "" {
		return nil, errors.New("the " + what + " s3 needs an access key and its secret in the environment")
	}
	client, err := minio.New(u.Host, &minio.Options{
		Creds: credentials.NewStaticV4(o.User, o.Secret, o.Token), Secure: u.Scheme == "https", Region: o.Region,
		Transport: o.Transport, MaxRetries: 1,
	})
	if err != nil {
		return nil, fmt.Errorf("the %s s3: %w", what, err)
	}
	return client, nil
}

// MapError maps what a server says of a bucket or an object that isn't there to the errors of l10n, and returns nil for all else.
// what says what was tried.
func MapError(err error, what string) error {
	answer := minio.ToErrorResponse(err)
	switch {
	case answer.Code == "NoSuchBucket":
		return fmt.Errorf("%s: there is no such bucket: %w", what, err)
	case answer.StatusCode == http.StatusNotFound:
		return fmt.Errorf("%w: %s: %w", l10n.ErrNotFound, what, err)
	}
	return nil
}
