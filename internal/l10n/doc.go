// Package l10n is the vocabulary of the house: the types that every room shares, and the transitions that a segment's
// state may make. It does no I/O and imports the standard library and x/text alone.
//
// The words are the field's own (XLIFF 2.1, TMX, TBX, ITS 2.0). The glossary is in docs/architecture.md; a new noun
// enters this package and that glossary together.
package l10n
