package destination

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// Options are what the drivers can be told; each says which of them it uses.
type Options struct {
	Dir string // dir: the directory that a web server serves; made when it is not there
}

// drivers is the table of kinds. A new destination is one file and one line here.
var drivers = map[string]func(Options) (publish.Destination, error){
	"dir": openDir,
}

// Kinds names the destinations that there are, sorted.
func Kinds() []string { return slices.Sorted(maps.Keys(drivers)) }

// Open returns a destination of a kind. An unknown kind is an error that names those that there are.
func Open(kind string, opt Options) (publish.Destination, error) {
	open, ok := drivers[kind]
	if !ok {
		return nil, fmt.Errorf("there is no destination %q: use one of %s", kind, strings.Join(Kinds(), ", "))
	}
	return open(opt)
}
