// Package publish makes localized pages public. It writes a publication to a destination, switches the destination to
// it at once, reads it back as a visitor does, and rolls back to an earlier one when asked.
//
// A publication has all files of one document, so that its locales appear together. It never changes. Its ID is a hash
// of its content ([NewID]), so a retry finds what it has done before and makes no second copy.
package publish
