package demo

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/freeport"
)

// ports are the demo's ports on loopback. They are kept with its files, because the source's address is part of what
// its documents are: a later demo goes on with the same pages.
type ports struct {
	Temporal, UI, Desk, Published, Source int
}

func (ports) address(port int) string { return net.JoinHostPort("127.0.0.1", strconv.Itoa(port)) }

// usualPorts are taken where they are free.
var usualPorts = ports{Temporal: 7233, UI: 8233, Desk: 8080, Published: 8090, Source: 8091}

func keptPorts(dir string) (ports, error) {
	file := filepath.Join(dir, "ports.json")
	b, err := os.ReadFile(file)
	if errors.Is(err, os.ErrNotExist) {
		return newPorts(file)
	}
	var p ports
	if err == nil {
		err = json.Unmarshal(b, &p)
	}
	if err != nil {
		return p, fmt.Errorf("%s: %w", file, err)
	}
	for _, port := range []int{p.Temporal, p.UI, p.Desk, p.Published, p.Source} {
		if !freeport.Is(port) {
			return p, fmt.Errorf("port %d is taken: is another demo running? Stop it, or run `dragoman demo --dir OTHER`", port)
		}
	}
	return p, nil
}

func newPorts(file string) (ports, error) {
	p := usualPorts
	for _, port := range []*int{&p.Temporal, &p.UI, &p.Desk, &p.Published, &p.Source} {
		if freeport.Is(*port) {
			continue
		}
		var err error
		if *port, err = freeport.Pick(p.Temporal, p.UI, p.Desk, p.Published, p.Source); err != nil {
			return p, err
		}
	}
	b, err := json.Marshal(p)
	if err != nil {
		return p, err
	}
	return p, os.WriteFile(file, b, 0o600)
}
