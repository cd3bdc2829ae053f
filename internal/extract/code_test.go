package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTextsInCode(t *testing.T) {
	rule := func(rules string) string {
		return `<script type="application/its+xml"><its:rules xmlns:its="http://www.w3.org/2005/11/its" ` +
			`xmlns:h="http://www.w3.org/1999/xhtml" version="2.0">` + rules + `</its:rules></script>`
	}
	for _, tt := range []struct {
		page string
		want []string
		all  []string // with the text of code elements; nil is want
	}{
		{page: `<pre>x = 1 <span translate=yes># a note</span></pre>`, want: []string{"span: # a note"}, all: []string{"pre: x = 1 <1># a note</1>"}},
		{page: `<pre translate=yes>Dear all</pre>`, want: []string{"pre: Dear all"}},
		{page: `<pre translate=yes>Dear <code>all</code> <span translate=no>no</span> <kbd translate=no>n <b>o</b></kbd></pre>`,
			want: []string{"pre: Dear <1>all</1> <2/> <3/>"}},
		{page: `<p>Say <code translate=yes>hello</code> or <code>echo</code>.`, want: []string{"p: Say <1>hello</1> or <2/>."},
			all: []string{"p: Say <1>hello</1> or <2>echo</2>."}},
		{page: `<p>Say <code>echo <i translate=yes>hello</i></code>.`, want: []string{"p: Say <1/>.", "i: hello"}, all: []string{"p: Say <1>echo <2>hello</2></1>."}},
		{page: `<div translate=yes><pre>no</pre><p>Yes <samp>no</samp></div>`, want: []string{"p: Yes <1/>"}, all: []string{"pre: no", "p: Yes <1>no</1>"}},
		{page: `<pre><code translate=yes>a</code> <code>b</code></pre>`, want: []string{"code: a"}, all: []string{"pre: <1>a</1> <2>b</2>"}},
		{page: rule(`<its:translateRule selector="//h:code" translate="yes"/>`) + `<p>Say <code>hello</code> and <kbd>F1</kbd>.`,
			want: []string{"p: Say <1>hello</1> and <2/>."}, all: []string{"p: Say <1>hello</1> and <2>F1</2>."}},
		{page: rule(`<its:translateRule selector="//h:pre" translate="yes"/>`) + `<pre>a <code>b</code></pre>`, want: []string{"pre: a <1>b</1>"}},
		{page: rule(`<its:translateRule selector="//h:pre//h:em" translate="yes"/>`) + `<pre>a <em>note</em></pre>`, want: []string{"em: note"},
			all: []string{"pre: a <1>note</1>"}},
		{page: rule(`<its:translateRule selector="//h:body" translate="yes"/>`) + `<pre>no</pre><p>Yes`, want: []string{"p: Yes"}, all: []string{"pre: no", "p: Yes"}},
		{page: rule(`<its:translateRule selector="//h:samp/@title" translate="yes"/>`) + `<samp title="tip">no</samp>`, want: []string{"title: tip"},
			all: []string{"body: no", "title: tip"}},
		{page: rule(`<its:translateRule selector="//h:samp/@title" translate="yes"/>`) + `<p translate=no><samp title="tip">no</samp>`},
	} {
		if tt.all == nil {
			tt.all = tt.want
		}
		for code, want := range map[bool][]string{false: tt.want, true: tt.all} {
			if diff := cmp.Diff(want, textsOf(t, tt.page, Options{Code: code})); diff != "" {
				t.Errorf("%s, code %v (-want +got):\n%s", tt.page, code, diff)
			}
		}
	}
}
