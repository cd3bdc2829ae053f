package localize

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// What a page has in its locale's notation besides the segments is told with it, and nothing else is.
func TestChangesAreTold(t *testing.T) {
	const source = `<body><p>On <time datetime="2024-07-25">25 July 2024</time> we met.</p>` +
		`<table><tr><th>Members<th>Version<tr><td>12,500<td>3.10<tr><td>7<td>3.11</table>` +
		`<p>All <data value="1300">1,300</data> came.</p><dl><dt>Share<dd>45.3%</dl>` +
		`<iframe srcdoc="<p>At <time datetime='2024-07-26'>26 July 2024</time></p><table><tr><td>9,500</table>` +
		`<iframe srcdoc='<p>We said:</p><p>8,500</p>'></iframe>"></iframe></body>`
	p := testPage(t, "de")
	p.Attribution = Attribution{}
	doc := l10n.Document{URL: p.SourceURL, ContentType: "text/html; charset=utf-8"}
	_, sk, err := extract.Extract(doc, []byte(source),
		extract.Options{WholePage: true, SourceLang: p.SourceLang, IsValue: format.IsValue})
	if err != nil {
		t.Fatal(err)
	}
	p.Skeleton = sk
	_, got, err := RenderWithChanges(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	want := []l10n.PageChange{
		{Element: "time", Before: "25 July 2024", After: "25. Juli 2024"},
		{Element: "data", Before: "1,300", After: "1.300"},
		{Element: "td", Before: "12,500", After: "12.500"},
		{Element: "dd", Before: "45.3%", After: "45,3\u00a0%"},
		{Element: "time", Before: "26 July 2024", After: "26. Juli 2024"},
		{Element: "td", Before: "9,500", After: "9.500"},
		{Element: "p", Before: "8,500", After: "8.500"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("changes (-want +got):\n%s", diff)
	}
}
