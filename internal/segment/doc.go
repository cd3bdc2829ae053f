// Package segment cuts a unit's text into sentences by the conventions of its language. The rules are the project's
// own, over the sentence boundaries of Unicode Standard Annex #29; users may bring theirs as SRX 2.0.
package segment
