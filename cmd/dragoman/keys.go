package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/dragoman-l10n/dragoman/internal/signing"
)

type keygenCmd struct {
	File string `arg:"" type:"path" help:"Where the private key goes; the public one goes beside it, with .pub at the end."`
}

// Help is the longer help.
func (keygenCmd) Help() string {
	return `Workers seal manifests with the key in DRAGOMAN_SIGNING_KEY (the PEM, or its base64 alone) or in the file that
DRAGOMAN_SIGNING_KEY_FILE names. Give the public key to whoever shall check them: dragoman verify --key FILE.pub

Desks and command lines sign people's decisions with another key, in DRAGOMAN_DECISION_KEY or in the file that
DRAGOMAN_DECISION_KEY_FILE names. Workers take a decision only when they know the public key: name its file in
decisions.keys of dragoman.yaml.`
}

// Run makes a key pair; it never writes over a file.
func (c keygenCmd) Run(s *session) error {
	private, public, err := signing.NewKey()
	if err != nil {
		return err
	}
	for _, name := range []string{c.File, c.File + ".pub"} {
		if _, err := os.Lstat(name); err == nil {
			return usage(fmt.Errorf("%s is there already, and a key is never written over: choose another name", name))
		}
	}
	for _, f := range []struct {
		name string
		body []byte
		mode fs.FileMode
	}{{c.File, private, 0o600}, {c.File + ".pub", public, 0o644}} {
		if err := writeNew(f.name, f.body, f.mode); err != nil {
			return usage(err)
		}
	}
	s.say("The private key is in %s: keep it. The public key, in %s.pub:\n%s", c.File, c.File, public)
	return nil
}

func writeNew(name string, body []byte, mode fs.FileMode) error {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = f.Write(body)
	return errors.Join(err, f.Close())
}
