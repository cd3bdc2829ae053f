package provider_test

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/needs"
	"github.com/dragoman-l10n/dragoman/internal/provider"
)

// modes is where Debian's packages put Apertium's pairs.
const modes = "/usr/share/apertium"

// TestContractOfARealAPY runs the contract on a real server, where one is installed with a pair from English to Spanish.
func TestContractOfARealAPY(t *testing.T) {
	needs.Program(t, "apertium-apy", "Debian: apertium-apy")
	if _, err := os.Stat(modes + "/modes/eng-spa.mode"); err != nil {
		needs.Missing(t, "the pair of languages eng-spa is not installed (Debian: apertium-eng-spa): %v", err)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	_ = l.Close()
	cmd := exec.CommandContext(t.Context(), "apertium-apy", "-p", fmt.Sprint(port), modes)
	cmd.Dir = t.TempDir()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
	})
	url := fmt.Sprintf("http://127.0.0.1:%d", port)
	for range 150 {
		if res, err := http.Get(url + "/listPairs"); err == nil {
			_ = res.Body.Close()
			break
		}
		time.Sleep(100 * time.Millisecond)
	}
	for _, d := range provider.Drivers() {
		if d.Name != "apertium-apy" {
			continue
		}
		p, err := d.Open(provider.Options{URL: url})
		if err != nil {
			t.Fatal(err)
		}
		if s := p.Traits().Supports; s == nil || !s("en", "es") || s("es", "tlh") {
			t.Fatal("the server's pairs are not known")
		}
		contract(t, d, p)
	}
}
