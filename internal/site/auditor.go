package site

import (
	"context"
	"crypto/ed25519"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// Audit is what was found of one publication.
type Audit struct {
	Document    l10n.DocumentID    `json:"document"`
	Publication l10n.PublicationID `json:"publication"`
	PublishedAt time.Time          `json:"publishedAt"`
	Seal        string             `json:"seal"` // the key's ID, or what is wrong
	Sealed      bool               `json:"sealed"`
	// Decisions says whether people's decisions are signed, "" where there are none.
	Decisions string            `json:"decisions,omitempty"`
	Files     []publish.Finding `json:"files"`
	// Faults says what is wrong beside the files and the seal.
	Faults []string `json:"faults,omitempty"`

	site l10n.SiteName
}

// Auditor compares publications with what a visitor gets, checks their seals, holds them against the signed lists of
// current publications, and counts what is wrong.
type Auditor struct {
	// Keys are the public keys that may have sealed manifests. When there is one, a manifest without a seal is a fault.
	Keys []ed25519.PublicKey
	// AllowUnsealed lets manifests without a seal pass all the same: those from before the house had a key.
	AllowUnsealed bool
	// AllowUnlisted lets files in a folder pass that no manifest has: those of somebody else.
	AllowUnlisted bool
	// Decisions are the public keys that may have signed people's decisions.
	Decisions signing.Keys
	// RequireSigned makes a fault of a decision without a signature: of those from before decisions were signed too.
	RequireSigned bool
	// Client reads public addresses.
	Client *http.Client
	// Memory knows the lists that were seen before.
	Memory *Memory

	Audits []Audit
	Notes  []string // what is no fault and is good to know
	Faults int      // all that is wrong

	lists    []foundList // that were not compared yet
	compared int         // how many of Audits were compared with lists
}

// addFault notes a fault of an audit.
func (au *Auditor) addFault(a *Audit, fault string) {
	a.Faults = append(a.Faults, fault)
	au.Faults++
}

// faultOfLast notes a fault of the audit that was made last.
func (au *Auditor) faultOfLast(fault string) { au.addFault(&au.Audits[len(au.Audits)-1], fault) }

// fault notes a fault of a document, or of the place when doc is empty.
func (au *Auditor) fault(doc l10n.DocumentID, fault string) {
	for i := len(au.Audits) - 1; i >= 0; i-- {
		if au.Audits[i].Document == doc {
			au.addFault(&au.Audits[i], fault)
			return
		}
	}
	au.Audits = append(au.Audits, Audit{Document: doc, Files: []publish.Finding{}})
	au.faultOfLast(fault)
}

// Addresses reads the files of a manifest by the addresses that its pages have. The only error is that of a manifest
// that does not parse.
func (au *Auditor) Addresses(ctx context.Context, manifest []byte) error {
	pub, err := publish.ReadManifest(manifest)
	if err != nil {
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
	return bounded.Read(res.Body, maxVisited)
}

// add checks one publication. manifest is its JSON as it is stored, which the seal is of.
func (au *Auditor) add(ctx context.Context, pub *l10n.Publication, manifest []byte,
	get func(context.Context, l10n.File) ([]byte, error),
) {
	a := Audit{Document: pub.Document, Publication: pub.ID, PublishedAt: pub.PublishedAt, site: pub.Site}
	a.Files = publish.Audit(ctx, pub, get)
	for _, f := range a.Files {
		if f.Fault != "" {
			au.Faults++
		}
	}
	switch key, err := publish.CheckSeal(manifest, au.Keys...); {
	case err == nil:
		a.Seal, a.Sealed = "sealed with the key "+key, true
	case pub.Seal == nil && (au.AllowUnsealed || len(au.Keys) == 0):
		a.Seal = "not sealed"
	case pub.Seal != nil && len(au.Keys) == 0:
		a.Seal = "sealed with the key " + pub.Seal.Key + ", not checked: give its public half with --key"
	default:
		a.Seal = err.Error()
		au.Faults++
	}
	au.checkDecisions(&a, pub)
	au.Audits = append(au.Audits, a)
	au.readList(ctx, pub, get)
}
