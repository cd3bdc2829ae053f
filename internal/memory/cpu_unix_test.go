//go:build unix

package memory

import (
	"syscall"
	"time"
)

// cpuTime is what the process has used of processors so far: on a busy machine it tells more than a clock.
func cpuTime() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
