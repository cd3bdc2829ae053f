package main

import (
	"regexp"
	"slices"
	"strings"
)

// house has, by locale, words that the house does not write, with what it writes instead.
var house = map[string][][2]string{
	"es": {{"utilizar", "usar"}, {"en base a", "sobre la base de"}},
	"fr": {{"impacter", "toucher"}, {"au niveau de", "pour"}},
}

var (
	codes    = regexp.MustCompile(`</?\d+/?>`)
	figures  = regexp.MustCompile(`\d(?:[.,:'’\s]?\d)*`)
	notDigit = regexp.MustCompile(`\D`)
	unescape = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&amp;", "&")
)

// plain returns a text as readers see it: without the marks of codes, and without escapes.
func plain(text string) string { return unescape.Replace(codes.ReplaceAllString(text, "")) }

// word matches a word that is not part of another one.
func word(w string) *regexp.Regexp {
	return regexp.MustCompile(`(?i)(^|[^\pL\pN])(` + regexp.QuoteMeta(w) + `)($|[^\pL\pN])`)
}

// look says of a segment what the rules find: figures of the source that the target lacks, and words of another style.
func look(s segment, locale string) said {
	out := said{ID: s.ID, TargetHash: s.TargetHash, Verdict: "pass"}
	source, target := plain(s.Source), plain(s.Target)
	var there []string
	for _, f := range figures.FindAllString(target, -1) {
		there = append(there, notDigit.ReplaceAllString(f, ""))
	}
	for _, f := range figures.FindAllString(source, -1) {
		i := slices.Index(there, notDigit.ReplaceAllString(f, ""))
		if i < 0 {
			out.Issues = append(out.Issues, issue{
				Type: "accuracy", Severity: "major", SourceSpan: f, Message: "The figure " + f + " is not in the translation.",
			})
			continue
		}
		there = slices.Delete(there, i, i+1)
	}
	proposed := s.Target
	for _, pair := range house[locale] {
		re := word(pair[0])
		found := re.FindStringSubmatch(target)
		if found == nil {
			continue
		}
		out.Issues = append(out.Issues, issue{
			Type: "style", Severity: "minor", TargetSpan: found[2], Suggestion: pair[1],
			Message: "The house writes “" + pair[1] + "”.",
		})
		proposed = re.ReplaceAllString(proposed, "${1}"+pair[1]+"${3}")
	}
	if len(out.Issues) > 0 {
		out.Verdict = "changes"
	}
	if proposed != s.Target {
		out.Proposed = proposed
	}
	return out
}
