// Package dom parses HTML by the WHATWG standard, into the nodes of golang.org/x/net/html, and remembers where in the
// source each node stands. With that a merge can change the page's own bytes instead of rendering the tree anew.
//
// It exists beside html.Parse because that keeps no positions, and refuses pages that nest deeper than 512 elements,
// which browsers show. html5lib's tests hold it to the standard, and a fuzzer to html.Parse.
package dom
