// Package xliff writes extractions as XLIFF 2.1 (OASIS, 2018) and XLIFF 1.2 (OASIS, 2008), for translators who work
// with tools of their own. It reads the files that those tools give back: as targets of an extraction's segments, or as
// plain pairs.
package xliff

// The namespaces of the files that Write makes. The core of XLIFF 2.1 has the namespace of 2.0.
const (
	nsCore    = "urn:oasis:names:tc:xliff:document:2.0"
	ns12      = "urn:oasis:names:tc:xliff:document:1.2"
	nsMatches = "urn:oasis:names:tc:xliff:matches:2.0"
	nsSize    = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
)

// ownPrefix begins Dragoman's own substates, and the hash in the skeleton element.
const ownPrefix = "dragoman:"
