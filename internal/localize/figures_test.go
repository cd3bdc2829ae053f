package localize

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// shapes replaces special spaces by plain ones.
var shapes = strings.NewReplacer("\u202f", " ", "\u00a0", " ", "\u2009", " ")

func TestMarkedNumbers(t *testing.T) {
	for _, tt := range []struct{ locale, in, want string }{
		{"es", `<p>All <data value="12500">12,500</data> members`, `<data value="12500">12.500</data> members`},
		{"fr", `<p>Up <data value="0.453">45.3%</data> now`, `<data value="0.453">45,3 %</data> now`},
		{"fr", `<p>Paid <span itemprop="price" content="1300.00">$1,300.00</span> now`,
			`<span itemprop="price" content="1300.00">1 300,00 $US</span>`},
		{"ru", `<p>On <span itemprop="datePublished" content="2024-07-25">25 July 2024</span>, we`,
			`content="2024-07-25">25 июля 2024 г.</span>, we`},
		{"fr", `<p><data value="12500"><b>12,500</b></data> now`, `<b>12 500</b></data> now`},
		// The text is not simply the number, so it was translated.
		{"es", `<p>All <data value="398">Mini ketchup 1,300</data>`, `<data value="398">Mini ketchup 1,300</data>`},
		{"es", `<p>All <data value="7">12,500</data> members`, `>12,500</data> members`},
		{"es", `<p>All <data value="12500" translate="no">12,500</data> members`, `>12,500</data>`},
		{"es", `<p lang="fr">Les <data value="12500">12,500</data>`, `>12,500</data>`},
		{"es", `<meta itemprop="price" content="1300.00"><p>x`, `content="1300.00"`},
	} {
		got := shapes.Replace(render(t, testPage(t, l10n.Locale(tt.locale)), tt.in))
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s, %s: got %s\nwant %s", tt.locale, tt.in, got, tt.want)
		}
	}
}

