package assist

import (
	"slices"
	"sync"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// mostRecent is how many values are kept: those of the pages that people have open.
const mostRecent = 16

// recent keeps the values of the blobs that were read last. Blobs are never changed. The zero value is ready for use.
type recent[T any] struct {
	mu     sync.Mutex
	refs   []l10n.Ref // the latest last
	values map[l10n.Ref]T
}

// get returns a blob's value, and reads it where it is not kept.
func (r *recent[T]) get(ref l10n.Ref, read func() (T, error)) (T, error) {
	r.mu.Lock()
	v, ok := r.values[ref]
	if ok {
		r.touch(ref)
	}
	r.mu.Unlock()
	if ok {
		return v, nil
	}
	v, err := read()
	if err != nil {
		return v, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.values == nil {
		r.values = map[l10n.Ref]T{}
	}
	r.values[ref] = v
	r.touch(ref)
	for len(r.refs) > mostRecent {
		delete(r.values, r.refs[0])
		r.refs = r.refs[1:]
	}
	return v, nil
}

func (r *recent[T]) touch(ref l10n.Ref) {
	r.refs = append(slices.DeleteFunc(r.refs, func(o l10n.Ref) bool { return o == ref }), ref)
}
