package app

import (
	"log/slog"
	"net"
	"os"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/config"
)

var discard = slog.New(slog.DiscardHandler)

// TestJoin holds that commands speak to the house that runs with their data folder, unless they are told otherwise.
func TestJoin(t *testing.T) {
	server, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	here := server.Addr().String()
	_, port, _ := net.SplitHostPort(here)
	house := configured(t, "")
	house.Temporal.Address, house.Temporal.UI = here, "http://127.0.0.1:9999"
	house.Desk.Listen, house.Desk.URL = "127.0.0.1:9998", "http://127.0.0.1:9998"
	remove, err := noteListening(house)
	if err != nil {
		t.Fatal(err)
	}
	load := func(env map[string]string) *config.Config {
		c, err := config.Load("", Known(), environment(env))
		if err != nil {
			t.Fatal(err)
		}
		c.Data = house.Data
		if err := Join(c); err != nil {
			t.Error(err)
		}
		return c
	}
	t.Chdir(t.TempDir())
	const usual, usualUI, desk = "127.0.0.1:7233", "http://127.0.0.1:8233", "http://127.0.0.1:8080"
	for name, c := range map[string]struct {
		env               map[string]string
		address, ui, desk string
	}{
		"nothing is given":        {nil, here, house.Temporal.UI, house.Desk.URL},
		"its address is given":    {map[string]string{"TEMPORAL_ADDRESS": here}, here, house.Temporal.UI, house.Desk.URL},
		"its address, otherwise":  {map[string]string{"TEMPORAL_ADDRESS": "localhost:" + port}, "localhost:" + port, house.Temporal.UI, house.Desk.URL},
		"another server is given": {map[string]string{"TEMPORAL_ADDRESS": "temporal.test:7233"}, "temporal.test:7233", "", desk},
		"the usual one is given":  {map[string]string{"TEMPORAL_ADDRESS": usual}, usual, usualUI, desk},
		"another UI is given":     {map[string]string{"TEMPORAL_UI": "https://ui.test"}, here, "https://ui.test", house.Desk.URL},
		"another desk is given":   {map[string]string{"DRAGOMAN_DESK_URL": "https://desk.test"}, here, house.Temporal.UI, "https://desk.test"},
		"a desk's port is given":  {map[string]string{"DRAGOMAN_DESK_LISTEN": "127.0.0.1:81"}, here, house.Temporal.UI, "http://127.0.0.1:81"},
	} {
		got := load(c.env)
		if got.Temporal.Address != c.address || got.Temporal.UI != c.ui || got.Desk.URL != c.desk {
			t.Errorf("%s: %s, UI %q, desk %s; want %s, UI %q, desk %s", name, got.Temporal.Address, got.Temporal.UI, got.Desk.URL, c.address, c.ui, c.desk)
		}
	}
	_ = server.Close()
	if got := load(nil); got.Temporal.Address != usual || got.Temporal.UI != usualUI {
		t.Errorf("a house that was killed still counts: %+v", got.Temporal)
	}
	remove()
	if got := load(nil); got.Temporal.Address != usual {
		t.Errorf("a house that has ended still counts: %+v", got.Temporal)
	}
	if err := os.WriteFile(listeningFile(house), []byte("{"), 0o600); err != nil {
		t.Fatal(err)
	}
	c := *house
	if err := Join(&c); err == nil {
		t.Error("a file that can't be read is told")
	}
}
