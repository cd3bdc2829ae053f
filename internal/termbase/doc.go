// Package termbase keeps the terms of a site and finds them in running text: the official form of a name, the word that
// a house uses and the one that it forbids, what is never translated. Terms are found through inflection and case, the
// longest first. They are read and written as CSV and TBX-Basic.
package termbase
