package desk

import (
	"slices"
	"sync"
)

// recent keeps the values that were asked for last, of things that never change under their names. It is safe for concurrent
// use.
type recent[V any] struct {
	most int

	mu     sync.Mutex
	names  []string // the latest last
	values map[string]V
}

// get returns the value of a name, and makes it where it is not kept.
func (r *recent[V]) get(name string, make func() (V, error)) (V, error) {
	r.mu.Lock()
	v, ok := r.values[name]
	if ok {
		r.use(name)
	}
	r.mu.Unlock()
	if ok {
		return v, nil
	}
	v, err := make()
	if err != nil {
		return v, err
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.values == nil {
		r.values = map[string]V{}
	}
	r.values[name] = v
	r.use(name)
	for len(r.names) > r.most {
		delete(r.values, r.names[0])
		r.names = slices.Delete(r.names, 0, 1)
	}
	return v, nil
}

func (r *recent[V]) use(name string) {
	r.names = append(slices.DeleteFunc(r.names, func(o string) bool { return o == name }), name)
}
