// Package format writes dates, times, ranges, numbers, units, lists, names and quotation marks as a locale has them,
// by the Unicode CLDR 48.2, and recognizes the common notations of dates and numbers in running text, so that they
// can be written anew in the reader's way. A [Value] is what was recognized.
//
// The data is in cldr and is made by gen. A locale without data of its own gets its parent's; a language without any
// gets the root's, which is plain but right.
package format
