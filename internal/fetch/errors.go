package fetch

import (
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/retryafter"
)

// maxWait is the longest wait that a server gets, whatever it asks for.
const maxWait = 24 * time.Hour

// The errors that another try will not mend. See [Permanent].
var (
	// ErrGone says that the page is not there: 404, 410 or 451, or a file that does not exist.
	ErrGone = errors.New("the page is not there")
	// ErrDenied says that the server refuses for another reason that waiting will not mend: 401, 403, other 4xx, an
	// answer without a page, or a redirect that leads nowhere.
	ErrDenied = errors.New("the server does not give the page")
	// ErrForbiddenAddress says that the address is private, loopback, link-local or a file, and that those are not
	// allowed.
	ErrForbiddenAddress = errors.New("the address is not allowed")
	// ErrRobots says that the host's robots.txt asks us to leave the page alone.
	ErrRobots = errors.New("robots.txt does not allow the page")
	// ErrType says that the answer is not of a type that can be read.
	ErrType = errors.New("the content type is not one that can be read")
	// ErrTooLarge says that the page is larger than Options.MaxBytes.
	ErrTooLarge = errors.New("the page is too large")
	// ErrBadURL says that the URL is not one that can be fetched.
	ErrBadURL = errors.New("not a URL that can be fetched")
)

// Permanent reports whether another try would end the same way. What is not permanent (a [StatusError], a network that
// does not answer) is worth a retry.
func Permanent(err error) bool {
	for _, p := range [...]error{ErrGone, ErrDenied, ErrForbiddenAddress, ErrRobots, ErrType, ErrTooLarge, ErrBadURL} {
		if errors.Is(err, p) {
			return true
		}
	}
	return false
}

// StatusError is an answer that asks to come back later: 408, 425, 429 or 5xx.
type StatusError struct {
	URL  string
	Code int
	// RetryAfter is what the server asked for, at most a day; 0 when it did not say, or asked for more than a week.
	RetryAfter time.Duration
}

func (e *StatusError) Error() string {
	msg := fmt.Sprintf("%s answered %d %s", e.URL, e.Code, http.StatusText(e.Code))
	if e.RetryAfter > 0 {
		msg += fmt.Sprintf(" and asks to wait %s", e.RetryAfter)
	}
	return msg
}

// statusError maps a status that is neither 200 nor an expected 304 to the error of its kind.
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
