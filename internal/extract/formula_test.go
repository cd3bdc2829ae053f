package extract

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestFormulasInTexts(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{`Let $x$ be $x^2 + y_1$, and $\alpha$th.`, []string{`$x$`, `$x^2 + y_1$`, `$\alpha$`}},
		{`Then \(a+b\) and \[ \int_0^1 f(x)\,dx \] hold.`, []string{`\(a+b\)`, `\[ \int_0^1 f(x)\,dx \]`}},
		{`So $$E = mc^2$$ and $f(x)$, $ABC$, $2n$, $n$th, $(a, b)$.`, []string{`$$E = mc^2$$`, `$f(x)$`, `$ABC$`, `$2n$`, `$n$`, `$(a, b)$`}},
		{"See \\begin{align*} a &= b \\\\ c &= d \\end{align*} and \\eqref{eq:one}.", []string{`\begin{align*} a &= b \\ c &= d \end{align*}`, `\eqref{eq:one}`}},
		{`If $x > 0 \text{ and the rest is small}$ then $\operatorname{span} V$ and $sin x$.`,
			[]string{`$x > 0 \text{ and the rest is small}$`, `$\operatorname{span} V$`, `$sin x$`}},
		{`\(area = length \times width\), $speed = distance/time$`, []string{`\(area = length \times width\)`, `$speed = distance/time$`}},

		{`Water is H$_2$O at 20$^\circ$C.`, []string{`$_2$`, `$^\circ$`}},
		{`設$x$為$a + b$的。`, []string{`$x$`, `$a + b$`}},

		{`售价$5，原价$10。`, nil},
		{`Use $_GET['a'].$_POST, 5$/10$, $5=€4,$6=€5 and ^\d+$ or ^\w+$.`, nil},
		{`It costs $5 and $10 a month.`, nil},
		{`From $5-$10, or $20/month; $1,000.00 and US$7.`, nil},
		{`US$5 or A$7, not NZ$, HK$ or C$.`, nil},
		{`$5, not US$ or R$.`, nil},
		{`Either $$ or $$$ (dear).`, nil},
		{`Cheap $$ food, dear $$ drinks.`, nil},
		{`A\$AP and Ke$ha met $uicideboy$.`, nil},
		{`Set $HOME and $PATH, ${name} or ${a}-${b}.`, nil},
		{`Escaped \(see below\) and \[citation needed\].`, nil},
		{`Path C:\(x86\file and \\server\[share\new.`, nil},
		{`The price is \$5$ or $ 5 $.`, nil},
		{`$100M in revenue = $20M in profit`, nil},
		{`\begin{open and $x`, nil},
	} {
		var got []string
		for _, f := range formulasIn(tt.text) {
			got = append(got, tt.text[f.start:f.end])
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.text, diff)
		}
	}
}

