package app

import (
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// TestKeysOfDecisions holds where keys come from, and that a worker without one says so.
func TestKeysOfDecisions(t *testing.T) {
	options := func(vars map[string]string) Options {
		return Options{Config: configured(t, ""), Env: environment(vars), Logger: slog.New(slog.DiscardHandler), Version: "test"}
	}
	a := opened(t, "")
	if sentence, any := a.WhoseDecisions(); any || !strings.Contains(sentence, "refuses every approval") || !strings.Contains(sentence, "dragoman keygen") {
		t.Errorf("a worker without a key: %v %s", any, sentence)
	}
	private, public, err := signing.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "desk.key")
	if err := errors.Join(os.WriteFile(file, private, 0o600), os.WriteFile(file+".pub", public, 0o600)); err != nil {
		t.Fatal(err)
	}
	for _, vars := range []map[string]string{{"DRAGOMAN_DECISION_KEY": string(private)}, {"DRAGOMAN_DECISION_KEY_FILE": file}} {
		if key, err := DecisionKey(options(vars)); err != nil || key == nil {
			t.Errorf("%v", err)
		}
	}
	worker := options(nil)
	worker.Config.Decisions.Keys = []string{file + ".pub", string(public)}
	if keys, err := DecisionKeys(worker); err != nil || len(keys) != 2 {
		t.Errorf("public keys: %v %v", keys, err)
	}
	worker.Config.Decisions.Keys = []string{file}
	if _, err := DecisionKeys(worker); !errors.Is(err, ErrConfig) || !strings.Contains(err.Error(), "private key") {
		t.Errorf("a private key among the public ones: %v", err)
	}
	for _, vars := range []map[string]string{{"DRAGOMAN_DECISION_KEY": "hunter2"}, {"DRAGOMAN_DECISION_KEY_FILE": file + ".none"}} {
		if _, err := DecisionKey(options(vars)); !errors.Is(err, ErrConfig) || strings.Contains(err.Error(), "hunter2") {
			t.Errorf("%v", err)
		}
	}

	dev := options(nil)
	for range 2 { // made once
		if err := MakeDecisionKey(dev); err != nil {
			t.Fatal(err)
		}
	}
	info, err := os.Stat(decisionFile(dev.Config))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v %v", info.Mode(), err)
	}
	made, err := DecisionKey(dev)
	if err != nil || made == nil {
		t.Fatalf("the commands beside don't find it: %v", err)
	}
	if keys, err := DecisionKeys(dev); err != nil || len(keys) != 1 || signing.KeyID(keys[0]) != signing.KeyID(signing.PublicOf(made)) {
		t.Errorf("%v %v", keys, err)
	}
	given := options(map[string]string{"DRAGOMAN_DECISION_KEY": string(private)})
	if err := MakeDecisionKey(given); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(decisionFile(given.Config)); err == nil {
		t.Error("a key is made though one is given")
	}
}
