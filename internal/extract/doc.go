// Package extract takes a page apart and puts it together again. Extract splits the page into units of text for
// translation and a skeleton, which is the page's own bytes with the places of the units in them; the skeleton's Merge
// writes targets into those places and touches nothing else, so that a page whose targets are its sources comes back
// byte for byte.
package extract
