package app

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/hosts"
)

// listening is what a house with an embedded server listens on. It stands in a file of the data folder while the house
// runs, for commands beside it: it may have been started with other ports than the usual.
type listening struct {
	Address string `json:"address"` // of Temporal
	UI      string `json:"ui"`      // the address of its web pages
	Desk    string `json:"desk"`    // the desk's address for people
	Listen  string `json:"listen"`  // and the one that it listens on
}

func listeningFile(c *config.Config) string { return filepath.Join(c.Data, "listening.json") }

// noteListening writes what a house listens on, and returns what removes it.
func noteListening(c *config.Config) (remove func(), err error) {
	b, err := json.Marshal(listening{Address: c.Temporal.Address, UI: c.Temporal.UI, Desk: c.Desk.URL, Listen: c.Desk.Listen})
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, err
	}
	file := listeningFile(c)
	if err := os.WriteFile(file, append(b, '\n'), 0o600); err != nil {
		return nil, err
	}
	return func() { _ = os.Remove(file) }, nil
}

// Join has a configuration name what the house listens on that runs with the same data folder: what nobody has set
// otherwise. A file that a house left which was killed says nothing.
func Join(c *config.Config) error {
	b, err := os.ReadFile(listeningFile(c))
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	var now listening
	if err == nil {
		err = json.Unmarshal(b, &now)
	}
	if err != nil {
		return mark(errors.Join(errors.New("what `dragoman dev` listens on can't be read from "+listeningFile(c)), err), ErrConfig)
	}
	if given := c.Given.TemporalAddress; given && !sameServer(c.Temporal.Address, now.Address) || !listens(now.Address) {
		return nil
	}
	if !c.Given.TemporalAddress {
		c.Temporal.Address = now.Address
	}
	if !c.Given.TemporalUI {
		c.Temporal.UI = now.UI
	}
	if !c.Given.Desk {
		c.Desk.URL, c.Desk.Listen = now.Desk, now.Listen
	}
	return nil
}

// sameServer reports whether two addresses are of one port of this machine.
func sameServer(a, b string) bool {
	hostA, portA, errA := net.SplitHostPort(a)
	hostB, portB, errB := net.SplitHostPort(b)
	return errA == nil && errB == nil && portA == portB && hosts.IsLoopback(hostA) && hosts.IsLoopback(hostB)
}

// listens reports whether anybody listens on an address of this machine.
func listens(address string) bool {
	host, _, err := net.SplitHostPort(address)
	if err != nil || !hosts.IsLoopback(host) {
		return false
	}
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	var d net.Dialer
	conn, err := d.DialContext(ctx, "tcp", address)
	if err != nil {
		return false
	}
	_ = conn.Close()
	return true
}
