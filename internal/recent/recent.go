// Package recent keeps at hand what was asked for last, of things that never change under their names: texts by their hashes.
package recent

import (
	"slices"
	"sync"
)

// Most is how many values are kept where nothing else is said.
const Most = 16

// Cache keeps the values that were asked for last. Its zero value is ready, and it is safe for concurrent use. Values are
// shared: nobody changes one.
type Cache[V any] struct {
	// Most is how many values are kept; 0 means [Most].
	Most int

	mu     sync.Mutex
	names  []string // the latest last
	values map[string]V
}

// Get returns the value of a name, and makes it where it is not kept. An error is not kept.
func (c *Cache[V]) Get(name string, make func() (V, error)) (V, error) {
	c.mu.Lock()
	v, ok := c.values[name]
	if ok {
		c.use(name)
	}
	c.mu.Unlock()
	if ok {
		return v, nil
	}
	v, err := make()
	if err != nil {
		return v, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.values == nil {
		c.values = map[string]V{}
	}
	c.values[name] = v
	c.use(name)
	most := c.Most
	if most == 0 {
		most = Most
	}
	for len(c.names) > most {
		delete(c.values, c.names[0])
		c.names = slices.Delete(c.names, 0, 1)
	}
	return v, nil
}

func (c *Cache[V]) use(name string) {
	c.names = append(slices.DeleteFunc(c.names, func(o string) bool { return o == name }), name)
}
