package store_test

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/pgtest"
	"github.com/dragoman-l10n/dragoman/internal/store"
)

// TestMain lets the test binary be another process on the same database.
func TestMain(m *testing.M) {
	if act := os.Getenv("STORE_TEST_ACT"); act != "" {
		if err := otherProcess(act, os.Getenv("STORE_TEST_DATABASE"), os.Getenv("STORE_TEST_FILE")); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

// otherProcess opens the database; it then holds the lock until its input ends, or counts in a file.
func otherProcess(act, database, file string) error {
	ctx := context.Background()
	s, err := store.Open(ctx, database)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	switch act {
	case "hold":
		return s.Locked(ctx, "one", func() error {
			fmt.Println("held")
			_, err := io.Copy(io.Discard, os.Stdin)
			return err
		})
	case "once":
		fmt.Println("wants")
		return s.Locked(ctx, "one", func() error { return nil })
	case "count":
		return count(ctx, s, file)
	}
	return nil
}

// counted is how often each of two goroutines counts.
const counted = 20

// count reads a number from a file, adds one and writes it back, which goes wrong as soon as two do it at once.
func count(ctx context.Context, s *store.Store, file string) error {
	var wg sync.WaitGroup
	failed := make(chan error, 2)
	for range cap(failed) {
		wg.Go(func() {
			for range counted {
				err := s.Locked(ctx, "one", func() error {
					b, err := os.ReadFile(file)
					if err != nil {
						return err
					}
					n, err := strconv.Atoi(string(b))
					if err != nil {
						return err
					}
					time.Sleep(time.Millisecond)
					return os.WriteFile(file, []byte(strconv.Itoa(n+1)), 0o600)
				})
				if err != nil {
					failed <- err
					return
				}
			}
		})
	}
	wg.Wait()
	close(failed)
	return <-failed
}

// start starts another process and returns it with what it writes.
func start(t *testing.T, act, database, file string) (*exec.Cmd, *bufio.Reader) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), "STORE_TEST_ACT="+act, "STORE_TEST_DATABASE="+database, "STORE_TEST_FILE="+file)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	must(t, err)
	in, err := cmd.StdinPipe() // open until the process has ended
	must(t, err)
	must(t, cmd.Start())
	t.Cleanup(func() { _, _ = in.Close(), cmd.Process.Kill() })
	return cmd, bufio.NewReader(out)
}

// TestLocksHoldAcrossProcesses holds both databases to locks that other processes respect, and that end with their
// holder.
func TestLocksHoldAcrossProcesses(t *testing.T) {
	for name, where := range map[string]func(*testing.T) string{
		"sqlite":   func(t *testing.T) string { return filepath.Join(t.TempDir(), "records.db") },
		"postgres": func(t *testing.T) string { return pgtest.URL(t) },
	} {
		t.Run(name, func(t *testing.T) {
			database := where(t)
			t.Run("opening", func(t *testing.T) { openedTogether(t, database) })
			s, err := store.Open(t.Context(), database)
			must(t, err)
			t.Cleanup(func() { _ = s.Close() })
			t.Run("counting", func(t *testing.T) { countedTogether(t, s, database) })
			t.Run("the holder is killed", func(t *testing.T) { holderKilled(t, s, database) })
			if s.PostgreSQL() {
				t.Run("the connection fails", func(t *testing.T) { lostLock(t, s) })
			}
			t.Run("nobody waits for good", func(t *testing.T) { nobodyStarves(t, s, database) })
		})
	}
}

// openedTogether has several processes make the tables of a new database.
func openedTogether(t *testing.T, database string) {
	var cmds []*exec.Cmd
	for range 4 {
		cmd, _ := start(t, "open", database, "")
		cmds = append(cmds, cmd)
	}
	for _, cmd := range cmds {
		if err := cmd.Wait(); err != nil {
			t.Error(err)
		}
	}
}

func zero(t *testing.T) string {
	file := filepath.Join(t.TempDir(), "number")
	must(t, os.WriteFile(file, []byte("0"), 0o600))
	return file
}

func countedTogether(t *testing.T, s *store.Store, database string) {
	file := zero(t)
	var cmds []*exec.Cmd
	for range 2 {
		cmd, _ := start(t, "count", database, file)
		cmds = append(cmds, cmd)
	}
	must(t, count(t.Context(), s, file))
	for _, cmd := range cmds {
		must(t, cmd.Wait())
	}
	if b, err := os.ReadFile(file); err != nil || string(b) != strconv.Itoa(3*2*counted) {
		t.Errorf("counted to %s, %v", b, err)
	}
}

