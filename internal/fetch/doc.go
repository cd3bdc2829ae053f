// Package fetch gets pages: it turns a URL into a Document and the bytes of the page, with limits on size, time, type
// and address. The Document has validators, so that the next fetch may be answered "not modified". The package also
// lists the pages of a source by its sitemap or feed, and gets the files that pages use.
//
// Everything that a server says is untrusted. Addresses are checked after names are resolved, just before they are
// dialled. So no redirect and no name leads to an address that [Options] do not allow. The bytes are returned as they
// came; package extract decodes their charset.
package fetch
