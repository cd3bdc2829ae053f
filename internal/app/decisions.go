package app

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	sdk "go.temporal.io/sdk/client"

	"github.com/dragoman-l10n/dragoman/client"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/review"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// decisionFile is where `dragoman dev` and the demo keep the key of decisions, for the commands beside them.
func decisionFile(c *config.Config) string { return filepath.Join(c.Data, "decisions.key") }

// DecisionKey is the private key by which this program signs people's acts: that of the environment, or else that of
// the data folder. It is nil where there is none.
func DecisionKey(o Options) (ed25519.PrivateKey, error) {
	text, from := o.Env("DRAGOMAN_DECISION_KEY"), "DRAGOMAN_DECISION_KEY"
	if name := o.Env("DRAGOMAN_DECISION_KEY_FILE"); text == "" && name != "" {
		b, err := os.ReadFile(name)
		if err != nil {
			return nil, mark(fmt.Errorf("DRAGOMAN_DECISION_KEY_FILE: %w", err), ErrConfig)
		}
		text, from = string(b), "DRAGOMAN_DECISION_KEY_FILE"
	}
	if text == "" {
		b, err := os.ReadFile(decisionFile(o.Config))
		if errors.Is(err, fs.ErrNotExist) {
			return nil, nil
		}
		if err != nil {
			return nil, mark(fmt.Errorf("the key of decisions: %w", err), ErrConfig)
		}
		text, from = string(b), decisionFile(o.Config)
	}
	key, err := signing.ParsePrivateKey(text)
	if err != nil {
		return nil, mark(fmt.Errorf("%s: %w", from, err), ErrConfig)
	}
	return key, nil
}

// DecisionKeys are the public keys whose acts count: those of the configuration, and that of this program's own key.
func DecisionKeys(o Options) (signing.Keys, error) {
	var keys signing.Keys
	for _, text := range o.Config.Decisions.Keys {
		what := "decisions.keys"
		if b, err := os.ReadFile(text); err == nil {
			text, what = string(b), fmt.Sprintf("decisions.keys: %s", text)
		}
		key, err := signing.ParsePublicKey(text)
		if err != nil {
			return nil, mark(fmt.Errorf("%s: %w; write the name of a file, or the base64 of a public key", what, err), ErrConfig)
		}
		keys = append(keys, key)
	}
	own, err := DecisionKey(o)
	if err == nil && own != nil {
		keys = append(keys, signing.PublicOf(own))
	}
	return keys, err
}

// MakeDecisionKey makes the key of decisions in the data folder, readable for its owner alone, unless there is a key
// already. `dragoman dev` and the demo do at their start; in production keys are given.
func MakeDecisionKey(o Options) error {
	if key, err := DecisionKey(o); err != nil || key != nil {
		return err
	}
	private, _, err := signing.NewKey()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.Config.Data, 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(decisionFile(o.Config), os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) { // another start was quicker
		return nil
	}
	if err != nil {
		return err
	}
	_, err = f.Write(private)
	return errors.Join(err, f.Close())
}

// NewClient is a client that signs with this program's key, where it has one.
func (a *App) NewClient(c sdk.Client) (*client.Client, error) {
	key, err := DecisionKey(a.Options)
	if err != nil {
		return nil, err
	}
	var options []client.Option
	if key != nil {
		options = append(options, client.SignedBy(key))
	}
	return client.New(c, a.Config.Temporal.TaskQueue, options...), nil
}

// authority says whose acts count.
func (a *App) authority() (*review.Authority, error) {
	keys, err := DecisionKeys(a.Options)
	return &review.Authority{Keys: keys, Acts: a.Store}, err
}

// WhoseDecisions says whose decisions this worker takes, and whether it takes any.
func (a *App) WhoseDecisions() (sentence string, any bool) {
	keys := a.Activities.Authority.Keys
	if len(keys) == 0 {
		return "this worker knows no key of decisions, so it refuses every approval, request for a run, withdrawal, rollback and " +
			"answer, whoever sends it. Make a key with `dragoman keygen`, give it to the desk and the command line " +
			"(DRAGOMAN_DECISION_KEY_FILE), and its public half to the worker (decisions.keys or DRAGOMAN_DECISION_KEYS)", false
	}
	return fmt.Sprintf("decisions count that are signed by a key of these: %s", keys), true
}
