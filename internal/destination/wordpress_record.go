package destination

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	strict "github.com/go-json-experiment/json"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// documentRecord holds a document's ledger and manifests. It is stored in one private post.
type documentRecord struct {
	Ledger    ledger
	Manifests []*l10n.Publication
}

// maxRecord is how many bytes a record may have when it is unpacked.
const maxRecord = 256 << 20

func recordSlug(doc l10n.DocumentID) string { return "dragoman-" + slugOf(string(doc)+".json") }

func (w *wordpress) record(ctx context.Context, doc l10n.DocumentID) (*documentRecord, error) {
	p, err := w.find(ctx, "posts", recordSlug(doc))
	if errors.Is(err, l10n.ErrNotFound) {
		return &documentRecord{}, nil
	}
	if err != nil {
		return nil, err
	}
	text := strings.TrimSuffix(strings.TrimPrefix(p.Content.Raw, "<pre>"), "</pre>")
	packed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return nil, fmt.Errorf("the private post %s of WordPress was changed by hand: %w", p.Slug, err)
	}
	unpacked, err := bounded.Gunzip(packed, maxRecord)
	if err != nil {
		return nil, fmt.Errorf("the private post %s of WordPress was changed by hand: %w", p.Slug, err)
	}
	b := new(documentRecord)
	return b, strict.Unmarshal(unpacked, b)
}

func (w *wordpress) saveRecord(ctx context.Context, doc l10n.DocumentID, b *documentRecord) error {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if err := errors.Join(json.NewEncoder(z).Encode(b), z.Close()); err != nil {
		return err
	}
	return w.write(ctx, "posts", recordSlug(doc), map[string]any{
		"title": "Dragoman: " + string(doc), "slug": recordSlug(doc), "status": "private",
		"content": "<pre>" + base64.StdEncoding.EncodeToString(packed.Bytes()) + "</pre>",
	})
}

func (w *wordpress) load(ctx context.Context, doc l10n.DocumentID) (*ledger, error) {
	b, err := w.record(ctx, doc)
	if err != nil {
		return nil, err
	}
	return &b.Ledger, nil
}

func (w *wordpress) save(ctx context.Context, doc l10n.DocumentID, l *ledger) error {
	b, err := w.record(ctx, doc)
	if err != nil {
		return err
	}
	b.Ledger = *l
	return w.saveRecord(ctx, doc, b)
}

func (w *wordpress) saveManifest(ctx context.Context, pub *l10n.Publication) error {
	b, err := w.record(ctx, pub.Document)
	if err != nil {
		return err
	}
	for _, m := range b.Manifests {
		if m.ID == pub.ID {
			return nil
		}
	}
	b.Manifests = append([]*l10n.Publication{pub}, b.Manifests...)
	return w.saveRecord(ctx, pub.Document, b)
}
