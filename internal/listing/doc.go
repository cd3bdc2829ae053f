// Package listing makes the files that list a site's published pages: sitemaps with the alternates of each page, a feed
// of the newest pages and an index of all pages in each locale, and robots.txt. The same pages always give the same
// bytes, so nothing is published when nothing has changed.
package listing
