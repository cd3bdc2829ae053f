package destination

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"log/slog"
	"net/http"
	"sync"
	"syscall"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

const (
	// maxReceived is how many bytes a file may have. Files go to the disk as they come.
	maxReceived = 64 << 20
	// maxManifest is how many bytes a manifest may have, and a file of a destination that takes only whole ones. They
	// are in memory, and inMemory of them at most.
	maxManifest = 16 << 20
	inMemory    = 4
)

// ReceiverOptions are the settings of a receiver.
type ReceiverOptions struct {
	// Secret is the one that requests are signed with.
	Secret string
	// Authority is the host, and the port where it has one, under which senders know the receiver. Empty takes the
	// one that each request names: then a proxy must leave Host alone, and no other receiver may have the same secret.
	Authority string
	Logger    *slog.Logger
}

// receiver is the other end of the destination http.
type receiver struct {
	ReceiverOptions
	dest   publish.Destination
	nonces nonces
	memory chan struct{} // has a place for each body that may be in memory
	commit sync.Mutex    // held from the look at the current publication until the switch
}

// streamer is a destination that stores a file as it comes, without having it whole in memory.
type streamer interface {
	PutFrom(ctx context.Context, pub *l10n.Publication, f l10n.File, body io.Reader) error
}

// NewReceiver returns a server for the destination http. It publishes into dest, for instance a folder on the machine
// of the web server.
//
// A request's signature is checked before its body is read. It answers 401 to requests that are not signed with the
// secret, 426 to senders of earlier versions, 425 to a request that came before, and 412 to a commit whose sender
// expects another publication to be the current one.
func NewReceiver(dest publish.Destination, opt ReceiverOptions) http.Handler {
	rc := &receiver{ReceiverOptions: opt, dest: dest, memory: make(chan struct{}, inMemory)}
	rc.nonces.since = time.Now()
	mux := http.NewServeMux()
	mux.Handle("PUT /publications/{doc}/{pub}/files/{path...}", rc.signed(rc.put))
	mux.Handle("GET /publications/{doc}/{pub}", rc.signed(rc.manifest))
	mux.Handle("PUT /documents/{doc}", rc.signed(rc.switchTo))
	mux.Handle("GET /documents/{doc}", rc.signed(rc.document))
	return mux
}

var (
	errTooLarge = errors.New("the body is too large")
	errBody     = errors.New("the body did not come whole, or is not that of Content-Digest")
	errMoved    = errors.New("another publication is the current one than the sender expects")
)

// signed checks the signature of a request, and calls serve with a body that is checked while it is read. An answer is
// sent as JSON; nil is sent as 204.
func (rc *receiver) signed(serve func(r *http.Request, body io.Reader) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		now := time.Now()
		host := rc.Authority
		if host == "" {
			host = r.Host
		}
		s, err := checkSignature(r, authority(host), rc.Secret, now)
		if err != nil {
			status := http.StatusUnauthorized
			if errors.Is(err, errEarlierSignature) {
				status = http.StatusUpgradeRequired
			}
			http.Error(w, err.Error(), status)
			return
		}
		if !rc.nonces.isNew(s, now) {
			http.Error(w, "this request came before, or was made before this receiver began: sign it anew",
				http.StatusTooEarly)
			return
		}
		if r.ContentLength > maxReceived {
			rc.writeError(w, r, errTooLarge)
			return
		}
		body := &digestReader{
			from: io.LimitReader(r.Body, maxReceived+1), sum: sha256.New(), want: r.Header.Get("Content-Digest"),
		}
		answer, err := serve(r, body)
		if err != nil {
			rc.writeError(w, r, err)
			return
		}
		if answer == nil {
			w.WriteHeader(http.StatusNoContent)
			return
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(answer)
	})
}

// digestReader reads a body, and has an error instead of the end when the body is not that of a Content-Digest.
type digestReader struct {
	from io.Reader
	sum  hash.Hash
	want string
	n    int64
}

func (d *digestReader) Read(p []byte) (int, error) {
	n, err := d.from.Read(p)
	d.sum.Write(p[:n])
	d.n += int64(n)
	switch {
	case d.n > maxReceived:
		return 0, errTooLarge
	case errors.Is(err, io.EOF) && digestOf(d.sum.Sum(nil)) != d.want:
		return 0, errBody
	case err != nil && !errors.Is(err, io.EOF):
		return n, fmt.Errorf("%w: %w", errBody, err)
	}
	return n, err
}

// whole reads a body into memory, where there is room.
func (rc *receiver) whole(r *http.Request, body io.Reader) ([]byte, func(), error) {
	if r.ContentLength > maxManifest {
		return nil, nil, errTooLarge
	}
	select {
	case rc.memory <- struct{}{}:
	case <-r.Context().Done():
		return nil, nil, r.Context().Err()
	}
	free := func() { <-rc.memory }
	b, err := bounded.Read(body, maxManifest)
	if errors.Is(err, bounded.ErrTooLarge) {
		err = errTooLarge
	}
	if err != nil {
		free()
		return nil, nil, err
	}
	return b, free, nil
}

