package devserver

import (
	"net/http"
	"net/http/httptest"
	"testing"
)

// TestGuardUI sends what a rebinding page, another site, an operator and a forger may send. What the UI itself would get is
// counted, so nothing stands on what it answers.
func TestGuardUI(t *testing.T) {
	const flow = "/api/v1/namespaces/default/workflows/review%3Adoc%3Aes"
	for _, tt := range []struct {
		name, method, host, path, site string
		want                           int
	}{
		{"a look", "GET", "127.0.0.1:8233", "/namespaces/default/workflows", "none", 200},
		{"a look by name", "GET", "localhost:8233", "/", "same-origin", 200},
		{"a link from the desk", "GET", "127.0.0.1:8233", "/namespaces/default", "same-site", 200},
		{"a rebound name reads", "GET", "evil.example:8233", flow, "same-origin", 421},
		{"a rebound name acts", "POST", "evil.example:8233", flow + "/cancel", "same-origin", 421},
		{"a rebound name like ours", "GET", "127.0.0.1.evil.example", "/", "same-origin", 421},
		{"no name", "GET", "", "/", "", 421},
		{"cancel", "POST", "127.0.0.1:8233", flow + "/cancel", "same-origin", 200},
		{"terminate", "POST", "127.0.0.1:8233", flow + "/terminate", "same-origin", 200},
		{"query", "POST", "127.0.0.1:8233", flow + "/query/status", "same-origin", 200},
		{"cancel from another site", "POST", "127.0.0.1:8233", flow + "/cancel", "cross-site", 403},
		{"cancel from another port", "POST", "127.0.0.1:8233", flow + "/cancel", "same-site", 403},
		{"an update", "POST", "127.0.0.1:8233", flow + "/update/approve", "same-origin", 403},
		{"an update named cancel", "POST", "127.0.0.1:8233", flow + "/update/cancel", "same-origin", 403},
		{"an update by a script", "POST", "127.0.0.1:8233", flow + "/update/approve", "", 403},
		{"a signal", "POST", "127.0.0.1:8233", flow + "/signal/resume", "same-origin", 403},
		{"a signal with start", "POST", "127.0.0.1:8233", flow + "/signal-with-start/x", "same-origin", 403},
		{"a reset", "POST", "127.0.0.1:8233", flow + "/reset", "same-origin", 403},
		{"a pause", "POST", "127.0.0.1:8233", flow + "/pause", "same-origin", 403},
		{"a start", "POST", "127.0.0.1:8233", flow, "same-origin", 403},
		{"a start named like an act", "POST", "127.0.0.1:8233", "/api/v1/namespaces/default/workflows/cancel", "same-origin", 403},
		{"a slash in an id", "POST", "127.0.0.1:8233", flow + "%2Fcancel", "same-origin", 403},
		{"a batch", "POST", "127.0.0.1:8233", "/api/v1/namespaces/default/batch-operations/1", "same-origin", 403},
		{"a schedule", "PATCH", "127.0.0.1:8233", "/api/v1/namespaces/default/schedules/watch", "same-origin", 403},
		{"a schedule goes", "DELETE", "127.0.0.1:8233", "/api/v1/namespaces/default/schedules/watch", "same-origin", 403},
		{"a namespace", "POST", "127.0.0.1:8233", "/api/v1/namespaces", "same-origin", 403},
		{"an activity", "POST", "127.0.0.1:8233", "/api/v1/namespaces/default/activities/complete", "same-origin", 403},
	} {
		reached := 0
		h := guardUI(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { reached++ }))
		r := httptest.NewRequest(tt.method, tt.path, nil)
		r.Host = tt.host
		if tt.site != "" {
			r.Header.Set("Sec-Fetch-Site", tt.site)
		}
		w := httptest.NewRecorder()
		h.ServeHTTP(w, r)
		if w.Code != tt.want || (reached == 1) != (tt.want == 200) {
			t.Errorf("%s: %d, %d reached the UI; want %d", tt.name, w.Code, reached, tt.want)
		}
	}
}
