//go:build unix

package growth

import (
	"runtime"
	"syscall"
	"testing"
	"time"
)

// took returns the processor time of a stage, in which other programs don't count.
func took(b *testing.B, r Run) time.Duration {
	b.Helper()
	runtime.GC()
	start := cpu(b)
	if err := r.Do(); err != nil {
		b.Fatal(err)
	}
	return cpu(b) - start
}

func cpu(b *testing.B) time.Duration {
	b.Helper()
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
