package l10n

import "strings"

// AssetKind is what a page uses a file for.
type AssetKind string

// The kinds of assets.
const (
	ImageAsset  AssetKind = "image"
	MediaAsset  AssetKind = "media" // video and sound
	TrackAsset  AssetKind = "track" // captions
	StyleAsset  AssetKind = "style"
	ScriptAsset AssetKind = "script"
	FontAsset   AssetKind = "font"
)

// Asset is a file that pages use besides their own, as a publication has it.
type Asset struct {
	Source string `json:"source"` // its absolute address at the source, without a fragment
	// Locale is the one that a localized file is for; empty is all.
	Locale Locale `json:"locale,omitempty"`
	// URL is where a localized file that is not copied is.
	URL string `json:"url,omitempty"`
	// Name is a copied file's, beside the document's other assets, and Ref its content.
	Name        string `json:"name,omitempty"`
	Ref         Ref    `json:"ref,omitempty"`
	ContentType string `json:"contentType,omitempty"`
	Size        int64  `json:"size,omitempty"`
}

// AssetPolicy says what becomes of the files that pages use. The zero value links them at the source.
type AssetPolicy struct {
	Copy    bool `json:"copy,omitempty"`    // publish copies with the page
	Link    bool `json:"link,omitempty"`    // the site says that files are linked, also those of a page that is a file
	Scripts bool `json:"scripts,omitempty"` // of scripts too
	// From are places besides the source's own origin that may be copied from: beginnings of addresses.
	From []string `json:"from,omitempty"`
	// Localized is where localized files are looked for: BesideAssets, or a folder's address with "{locale}" in it.
	Localized string `json:"localized,omitempty"`
}

// For is the policy for a page. Nobody but its author can reach the files beside a page that is itself a file, so they are
// copied, scripts too, unless the site says otherwise.
func (p AssetPolicy) For(pageURL string) AssetPolicy {
	if IsFileURL(pageURL) && !p.Link && !p.Copy {
		p.Copy, p.Scripts = true, true
	}
	return p
}

// IsFileURL reports whether an address is that of a file of this machine.
func IsFileURL(address string) bool {
	return len(address) >= len("file:") && strings.EqualFold(address[:len("file:")], "file:")
}

// BesideAssets looks for photo.es.png where photo.png is.
const BesideAssets = "beside"

// Any reports whether the policy has files looked at.
func (p AssetPolicy) Any() bool { return p.Copy || p.Localized != "" }
