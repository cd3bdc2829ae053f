package destination

import (
	"net/http"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/s3test"
)

type s3Fixture struct {
	endpoint, bucket string
	follow           bool
}

// newS3 makes an empty bucket.
func newS3(t *testing.T, follow bool) fixture {
	t.Helper()
	endpoint, bucket := s3test.Bucket(t)
	return s3Fixture{endpoint, bucket, follow}
}

func (f s3Fixture) open(t *testing.T, fault func(string) error) publish.Destination {
	t.Helper()
	dest, err := Open("s3", Options{Endpoint: f.endpoint, Bucket: f.bucket, Prefix: "site", Region: s3test.Region,
		User: s3test.Key, Secret: s3test.Key,
		Follow: f.follow, Transport: faultyTransport{http.DefaultTransport, fault}})
	if err != nil {
		t.Fatal(err)
	}
	return dest
}

func (s3Fixture) faults() []error { return []error{errCrash, errCut, errLost} }
func (f s3Fixture) atomic() bool  { return f.follow }
