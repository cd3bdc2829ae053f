package fetch

import (
	"fmt"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"syscall"

	"github.com/dragoman-l10n/dragoman/internal/ascii"
)

// parseURL checks a URL and makes it canonical. It must be of http, https or file, with a host where one is needed, and
// without user and password. The fragment is dropped. A host that is an IPv4 number in any notation (2130706433,
// 0x7f.1, 0177.0.0.1) becomes the dotted one, as in browsers, so that the guard of addresses sees it and not the
// resolver.
func parseURL(raw string) (*url.URL, error) {
	u, err := url.Parse(ascii.TrimSpace(raw))
	if err != nil {
		return nil, fmt.Errorf("%w: %q does not parse", ErrBadURL, raw)
	}
	u.Fragment = ""
	u.RawFragment = ""
	switch u.Scheme {
	case "http", "https":
		if u.Host == "" {
			return nil, fmt.Errorf("%w: %q has no host", ErrBadURL, raw)
		}
		if u.User != nil {
			return nil, fmt.Errorf("%w: %q carries a user name or password", ErrBadURL, u.Redacted())
		}
		return u, canonicalHost(u)
	case "file":
		if u.Host != "" && u.Host != "localhost" {
			return nil, fmt.Errorf("%w: %q names a file of another host", ErrBadURL, raw)
		}
		return u, nil
	default:
		return nil, fmt.Errorf("%w: %q must begin with http://, https:// or file://", ErrBadURL, raw)
	}
}

// canonicalHost rewrites a host that is an IPv4 number. By the host parser of the WHATWG URL standard, a host whose
// last label is a number must be an address.
func canonicalHost(u *url.URL) error {
	labels := strings.Split(strings.TrimSuffix(u.Hostname(), "."), ".")
	last := labels[len(labels)-1]
	_, isNumber := ipv4Number(last)
	if strings.Contains(u.Hostname(), ":") || (!isNumber && !allDigits(last)) {
		return nil
	}
	if len(labels) > 4 {
		return fmt.Errorf("%w: host %q", ErrBadURL, u.Hostname())
	}
	var ip uint64
	for i, l := range labels {
		n, ok := ipv4Number(l)
		width := uint(8)
		if i == len(labels)-1 {
			width = 8 * uint(5-len(labels)) // the last number has all bytes that are left
		}
		if !ok || n >= 1<<width {
			return fmt.Errorf("%w: host %q", ErrBadURL, u.Hostname())
		}
		ip = ip<<width | n
	}
	port := u.Port()
	u.Host = netip.AddrFrom4([4]byte{byte(ip >> 24), byte(ip >> 16), byte(ip >> 8), byte(ip)}).String()
	if port != "" {
		u.Host += ":" + port
	}
	return nil
}

// ipv4Number reads one number of an IPv4 host: decimal, hexadecimal after 0x, or octal after 0. "0x" alone is zero.
func ipv4Number(s string) (uint64, bool) {
	base := 10
	switch {
	case len(s) >= 2 && (s[:2] == "0x" || s[:2] == "0X"):
		s, base = s[2:], 16
		if s == "" {
			return 0, true
		}
	case len(s) > 1 && s[0] == '0':
		s, base = s[1:], 8
	}
	n, err := strconv.ParseUint(s, base, 33)
	return n, err == nil
}

func allDigits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789") == ""
}

// guard is a net.Dialer.Control. It sees each address just before it is dialled, after names are resolved.
func guard(_, address string, _ syscall.RawConn) error {
	ap, err := netip.ParseAddrPort(address)
	if err != nil || !public(ap.Addr()) {
		return fmt.Errorf("%w: %s is not an address of the public Internet; allow private addresses if it is meant",
			ErrForbiddenAddress, address)
	}
	return nil
}
