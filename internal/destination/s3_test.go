package destination

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"github.com/dragoman-l10n/dragoman/internal/needs"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// gateway starts a real server of the S3 protocol, versitygw. All tests of this package share it.
var gateway = sync.OnceValues(startGateway)

const gatewayKey = "dragoman-test"

// findProgram finds a program in bin/, where make puts it, or on the path.
func findProgram(name string) (string, error) {
	if own, err := filepath.Abs(filepath.Join("..", "..", "bin", name)); err == nil {
		if _, err := os.Stat(own); err == nil {
			return own, nil
		}
	}
	return exec.LookPath(name)
}

func startGateway() (endpoint string, err error) {
	name, err := findProgram("versitygw")
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "dragoman-s3-")
	if err != nil {
		return "", err
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	address := l.Addr().String()
	_ = l.Close()
	cmd := exec.Command(name, "--port", address, "--access", gatewayKey, "--secret", gatewayKey, "--quiet", "posix",
		"--sidecar", filepath.Join(dir, "meta"), filepath.Join(dir, "data"))
	for _, d := range []string{"meta", "data"} {
		if err := os.Mkdir(filepath.Join(dir, d), 0o755); err != nil {
			return "", err
		}
	}
	cmd.SysProcAttr = dieWithParent()
	if err := cmd.Start(); err != nil {
		return "", err
	}
	for range 100 {
		if c, err := net.Dial("tcp", address); err == nil {
			_ = c.Close()
			return "http://" + address, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return "", fmt.Errorf("%s does not answer at %s", name, address)
}

var buckets atomic.Int64

type s3Fixture struct {
	endpoint, bucket string
	follow           bool
}

// newS3 makes an empty bucket.
func newS3(t *testing.T, follow bool) fixture {
	t.Helper()
	endpoint, err := gateway()
	if err != nil {
		needs.Missing(t, "there is no S3 server, which make versitygw installs: %v", err)
	}
	f := s3Fixture{endpoint, fmt.Sprint("bucket-", buckets.Add(1)), follow}
	if err := f.open(t, nil).(*s3).client.MakeBucket(t.Context(), f.bucket, minio.MakeBucketOptions{}); err != nil {
		t.Fatal(err)
	}
	return f
}

func (f s3Fixture) open(t *testing.T, fault func(string) error) publish.Destination {
	t.Helper()
	dest, err := Open("s3", Options{Endpoint: f.endpoint, Bucket: f.bucket, Prefix: "site", Region: "us-east-1",
		User: gatewayKey, Secret: gatewayKey,
		Follow: f.follow, Transport: faultyTransport{http.DefaultTransport, fault}})
	if err != nil {
		t.Fatal(err)
	}
	return dest
}

func (s3Fixture) faults() []error { return []error{errCrash, errCut, errLost} }
func (f s3Fixture) atomic() bool  { return f.follow }
