// Package memory is the translation memory: it remembers every approved target and finds what was translated before for
// a sentence that is the same or nearly so.
//
// A source text is stored once; its targets hang on it with their locale, site, context and history. Sources are found
// by two hashes (the same text; the same but for codes, numbers and addresses) and by a gram index that lives in the
// same database as compressed lists of numbers, so that a memory of a million units needs neither a start-up nor a
// machine's memory, and several processes may share it. Similarity is an edit distance over characters, so it treats
// every script alike.
//
// TMX 1.4b is read and written as a stream.
package memory
