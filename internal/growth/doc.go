// Package growth has the tests that let a text grow, and hold that the work of every stage grows no faster than it. It
// holds no code of its own.
package growth
