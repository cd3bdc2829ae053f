// Package place keeps files where a house shares them with others: a folder that is synchronized, or a bucket. What
// others put there is untrusted: nothing is read further than the caller says, and no name leads out of the place.
package place

import (
	"context"
	"fmt"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/handoff"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// MaxFiles is how many files a folder may have that is listed.
const MaxFiles = 10000

// Options are a place's settings. Which a kind takes is said in the configuration.
type Options struct {
	Dir                      string
	Endpoint, Bucket, Region string
	Prefix                   string
	User, Secret, Token      string
	Transport                http.RoundTripper // for tests; nil is the usual one
}

// kinds is the table of all kinds of places.
var kinds = map[string]func(Options) (handoff.Place, error){"dir": openDir, "s3": openS3}

// Kinds returns the names of all kinds, in order.
func Kinds() []string {
	var names []string
	for name := range kinds {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// Open opens a place of a kind. It does not look whether it answers.
func Open(kind string, opt Options) (handoff.Place, error) {
	open, ok := kinds[kind]
	if !ok {
		return nil, fmt.Errorf("there is no kind of place %q: there are %s", kind, strings.Join(Kinds(), ", "))
	}
	return open(opt)
}

// Closed is a place that can't be used from here, with the reason that every call returns.
func Closed(why error) handoff.Place { return closed{why} }

type closed struct{ why error }

func (c closed) Put(context.Context, string, []byte) error { return c.why }

func (c closed) Get(context.Context, string, int64) ([]byte, error) { return nil, c.why }

func (c closed) List(context.Context, string) ([]handoff.File, error) { return nil, c.why }

func (c closed) Remove(context.Context, string) error { return c.why }

// checkName refuses names that are no file, or a file in one folder.
func checkName(name string) error {
	folder, file, ok := strings.Cut(name, "/")
	if !ok {
		folder, file = "x", name
	}
	for _, n := range []string{folder, file} {
		if n == "" || len(n) > 255 || n[0] == '.' || strings.ContainsAny(n, "/\\\x00") || path.Clean(n) != n {
			return fmt.Errorf("%w: %q can be no file's name at a place", l10n.ErrRefused, name)
		}
	}
	return nil
}
