// Package listing makes what a site has beside its pages, for machines and for people who look around: sitemaps with
// the pages' alternates, a feed of the newest pages and an index of all in each locale, and robots.txt. It is a
// function of the published pages: the same pages give the same bytes, so that nothing is published when nothing
// changed.
package listing
