package publish

import (
	"crypto/ed25519"
	"encoding/base64"
	stdjson "encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// CurrentList is the signed list of a site's current publications. Each manifest is signed, but an old manifest has a
// valid signature too: only a list of what is current shows that somebody has put an earlier publication back, or took
// one away. The number of a list only grows, and who verifies remembers the highest one, so that an old list does not
// pass for the current one either. The idea is that of the snapshot of The Update Framework (TUF).
type CurrentList struct {
	Kind   string        `json:"kind"` // [currentListKind]: a signature of something else is not one of a list
	Site   l10n.SiteName `json:"site"`
	URL    string        `json:"url"` // of the destination, so that the list of a test site is not that of the real one
	Number int64         `json:"number"`
	At     time.Time     `json:"at"`
	// Publications has every document that visitors get, and its publication.
	Publications map[l10n.DocumentID]l10n.PublicationID `json:"publications"`
	Seal         *l10n.Seal                             `json:"seal,omitempty"`
}

const currentListKind = "dragoman current publications"

// CurrentListPath is where a site's list lies among the site's other lists.
func CurrentListPath(site l10n.SiteName) string { return "publications-" + string(site) + ".json" }

// IsCurrentList reports whether a path is that of a list of current publications.
func IsCurrentList(path string) bool {
	return strings.HasPrefix(path, "publications-") && strings.HasSuffix(path, ".json") && !strings.Contains(path, "/")
}

// Seals reports whether the publisher seals what it publishes.
func (p *Publisher) Seals() bool { return p.key != nil }

// PublicKey is the public half of the publisher's key, or nil when it has none.
func (p *Publisher) PublicKey() ed25519.PublicKey {
	if p.key == nil {
		return nil
	}
	public, _ := p.key.Public().(ed25519.PublicKey)
	return public
}

// SealList signs a list with the publisher's key, and returns the bytes to publish.
func (p *Publisher) SealList(l CurrentList) ([]byte, error) {
	l.Kind, l.Seal = currentListKind, nil
	b, err := stdjson.Marshal(l)
	if err != nil {
		return nil, err
	}
	if b, err = signedBytes(b); err != nil {
		return nil, err
	}
	l.Seal = &l10n.Seal{
		Algorithm: "ed25519", Key: signing.KeyID(p.PublicKey()), Value: base64.StdEncoding.EncodeToString(ed25519.Sign(p.key, b)),
	}
	b, err = stdjson.MarshalIndent(l, "", "  ")
	return append(b, '\n'), err
}

// ReadCurrentList parses a list and checks its signature. It returns the ID of the key with it.
func ReadCurrentList(b []byte, keys ...ed25519.PublicKey) (CurrentList, string, error) {
	var l CurrentList
	if err := json.Unmarshal(b, &l); err != nil {
		return l, "", fmt.Errorf("the list of current publications does not parse: %w", err)
	}
	if l.Kind != currentListKind {
		return l, "", errors.New("it is not a list of current publications")
	}
	key, err := CheckSeal(b, keys...)
	return l, key, err
}
