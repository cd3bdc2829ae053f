package desk

import "net/http"

// publishingRoutes are the pages of the queue and of an editor's morning.
func (d *desk) publishingRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /queue/news", d.api(d.queueNews))
	mux.HandleFunc("GET /queue/next", d.signedIn(d.queueNext))
	mux.HandleFunc("GET /runs/{run}", d.signedIn(d.showRun))
	mux.HandleFunc("POST /runs/{run}", d.signedIn(d.actOnRun))
	mux.HandleFunc("GET /t/{document}/{locale}/publications/compare", d.signedIn(d.showCompare))
	if d.Publisher == nil {
		return
	}
	mux.HandleFunc("GET /publish", d.signedIn(d.showStart))
	mux.HandleFunc("POST /publish", d.signedIn(d.actOnStart))
	mux.HandleFunc("GET /sites", d.signedIn(d.showSites))
	mux.HandleFunc("GET /sites/{site}", d.signedIn(d.showSite))
	mux.HandleFunc("POST /sites/{site}", d.signedIn(d.actOnSite))
}

// HasPublishing reports whether people may start publications here.
func (p *page) HasPublishing() bool { return p.hasPublishing }
