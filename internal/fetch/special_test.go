package fetch

import (
	"errors"
	"net/netip"
	"testing"
)

// TestEdgesOfSpecialBlocks checks each block at its first and last address, and the addresses on both sides of it.
func TestEdgesOfSpecialBlocks(t *testing.T) {
	tries := 0
	for _, tt := range []struct {
		block         string
		before, after bool // whether the neighbours are public
	}{
		{"0.0.0.0/8", false, true}, {"10.0.0.0/8", true, true}, {"100.64.0.0/10", true, true}, {"127.0.0.0/8", true, true},
		{"169.254.0.0/16", true, true}, {"172.16.0.0/12", true, true}, {"192.0.0.0/24", true, true}, {"192.0.2.0/24", true, true},
		{"192.88.99.0/24", true, true}, {"192.168.0.0/16", true, true}, {"198.18.0.0/15", true, true},
		{"198.51.100.0/24", true, true}, {"203.0.113.0/24", true, true}, {"224.0.0.0/4", true, false},
		{"240.0.0.0/4", false, false}, {"255.255.255.255/32", false, false}, {"168.63.129.16/32", true, true},
		{"::/128", false, false}, {"::1/128", false, false}, {"::/96", false, false}, {"::ffff:0:0:0/96", false, false},
		{"::/8", false, false}, {"64:ff9b:1::/48", false, false}, {"100::/64", false, false}, {"100:0:0:1::/64", false, false},
		{"2001::/32", true, false}, {"2001:2::/48", false, false}, {"2001:10::/28", false, false}, {"2001:20::/28", false, false},
		{"2001::/23", true, true}, {"2001:db8::/32", true, true}, {"3fff::/20", true, true}, {"5f00::/16", false, false},
		{"fc00::/7", false, false}, {"fe80::/10", false, false}, {"fec0::/10", false, false}, {"ff00::/8", false, false},
		{"4000::/3", true, false},
	} {
		p := netip.MustParsePrefix(tt.block)
		first, last := p.Addr(), lastOf(p)
		for _, at := range []struct {
			addr netip.Addr
			want bool
		}{{first, false}, {last, false}, {first.Prev(), tt.before}, {last.Next(), tt.after}} {
			if !at.addr.IsValid() {
				continue
			}
			tries++
			if got := public(at.addr); got != at.want {
				t.Errorf("%s: public(%s) = %v", tt.block, at.addr, got)
			}
		}
	}
	t.Logf("attack: %d tries of edges of address blocks", tries)
}

func lastOf(p netip.Prefix) netip.Addr {
	b := p.Addr().AsSlice()
	for i := p.Bits(); i < len(b)*8; i++ {
		b[i/8] |= 0x80 >> (i % 8)
	}
	a, _ := netip.AddrFromSlice(b)
	return a
}

// TestEveryBlockHasItsEdgesTested has a new line of the table ask for a line of the test above.
func TestEveryBlockHasItsEdgesTested(t *testing.T) {
	for _, s := range special {
		p := netip.MustParsePrefix(s.block)
		if p.Masked() != p || s.why == "" || public(p.Addr()) || public(lastOf(p)) {
			t.Errorf("%+v", s)
		}
	}
}

// TestIPv4WithinIPv6 has forms of IPv6 that lead to an IPv4 address, each with this machine, a private network and the
// metadata of clouds in it.
func TestIPv4WithinIPv6(t *testing.T) {
	f := New(Options{})
	tries := 0
	for _, v4 := range []string{"127.0.0.1", "10.0.0.1", "169.254.169.254", "192.168.1.1", "0.0.0.0", "100.100.100.200", "224.0.0.1"} {
		b := netip.MustParseAddr(v4).As4()
		low := [16]byte{12: b[0], 13: b[1], 14: b[2], 15: b[3]}
		for name, change := range map[string]func(*[16]byte){
			"mapped":        func(a *[16]byte) { a[10], a[11] = 0xff, 0xff },
			"compatible":    func(*[16]byte) {},
			"translated":    func(a *[16]byte) { a[8], a[9] = 0xff, 0xff },
			"NAT64":         func(a *[16]byte) { copy(a[:], []byte{0, 0x64, 0xff, 0x9b}) },
			"NAT64, local":  func(a *[16]byte) { copy(a[:], []byte{0, 0x64, 0xff, 0x9b, 0, 1}) },
			"6to4":          func(a *[16]byte) { *a = [16]byte{0x20, 0x02, b[0], b[1], b[2], b[3], 15: 1} },
			"Teredo":        func(a *[16]byte) { copy(a[:], []byte{0x20, 0x01, 0, 0, b[0], b[1], b[2], b[3]}) },
			"ISATAP":        func(a *[16]byte) { copy(a[:], []byte{0x26, 0x06, 0x28, 0, 0, 0, 0, 0, 0, 0, 0x5e, 0xfe}) },
			"ISATAP, local": func(a *[16]byte) { copy(a[:], []byte{0xfe, 0x80, 0, 0, 0, 0, 0, 0, 2, 0, 0x5e, 0xfe}) },
		} {
			a := low
			change(&a)
			addr := netip.AddrFrom16(a)
			for _, form := range []string{addr.String(), addr.StringExpanded(), addr.WithZone("lo").String()} {
				tries++
				if parsed, err := netip.ParseAddr(form); err == nil && public(parsed) {
					t.Errorf("%s of %s: %s is public", name, v4, form)
				}
				tries++
				if _, _, err := f.Fetch(t.Context(), "http://["+form+"]/", nil); err == nil {
					t.Errorf("%s was fetched", form)
				} else if !errors.Is(err, ErrForbiddenAddress) && !errors.Is(err, ErrBadURL) {
					t.Errorf("%s: %v", form, err)
				}
			}
		}
	}
	t.Logf("attack: %d tries of IPv4 addresses within IPv6", tries)
	for _, form := range []string{"64:ff9b::808:808", "2002:808:808::1", "2606:2800::5efe:808:808", "::ffff:8.8.8.8"} {
		if !public(netip.MustParseAddr(form)) {
			t.Errorf("%s is not public", form)
		}
	}
	if public(netip.Addr{}) || public(netip.MustParseAddr("2606:2800::1%eth0")) {
		t.Error("no address, and one of one link, are public")
	}
}
