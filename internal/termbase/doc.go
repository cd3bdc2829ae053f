// Package termbase keeps the terms of a site and finds them in running text. A term may be the official form of a name,
// a word that a house prefers or forbids, or a name that is never translated. Inflected forms are found too, in any
// case, and the longest term counts. Terms are read and written as CSV and TBX-Basic.
package termbase
