//go:build unix

package memory

import (
	"syscall"
	"time"
)

// cpuTime is the CPU time that this process has used. On a busy machine it says more than a clock.
func cpuTime() time.Duration {
	var r syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &r) != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
