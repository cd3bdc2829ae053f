package growth

import (
	"math/rand/v2"
	"strings"
	"unicode/utf8"
)

// Piece returns a piece of the texts of a family, chosen at random: a short stretch of one of its patterns.
func Piece(f Family, random *rand.Rand) string {
	if f.Name == "page" && random.IntN(3) > 0 {
		return tokens[random.IntN(len(tokens))]
	}
	text := f.Patterns[random.IntN(len(f.Patterns))].Text(2)
	from := random.IntN(len(text))
	to := min(len(text), from+1+random.IntN(24))
	for from > 0 && !utf8.RuneStart(text[from]) {
		from--
	}
	for to < len(text) && !utf8.RuneStart(text[to]) {
		to++
	}
	return text[from:to]
}

// tokens are what parsers, segmenters and checks look for in a page.
var tokens = strings.Split(`<p>|</p>|<b>|</b>|<i>|</i>|<a href=/x>|</a>|<br>|<table>|</table>|<tr>|<td>|<li>|<ul>|</ul>|<div>|</div>|<svg>|</svg>|<math>|<![CDATA[|]]>|`+
	`<!--|-->|<script>|</script>|<style>|</style>|<select>|<option>|<template>|</template>|<title>|</title>|<font>|<nobr>|<h1>|<form>|<button>|<frameset>|`+
	`<body a=b>|<html c=d>|<p its-term=yes>|<span translate=no>|<span lang=fr>|<span dir=rtl>|<img alt=w>|<iframe srcdoc='<p>w'>|<ruby>|<rt>|<noscript>|`+
	`<foreignObject>|<desc>|<mi>|<annotation-xml>|</|<|>|&|&amp;|&#|&#x|"|'|=|w |Word |the |a.|b@|.c|@|://|http://|www.|/|?|#|%|%s|{|}|{{|}}|${|[|]|(|)|`+
	"1|12|1,|2.5|1/2|½|5 May |2024-|10:30|:| pm|€|$|°|km|%20|–|—|-|…|...|.|. |!|? |;|, |“|”|‘|’|«|»|„|‹|¿|。|、|的|日本|ภ|ا|ة|א|\u0301|\u200f|\u200c|\u200b|\u00ad| |"+
	"\n|\t| |Mr. |e.g. |No. 5|XIV|I |i|İ|ß|ſ|ﬁ|𝒜|😀|👩\u200d👩\u200d👧", "|")
