package l10n

import (
	"crypto/sha256"
	"encoding/hex"
	"iter"
	"slices"
	"strings"
)

// SiteName names a configured site, for instance "news".
type SiteName string

// RunID names one request to publish documents in locales.
type RunID string

// DocumentID names one source page of a site. It is made from the page's URL by [NewDocumentID], so that the same page
// has the same ID in every run, and it holds nothing but letters, digits and hyphens: of ASCII, but for IDs of earlier versions.
type DocumentID string

// UnitID names a unit within its document. It survives an edit elsewhere on the page.
type UnitID string

// SegmentID names a segment within its document: the unit's ID, a dot and the segment's number from 1.
type SegmentID string

// StepName names a review step, for instance "translate", "review" or "sign-off".
type StepName string

// UserID names a person: what the desk's sign-in says, or what the command line was given.
type UserID string

// PublicationID names one publication of a document.
type PublicationID string

// ProviderName names a machine-translation provider, for instance "apertium".
type ProviderName string

// Ref is the content address of stored bytes: "sha256-" and 64 hexadecimal digits. It is the only thing that large
// content is in a workflow.
type Ref string

// Hash is the content hash of a text, a whole SHA-256 in 64 hexadecimal digits. Approvals, manifests and kept answers are
// bound by it. Records that were written before hashes were whole have the first 16 digits: see [Hash.Holds].
type Hash string

// ShortName is the beginning of a hash, for names of things that nobody is bound by: a lock, a part of a file's name. Two
// texts with the same short name can be made in minutes, and that is why it is no [Hash].
type ShortName string

const (
	hashDigits  = 2 * sha256.Size
	shortDigits = 16
)

// NewRef returns the content address of b.
func NewRef(b []byte) Ref {
	sum := sha256.Sum256(b)
	return Ref("sha256-" + hex.EncodeToString(sum[:]))
}

// Valid reports whether r has the form of a content address; an invalid one never reaches a file name.
func (r Ref) Valid() bool {
	digits, ok := strings.CutPrefix(string(r), "sha256-")
	if !ok || len(digits) != 64 {
		return false
	}
	_, err := hex.DecodeString(digits)
	return err == nil
}

// NewShortName makes the short name of parts.
func NewShortName(parts ...string) ShortName { return ShortName(NewHash(parts...)[:shortDigits]) }

// IsShort reports whether a hash has the form of those that were written before hashes were whole.
func (h Hash) IsShort() bool { return len(h) == shortDigits }

// Shortened is the form in which a hash was written before hashes were whole.
func (h Hash) Shortened() Hash { return h[:min(len(h), shortDigits)] }

// Holds reports whether a hash on record is the one of a text: the whole of it or, in a record of the time before hashes
// were whole whose text is gone, its first 16 digits. What a person sends now is never compared in this way.
func (h Hash) Holds(whole Hash) bool {
	return h == whole || h.IsShort() && len(whole) == hashDigits && h == whole.Shortened()
}

// SameContent reports whether two content hashes are of one page, either of which may be of the time before hashes were
// whole. It is for noticing what has changed, and binds nobody.
func SameContent(a, b Hash) bool { return a.Holds(b) || b.Holds(a) }

// NewHash hashes the parts, each ended by a zero byte so that moving a boundary changes the hash.
func NewHash(parts ...string) Hash { return HashAll(slices.Values(parts)) }

// HashAll hashes parts as NewHash does, one after the other.
func HashAll(parts iter.Seq[string]) Hash {
	h := sha256.New()
	var few []byte // what is not in h yet, for small writes cost more than what they write
	for p := range parts {
		few = append(append(few, p...), 0)
		if len(few) > 4096 {
			h.Write(few)
			few = few[:0]
		}
	}
	h.Write(few)
	return Hash(hex.EncodeToString(h.Sum(nil)))
}
