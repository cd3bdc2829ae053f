package store

import (
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// TestRemovedFilesAreNoLocks has many want a lock whose file each holder removes: one that was opened before it was
// removed must not count.
func TestRemovedFilesAreNoLocks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "locks", "one")
	var holders atomic.Int32
	var wg sync.WaitGroup
	for range 6 {
		wg.Go(func() {
			for held := 0; held < 25 && !t.Failed(); {
				file, err := tryFile(path)
				if err != nil {
					t.Error(err)
					return
				}
				if file == nil {
					continue
				}
				if n := holders.Add(1); n != 1 {
					t.Errorf("%d hold the lock", n)
				}
				time.Sleep(10 * time.Microsecond)
				holders.Add(-1)
				held++
				unlockFile(file)
			}
		})
	}
	wg.Wait()
}
