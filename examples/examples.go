// Package examples embeds what the demo publishes: the news site of an invented institution, its glossary, its
// translation memory, and the answers of a colleague for texts that the memory does not have.
package examples

import "embed"

// FS has these files:
//
//   - site/: five English pages with their assets, feed.xml, sitemap.xml and robots.txt. Absolute URLs in them have the
//     host site.example; [SiteHandler] replaces it by the address of the server.
//   - glossary.csv: forty terms.
//   - memory.tmx: TMX 1.4.
//   - words.es.txt: words that Spanish dictionaries lack.
//   - colleague.jsonl: a line for each answer, {"locale","source","target"}, with fragments in their notation.
//
//go:embed site glossary.csv memory.tmx colleague.jsonl words.es.txt
var FS embed.FS
