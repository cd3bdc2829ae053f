// Package its reads the W3C's Internationalization Tag Set 2.0 in HTML pages: the local markup, the global rules that
// a page holds or links to, and the standoff annotations, with the defaults, precedence and inheritance that the
// specification gives each data category (https://www.w3.org/TR/its20/#datacategories-defaults-etc).
package its