func (rc *receiver) writeError(w http.ResponseWriter, r *http.Request, err error) {
	status := http.StatusInternalServerError
	switch {
	case errors.Is(err, errTooLarge):
		status = http.StatusRequestEntityTooLarge
	case errors.Is(err, errBody):
		status = http.StatusRequestTimeout // the client may send it again
	case errors.Is(err, errMoved):
		status = http.StatusPreconditionFailed
	case errors.Is(err, l10n.ErrNotFound):
		status = http.StatusNotFound
	case errors.Is(err, l10n.ErrConflict), errors.Is(err, errNotDir), errors.Is(err, syscall.EISDIR):
		status = http.StatusConflict
	case errors.Is(err, l10n.ErrRefused), errors.Is(err, syscall.ENAMETOOLONG):
		status = http.StatusUnprocessableEntity
	default:
		rc.Logger.Error("a request could not be served", "method", r.Method, "path", r.URL.Path, "error", err)
	}
	http.Error(w, err.Error(), status)
}

// publicationOf returns the document and the publication that a request's path names. Names that can't be any are
// refused.
func publicationOf(r *http.Request) (*l10n.Publication, error) {
	pub := &l10n.Publication{Document: l10n.DocumentID(r.PathValue("doc")), ID: l10n.PublicationID(r.PathValue("pub"))}
	names := []string{string(pub.Document)}
	if pub.ID != "" {
		names = append(names, string(pub.ID))
	}
	if err := checkNames(names...); err != nil {
		return nil, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	return pub, nil
}

func (rc *receiver) put(r *http.Request, body io.Reader) (any, error) {
	pub, err := publicationOf(r)
	if err != nil {
		return nil, err
	}
	f := l10n.File{Path: r.PathValue("path"), ContentType: r.Header.Get("Content-Type")}
	if err := publish.CheckPath(f.Path); err != nil {
		return nil, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	if d, ok := rc.dest.(streamer); ok {
		return nil, d.PutFrom(r.Context(), pub, f, body)
	}
	b, free, err := rc.whole(r, body)
	if err != nil {
		return nil, err
	}
	defer free()
	return nil, rc.dest.Put(r.Context(), pub, f, b)
}

// switchTo switches to the publication whose manifest is the body, when the current one is the one that the sender
// expects, or that publication itself: a repeat finishes what was cut off.
func (rc *receiver) switchTo(r *http.Request, body io.Reader) (any, error) {
	named, err := publicationOf(r)
	if err != nil {
		return nil, err
	}
	b, free, err := rc.whole(r, body)
	if err != nil {
		return nil, err
	}
	defer free()
	pub, err := readManifest(b)
	if err != nil {
		return nil, err
	}
	if pub.Document != named.Document {
		return nil, fmt.Errorf("%w: the manifest is of another document", l10n.ErrRefused)
	}
	if err := checkManifest(pub); err != nil {
		return nil, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
	}
	rc.commit.Lock()
	defer rc.commit.Unlock()
	current, err := rc.dest.Current(r.Context(), pub.Document)
	if l10n.IgnoreNotFound(err) != nil {
		return nil, err
	}
	expected := l10n.PublicationID(r.Header.Get(currentHeader))
	if expected == noCurrent {
		expected = ""
	}
	if current != expected && current != pub.ID {
		return nil, fmt.Errorf("%w: %q, and not %q", errMoved, current, expected)
	}
	return nil, rc.dest.Switch(r.Context(), pub)
}

// checkManifest refuses a manifest with a name or a path that can't be one.
func checkManifest(pub *l10n.Publication) error {
	errs := []error{checkNames(string(pub.Document), string(pub.ID))}
	for _, f := range pub.Files {
		errs = append(errs, publish.CheckPath(f.Path))
	}
	return errors.Join(errs...)
}

func (rc *receiver) document(r *http.Request, body io.Reader) (any, error) {
	named, err := rc.read(r, body)
	if err != nil {
		return nil, err
	}
	current, err := rc.dest.Current(r.Context(), named.Document)
	if err != nil {
		return nil, err
	}
	history, err := rc.dest.History(r.Context(), named.Document)
	return ledger{Current: current, History: history}, err
}

func (rc *receiver) manifest(r *http.Request, body io.Reader) (any, error) {
	named, err := rc.read(r, body)
	if err != nil {
		return nil, err
	}
	return rc.dest.Manifest(r.Context(), named.Document, named.ID)
}

// read is a request that has no body.
func (rc *receiver) read(r *http.Request, body io.Reader) (*l10n.Publication, error) {
	if n, err := body.Read(make([]byte, 1)); n > 0 || !errors.Is(err, io.EOF) {
		return nil, errBody
	}
	return publicationOf(r)
}
