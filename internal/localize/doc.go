// Package localize makes a page belong to its locale. The words come from the targets; everything else that tells a
// reader, a browser or a search engine which language a page is in, and where its siblings are, is set here: lang and
// dir, dates, links, canonical and alternate addresses, Open Graph's locale, the language switcher and the line that says
// how the translation was made.
//
// The page's own bytes stay as they are wherever nothing of this applies: changes are recorded on the source's elements
// and spliced in by the merge.
package localize
