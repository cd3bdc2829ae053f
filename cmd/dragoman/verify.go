package main

import (
	"context"
	"crypto/ed25519"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

type verifyCmd struct {
	What     string   `arg:"" optional:"" help:"A document, the address of a published page, or the folder of a destination of kind dir; all that is published by default."`
	Manifest string   `type:"existingfile" placeholder:"FILE" help:"The manifest to compare with, instead of the destination's."`
	Key      []string `type:"existingfile" placeholder:"FILE" help:"Public keys that may have sealed manifests; a manifest without a seal is a fault then."`
}

// Help is the longer help.
func (verifyCmd) Help() string {
	return `Reads what a visitor gets, compares every file with the hash in its manifest, and checks the manifest's seal.

  dragoman verify                                        all documents, through their destinations
  dragoman verify statement-5d41402a --key press.pub     one document, and who published it
  dragoman verify https://www.example.org/es/news/a.html a page's document, by its public addresses
  dragoman verify /srv/public --key press.pub            a folder, without configuration or records`
}

// audited is what was found of one publication.
type audited struct {
	Document    l10n.DocumentID    `json:"document"`
	Publication l10n.PublicationID `json:"publication"`
	PublishedAt time.Time          `json:"publishedAt"`
	Seal        string             `json:"seal"` // the key's ID, or what is wrong
	Sealed      bool               `json:"sealed"`
	Files       []publish.Finding  `json:"files"`
}

// auditor checks publications and counts what differs.
type auditor struct {
	keys   []ed25519.PublicKey
	demand bool // a seal must be there
	found  []audited
	faults int
}

// Run verifies.
func (c verifyCmd) Run(ctx context.Context, s *session) error {
	au := &auditor{demand: len(c.Key) > 0}
	for _, name := range c.Key {
		b, err := os.ReadFile(name)
		if err != nil {
			return usage(err)
		}
		key, err := publish.ParsePublicKey(string(b))
		if err != nil {
			return usage(fmt.Errorf("%s: %w", name, err))
		}
		au.keys = append(au.keys, key)
	}
	if own, err := signingKey(); err == nil && own != nil {
		public, _ := own.Public().(ed25519.PublicKey)
		au.keys = append(au.keys, public)
	}
	if err := c.audit(ctx, s, au); err != nil {
		return err
	}
	return au.tell(s)
}

func (c verifyCmd) audit(ctx context.Context, s *session, au *auditor) error {
	info, err := os.Stat(c.What)
	isPage := strings.HasPrefix(c.What, "http://") || strings.HasPrefix(c.What, "https://")
	switch {
	case c.What != "" && err == nil && info.IsDir():
		return au.folder(ctx, c.What)
	case c.Manifest != "":
		b, err := os.ReadFile(c.Manifest)
		if err != nil {
			return err
		}
		return au.addressed(ctx, b, http.DefaultClient)
	}
	return s.withApp(ctx, func(a *app) error {
		if isPage {
			return a.auditPage(ctx, au, c.What)
		}
		return a.auditDocuments(ctx, au, l10n.DocumentID(c.What))
	})
}

// folder reads a destination of kind dir as it lies there.
func (au *auditor) folder(ctx context.Context, name string) error {
	documents, err := filepath.Glob(filepath.Join(name, ".documents", "*", "manifest.json"))
	if err != nil || len(documents) == 0 {
		return usage(fmt.Errorf("%s is not a folder that Dragoman publishes into", name))
	}
	root, err := os.OpenRoot(name) // to read: who verifies may not be allowed to write
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	for _, manifest := range documents {
		b, err := os.ReadFile(manifest)
		if err != nil {
			return err
		}
		pub := new(l10n.Publication)
		if err := json.Unmarshal(b, pub); err != nil {
			return fmt.Errorf("%s: %w", manifest, err)
		}
		au.add(ctx, pub, b, func(_ context.Context, f l10n.File) ([]byte, error) {
			body, err := root.ReadFile(f.Path)
			if errors.Is(err, fs.ErrNotExist) {
				err = l10n.ErrNotFound
			}
			return body, err
		})
	}
	return nil
}

// addressed reads the files of a manifest by the addresses that its pages have.
func (au *auditor) addressed(ctx context.Context, manifest []byte, client *http.Client) error {
	pub := new(l10n.Publication)
	if err := json.Unmarshal(manifest, pub); err != nil {
		return usage(fmt.Errorf("the manifest: %w", err))
	}
	au.add(ctx, pub, manifest, func(ctx context.Context, f l10n.File) ([]byte, error) {
		address, err := addressOf(pub, f)
		if err != nil {
			return nil, err
		}
		return visit(ctx, client, address)
	})
	return nil
}

// addressOf is a page's own address, and for other files that of a page with the path exchanged.
func addressOf(pub *l10n.Publication, f l10n.File) (string, error) {
	for _, l := range pub.Locales {
		if l.File == f.Path {
			return l.URL, nil
		}
	}
	for _, l := range pub.Locales {
		tail := (&url.URL{Path: strings.TrimSuffix(l.File, "index.html")}).EscapedPath()
		if base, ok := strings.CutSuffix(l.URL, tail); ok {
			return base + (&url.URL{Path: f.Path}).EscapedPath(), nil
		}
	}
	return "", errors.New("its address is not known")
}

// visit reads an address as a browser that has nothing in its cache.
func visit(ctx context.Context, client *http.Client, address string) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, address, http.NoBody)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Cache-Control", "no-cache")
	res, err := client.Do(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	switch {
	case res.StatusCode == http.StatusNotFound || res.StatusCode == http.StatusGone:
		return nil, l10n.ErrNotFound
	case res.StatusCode != http.StatusOK:
		return nil, fmt.Errorf("%s answers %s", address, res.Status)
	}
	return io.ReadAll(io.LimitReader(res.Body, 64<<20))
}

// add checks one publication.
func (au *auditor) add(ctx context.Context, pub *l10n.Publication, manifest []byte, get func(context.Context, l10n.File) ([]byte, error)) {
	a := audited{Document: pub.Document, Publication: pub.ID, PublishedAt: pub.PublishedAt, Files: publish.Audit(ctx, pub, get)}
	for _, f := range a.Files {
		if f.Fault != "" {
			au.faults++
		}
	}
	switch key, err := publish.CheckSeal(manifest, au.keys...); {
	case err == nil:
		a.Seal, a.Sealed = "sealed with the key "+key, true
	case pub.Seal == nil && !au.demand:
		a.Seal = "not sealed"
	case pub.Seal != nil && len(au.keys) == 0:
		a.Seal = "sealed with the key " + pub.Seal.Key + ", not checked: give its public half with --key"
	default:
		a.Seal = err.Error()
		au.faults++
	}
	au.found = append(au.found, a)
}

// tell prints what was found; a difference is the command's error.
func (au *auditor) tell(s *session) error {
	if s.cli.JSON {
		if err := json.NewEncoder(s.out).Encode(au.found); err != nil {
			return err
		}
	} else {
		for _, a := range au.found {
			s.say("%s  publication %s of %s: %s", a.Document, a.Publication, a.PublishedAt.Local().Format("2006-01-02 15:04:05"), a.Seal)
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
	if au.faults > 0 {
		return fmt.Errorf("%d differences from what was published", au.faults)
	}
	return nil
}
