package site

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/destination"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestRollbackBringsTheRecordsBack(t *testing.T) {
	pub := &l10n.Publication{ID: "p1", Site: "s", Document: "d", Run: "r", Locales: []l10n.ManifestLocale{
		{Locale: "es", URL: "http://public.test/es/", SourceURL: "http://site.test/", Targets: "t1", Skeleton: "k1", Extraction: "e1"},
	}}
	pages := pagesOf(pub)
	if len(pages) != 1 || pages[0].Targets != "t1" || pages[0].Publication != "p1" || pages[0].SourceURL != "http://site.test/" {
		t.Errorf("%+v", pages)
	}
}

func TestTheManifestSaysWhatIsInTheSourcesLanguage(t *testing.T) {
	source := l10n.TextFragment("text")
	e := &l10n.Extraction{Units: []l10n.Unit{{ID: "u", Segments: []l10n.Segment{{ID: "u.1", Source: source}, {ID: "u.2"}}}}}
	ts := []l10n.Target{{Segment: "u.1", SourceHash: source.Hash().Shortened(), State: l10n.Final, Text: l10n.TextFragment("texto")}, {Segment: "u.2"}}
	m := manifestLocale(l10n.PublishedPage{Locale: "es", Untranslated: 1}, "es/a.html", e, ts)
	if m.Untranslated != 1 || m.Segments[0].Fallback || !m.Segments[1].Fallback {
		t.Errorf("%+v", m)
	}
	if m.Segments[0].SourceHash != source.Hash() {
		t.Errorf("the source of an old snapshot is not bound by its whole hash: %+v", m.Segments[0])
	}
	if m := manifestLocale(l10n.PublishedPage{Locale: "es"}, "es/a.html", e, ts); m.Segments[1].Fallback {
		t.Error("a page that is translated whole has a segment in the source's language")
	}
}

// TestTheManifestSaysWhoOverruledAnIssue holds that the word of a person against a check stands beside the segment.
func TestTheManifestSaysWhoOverruledAnIssue(t *testing.T) {
	source := l10n.TextFragment("text")
	e := &l10n.Extraction{Units: []l10n.Unit{{ID: "u", Segments: []l10n.Segment{{ID: "u.1", Source: source}}}}}
	word := l10n.Dismissal{ID: "d", Check: "numbers", Reason: l10n.ReasonSource, Words: "It is so.", By: "ana"}
	target := l10n.Target{Segment: "u.1", SourceHash: source.Hash(), State: l10n.Final, Text: l10n.TextFragment("texto")}
	target.SetIssues([]l10n.Issue{{Check: "numbers", Severity: 95, Dismissed: &word}, {Check: "spacing", Severity: 30}})
	m := manifestLocale(l10n.PublishedPage{Locale: "es"}, "es/a.html", e, []l10n.Target{target})
	if got := m.Segments[0].Dismissed; len(got) != 1 || got[0] != word {
		t.Errorf("the manifest has %+v", got)
	}
}

// TestPagesAndListsAreNeutral checks that what a destination's programs would read as code is none, in pages and lists.
func TestPagesAndListsAreNeutral(t *testing.T) {
	w := newWorld(t)
	d := w.site.Destinations["public"]
	d.Neutral = destination.Neutral("git", false)
	w.site.Destinations["public"] = d
	w.publish("r1", "a.html", `<html lang="en"><title>{{ title }}</title><h1>{% h1 %}</h1><p title="{{ x }}">${y}</p></html>`, "es")
	_, err := w.site.MendLinks(t.Context(), w.plan)
	w.must(err)
	w.wants("es/a.html", "es &#123;{ title }}", "es &#123;% h1 %}", "$&#123;y}")
	for _, path := range []string{"es/a.html", "es/index.html", "es/feed.xml", "es/sitemap.xml"} {
		for _, mark := range []string{"{{", "{%", "${"} {
			if strings.Contains(w.get(path), mark) {
				t.Errorf("%s has %q:\n%s", path, mark, w.get(path))
			}
		}
		if w.get(path) == "" {
			t.Errorf("%s is empty", path)
		}
	}
}
