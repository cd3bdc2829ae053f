package extract

import (
	"strings"
	"testing"
)

// TestNames holds that units have the names that the page gives them.
func TestNames(t *testing.T) {
	names := func(page string) string {
		e, _ := mustExtract(t, page, Options{WholePage: true})
		var out []string
		for i := range e.Units {
			out = append(out, e.Units[i].Name)
		}
		return strings.Join(out, "|")
	}
	const page = `<p id=a title=t>One</p><p>Two</p><p data-key=k id=c>Three</p><img id=d alt=Four>`
	if got := names(page); got != "a@title|a||c|d@alt" {
		t.Errorf("got %s", got)
	}
	const rules = `<script type=application/its+xml><its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0" xmlns:h="http://www.w3.org/1999/xhtml">
<its:idValueRule selector="//h:p" idValue="concat('k-', @data-key)"/><its:idValueRule selector="//h:img/@alt" idValue="'picture'"/></its:rules></script>`
	if got := names(rules + page); got != "a@title|a|k-|c|picture" {
		t.Errorf("by rules: got %s", got)
	}
}

// TestLinkTitles holds which titles of link elements are for readers.
func TestLinkTitles(t *testing.T) {
	const page = `<link rel="alternate" type="application/rss+xml" title="News feed"><link rel=stylesheet title=Plain><link rel="alternate stylesheet" title=Large>` +
		`<link rel=alternate hreflang=es title=Noticias><link rel=NEXT title="Next page"><link rel=icon title=I><link title=None><link rel="nofollow search" title="Search us"><p>Text` +
		`<svg><a xlink:title="Tip" xlink:href="x"><text>Link</text></a><g xlink:title="No tip"/></svg>`
	e, _ := mustExtract(t, page, Options{WholePage: true})
	if got := sources(e); got != "News feed | Search us | Text | Tip | Link" {
		t.Errorf("got %s", got)
	}
}
