// Package dom parses HTML as the WHATWG standard has it, into the nodes of golang.org/x/net/html, and remembers of every
// node where in the source it stands. That is what lets a merge splice into the page's own bytes instead of rendering
// the tree anew.
//
// It exists beside html.Parse because that keeps no positions, and gives up on pages that nest deeper than 512 elements,
// which browsers show. The two are held together by a test that parses the same pages with both.
package dom
