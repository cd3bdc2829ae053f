package desk

import "net/http"

// publishingRoutes are the pages of the queue and of an editor's morning.
func (d *desk) publishingRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /queue/news", d.api(d.queueNews))
	mux.HandleFunc("GET /queue/next", d.signedIn(d.queueNext))
}

// HasPublishing reports whether people may start publications here.
func (p *page) HasPublishing() bool { return p.hasPublishing }
