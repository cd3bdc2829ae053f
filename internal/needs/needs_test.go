package needs

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
)

// spy is a test that notes how it ended.
type spy struct {
	testing.TB
	end string
}

func (s *spy) Helper() {}

func (s *spy) Fatalf(format string, args ...any) {
	s.end = "failed: " + fmt.Sprintf(format, args...)
	runtime.Goexit()
}

func (s *spy) Skipf(format string, args ...any) {
	s.end = "skipped: " + fmt.Sprintf(format, args...)
	runtime.Goexit()
}

// ask runs Program as a test would, and returns how the test ended.
func ask(name string) (path, end string) {
	s := &spy{}
	done := make(chan struct{})
	go func() {
		defer close(done)
		path = Program(s, name, "a hint")
	}()
	<-done
	return path, s.end
}

func TestProgram(t *testing.T) {
	for ci, want := range map[string]string{"": "skipped: ", "true": "failed: "} {
		t.Setenv("CI", ci)
		if path, end := ask("go"); path == "" || end != "" {
			t.Errorf("CI=%s: a program that is there: %q, %q", ci, path, end)
		}
		if _, end := ask("no-such-program"); !strings.HasPrefix(end, want+"no-such-program is not installed (a hint)") {
			t.Errorf("CI=%s: a program that is missing: %q", ci, end)
		}
	}
}
