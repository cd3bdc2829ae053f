// Package placeable finds what stands in a text but is not language: numbers in any digits and notation, URLs, e-mail
// addresses and the placeholders of programs. The memory adapts matches by them and the checks compare them.
//
// It does no I/O and allocates nothing but the tokens that it finds: it runs on every text of every page.
package placeable
