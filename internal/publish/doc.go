// Package publish makes localized pages public: it writes an immutable publication to a destination, switches the
// destination to it atomically, reads it back as a visitor would, and goes back to an earlier one when asked to.
//
// A publication is all files of one document, so that its locales appear together. It is named by what is in it
// ([NewID]), so a retry finds its own work again and never makes a second copy.
package publish
