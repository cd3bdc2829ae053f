// Package follow says what became of a page: which of its sentences stayed, moved, changed, came or went between two
// extractions, and which words of a changed one are others. Approvals, people's texts and the desk's differences follow
// from it.
package follow
