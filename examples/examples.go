// Package examples holds the small world that the demo publishes: the news site of an invented institution, its
// glossary, its translation memory, and the answers of a colleague for what the memory lacks. It is content, which
// this package embeds and serves.
package examples

import "embed"

// FS holds site/ (five English pages with their assets, feed.xml, sitemap.xml and robots.txt; absolute URLs in them
// name the host site.example, which whoever serves the site puts its own address in the place of), glossary.csv (forty
// terms), memory.tmx (TMX 1.4) and colleague.jsonl (one {"locale","source","target"} a line, fragments in their
// notation).
//
//go:embed site glossary.csv memory.tmx colleague.jsonl
var FS embed.FS
