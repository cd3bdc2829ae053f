package destination

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

// The ways in which a change fails when a process ends or a connection breaks.
var (
	errCrash = errors.New("crash")                      // the change did not begin
	errCut   = fmt.Errorf("%w in the middle", errCrash) // the change was interrupted
	errLost  = fmt.Errorf("%w after it", errCrash)      // the change was made and its answer was lost
)

// faultyTransport breaks requests that change something, in the way that fault returns.
type faultyTransport struct {
	transport http.RoundTripper
	fault     func(change string) error
}

func (l faultyTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	if l.fault == nil || r.Method == http.MethodGet || r.Method == http.MethodHead {
		return l.transport.RoundTrip(r)
	}
	err := l.fault(r.Method + " " + r.URL.Path)
	switch {
	case err == nil:
		return l.transport.RoundTrip(r)
	case errors.Is(err, errLost):
		res, lost := l.transport.RoundTrip(r)
		if lost == nil {
			_, _ = io.Copy(io.Discard, res.Body)
			_ = res.Body.Close()
		}
	case errors.Is(err, errCut) && r.Body != nil && r.ContentLength > 1:
		r = r.Clone(r.Context())
		r.Body = &cutBody{r.Body, r.ContentLength / 2}
		if res, cut := l.transport.RoundTrip(r); cut == nil {
			_ = res.Body.Close()
		}
	}
	return nil, err
}

// cutBody is a body that ends in an error after left bytes.
type cutBody struct {
	io.ReadCloser
	left int64
}

func (b *cutBody) Read(p []byte) (int, error) {
	if b.left <= 0 {
		return 0, errCut
	}
	n, err := b.ReadCloser.Read(p[:min(int64(len(p)), b.left)])
	b.left -= int64(n)
	return n, err
}
