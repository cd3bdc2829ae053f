package extract

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestTargetPointer holds that a translation goes where the page says, and that what stands there is no source.
func TestTargetPointer(t *testing.T) {
	const rules = `<script type=application/its+xml><its:rules xmlns:its="http://www.w3.org/2005/11/its" version="2.0" xmlns:h="http://www.w3.org/1999/xhtml">
<its:targetPointerRule selector="//h:td[@class='s']" targetPointer="../h:td[@class='t']"/>
<its:targetPointerRule selector="//h:a/@title" targetPointer="../@data-title"/>
<its:translateRule selector="//h:a/@title" translate="yes"/>
<its:targetPointerRule selector="//h:div" targetPointer="h:p"/>
</its:rules></script>`
	const page = `<table>` +
		`<tr><td class=s>One <b id=i title=tip>two</b><td class=t>old` +
		`<tr><td class=s><p>Three</p><p>Four <i>five</i></p></td><td class=t></td>` +
		`<tr><td class=s>Six<td class=other>Seven</table>` +
		`<p><a title='A "tip"' data-title=x>Eight</a> <a title=Nine data-title='y'>Ten</a></p><div>Out <p>in</p></div>`
	e, sk := mustExtract(t, rules+page, Options{WholePage: true})
	if got, want := sources(e), `One <1>two</1> | tip | Three | Four <1>five</1> | Six | Seven | Eight Ten | A "tip" | Nine | Out | in`; plainer(got) != plainer(want) {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	again := &Skeleton{}
	b, err := sk.MarshalBinary()
	if err != nil || again.UnmarshalBinary(b) != nil {
		t.Fatal(err)
	}
	for _, sk := range []*Skeleton{sk, again} {
		if same, err := sk.Merge(targetsOf(e, func(f l10n.Fragment) l10n.Fragment { return f }), nil); err != nil || string(same) != rules+page {
			t.Errorf("with its own sources the page changed: %v\n%s", err, same)
		}
		got, err := sk.Merge(targetsOf(e, shout), func(ed *Editor) error {
			ed.SetAttr(ed.Document().Find("#i").Get(0), "class", "c")
			return nil
		})
		want := rules + `<table>` +
			`<tr><td class=s>One <b class="c" id=i title=tip>two</b><td class=t>ONE <b class="c" id=i title="TIP">TWO</b>` +
			`<tr><td class=s><p>Three</p><p>Four <i>five</i></p></td><td class=t><p>THREE</p><p>FOUR <i>FIVE</i></p></td>` +
			`<tr><td class=s>SIX<td class=other>SEVEN</table>` +
			`<p><a title='A "tip"' data-title="A &quot;TIP&quot;">EIGHT</a> <a title=Nine data-title='NINE'>TEN</a></p><div>OUT <p>IN</p></div>`
		if err != nil || string(got) != want {
			t.Errorf("%v\ngot  %s\nwant %s", err, strings.TrimPrefix(string(got), rules), strings.TrimPrefix(want, rules))
		}
	}
}

func plainer(s string) string {
	return strings.NewReplacer("<1>", "", "</1>", "", "<2>", "", "</2>", "").Replace(s)
}
