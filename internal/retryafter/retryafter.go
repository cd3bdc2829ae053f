// Package retryafter reads how long a server asks to be left alone.
package retryafter

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Limit is the longest wait that is taken for a wish. More than that is a mistake of the server's, and is ignored.
const Limit = 7 * 24 * time.Hour

// Read reads the Retry-After header of an answer (RFC 9110, 10.2.3), which is a number of seconds or a date. It returns
// 0 where the header is missing, wrong, in the past or beyond [Limit].
func Read(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseUint(value, 10, 31); err == nil {
		return within(time.Duration(seconds) * time.Second)
	}
	if at, err := http.ParseTime(value); err == nil {
		return within(at.Sub(now).Round(time.Second))
	}
	return 0
}

func within(wait time.Duration) time.Duration {
	if wait < 0 || wait > Limit {
		return 0
	}
	return wait
}
