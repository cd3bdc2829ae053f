// Package localize makes a page one of its locale. The targets give the words. This package sets everything else that
// tells a reader, a browser or a search engine in which language the page is, and where its siblings are: lang and dir,
// dates and numbers, links, canonical and alternate addresses, Open Graph, structured data, the language switcher, and
// the line that says how the translation was made.
//
// All other bytes of the page stay as they are: changes are recorded on the source's elements, and the merge puts them
// in.
package localize
