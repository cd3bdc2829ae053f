// Package s3test starts a server of the S3 protocol for tests: versitygw, which `make versitygw` installs.
package s3test

import (
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"

	"github.com/dragoman-l10n/dragoman/internal/needs"
)

// Key is the server's access key, and the secret too. Region is its region.
const (
	Key    = "dragoman-test"
	Region = "us-east-1"
)

// server starts the server that all tests of a package share.
var server = sync.OnceValues(start)

var buckets atomic.Int64

// Bucket makes an empty bucket. Where there is no server the test is skipped, or fails: see package needs.
func Bucket(t testing.TB) (endpoint, bucket string) {
	t.Helper()
	address, err := server()
	if err != nil {
		needs.Missing(t, "there is no S3 server, which make versitygw installs: %v", err)
	}
	bucket = fmt.Sprint("bucket-", buckets.Add(1))
	client, err := minio.New(address, &minio.Options{Creds: credentials.NewStaticV4(Key, Key, ""), Region: Region})
	if err == nil {
		err = client.MakeBucket(t.Context(), bucket, minio.MakeBucketOptions{})
	}
	if err != nil {
		t.Fatal(err)
	}
	return "http://" + address, bucket
}

// findProgram finds a program in bin/, where make puts it, or on the path.
func findProgram(name string) (string, error) {
	if own, err := filepath.Abs(filepath.Join("..", "..", "bin", name)); err == nil {
		if _, err := os.Stat(own); err == nil {
			return own, nil
		}
	}
	return exec.LookPath(name)
}

func start() (address string, err error) {
	name, err := findProgram("versitygw")
	if err != nil {
		return "", err
	}
	dir, err := os.MkdirTemp("", "dragoman-s3-")
	if err != nil {
		return "", err
	}
	l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	address = l.Addr().String()
	_ = l.Close()
	cmd := exec.CommandContext(context.Background(), name, "--port", address, "--access", Key, "--secret", Key, "--quiet", "posix",
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
		if c, err := (&net.Dialer{}).DialContext(context.Background(), "tcp", address); err == nil {
			_ = c.Close()
			return address, nil
		}
		time.Sleep(50 * time.Millisecond)
	}
	return "", fmt.Errorf("%s does not answer at %s", name, address)
}
