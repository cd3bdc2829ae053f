package retryafter

import (
	"net/http"
	"testing"
	"time"
)

func TestRead(t *testing.T) {
	now := time.Date(2024, 7, 25, 9, 30, 0, 0, time.UTC)
	for value, want := range map[string]time.Duration{
		"":                                 0,
		"0":                                0,
		"120":                              2 * time.Minute,
		" 120 ":                            2 * time.Minute,
		"604800":                           7 * 24 * time.Hour,
		"604801":                           0,
		"-5":                               0,
		"+5":                               0,
		"1.5":                              0,
		"soon":                             0,
		"99999999":                         0,
		"99999999999999999999":             0,
		"Thu, 25 Jul 2024 09:31:00 GMT":    time.Minute,
		"Thursday, 25-Jul-24 09:31:00 GMT": time.Minute,
		"Thu Jul 25 09:31:00 2024":         time.Minute,
		"Thu, 25 Jul 2024 09:00:00 GMT":    0,
		"Fri, 31 Dec 9999 23:59:59 GMT":    0,
		"Mon, 01 Jan 0001 00:00:00 GMT":    0,
		"2024-07-25T09:31:00Z":             0,
	} {
		if got := Read(http.Header{"Retry-After": {value}}, now); got != want {
			t.Errorf("Retry-After: %s is %s, want %s", value, got, want)
		}
	}
	if got := Read(http.Header{}, now); got != 0 {
		t.Errorf("without the header: %s", got)
	}
}
