package fetch

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"testing"
)

// TestForbiddenAddresses checks the many ways to write the addresses of this machine and of its network.
func TestForbiddenAddresses(t *testing.T) {
	f := New(Options{})
	for _, u := range []string{
		"http://127.0.0.1/", "http://127.1/", "http://2130706433/", "http://0x7f000001/", "http://0x7f.1/",
		"http://0177.0.0.1/", "http://017700000001/",
		"http://127.0.0.1./", "http://0/", "http://localhost/", "http://[::1]/", "http://[::ffff:127.0.0.1]/",
		"http://[::ffff:7f00:1]/",
		"http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/",
		"http://100.64.0.1/",
		"http://[fe80::1]/", "http://[fd00:ec2::254]/", "http://224.0.0.1/", "http://255.255.255.255/",
		"http://[64:ff9b::7f00:1]/",
		"http://[2002:7f00:1::]/", "https://127.0.0.1:8443/",
	} {
		if _, _, err := f.Fetch(t.Context(), u, nil); !errors.Is(err, ErrForbiddenAddress) {
			t.Errorf("%s: %v, want ErrForbiddenAddress", u, err)
		}
	}
}

func TestPublic(t *testing.T) {
	for addr, want := range map[string]bool{
		"93.184.215.14": true, "2606:2800:21f:cb07:6820:80da:af6b:8b2c": true, "8.8.8.8": true, "64:ff9b::808:808": true,
		"2002:808:808::": true,
		"192.0.2.1":      false, "198.18.0.1": false, "240.0.0.1": false, "2001:db8::1": false, "ff02::1": false, "::": false,
		"0.0.0.0":      false,
		"fe80::1%eth0": false, "64:ff9b::a00:1": false, "2001::1": false,
	} {
		if got := public(netip.MustParseAddr(addr)); got != want {
			t.Errorf("public(%s) = %v", addr, got)
		}
	}
}

// TestRedirectToForbiddenAddress checks that redirects are dialled through the guard too.
func TestRedirectToForbiddenAddress(t *testing.T) {
	secret := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		t.Error("the private server was asked")
	}))
	defer secret.Close()
	f := New(Options{IgnoreRobots: true})
	req := httptest.NewRequest(http.MethodGet, secret.URL, nil)
	via := httptest.NewRequest(http.MethodGet, "http://public.example/", nil)
	if err := f.checkRedirect(req, []*http.Request{via}); err != nil {
		t.Fatal(err) // the URL is well formed, so it is for the dialer to refuse it
	}
	if _, err := f.client.Transport.RoundTrip(req.Clone(t.Context())); !errors.Is(err, ErrForbiddenAddress) {
		t.Errorf("dialling: %v", err)
	}
}

func FuzzCanonicalHost(f *testing.F) {
	for _, s := range []string{"127.1", "0x7f.1", "example.org", "1.2.3.4.5", "0x", "09", "1..2", "[::1]:80", "a.0x10"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, host string) {
		u, err := parseURL("http://" + host + "/")
		if err != nil {
			return
		}
		second, err := parseURL(u.String())
		if err != nil || second.Host != u.Host {
			t.Errorf("%q became %q, which became %v, %v", host, u.Host, second, err)
		}
		if _, err := url.Parse(u.String()); err != nil {
			t.Error(err)
		}
	})
}