func TestFiguresInPages(t *testing.T) {
	for _, tt := range []struct{ locale, in, want string }{
		{"fr", `<table><tr><th>Members<tr><td>12,500</table>`, `<td>12 500`},
		{"fr", `<table><tr><th>Number of members<tr><td>12,500</table>`, `<td>12 500`},
		{"fr", `<table><tr><td> 45.3 % <td><b>-3.5</b></table>`, `<td> 45,3 % <td><b>-3,5</b>`},
		{"de", `<ul><li>1,300 km</ul>`, `<li>1,300 km`}, // has letters: a text for translation
		{"de", `<div><span>12,500</span><p>members</p></div>`, `<span>12.500</span>`},
		{"fa", `<td>x<table><tr><td>12,500<td>12<td>2024</table>`, `<td>۱۲٬۵۰۰<td>۱۲<td>2024`},
		{"es", `<dl><dt>Budget<dd>$1,300</dl>`, `<dd>1300 US$`},
		{"fr", `<p itemprop="price">12,500.50</p>`, `<p content="12500.50" itemprop="price">12 500,50</p>`},
		{"fr", `<p>3.5<br>12,500</p>`, `<p>3.5<br>12 500</p>`},
		{"fr", `<table><tr><th>Height (m)<tr><td>3.5</table>`, `<td>3,5`},
		{"fr", `<table><tr><th>Share, %<tr><td>3.5</table>`, `<td>3,5`},
		{"fr", `<table><tr><th>Price ($)<tr><td>3.50</table>`, `<td>3,50`},
		{"fr", `<table><tr><th>Mean<tr><td>3.5<tr><td>1,012.5</table>`, `<td>3,5<tr><td>1 012,5`},
		{"fr", `<table><tr><th>Change<tr><td>3.5<tr><td>-0.5</table>`, `<td>3,5<tr><td>-0,5`},
		{"ru", `<table><tr><td>14:30–16:00<td>10.01.2022</table>`, `<td>14:30–16:00<td>10.01.2022`},
		{"es", `<table><tr><td>10.01.2022</table>`, `<td>10/1/2022`},
		{"fr", `<table><tr><th>Height (m)<td>3.5<td>2.25</table>`, `<td>3,5<td>2,25`},
		{"fr", `<dl><dt>Height (m)<dd>3.5</dl>`, `<dd>3,5`},
		{"de", `<dl><div><dt>Share, %</dt> <dd>3.5</dd></div><div><dt>Python<dd>3.10</div></dl>`, `<dd>3,5</dd></div><div><dt>Python<dd>3.10`},
		{"ru", `<dl><dt>Fee ($)<dt>Ticket<dd><p>3.50</p></dl>`, `<p>3,50</p>`},
		{"fr", `<dl><dt>Mean<dd>3.5<dd>1,012.5</dl>`, `<dd>3,5<dd>1 012,5`},
		{"es", `<td>$40,266<sup>[6]</sup></td>`, `40.266 US$<sup>[6]</sup>`},
		{"fr", `<td>12,500<sup class="n"><a href="#n">[7]</a></sup></td>`, `12 500<sup`},
		// Left alone.
		{"fr", `<td>12,500<sup>6</sup></td>`, `12,500<sup>6`},
		{"fr", `<dl><dt>Budget<dd>$1,300<dt>Clause<dd>3.10</dl>`, `<dt>Clause<dd>3.10`},
		{"fr", `<dl><dt>Height (m)<dd>3.5<dt>Software version<dd>2.1</dl>`, `<dd>2.1`},
		{"fr", `<table><tr><th>Clause<td>3.5<tr><th>Height (m)<td>2.25</table>`, `<td>3.5<tr><th>Height (m)<td>2,25`},
		{"fr", `<table><tr><th>Version<tr><td>2.1</table>`, `<td>2.1`},
		{"fr", `<table><tr><th>Language<th>Newest<tr><td>Python<td>3.10<tr><td>Go<td>1.21</table>`, `<td>3.10<tr><td>Go<td>1.21`},
		{"fr", `<table><tr><th>Price ($)<th>Clause<tr><td>3.50<td>12.10</table>`, `<td>3,50<td>12.10`},
		{"de", `<dl><dt>Python<dd>3.10<dt>arXiv<dd>2101.0001<dt>DOI<dd>10.1038/171737</dl>`,
			`<dd>3.10<dt>arXiv<dd>2101.0001<dt>DOI<dd>10.1038/171737`},
		{"de", `<ul><li><span>2.1</span> <a href="#x">Scope</a></ul><h2>3.10</h2>`, `<span>2.1</span>`},
		{"de", `<p>192.0.2.1</p><p>2.5–1.5</p><p>978-0-306-40615-7</p><p>§ 3.10</p><p>0199</p>`,
			`<p>192.0.2.1</p><p>2.5–1.5</p><p>978-0-306-40615-7</p><p>§ 3.10</p><p>0199</p>`},
		{"fr", `<span itemprop="softwareVersion" content="2.1">2.1</span>`, `>2.1</span>`},
		{"fr", `<table><tr><th>No.<th>Name<tr><td>3.2<td>x</table>`, `<td>3.2`},
		{"fr", `<table><tr><th>Section<td>3.2</table>`, `<td>3.2`},
		{"fr", `<dl><dt>Software version<dd>2.1</dl>`, `<dd>2.1`},
		{"fr", `<span itemprop="softwareVersion">2.1</span>`, `>2.1</span>`},
		{"fr", `<p>2024</p><p>2024-07-25</p><p>2.1.3</p><p>+41 22 791 2111</p><p>10/01/2022</p>`,
			`<p>2024</p><p>2024-07-25</p><p>2.1.3</p><p>+41 22 791 2111</p><p>10/01/2022</p>`},
		{"fr", `<pre>12,500</pre><code>3.5</code><p><code>12,500</code></p>`,
			`<pre>12,500</pre><code>3.5</code><p><code>12,500</code></p>`},
		{"fr", `<script>12,500</script><style>12,500</style><textarea>12,500</textarea>`,
			`<script>12,500</script><style>12,500</style><textarea>12,500</textarea>`},
		{"fr", `<p translate="no">12,500</p><p lang="de">12,500</p><address>12,500</address>`,
			`<p translate="no">12,500</p><p lang="de">12,500</p><address>12,500</address>`},
		{"fr", `<p>We are <b>12,500</b> people</p>`, `<b>12,500</b>`},
		{"fr", `<p><b>1</b>,300</p>`, `<b>1</b>,300`},
		{"fr", `<p>12,500<sup>3.5</sup></p>`, `<sup>3.5</sup>`},
	} {
		p := testPage(t, l10n.Locale(tt.locale))
		p.Attribution = Attribution{}
		got := shapes.Replace(render(t, p, "<body>"+tt.in))
		if !strings.Contains(got, tt.want) {
			t.Errorf("%s, %s: got %s\nwant %s", tt.locale, tt.in, got, tt.want)
		}
	}
}
