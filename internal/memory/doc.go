// Package memory is the translation memory. It keeps every approved target, and finds earlier translations of a
// sentence that is the same or nearly the same.
//
// A source text is stored once. Each of its targets is stored with its locale, site, context and time; a later target
// supersedes an earlier one, which stays as history. Sources are found by two hashes and an index:
//
//   - the exact hash, of the whole text;
//   - the loose hash, of the text without codes and with numbers and addresses masked;
//   - the gram index, which lists for every three characters the sources that have them.
//
// The index is kept in the same database, as compressed lists of numbers. So a memory of a million units is ready at
// once, needs little of the machine's memory, and several processes may share it. Similarity is an edit distance over
// characters, so all scripts are treated alike.
//
// TMX 1.4b is read and written as a stream.
package memory
