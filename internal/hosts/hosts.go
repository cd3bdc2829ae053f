// Package hosts knows which addresses and host names are this machine's own, and keeps web servers from answering to any
// other name. A page elsewhere can have its own name lead to this machine (DNS rebinding): then the browser takes a
// server here for a part of that page, and nothing but the name in the request tells the difference.
package hosts

import (
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Loopback are the names by which a machine calls itself.
func Loopback() []string { return []string{"localhost", "127.0.0.1", "::1"} }

// IsLoopback reports whether a host, without its port, is this machine alone: localhost, 127.0.0.1, ::1 and the like. An
// empty host, which is every interface, is not.
func IsLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	return net.ParseIP(host).IsLoopback()
}

// ListensOnLoopback reports whether nobody beyond this machine can reach a server that listens on host:port.
func ListensOnLoopback(listen string) bool {
	host, _, err := net.SplitHostPort(listen)
	return err == nil && IsLoopback(host)
}

// Name is the host name of a request's Host, without the port, in lower case.
func Name(hostport string) string {
	host := hostport
	if h, _, err := net.SplitHostPort(hostport); err == nil {
		host = h
	}
	return strings.TrimSuffix(strings.ToLower(strings.Trim(host, "[]")), ".")
}

// OfURL is the host name of an address, or "" where it has none.
func OfURL(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return Name(u.Host)
}

// Only passes on the requests that name one of the hosts, and refuses all others with what.
func Only(names []string, what string, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !slices.Contains(names, Name(r.Host)) {
			http.Error(w, what, http.StatusMisdirectedRequest)
			return
		}
		next.ServeHTTP(w, r)
	})
}
