// Package pgtest gives tests a PostgreSQL server of their own. It is for tests only.
package pgtest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/freeport"
	"github.com/dragoman-l10n/dragoman/internal/needs"
)

// URL starts a server and returns its address. The server ends with the test. Where PostgreSQL is not installed the
// test is skipped; with CI=true it fails.
func URL(t testing.TB) string {
	t.Helper()
	initdb, pgctl := find(t, "initdb"), find(t, "pg_ctl")
	// t.TempDir will not do: its path may belong to root, and may be too long for the name of a socket.
	dir, err := os.MkdirTemp("", "pgtest")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	account := chownToPostgres(t, dir)
	port, err := freeport.Pick()
	if err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	run(t, account, initdb, "-D", data, "-U", "dragoman", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
	run(t, account, pgctl, "-D", data, "-w", "-l", filepath.Join(dir, "log"), "-o",
		fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c fsync=off", port, dir), "start")
	t.Cleanup(func() { run(t, account, pgctl, "-D", data, "-m", "immediate", "stop") })
	return fmt.Sprintf("postgres://dragoman@127.0.0.1:%d/postgres?sslmode=disable", port)
}

func find(t testing.TB, name string) string {
	t.Helper()
	places, _ := filepath.Glob("/usr/lib/postgresql/*/bin/" + name)
	if path, err := exec.LookPath(name); err == nil {
		places = append([]string{path}, places...)
	}
	if len(places) > 0 {
		return places[0]
	}
	needs.Missing(t, "PostgreSQL's %s is not installed (Debian: postgresql)", name)
	return ""
}

// chownToPostgres gives the folder to the user postgres when root runs the test, because the server refuses to run as
// root. It returns the attributes of a process of that user, or nil.
func chownToPostgres(t testing.TB, dir string) *syscall.SysProcAttr {
	t.Helper()
	if os.Getuid() != 0 {
		return nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		t.Fatalf("the server does not run as root, and there is no user postgres: %v", err)
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	if err := os.Chown(dir, uid, gid); err != nil {
		t.Fatal(err)
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
}

func run(t testing.TB, account *syscall.SysProcAttr, name string, args ...string) {
	t.Helper()
	if name == "" {
		return
	}
	var out bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.SysProcAttr = account
	cmd.Dir = "/"
	// A server that pg_ctl starts would keep pipes open, so the output of "start" goes to the log file alone.
	if len(args) == 0 || args[len(args)-1] != "start" {
		cmd.Stdout = &out
		cmd.Stderr = &out
	}
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out.String())
	}
}
