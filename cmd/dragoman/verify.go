package main

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/app"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
	"github.com/dragoman-l10n/dragoman/internal/site"
)

type verifyCmd struct {
	What     string   `arg:"" optional:"" help:"A document, the address of a published page, or the folder of a destination of kind dir; all that is published by default."`
	Manifest string   `type:"existingfile" placeholder:"FILE" help:"The manifest to compare with, instead of the destination's."`
	Key      []string `type:"existingfile" placeholder:"FILE" help:"Public keys that may have sealed manifests; a manifest without a seal is a fault then, as with DRAGOMAN_SIGNING_KEY."`
	State    string   `type:"path" placeholder:"FILE" help:"What this verifier remembers of the signed lists it has seen (default: dragoman/verify.json in the user's folder of states)."`

	DecisionKey []string `type:"existingfile" placeholder:"FILE" help:"Public keys that may have signed people's decisions, beside those of the configuration."`
	Signed      bool     `help:"Make a fault of every decision that is not signed, of those from before decisions were signed too."`

	AllowUnsealed bool `help:"Let manifests without a seal pass: those from before there was a key."`
	AllowUnlisted bool `help:"Let files in a folder pass that no manifest has: those of somebody else."`
}

// Help is the longer help.
func (verifyCmd) Help() string {
	return `Reads what a visitor gets, compares every file with the hash in its manifest, and checks the manifest's seal and the
signatures of the decisions in it.
With a key, what is there is also held against the site's signed list of current publications, and the list's number
against the highest that was seen here before: so it shows when an earlier publication was put back or one was taken
away.

  dragoman verify                                        all documents, through their destinations
  dragoman verify statement-5d41402a --key press.pub     one document, and who published it
  dragoman verify https://www.example.org/es/news/a.html a page's document, by its public addresses
  dragoman verify /srv/public --key press.pub            a folder, without configuration or records`
}

// Run verifies.
func (c verifyCmd) Run(ctx context.Context, s *session) error {
	au := &site.Auditor{Client: http.DefaultClient, AllowUnsealed: c.AllowUnsealed, AllowUnlisted: c.AllowUnlisted}
	for _, name := range c.Key {
		b, err := os.ReadFile(name)
		if err != nil {
			return usage(err)
		}
		key, err := signing.ParsePublicKey(string(b))
		if err != nil {
			return usage(fmt.Errorf("%s: %w", name, err))
		}
		au.Keys = append(au.Keys, key)
	}
	if own, err := app.SigningKey(os.Getenv); err == nil && own != nil {
		public, _ := own.Public().(ed25519.PublicKey)
		au.Keys = append(au.Keys, public)
	}
	if err := c.decisionKeys(s, au); err != nil {
		return usage(err)
	}
	if err := c.openMemory(au); err != nil {
		return usage(err)
	}
	if err := c.audit(ctx, s, au); err != nil {
		return err
	}
	return errors.Join(s.tellAudits(au), au.Memory.Save())
}

// decisionKeys gives the auditor the keys by which people's decisions may be signed.
func (c verifyCmd) decisionKeys(s *session, au *site.Auditor) error {
	au.RequireSigned = c.Signed
	if cfg, err := s.load(); err == nil { // a folder is verified without a configuration too
		keys, err := app.DecisionKeys(s.options(cfg))
		if err != nil {
			return err
		}
		au.Decisions = keys
	}
	for _, name := range c.DecisionKey {
		b, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		key, err := signing.ParsePublicKey(string(b))
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		au.Decisions = append(au.Decisions, key)
	}
	return nil
}

// openMemory opens what the verifier remembers. Without a key no list can be believed, and nothing is remembered.
func (c verifyCmd) openMemory(au *site.Auditor) error {
	if len(au.Keys) == 0 {
		return nil
	}
	file := c.State
	if file == "" {
		states := os.Getenv("XDG_STATE_HOME")
		if home, err := os.UserHomeDir(); states == "" && err == nil {
			states = filepath.Join(home, ".local", "state")
		}
		if states == "" {
			au.Notes = append(au.Notes, "nothing is remembered of the lists seen, as there is no home folder: give --state FILE")
			return nil
		}
		file = filepath.Join(states, "dragoman", "verify.json")
	}
	var err error
	au.Memory, err = site.OpenMemory(file)
	return err
}

// audit reads what the argument names. Nothing to read is wrong use.
func (c verifyCmd) audit(ctx context.Context, s *session, au *site.Auditor) error {
	info, err := os.Stat(c.What)
	switch {
	case c.What != "" && err == nil && info.IsDir():
		if err := au.Folder(ctx, c.What); err != nil {
			return err
		}
		return orNothing(au, "%s is not a folder that Dragoman publishes into", c.What)
	case c.Manifest != "":
		manifest, err := os.ReadFile(c.Manifest)
		if err != nil {
			return err
		}
		if err := au.Addresses(ctx, manifest); err != nil {
			return usage(err)
		}
		return nil
	}
	return s.withApp(ctx, func(a *app.App) error {
		if strings.HasPrefix(c.What, "http://") || strings.HasPrefix(c.What, "https://") {
			if err := a.Site.AuditPage(ctx, au, c.What); err != nil {
				return err
			}
			return orNothing(au, "nothing is published at %s; with --manifest FILE a page can be compared without records",
				c.What)
		}
		if err := a.Site.AuditDocuments(ctx, au, l10n.DocumentID(c.What)); err != nil || c.What == "" {
			return err
		}
		return orNothing(au, "nothing of %s is published: 'dragoman show RUN' names the documents of a run", c.What)
	})
}

// orNothing makes wrong use of an audit that found no publication.
func orNothing(au *site.Auditor, format, what string) error {
	if len(au.Audits) > 0 {
		return nil
	}
	return usage(fmt.Errorf(format, what))
}

// tellAudits prints what was found; a difference is the command's error.
func (s *session) tellAudits(au *site.Auditor) error {
	if s.cli.JSON {
		if err := json.NewEncoder(s.out).Encode(au.Audits); err != nil {
			return err
		}
	} else {
		for _, a := range au.Audits {
			switch {
			case a.Publication != "":
				at := a.PublishedAt.Local().Format("2006-01-02 15:04:05")
				s.say("%s  publication %s of %s: %s", a.Document, a.Publication, at, a.Seal)
			case a.Document != "":
				s.say("%s", a.Document)
			default:
				s.say("beside the documents")
			}
			if a.Decisions != "" {
				s.say("  %s", a.Decisions)
			}
			for _, fault := range a.Faults {
				s.say("  WRONG    %s", fault)
			}
			for _, f := range a.Files {
				if f.Fault == "" {
					s.say("  ok       %s", f.Path)
					continue
				}
				s.say("  DIFFERS  %s: %s", f.Path, f.Fault)
				if f.Got != "" {
					s.say("           %s instead of %s", f.Got, f.Want)
				}
			}
		}
	}
	if !s.cli.JSON {
		for _, note := range au.Notes {
			s.say("note: %s", note)
		}
	}
	if au.Faults > 0 {
		return fmt.Errorf("%s from what was published", english.Count(au.Faults, "difference"))
	}
	return nil
}
