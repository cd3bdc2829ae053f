package fetch

import "net/netip"

// special are the blocks of addresses that no page of the public Internet is at. Sources: IANA's special-purpose address
// registries for IPv4 and IPv6 (RFC 6890 and its updates), and the multicast blocks. A block that the registry calls
// globally reachable and that lies in one which isn't (192.0.0.9, parts of 2001::/23) is left out too: it is for
// protocols, not for pages.
var special = []struct{ block, why string }{
	{"0.0.0.0/8", "this network"},
	{"10.0.0.0/8", "private use"},
	{"100.64.0.0/10", "shared address space of providers"},
	{"127.0.0.0/8", "loopback"},
	{"169.254.0.0/16", "link local, and the metadata of clouds"},
	{"172.16.0.0/12", "private use"},
	{"192.0.0.0/24", "protocol assignments"},
	{"192.0.2.0/24", "documentation"},
	{"192.88.99.0/24", "relays of 6to4, deprecated"},
	{"192.168.0.0/16", "private use"},
	{"198.18.0.0/15", "benchmarking"},
	{"198.51.100.0/24", "documentation"},
	{"203.0.113.0/24", "documentation"},
	{"224.0.0.0/4", "multicast"},
	{"240.0.0.0/4", "reserved, and broadcast"},
	{"168.63.129.16/32", "the host of virtual machines in Azure, which no registry has"},
	{"2001::/23", "protocol assignments: Teredo, benchmarking, ORCHID"},
	{"2001:db8::/32", "documentation"},
	{"3fff::/20", "documentation"},
}

// The IPv6 addresses that are given to anybody are in unicast6. So all that lies beside it is special as well: loopback,
// IPv4-compatible and IPv4-translated addresses (::/8), discard-only and dummy ones (100::/64), segment routing (5f00::/16),
// unique local (fc00::/7), link local, site local (fec0::/10) and multicast ones.
var unicast6 = netip.MustParsePrefix("2000::/3")

// An address with an IPv4 address in it leads to that one, through a translator or a tunnel: the IPv4 address decides.
var (
	nat64  = netip.MustParsePrefix("64:ff9b::/96") // not 64:ff9b:1::/48, which is for local use
	sixTo4 = netip.MustParsePrefix("2002::/16")
)

var specialBlocks = parseBlocks()

func parseBlocks() []netip.Prefix {
	all := make([]netip.Prefix, len(special))
	for i, s := range special {
		all[i] = netip.MustParsePrefix(s.block)
	}
	return all
}

// public reports whether an address belongs to the public Internet. One with a zone is of one link.
func public(a netip.Addr) bool {
	if a.Zone() != "" {
		return false
	}
	a = a.Unmap()
	b := a.As16()
	switch {
	case nat64.Contains(a):
		return public(netip.AddrFrom4([4]byte(b[12:16])))
	case sixTo4.Contains(a) && !public(netip.AddrFrom4([4]byte(b[2:6]))):
		return false
	case a.Is6() && isISATAP(b) && !public(netip.AddrFrom4([4]byte(b[12:16]))):
		return false
	case a.Is6() && !unicast6.Contains(a):
		return false
	}
	for _, p := range specialBlocks {
		if p.Contains(a) {
			return false
		}
	}
	return a.IsValid()
}

// isISATAP reports whether the last half of an IPv6 address is that of a tunnel to an IPv4 address within a site
// (RFC 5214).
func isISATAP(b [16]byte) bool {
	return (b[8] == 0 || b[8] == 2) && b[9] == 0 && b[10] == 0x5e && b[11] == 0xfe
}
