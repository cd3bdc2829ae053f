package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/retryafter"
)

// maxWait is the longest wait, also where a server asks for more.
const maxWait = 24 * time.Hour

// The errors that another attempt would meet again. See [Permanent].
var (
	// ErrGone says that there is no page: 404, 410 or 451, or a file that does not exist.
	ErrGone = errors.New("the page is not there")
	// ErrDenied says that the server refuses for another lasting reason: 401, 403, other 4xx, an answer without a page,
	// or a redirect that leads nowhere.
	ErrDenied = errors.New("the server does not give the page")
	// ErrForbiddenAddress says that the address is private, loopback, link-local or a file, and that [Options] do not
	// allow it.
	ErrForbiddenAddress = errors.New("the address is not allowed")
	// ErrRobots says that the host's robots.txt does not allow the page.
	ErrRobots = errors.New("robots.txt does not allow the page")
	// ErrType says that the answer has another type than was asked for.
	ErrType = errors.New("the content type is not one that can be read")
	// ErrTooLarge says that the page is larger than [Options.MaxBytes].
	ErrTooLarge = errors.New("the page is too large")
	// ErrBadURL says that the URL cannot be fetched.
	ErrBadURL = errors.New("not a URL that can be fetched")
)

// Permanent reports whether another attempt would end in the same error. Other errors, such as a [StatusError] or a
// network that does not answer, are worth a retry.
func Permanent(err error) bool {
	for _, p := range [...]error{ErrGone, ErrDenied, ErrForbiddenAddress, ErrRobots, ErrType, ErrTooLarge, ErrBadURL} {
		if errors.Is(err, p) {
			return true
		}
	}
	return false
}

// StatusError is an answer that allows a later attempt: 408, 425, 429 or 5xx.
type StatusError struct {
	URL  string
	Code int
	// RetryAfter is how long the server asks to wait, but at most a day. It is 0 when the server does not say, or asks for
	// more than a week.
	RetryAfter time.Duration
}

func (e *StatusError) Error() string {
	msg := fmt.Sprintf("%s answered %d %s", e.URL, e.Code, http.StatusText(e.Code))
	if e.RetryAfter > 0 {
		msg += fmt.Sprintf(" and asks to wait %s", english.Duration(e.RetryAfter))
	}
	return msg
}

// statusError makes an error of a status that is neither 200 nor an expected 304.
func statusError(url string, resp *http.Response) error {
	code := resp.StatusCode
	switch {
	case code == http.StatusNotFound || code == http.StatusGone || code == http.StatusUnavailableForLegalReasons:
		return fmt.Errorf("%w: %s answered %d %s", ErrGone, url, code, http.StatusText(code))
	case code == http.StatusRequestTimeout, code == http.StatusTooEarly, code == http.StatusTooManyRequests, code >= 500:
		return &StatusError{URL: url, Code: code, RetryAfter: min(retryafter.Read(resp.Header, time.Now()), maxWait)}
	default:
		return fmt.Errorf("%w: %s answered %d %s", ErrDenied, url, code, http.StatusText(code))
	}
}
