package destination

import (
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// Options are the settings of all drivers. Each driver uses some of them.
type Options struct {
	// Dir is the directory that a web server serves (dir), or the directory of the clone (git). It is made when it is
	// missing.
	Dir string
	// Endpoint is the address of the S3 server, of the repository, of the receiver or of the REST API.
	Endpoint string
	URL      string // where visitors find the site
	Bucket   string // s3
	Region   string // s3; empty means the server's default
	Prefix   string // s3, git: the folder that everything is in
	Branch   string // git; empty means main
	Author   string // git: "Name <name@example.org>"
	// Follow says (s3) that visitors use a front end that follows the ledgers, so that all locales switch at once.
	Follow bool
	// User and Secret are the credentials: an access key, a user and token, an application password, a shared secret.
	// Token is a session token (s3).
	User, Secret, Token string
	// Type is posts or pages, and Status is publish or draft (wordpress). LanguageMeta and LanguageTaxonomy say where
	// the language of a post is stored.
	Type, Status, LanguageMeta, LanguageTaxonomy string
	// Raw lets through what is code to WordPress: shortcodes, addresses to embed, comments.
	Raw bool
	// Keep stores files (wordpress) until they are shown.
	Keep Keep
	// Transport carries the requests. Nil means http.DefaultTransport.
	Transport http.RoundTripper
}

// drivers has a driver for each kind. A new destination is a file and a line here.
var drivers = map[string]func(Options) (publish.Destination, error){
	"dir":       openDir,
	"git":       openGit,
	"http":      openHTTP,
	"s3":        openS3,
	"wordpress": openWordPress,
}

// Kinds returns the kinds of destinations, sorted.
func Kinds() []string { return slices.Sorted(maps.Keys(drivers)) }

// Open returns a destination of a kind. For an unknown kind the error names the known ones.
func Open(kind string, opt Options) (publish.Destination, error) {
	open, ok := drivers[kind]
	if !ok {
		return nil, fmt.Errorf("there is no destination %q: use one of %s", kind, strings.Join(Kinds(), ", "))
	}
	return open(opt)
}

// readManifest reads a manifest that a driver has stored.
func readManifest(b []byte) (*l10n.Publication, error) { return publish.ReadManifest(b) }
