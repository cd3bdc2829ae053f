package extract

import "strings"

// arena hands out small slices cut from larger ones: a page has many thousand units, and to allocate for each of them
// would cost more than to read the page.
type arena[T any] struct {
	free []T
	size int // of the last slice that was cut from
}

// take returns n zero values, with no room to grow.
func (a *arena[T]) take(n int) []T {
	if n > len(a.free) {
		a.size = min(max(2*a.size, 16), 1024)
		a.free = make([]T, max(n, a.size))
	}
	s := a.free[:n:n]
	a.free = a.free[n:]
	return s
}

// texts holds the small strings of many units, many to an allocation.
type texts struct{ b strings.Builder }

// room makes room for n bytes more and returns where they begin.
func (t *texts) room(n int) int {
	if t.b.Cap()-t.b.Len() < n {
		t.b.Reset() // what was taken of it stays
		t.b.Grow(max(n, 1<<12))
	}
	return t.b.Len()
}

func (t *texts) add(s []byte) string {
	start := t.room(len(s))
	t.b.Write(s)
	return t.b.String()[start:]
}

// read returns the text that r reads.
func (t *texts) read(r reader) string {
	if r.plain() {
		return r.raw
	}
	start := t.room(len(r.raw))
	r.write(&t.b)
	return t.b.String()[start:]
}
