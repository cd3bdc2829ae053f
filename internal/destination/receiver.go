package destination

import (
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// maxReceived is how many bytes a file or manifest may have.
const maxReceived = 64 << 20

// receiver is the other end of the destination http.
type receiver struct {
	dest   publish.Destination
	secret string
	logger *slog.Logger
}

// NewReceiver returns a server for the destination http. It publishes into dest, for instance a folder on the machine
// of the web server. It answers 401 to requests that are not signed with the secret.
func NewReceiver(dest publish.Destination, secret string, logger *slog.Logger) http.Handler {
	rc := &receiver{dest: dest, secret: secret, logger: logger}
	mux := http.NewServeMux()
	mux.Handle("PUT /publications/{doc}/{pub}/files/{path...}", rc.signed(rc.put))
	mux.Handle("GET /publications/{doc}/{pub}", rc.signed(rc.manifest))
	mux.Handle("PUT /documents/{doc}", rc.signed(rc.commit))
	mux.Handle("GET /documents/{doc}", rc.signed(rc.document))
	return mux
}

// signed reads the body of a request, checks its signature, and calls serve. An answer is sent as JSON; nil is sent as
// 204.
func (rc *receiver) signed(serve func(r *http.Request, body []byte) (any, error)) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxReceived))
		if err != nil {
			status := http.StatusRequestTimeout // the client may send it again
			var large *http.MaxBytesError
			if errors.As(err, &large) {
				status = http.StatusRequestEntityTooLarge
			}
			http.Error(w, "the body did not come whole, or is too large", status)
			return
		}
		if err := checkSignature(r, body, rc.secret, time.Now()); err != nil {
			http.Error(w, err.Error(), http.StatusUnauthorized)
			return
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

func (rc *receiver) writeError(w http.ResponseWriter, r *http.Request, err error) {
	status := http.StatusInternalServerError
	switch {
	case errors.Is(err, l10n.ErrNotFound):
		status = http.StatusNotFound
	case errors.Is(err, l10n.ErrConflict):
		status = http.StatusConflict
	case errors.Is(err, l10n.ErrRefused):
		status = http.StatusUnprocessableEntity
	default:
		rc.logger.Error("a request could not be served", "method", r.Method, "path", r.URL.Path, "error", err)
	}
	http.Error(w, err.Error(), status)
}

// publicationOf returns the document and the publication that a request's path names.
func publicationOf(r *http.Request) *l10n.Publication {
	return &l10n.Publication{Document: l10n.DocumentID(r.PathValue("doc")), ID: l10n.PublicationID(r.PathValue("pub"))}
}

func (rc *receiver) put(r *http.Request, body []byte) (any, error) {
	f := l10n.File{Path: r.PathValue("path"), ContentType: r.Header.Get("Content-Type")}
	return nil, rc.dest.Put(r.Context(), publicationOf(r), f, body)
}

func (rc *receiver) commit(r *http.Request, body []byte) (any, error) {
	pub, err := readManifest(body)
	if err != nil {
		return nil, err
	}
	if pub.Document != publicationOf(r).Document {
		return nil, errors.Join(l10n.ErrRefused, errors.New("the manifest is of another document"))
	}
	return nil, rc.dest.Switch(r.Context(), pub)
}

func (rc *receiver) document(r *http.Request, _ []byte) (any, error) {
	current, err := rc.dest.Current(r.Context(), publicationOf(r).Document)
	if err != nil {
		return nil, err
	}
	history, err := rc.dest.History(r.Context(), publicationOf(r).Document)
	return ledger{Current: current, History: history}, err
}

func (rc *receiver) manifest(r *http.Request, _ []byte) (any, error) {
	return rc.dest.Manifest(r.Context(), publicationOf(r).Document, publicationOf(r).ID)
}
