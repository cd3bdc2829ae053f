package localize

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// shouted renders a page whose texts for translation are in capitals.
func shouted(t *testing.T, locale l10n.Locale, source string, opt extract.Options) string {
	t.Helper()
	p := testPage(t, locale)
	opt.SourceLang, opt.IsValue = "en", format.IsValue
	e, sk, err := extract.Extract(l10n.Document{URL: p.SourceURL, ContentType: "text/html; charset=utf-8"}, []byte(source), opt)
	if err != nil {
		t.Fatal(err)
	}
	p.Skeleton, p.SourceLang, p.Attribution, p.Siblings = sk, e.Lang, Attribution{}, nil
	p.Targets = map[l10n.SegmentID]l10n.Fragment{}
	for _, at := range e.Places() {
		target := l10n.Fragment{}
		for _, part := range at.Segment.Source {
			part.Text = strings.ToUpper(part.Text)
			target = append(target, part)
		}
		p.Targets[at.Segment.ID] = target
	}
	page, err := Render(p)
	if err != nil {
		t.Fatal(err)
	}
	return string(page)
}

func TestLanguageOfParts(t *testing.T) {
	for _, tt := range []struct {
		name   string
		locale l10n.Locale
		in     string
		want   []string
	}{
		{"what was translated", "es", `<h1 lang="en">Title</h1>`, []string{`<h1 lang="es">TITLE</h1>`}},
		{"a variant of the source's", "es", `<blockquote lang="en-GB"><p>Colour</p></blockquote>`, []string{`<blockquote lang="es"><p>COLOUR</p>`}},
		{"in a sentence", "es", `<p>One <em lang="EN">two</em> three</p>`, []string{`ONE <em lang="es">TWO</em> THREE`}},
		{"what is no language", "es", `<p lang="english">Word</p>`, []string{`<p lang="es">WORD</p>`}},
		{"both attributes", "es", `<p lang="en" xml:lang="en">Word</p>`, []string{`<p lang="es" xml:lang="es">WORD</p>`}},
		{"an item, a cell, a term, a caption", "es",
			`<ul><li lang=en>Item</li></ul><table><caption lang="en">Cap</caption><tr><td lang="en">Cell</td></tr></table><dl><dt lang="en">Term</dt></dl>`,
			[]string{`<li lang="es">ITEM`, `<caption lang="es">CAP`, `<td lang="es">CELL`, `<dt lang="es">TERM`}},
		{"an image's text", "es", `<p>Words</p><img lang="en" src="https://x.example/a.png" alt="Boat">`, []string{`<img lang="es" src="https://x.example/a.png" alt="BOAT">`}},
		{"an option", "es", `<select><option lang="en" value="1">Green</option></select>`, []string{`<option lang="es" value="1">GREEN`}},
		{"another language stays", "es", `<p lang="fr">Mots</p>`, []string{`<p lang="fr">Mots</p>`}},
		{"with all of its attributes", "es", `<p lang="fr" title="Titre">Mots</p>`, []string{`<p lang="fr" title="Titre">Mots</p>`}},
		{"a quotation in a sentence", "es", `<p>He said <q lang="de">Wald</q> twice</p>`, []string{`HE SAID <q lang="de">Wald</q> TWICE`}},
		{"a link to another language", "es", `<p>See <a hreflang="fr" lang="fr" href="https://x.example/">le texte</a> here</p>`, []string{`lang="fr" href="https://x.example/">le texte</a> HERE`}},
		{"hreflang says nothing of the link's own words", "es", `<p>See <a hreflang="fr" href="https://x.example/">the text</a></p>`, []string{`hreflang="fr" href="https://x.example/">THE TEXT</a>`}},
		{"an image in another language", "es", `<p>Words</p><img lang="fr" alt="Bateau" src="https://x.example/a.png">`, []string{`<img lang="fr" alt="Bateau"`}},
		{"a cell in another language", "es", `<table><tr><td>One</td><td lang="fr">Deux</td></tr></table>`, []string{`<td>ONE</td><td lang="fr">Deux</td>`}},
		{"the source's within another's", "es", `<div lang="fr"><p>Mots</p><p lang="en">Words</p></div>`, []string{`<div lang="fr"><p>Mots</p><p lang="es">WORDS</p></div>`}},
		{"another's within the source's within another's", "es", `<div lang="fr">Mots <span lang="en">words <i lang="de">Wort</i> more</span></div>`,
			[]string{`<div lang="fr">Mots <span lang="es">WORDS <i lang="de">Wort</i> MORE</span></div>`}},
		{"an unknown language", "es", `<p lang="">Xyzzy</p><p lang="und">Plugh</p><p lang="zxx">Abc</p>`, []string{`<p lang="">Xyzzy</p><p lang="und">Plugh</p><p lang="zxx">Abc</p>`}},
		{"only xml:lang", "es", `<p xml:lang="fr">Mots</p>`, []string{`<p lang="fr" xml:lang="fr">Mots</p>`}},
		{"the locale's own words", "es", `<p lang="es-MX">Palabras</p>`, []string{`<p lang="es-MX">Palabras</p>`}},
		{"translated by the author's wish", "es", `<p lang="fr" translate="yes">Mots</p>`, []string{`<p lang="es" translate="yes">MOTS</p>`}},
		{"kept by the author's wish", "es", `<p lang="en" translate="no">Words</p>`, []string{`<p lang="en" translate="no">Words</p>`}},
		{"kept in an element that is translated", "es", `<section lang="en"><p translate="no">Words</p><p>More</p></section>`, []string{`<p lang="en" translate="no">Words</p><p>MORE</p>`}},
		{"a name in a sentence", "es", `<p>By <b translate="no">Acme Boats</b></p>`, []string{`BY <b translate="no">Acme Boats</b>`}},
		{"code is in no language", "es", `<p>Words</p><pre>make all</pre>`, []string{`<pre>make all</pre>`}},
		{"nor are its parts", "es", `<p>Words</p><pre><code><span class="k">make</span> <b>all</b></code></pre>`, []string{`<pre><code><span class="k">make</span> <b>all</b></code></pre>`}},
		{"nor is a formula", "es", `<p>Words</p><div><img alt="{\displaystyle a_{i}}" src="https://x.example/a.png"></div>`, []string{`<div><img alt=`}},
		{"figures are written in the locale's way", "es", `<table><tr><td lang="en">45.3%</td></tr></table>`, []string{`<td lang="es">45,3`}},
		{"SVG", "es", `<svg xml:lang="en"><text>Depth</text><text xml:lang="fr">Profondeur</text></svg>`, []string{`<svg xml:lang="es"><text>DEPTH</text><text xml:lang="fr">Profondeur</text></svg>`}},

		{"its direction", "ar", `<h1 lang="en">Title</h1>`, []string{`<h1 lang="ar">TITLE</h1>`}},
		{"another language's direction", "ar", `<p lang="fr">Mots</p>`, []string{`<p dir="ltr" lang="fr">Mots</p>`}},
		{"which is the page's", "ar", `<p lang="he">מלים</p>`, []string{`<p lang="he">`}},
		{"and was not the source's", "es", `<p lang="he">מלים</p>`, []string{`<p lang="he">`}},
		{"in a cell", "ar", `<table><tr><td lang="fr">Deux</td></tr></table>`, []string{`<td lang="fr"><span dir="ltr">Deux</span></td>`}},
		{"in an item with paragraphs", "ar", `<ul><li lang="fr"><p>Deux</p></li></ul>`, []string{`<li lang="fr"><p dir="ltr">Deux</p></li>`}},
		{"within another's", "ar", `<div lang="fr">Mots <p lang="en">Words</p></div>`, []string{`<div dir="ltr" lang="fr">Mots <p dir="rtl" lang="ar">WORDS</p></div>`}},
		{"a quotation", "ar", `<p>He said <q lang="de">Wald</q> twice</p>`, []string{`HE SAID <q dir="ltr" lang="de">Wald</q> TWICE`}},
		{"of what is kept", "ar", `<p translate="no">Words</p>`, []string{`<p lang="en" dir="ltr" translate="no">Words</p>`}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := shouted(t, tt.locale, `<html lang="en"><body><main><p>Text</p>`+tt.in+`</main></body></html>`, extract.Options{WholePage: true})
			for _, want := range tt.want {
				if !strings.Contains(got, want) {
					t.Errorf("got %s\nwant it to hold %s", got, want)
				}
			}
		})
	}
}

