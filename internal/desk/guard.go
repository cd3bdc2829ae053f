package desk

import (
	"embed"
	"net/http"
	"slices"
	"strings"
	"unicode"

	"github.com/dragoman-l10n/dragoman/internal/hosts"
)

// maxBody is how many bytes a request may have. There is room for the targets of a long page in a script that becomes
// six times as long in percent-encoding.
const maxBody = 16 << 20

// pagePolicy allows the desk's pages only the desk's own style and script.
const pagePolicy = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; frame-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// previewPolicy allows a previewed page its pictures and styles, but no scripts, no forms and no origin.
const previewPolicy = "sandbox; default-src 'none'; style-src * 'unsafe-inline'; img-src * data:; font-src * data:; " +
	"media-src *; form-action 'none'; frame-ancestors 'self'"

//go:embed static
var static embed.FS

// guard checks the host of every request, refuses requests from other sites, limits the size of bodies, and sets the
// headers of every answer.
func (d *desk) guard(next http.Handler) http.Handler {
	cross := http.NewCrossOriginProtection().Handler(d.slowGuesses(next))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", pagePolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cache-Control", "no-store")
		if r.URL.Path != "/healthz" && !d.hostAllowed(r.Host) { // whoever asks for its health knows the machine's address alone
			http.Error(w, "This desk does not answer under that host name. Its operator has to allow it, as desk.url.",
				http.StatusMisdirectedRequest)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		cross.ServeHTTP(w, r)
	})
}

func (d *desk) hostAllowed(hostport string) bool {
	return len(d.Hosts) == 0 || slices.Contains(d.Hosts, hosts.Name(hostport))
}

func staticFile(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Cache-Control", "max-age=300")
	http.ServeFileFS(w, r, static, "static/"+r.PathValue("file"))
}

// localPath returns p when it is a path on this desk, and "/" otherwise. So no form can redirect to another site.
func localPath(p string) string {
	if !strings.HasPrefix(p, "/") || strings.HasPrefix(p, "//") || strings.Contains(p, `\`) || strings.ContainsFunc(p, unicode.IsControl) {
		return "/"
	}
	return p
}
