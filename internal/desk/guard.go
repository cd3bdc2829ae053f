package desk

import (
	"embed"
	"net"
	"net/http"
	"slices"
	"strings"
)

// maxBody is the most that a request may send, in bytes: a long page's targets in a script that percent-encoding makes
// six times as long.
const maxBody = 16 << 20

// pagePolicy lets a page of the desk use the desk's own style and script, and nothing else.
const pagePolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; frame-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// previewPolicy shows a foreign page with its pictures and styles, without scripts, forms or an origin.
const previewPolicy = "sandbox; default-src 'none'; style-src * 'unsafe-inline'; img-src * data:; font-src * data:; " +
	"media-src *; form-action 'none'; frame-ancestors 'self'"

//go:embed static
var static embed.FS

// guard is what every request passes: the host it names, requests from other sites, the size of its body; and what every
// answer carries.
func (d *desk) guard(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection().Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", pagePolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if !d.hostAllowed(r.Host) {
			http.Error(w, "This desk does not answer under that host name. Its operator has to allow it.", http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		cross.ServeHTTP(w, r)
	})
}

func (d *desk) hostAllowed(hostport string) bool {
	if len(d.Hosts) == 0 {
		return true
	}
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	return slices.Contains(d.Hosts, host)
}

func staticFile(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "max-age=300")
	http.ServeFileFS(w, r, static, "static/"+r.PathValue("file"))
}

// localPath returns p when it is a path on this desk, else "/": where a form leads back to must not lead elsewhere.
func localPath(p string) string {
	if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") || strings.ContainsAny(p, "\\\r\n\t") {
		return "/"
	}
	return p
}
