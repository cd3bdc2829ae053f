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

// URL starts a server for the test and returns its address; the server ends with the test. Where PostgreSQL is not
// installed the test is skipped, and with CI=true it fails.
func URL(t testing.TB) string {
	t.Helper()
	initdb, pgctl := find(t, "initdb"), find(t, "pg_ctl")
	// Not t.TempDir, whose path belongs to root and whose length may exceed what a socket's name can have.
	dir, err := os.MkdirTemp("", "pgtest")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	as := owner(t, dir)
	port, err := freeport.Pick()
	if err != nil {
		t.Fatal(err)
	}
	data := filepath.Join(dir, "data")
	run(t, as, initdb, "-D", data, "-U", "dragoman", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")
	run(t, as, pgctl, "-D", data, "-w", "-l", filepath.Join(dir, "log"), "-o",
		fmt.Sprintf("-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c fsync=off", port, dir), "start")
	t.Cleanup(func() { run(t, as, pgctl, "-D", data, "-m", "immediate", "stop") })
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

// owner gives the folder to the user postgres when root runs the test: the server refuses to run as root.
func owner(t testing.TB, dir string) *syscall.SysProcAttr {
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

func run(t testing.TB, as *syscall.SysProcAttr, name string, args ...string) {
	t.Helper()
	var out bytes.Buffer
	cmd := exec.Command(name, args...)
	cmd.SysProcAttr, cmd.Stdout, cmd.Stderr, cmd.Dir = as, &out, &out, "/"
	if name == "" {
		return
	}
	// A server started by pg_ctl keeps its parent's pipes open, so its output goes to its own log.
	if len(args) > 0 && args[len(args)-1] == "start" {
		cmd.Stdout, cmd.Stderr = nil, nil
	}
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s: %v\n%s", name, err, out.String())
	}
}
