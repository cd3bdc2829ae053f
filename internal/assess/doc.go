// Package assess is the contract between a review and whoever looks at texts for it: a model, a program of somebody
// else's, a translation agency. A [Task] says what is asked, an [Answer] what is said of it. Both are JSON; the field
// names are part of the contract.
package assess
