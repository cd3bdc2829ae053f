// Package translate fills segments with targets: from earlier approvals of the very segment, from the memory, and from
// a chain of machine-translation providers; what none of them has is left to a person, visibly.
//
// It owns what providers share (masking of inline codes, batches within an engine's limits, the check of answers, and
// the store of answers that makes each question paid once), so that a driver does I/O and nothing else.
package translate
