// Package needs says what a test needs of its machine. It is for tests only.
package needs

import (
	"os"
	"os/exec"
	"testing"
)

// Program returns the path of a program. Where it is not installed the test is skipped, and with CI=true it fails. The
// hint says how to install it, for example "Debian: libxml2-utils".
func Program(t testing.TB, name, hint string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		Missing(t, "%s is not installed (%s)", name, hint)
	}
	return path
}

// Missing ends a test that lacks something of its machine: it is skipped, and with CI=true it fails.
func Missing(t testing.TB, format string, args ...any) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatalf(format+", and CI=true wants it", args...)
	}
	t.Skipf(format, args...)
}