// TestWhatIsOutsideTheContent holds that what stays in the source's language says so.
func TestWhatIsOutsideTheContent(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		locale   l10n.Locale
		want     string
	}{
		{"navigation and footer", `<nav><ul><li><a href="#a">Home</a></ul></nav><main><p>Text</p></main><footer><p>Imprint</p></footer>`, "es",
			`<body><nav lang="en"><ul><li><a href="#a">Home</a></ul></nav><main><p>TEXT</p></main><footer lang="en"><p>Imprint</p></footer>`},
		{"with the direction", `<nav><a href="#a">Home</a></nav><main><p>Text</p></main>`, "ar", `<nav lang="en" dir="ltr"><a href="#a">Home</a></nav><main>`},
		{"the outermost that stays", `<div><div id="top"><p>Menu</p></div><main><p>Text</p></main></div>`, "es", `<div><div lang="en" id="top"><p>Menu</p></div><main>`},
		{"a link before the content", `<a href="#m">Skip</a><main id="m"><p>Text</p></main>`, "es", `<a lang="en" href="#m">Skip</a><main`},
		{"words that no element holds", `Loose words<main><p>Text</p></main>`, "es", `<span lang="en">Loose words</span><main>`},
		{"and their direction", `Loose words<main><p>Text</p></main>`, "ar", `<span lang="en" dir="ltr">Loose words</span><main>`},
		{"a mark that is there", `<nav lang="en-US">Home</nav><main><p>Text</p></main>`, "es", `<nav lang="en-US">Home</nav>`},
		{"in another language", `<nav lang="fr">Accueil</nav><main><p>Text</p></main>`, "es", `<nav lang="fr">Accueil</nav>`},
		{"another's within", `<nav>Home <a lang="fr" href="#f">Français</a></nav><main><p>Text</p></main>`, "es", `<nav lang="en">Home <a lang="fr" href="#f">Français</a></nav>`},
		{"nothing to read", `<nav><a href="#a">1</a></nav><main><p>Text</p></main>`, "es", `<nav><a href="#a">1</a></nav>`},
		{"a picture's text", `<header><img src="https://x.example/l.png" alt="Town"></header><main><p>Text</p></main>`, "es", `<header lang="en"><img`},
		{"an excluded part", `<main><p>Text</p><div class="share">Share this</div></main>`, "es", `<div lang="en" class="share">Share this</div>`},
		{"an included part of it", `<nav>Home <div class="crumbs">You are here</div></nav><main><p>Text</p></main>`, "es",
			`<nav><span lang="en">Home </span><div class="crumbs">YOU ARE HERE</div></nav>`},
		{"its dates and figures", `<main><p>Text</p></main><footer>Last changed <time datetime="2024-07-25">25 July 2024</time></footer>`, "es",
			`<footer lang="en">Last changed <time datetime="2024-07-25">25 July 2024</time></footer>`},
		{"a script", `<main><p>Text</p></main><div><script>var a = "words"</script></div>`, "es", `<div><script>`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := shouted(t, tt.locale, `<html lang="en"><body>`+tt.in+`</body></html>`,
				extract.Options{Root: "main", Include: []string{".crumbs"}, Exclude: []string{".share"}})
			if !strings.Contains(got, tt.want) {
				t.Errorf("got %s\nwant it to hold %s", got, tt.want)
			}
		})
	}
}

