// Package xliff writes extractions as XLIFF 2.1 (OASIS, 2018), for translators who work with tools of their own, and
// reads what those tools give back: as targets of an extraction's segments, or as plain pairs, of XLIFF 1.2 too.
package xliff

// The namespaces that are written. XLIFF 2.1 kept the one of 2.0 for its core.
const (
	nsCore = "urn:oasis:names:tc:xliff:document:2.0"
	nsSize = "urn:oasis:names:tc:xliff:sizerestriction:2.0"
)

// ours is the prefix of our substates, and of the hash in the skeleton.
const ours = "dragoman:"
