package config

import (
	"net/netip"
	"strings"
)

// TrustedProxies are the addresses of the proxies before the desk. Where none are named, they are on this machine.
func (d Desk) TrustedProxies() []netip.Prefix {
	names := d.Proxies
	if len(names) == 0 {
		names = []string{"127.0.0.0/8", "::1"}
	}
	var all []netip.Prefix
	for _, name := range names {
		if p, err := parseProxy(name); err == nil { // others are told by the validation
			all = append(all, p)
		}
	}
	return all
}

func parseProxy(s string) (netip.Prefix, error) {
	if strings.Contains(s, "/") {
		p, err := netip.ParsePrefix(s)
		return p.Masked(), err
	}
	a, err := netip.ParseAddr(s)
	if err != nil {
		return netip.Prefix{}, err
	}
	return a.Unmap().Prefix(a.Unmap().BitLen())
}
