package destination

import (
	"errors"
	"fmt"
	"io"
	"net/http"
)

// The ways in which a change can go wrong when the process ends or the line breaks: the change was not begun, it was
// cut in the middle, or it was made and its answer was lost.
var (
	errCrash = errors.New("crash")
	errCut   = fmt.Errorf("%w in the middle", errCrash)
	errLost  = fmt.Errorf("%w after it", errCrash)
)

// faultyLine breaks requests that change something, as fault says.
type faultyLine struct {
	line  http.RoundTripper
	fault func(change string) error
}

func (l faultyLine) RoundTrip(r *http.Request) (*http.Response, error) {
	if l.fault == nil || r.Method == http.MethodGet || r.Method == http.MethodHead {
		return l.line.RoundTrip(r)
	}
	err := l.fault(r.Method + " " + r.URL.Path)
	switch {
	case err == nil:
		return l.line.RoundTrip(r)
	case errors.Is(err, errLost):
		res, lost := l.line.RoundTrip(r)
		if lost == nil {
			_, _ = io.Copy(io.Discard, res.Body)
			_ = res.Body.Close()
		}
	case errors.Is(err, errCut) && r.Body != nil && r.ContentLength > 1:
		r = r.Clone(r.Context())
		r.Body = &cutBody{r.Body, r.ContentLength / 2}
		if res, cut := l.line.RoundTrip(r); cut == nil {
			_ = res.Body.Close()
		}
	}
	return nil, err
}

// cutBody breaks off in the middle.
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
