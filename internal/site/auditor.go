package site

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

// Audit is what was found of one publication.
type Audit struct {
	Document    l10n.DocumentID    `json:"document"`
	Publication l10n.PublicationID `json:"publication"`
	PublishedAt time.Time          `json:"publishedAt"`
	Seal        string             `json:"seal"` // the key's ID, or what is wrong
	Sealed      bool               `json:"sealed"`
	Files       []publish.Finding  `json:"files"`
}

// Auditor compares publications with what a visitor gets, checks their seals, and counts what differs.
type Auditor struct {
	// Keys are the public keys that may have sealed manifests.
	Keys []ed25519.PublicKey
	// DemandSeal makes a manifest without a seal a fault.
	DemandSeal bool
	// Client reads public addresses.
	Client *http.Client

	Audits []Audit
	Faults int // files that differ, and seals that do not hold
}

// Folder reads a destination of kind dir as it lies on the disk, without its configuration. It finds no audit where
// Dragoman has published nothing.
func (au *Auditor) Folder(ctx context.Context, name string) error {
	documents, err := filepath.Glob(filepath.Join(name, ".documents", "*", "manifest.json"))
	if err != nil || len(documents) == 0 {
		return err
	}
	root, err := os.OpenRoot(name) // to read: who verifies may not be allowed to write
	if err != nil {
		return err
	}
	defer func() { _ = root.Close() }()
	for _, file := range documents {
		manifest, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		pub := new(l10n.Publication)
		if err := json.Unmarshal(manifest, pub); err != nil {
			return fmt.Errorf("%s: %w", file, err)
		}
		au.add(ctx, pub, manifest, func(_ context.Context, f l10n.File) ([]byte, error) {
			body, err := root.ReadFile(f.Path)
			if errors.Is(err, fs.ErrNotExist) {
				err = l10n.ErrNotFound
			}
			return body, err
		})
	}
	return nil
}

// Addresses reads the files of a manifest by the addresses that its pages have. The only error is that of a manifest
// that does not parse.
func (au *Auditor) Addresses(ctx context.Context, manifest []byte) error {
	pub := new(l10n.Publication)
	if err := json.Unmarshal(manifest, pub); err != nil {
		return fmt.Errorf("the manifest: %w", err)
	}
	au.add(ctx, pub, manifest, func(ctx context.Context, f l10n.File) ([]byte, error) {
		address, err := addressOf(pub, f)
		if err != nil {
			return nil, err
		}
		return visit(ctx, au.Client, address)
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

// maxVisited is how much of a file is read.
const maxVisited = 64 << 20

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
	return io.ReadAll(io.LimitReader(res.Body, maxVisited))
}

// add checks one publication. manifest is its JSON as it is stored, which the seal is of.
func (au *Auditor) add(ctx context.Context, pub *l10n.Publication, manifest []byte,
	get func(context.Context, l10n.File) ([]byte, error),
) {
	a := Audit{Document: pub.Document, Publication: pub.ID, PublishedAt: pub.PublishedAt}
	a.Files = publish.Audit(ctx, pub, get)
	for _, f := range a.Files {
		if f.Fault != "" {
			au.Faults++
		}
	}
	switch key, err := publish.CheckSeal(manifest, au.Keys...); {
	case err == nil:
		a.Seal, a.Sealed = "sealed with the key "+key, true
	case pub.Seal == nil && !au.DemandSeal:
		a.Seal = "not sealed"
	case pub.Seal != nil && len(au.Keys) == 0:
		a.Seal = "sealed with the key " + pub.Seal.Key + ", not checked: give its public half with --key"
	default:
		a.Seal = err.Error()
		au.Faults++
	}
	au.Audits = append(au.Audits, a)
}
