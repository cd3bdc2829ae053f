package extract

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