func TestTextsAroundFormulas(t *testing.T) {
	for _, tt := range []struct {
		page string
		want []string
	}{
		{`<p>Take <math><mrow><mi>sin</mi><mo>lim</mo><mtext>if</mtext><ms>str</ms><mn>IV</mn></mrow></math> of it.`,
			[]string{"p: Take <1/> of it.", "mtext: if"}},
		{`<p>Take <math alttext="{\displaystyle x}"><semantics><mi>x</mi><annotation encoding="application/x-tex">\mathrm{area}</annotation>` +
			`<annotation-xml encoding="text/html"><p>area</p><math><mtext>no</mtext></math></annotation-xml></semantics></math> now.`, []string{"p: Take <1/> now."}},
		{`<math alttext="x squared plus y" title="x^2"><mi>x</mi></math>`, []string{"alttext: x squared plus y"}},
		{`<math><mtext>for <b>all</b> <math><mi>sin</mi></math></mtext><mi><span>area</span></mi></math>`, []string{"mtext: for <1>all</1>"}},
		{`<p>Let \(a &lt; b\) and $x &amp; y$ be.`, []string{"p: Let <1/> and <2/> be."}},
		{`<p>$$a + b`, []string{"p: $$a + b"}},
		{`<p>So $$a<br>= b$$ and <b>$c^2$</b> end.`, []string{"p: So <1/> and <2><3/></2> end."}},
		{`<p>From $a <i>b</i> c^2$ no.`, []string{"p: From $a <1>b</1> c^2$ no."}},
		{`<p>$$x^2$$</p><div>\[y\]</div><h2>The case \(n=1\)</h2>`, []string{"h2: The case <1/>"}},
		{`<title>On $L^2$ spaces</title><p title="Of $x^2$ here">w`, []string{"title: On <1/> spaces", "title: Of <1/> here", "p: w"}},
		{`<img alt="{\displaystyle \sin x}"><img alt="E=mc^2"><img alt="\frac{a}{b}"><img alt="Graph of $y=x^2$ for all x"><img alt="C:\temp folder">` +
			`<img class=latex alt="a_1">`, []string{"alt: Graph of <1/> for all x", `alt: C:\temp folder`}},
		{`<p>As <span class=katex><span class=katex-mathml><math><mtext>if</mtext></math></span><span class=katex-html aria-hidden=true>if</span></span> so.`, []string{"p: As <1/> so."}},
		{`<p>As <span class=katex><math><mtext>if</mtext></math></span> so.`, []string{"p: As <1/> so.", "mtext: if"}},
		{`<p>As <mjx-container class=MathJax jax=CHTML><mjx-math>sin</mjx-math></mjx-container> so <script type="math/tex">sin</script>.`, []string{"p: As <1/> so <2/>."}},
		{`<p>Is <span class="texhtml"><i>area</i><sup>2</sup></span> so, <span class="math inline">\(x\)</span>, <span class="math display">area</span>?`,
			[]string{"p: Is <1/> so, <2/>, <3/>?"}},
		{`<section class=math><h2>Math courses</h2></section>`, []string{"h2: Math courses"}},
		{`<pre>$x^2$</pre><p><code>$a$</code> and <code>\(b\)</code> too`, []string{"p: <1/> and <2/> too"}},
		{`<script type="application/ld+json">{"@type":"Answer","text":"It is \\(x^2\\) here."}</script>`, []string{"text: It is <1/> here."}},
	} {
		if diff := cmp.Diff(tt.want, textsOf(t, `<html lang=en>`+tt.page, Options{})); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.page, diff)
		}
	}
}

// TestFormulasComeBack holds that a formula keeps its markup wherever a target puts it.
func TestFormulasComeBack(t *testing.T) {
	const page = "<p>Let \\(a &lt; b\\) be, <b>and $$x<br>y^2$$</b>.</p><img alt='See $x &amp; y^2$ there'>"
	e, sk, err := Extract(l10n.Document{}, []byte(page), Options{WholePage: true})
	if err != nil {
		t.Fatal(err)
	}
	out, err := sk.Merge(targetsOf(e, turned), nil)
	if err != nil {
		t.Fatal(err)
	}
	const want = "<p>.<b>and $$x<br>y^2$$</b>Let \\(a &lt; b\\) be, </p><img alt=' there$x &amp; y^2$See '>"
	got := strings.Join(strings.Fields(string(out)), " ")
	for _, part := range []string{`\(a &lt; b\)`, "$$x<br>y^2$$", "$x &amp; y^2$"} {
		if strings.Count(got, part) != 1 {
			t.Errorf("%q is not there once: %s\nfor instance: %s", part, got, want)
		}
	}
}

// TestArticleOfFormulas measures a page as encyclopedias have them.
func TestArticleOfFormulas(t *testing.T) {
	var b strings.Builder
	b.WriteString("<html lang=en><h1>Sine</h1>")
	const formula = `<span class="mwe-math-element"><span class="mwe-math-mathml-inline mwe-math-mathml-a11y" style="display: none;">` +
		`<math xmlns="http://www.w3.org/1998/Math/MathML" alttext="{\displaystyle \sin %[1]d\theta }"><semantics><mrow class="MJX-TeXAtom-ORD">` +
		`<mstyle displaystyle="true" scriptlevel="0"><mi>sin</mi><mo>&#x2061;</mo><mi>&#x03B8;</mi><mtext>if </mtext></mstyle></mrow>` +
		`<annotation encoding="application/x-tex">{\displaystyle \sin %[1]d\theta }</annotation></semantics></math></span>` +
		`<img src="x%[1]d.svg" class="mwe-math-fallback-image-inline" aria-hidden="true" alt="{\displaystyle \sin %[1]d\theta }"></span>`
	for i := range 100 {
		fmt.Fprintf(&b, "<p>Rule %[1]d says that "+formula+" is true.</p><dl><dd>"+formula+"</dd></dl>", i)
	}
	got := textsOf(t, b.String(), Options{})
	if want := 1 + 100; len(got) != want {
		t.Errorf("%d texts, want %d: %q", len(got), want, got[:min(len(got), 12)])
	}
}
