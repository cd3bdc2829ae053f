// Package fetch turns a URL into a Document: the bytes of one page, with limits on size, time, type and address, and
// the validators by which the next fetch may be answered "not modified". It also lists the pages of a source from its
// sitemap or feed.
//
// Everything that a server says is untrusted. Addresses are judged after name resolution, at the moment of dialling, so
// that neither a redirect nor a name that points at this machine's own network leads anywhere that [Options] does not
// allow. The bytes are handed on as they came; decoding the charset is the extract room's work.
package fetch
