package destination

import (
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// Options are what the drivers can be told; each says which of them it uses.
type Options struct {
	// Dir is, for dir, the directory that a web server serves, and, for git, that of the clone; made when it is not there.
	Dir string
	// Endpoint is the address of the server: of the S3 protocol, the repository, the receiver, the REST API.
	Endpoint string
	URL      string // where visitors find the site
	Bucket   string // s3
	Region   string // s3; empty is the server's default
	Prefix   string // s3, git: everything is below it
	Branch   string // git; main when empty
	Author   string // git: "Name <name@example.org>"
	// Follow says for s3 that visitors come by a front end that follows the ledgers, so that all locales switch at once.
	Follow bool
	// User and Secret are the credentials: an access key, a user and token, an application password, a shared secret.
	// Token is a session's, for s3.
	User, Secret, Token string
	// Type is, for wordpress, posts or pages; Status is publish or draft; LanguageMeta and LanguageTaxonomy say where a
	// post's language goes.
	Type, Status, LanguageMeta, LanguageTaxonomy string
	// Keep is where wordpress keeps files until they are shown.
	Keep Keep
	// Transport carries the requests; nil is http.DefaultTransport.
	Transport http.RoundTripper
}

// drivers is the table of kinds. A new destination is one file and one line here.
var drivers = map[string]func(Options) (publish.Destination, error){
	"dir":       openDir,
	"git":       openGit,
	"http":      openHTTP,
	"s3":        openS3,
	"wordpress": openWordPress,
}

// Kinds names the destinations that there are, sorted.
func Kinds() []string { return slices.Sorted(maps.Keys(drivers)) }

// Open returns a destination of a kind. An unknown kind is an error that names those that there are.
func Open(kind string, opt Options) (publish.Destination, error) {
	open, ok := drivers[kind]
	if !ok {
		return nil, fmt.Errorf("there is no destination %q: use one of %s", kind, strings.Join(Kinds(), ", "))
	}
	return open(opt)
}

// readManifest reads a manifest that a driver has kept.
func readManifest(b []byte) (*l10n.Publication, error) {
	pub := new(l10n.Publication)
	return pub, json.Unmarshal(b, pub)
}