func holderKilled(t *testing.T, s *store.Store, database string) {
	cmd, out := start(t, "hold", database, "")
	if line, err := out.ReadString('\n'); line != "held\n" {
		t.Fatal(line, err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	if err := s.Locked(ctx, "one", func() error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("a lock that another process holds was given: %v", err)
	}
	must(t, s.Locked(t.Context(), "another", func() error { return nil }))
	must(t, cmd.Process.Kill())
	_ = cmd.Wait()
	must(t, s.Locked(t.Context(), "one", func() error { return nil }))
}

// nobodyStarves keeps several goroutines at a lock, each of which takes it the moment another one lets it go, and holds
// that another process comes in between.
func nobodyStarves(t *testing.T, s *store.Store, database string) {
	ctx, cancel := context.WithCancel(t.Context())
	var wg sync.WaitGroup
	var holds atomic.Int32
	for range 4 {
		wg.Go(func() {
			for ctx.Err() == nil {
				_ = s.Locked(ctx, "one", func() error { holds.Add(1); time.Sleep(20 * time.Millisecond); return nil })
			}
		})
	}
	cmd, out := start(t, "once", database, "")
	if line, err := out.ReadString('\n'); line != "wants\n" {
		t.Error(line, err)
	}
	before := holds.Load()
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}
	if n := holds.Load() - before; n > 20 {
		t.Errorf("the lock was taken %d times while another process waited for it", n)
	}
	cancel()
	wg.Wait()
}

// TestLockFiles holds that the files of locks are nobody else's to read, and are gone when nobody needs them.
func TestLockFiles(t *testing.T) {
	dir := t.TempDir()
	must(t, os.Mkdir(filepath.Join(dir, "data"), 0o700))
	must(t, os.Symlink("data", filepath.Join(dir, "link")))
	s, err := store.Open(t.Context(), filepath.Join(dir, "data", "records.db"))
	must(t, err)
	t.Cleanup(func() { _ = s.Close() })
	linked, err := store.Open(t.Context(), filepath.Join(dir, "link", "records.db"))
	must(t, err)
	t.Cleanup(func() { _ = linked.Close() })
	folder := filepath.Join(dir, "data", "records.db.locks")
	must(t, s.Locked(t.Context(), "../site/of: a name", func() error {
		i, err := os.Stat(folder)
		must(t, err)
		if i.Mode().Perm() != 0o700 {
			t.Errorf("the folder is %s", i.Mode())
		}
		files, err := os.ReadDir(folder)
		must(t, err)
		if len(files) != 1 {
			t.Errorf("%d files", len(files))
		}
		for _, f := range files {
			if i, err := f.Info(); err != nil || i.Mode().Perm() != 0o600 {
				t.Errorf("%s is %s, %v", f.Name(), i.Mode(), err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
		defer cancel()
		if err := linked.Locked(ctx, "../site/of: a name", func() error { return nil }); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("by a link to the folder: %v", err)
		}
		return nil
	}))
	if files, err := os.ReadDir(folder); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("left over: %v, %v", files, err)
	}
	boom := errors.New("boom")
	if err := s.Locked(t.Context(), "x", func() error { return boom }); !errors.Is(err, boom) {
		t.Error(err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = s.Locked(t.Context(), "x", func() error { panic(boom) })
	}()
	must(t, s.Locked(t.Context(), "x", func() error { return nil }))
}

// lostLock holds that whoever held a lock by a connection that failed hears of it.
func lostLock(t *testing.T, s *store.Store) {
	boom, entered := errors.New("boom"), false
	err := s.Locked(t.Context(), "one", func() error {
		_, err := s.DB().ExecContext(t.Context(), `SELECT pg_terminate_backend(pid, 5000) FROM pg_locks WHERE locktype = 'advisory'`)
		must(t, err)
		must(t, s.Locked(t.Context(), "one", func() error { entered = true; return nil }))
		return boom
	})
	if !entered || !errors.Is(err, store.ErrLockLost) || !errors.Is(err, boom) || !strings.Contains(err.Error(), "one") {
		t.Errorf("entered %v, %v", entered, err)
	}
	func() {
		defer func() { _ = recover() }()
		_ = s.Locked(t.Context(), "two", func() error { panic(boom) })
	}()
	ctx, cancel := context.WithCancel(t.Context())
	must(t, s.Locked(ctx, "two", func() error { cancel(); return nil }))
	must(t, s.Locked(t.Context(), "two", func() error { return nil }))
}
