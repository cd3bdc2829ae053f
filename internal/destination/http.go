package destination

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// webhook publishes to a receiver, which is a server of the site. The receiver should switch all pages at once, as
// [NewReceiver] does on a file system. All requests are signed (see sign.go). Below the endpoint they are:
//
//	PUT  publications/DOC/PUB/files/PATH   store a file where no visitor sees it;
//	                                       409 when the path has another file
//	PUT  documents/DOC                     switch to the publication whose manifest is the body, all pages at once;
//	                                       409 when a path belongs to another document, 412 when the current
//	                                       publication is not the one of Dragoman-Current
//	GET  documents/DOC                     {"current": PUB, "history": [PUB, …]}, the newest first;
//	                                       404 when nothing was published yet
//	GET  publications/DOC/PUB              the manifest
//
// Every 2xx is success. Every request may come twice. What a visitor gets is read from the public address.
type webhook struct {
	endpoint, public string
	secret           string
	client           *http.Client
}

var _ publish.Destination = (*webhook)(nil)

// maxAnswer is how many bytes of an answer are read.
const maxAnswer = 64 << 20

func openHTTP(opt Options) (publish.Destination, error) {
	for _, address := range []string{opt.Endpoint, opt.URL} {
		if u, err := url.Parse(address); err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
			return nil,
				errors.New("the destination http needs the receiver's address as its endpoint, and the site's as its url")
		}
	}
	if len(opt.Secret) < 16 {
		return nil, errors.New("the destination http needs a secret of at least 16 bytes in the environment, " +
			"by which the receiver knows its requests")
	}
	return &webhook{
		endpoint: strings.TrimSuffix(opt.Endpoint, "/"), public: opt.URL, secret: opt.Secret,
		client: &http.Client{Timeout: 2 * time.Minute, Transport: opt.Transport},
	}, nil
}

func (h *webhook) Put(ctx context.Context, pub *l10n.Publication, f l10n.File, body []byte) error {
	if err := errors.Join(checkNames(string(pub.Document), string(pub.ID)), publish.CheckPath(f.Path)); err != nil {
		return err
	}
	name := fmt.Sprintf("publications/%s/%s/files/%s", pub.Document, pub.ID, f.Path)
	key := string(l10n.NewShortName(string(pub.ID), f.Path))
	_, err := h.call(ctx, act{http.MethodPut, name, f.ContentType, key, ""}, body)
	return err
}

func (h *webhook) Switch(ctx context.Context, pub *l10n.Publication) error {
	if err := checkNames(string(pub.Document), string(pub.ID)); err != nil {
		return err
	}
	body, err := manifestJSON(pub)
	if err != nil {
		return err
	}
	// The key includes the current publication, because a later rollback to the same publication is another act.
	l, err := h.ledger(ctx, pub.Document)
	if err != nil && !errors.Is(err, l10n.ErrNotFound) {
		return err
	}
	key := string(l10n.NewShortName(string(l.Current), string(pub.ID)))
	_, err = h.call(ctx, act{http.MethodPut, "documents/" + string(pub.Document), "application/json", key, l.Current}, body)
	return err
}

func (h *webhook) ledger(ctx context.Context, doc l10n.DocumentID) (ledger, error) {
	var l ledger
	if err := checkNames(string(doc)); err != nil {
		return l, err
	}
	b, err := h.call(ctx, act{method: http.MethodGet, path: "documents/" + string(doc)}, nil)
	if err != nil {
		return l, err
	}
	if err := json.Unmarshal(b, &l); err != nil {
		return l, fmt.Errorf("the receiver's account of %s: %w", doc, err)
	}
	return l, nil
}

func (h *webhook) Current(ctx context.Context, doc l10n.DocumentID) (l10n.PublicationID, error) {
	l, err := h.ledger(ctx, doc)
	if err == nil && l.Current == "" {
		err = fmt.Errorf("%w: nothing is published of %s", l10n.ErrNotFound, doc)
	}
	return l.Current, err
}

func (h *webhook) History(ctx context.Context, doc l10n.DocumentID) ([]l10n.PublicationID, error) {
	l, err := h.ledger(ctx, doc)
	if errors.Is(err, l10n.ErrNotFound) {
		return nil, nil
	}
	return l.History, err
}

func (h *webhook) Manifest(ctx context.Context, doc l10n.DocumentID, id l10n.PublicationID) (*l10n.Publication, error) {
	if err := checkNames(string(doc), string(id)); err != nil {
		return nil, err
	}
	b, err := h.call(ctx, act{method: http.MethodGet, path: fmt.Sprintf("publications/%s/%s", doc, id)}, nil)
	if err != nil {
		return nil, err
	}
	return readManifest(b)
}

// Get reads the public address as a visitor does, and asks caches for a fresh copy.
func (h *webhook) Get(ctx context.Context, name string) ([]byte, error) {
	if err := publish.CheckPath(name); err != nil {
		return nil, fmt.Errorf("%w: %w", l10n.ErrNotFound, err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet,
		strings.TrimSuffix(h.public, "/")+"/"+(&url.URL{Path: name}).EscapedPath(), http.NoBody)
	if err != nil {
		return nil, err
	}
	r.Header.Set("Cache-Control", "no-cache")
	return answerTo(h.client, r)
}

// act is what a request asks for. Repeats of one act have the same key; reads have none.
type act struct {
	method, path, contentType, key string
	expects                        l10n.PublicationID // of a commit: the publication that is the current one before it
}

// call makes a signed request.
func (h *webhook) call(ctx context.Context, a act, body []byte) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, a.method, h.endpoint+"/"+(&url.URL{Path: a.path}).EscapedPath(),
		bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if a.contentType != "" {
		r.Header.Set("Content-Type", a.contentType)
	}
	if a.expects != "" {
		r.Header.Set(currentHeader, string(a.expects))
	}
	signRequest(r, body, a.key, h.secret, newNonce(), time.Now())
	return answerTo(h.client, r)
}

// answerTo sends a request, returns the body of the answer, and maps its status to the errors of l10n.
func answerTo(c *http.Client, r *http.Request) ([]byte, error) {
	res, err := c.Do(r)
	if err != nil {
		return nil, err
	}
	defer func() { _ = res.Body.Close() }()
	body, err := bounded.Read(res.Body, maxAnswer)
	if err != nil {
		return nil, err
	}
	text := strings.Join(strings.Fields(string(body[:min(len(body), 300)])), " ")
	what := fmt.Sprintf("%s %s: %s", r.Method, r.URL.Redacted(), res.Status)
	switch code := res.StatusCode; {
	case code < 300:
		return body, nil
	case code == http.StatusNotFound || code == http.StatusGone:
		return nil, fmt.Errorf("%w: %s", l10n.ErrNotFound, what)
	case code == http.StatusConflict:
		return nil, fmt.Errorf("%w: %s: %s", l10n.ErrConflict, what, text)
	case code == http.StatusUnauthorized || code == http.StatusForbidden || code == http.StatusUnprocessableEntity ||
		code == http.StatusBadRequest:
		return nil, fmt.Errorf("%w: %s: %s", l10n.ErrRefused, what, text)
	default:
		return nil, fmt.Errorf("%w: %s: %s", l10n.ErrUnavailable, what, text)
	}
}