// TestThePagesLanguage holds where the language of the content is found.
func TestThePagesLanguage(t *testing.T) {
	for _, tt := range []struct {
		in   string
		want l10n.Locale
	}{
		{`<html><body><p>Words</p>`, "en"},
		{`<html lang=""><body lang=""><p>Words</p>`, "en"},
		{`<html lang="cz"><body><p>Words</p>`, "en"},
		{`<html lang="fr_CA"><body><p>Mots</p>`, "fr-CA"},
		{`<html xml:lang="fr"><body><p>Mots</p>`, "fr"},
		{`<html><body lang="fr"><p>Mots</p>`, "fr"},
		{`<html lang="en"><body lang="fr"><p>Mots</p><q lang="en">words</q>`, "fr"},
		{`<html lang="en"><body><nav>Home</nav><main lang="fr"><p>Mots</p><q lang="en">words</q></main>`, "fr"},
		{`<html lang="en"><body><div lang="fr"><p>Mots</p></div>`, "fr"},
		{`<html lang="en"><body><p>Words</p><div lang="fr"><p>Beaucoup de mots de plus</p></div>`, "en"},
		{`<html lang="en"><body><p lang="fr">Mots</p><p lang="de">Wort</p>`, "en"},
		{`<html lang="en-GB"><body lang="en"><p>Words</p>`, "en-GB"},
	} {
		e, _, err := extract.Extract(l10n.Document{URL: "https://x.example/"}, []byte(tt.in), extract.Options{SourceLang: "en"})
		if err != nil || e.Lang != tt.want {
			t.Errorf("%s: %q, %v; want %q", tt.in, e.Lang, err, tt.want)
		}
	}
}

// TestLanguagesThatAreTranslatedBesides holds that texts of a configured language become the locale's.
func TestLanguagesThatAreTranslatedBesides(t *testing.T) {
	got := shouted(t, "es", `<html lang="en"><body><main><p>Text</p><p lang="fr-CA">Mots <q lang="de">Wort</q></p></main></body></html>`,
		extract.Options{Also: []l10n.Locale{"fr"}})
	if want := `<p lang="es">MOTS <q lang="de">Wort</q></p>`; !strings.Contains(got, want) {
		t.Errorf("got %s\nwant it to hold %s", got, want)
	}
}
