package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestWhatIsLeft holds that an extraction names what stays as it is although nobody has asked for it.
func TestWhatIsLeft(t *testing.T) {
	for _, tt := range []struct {
		name, in string
		want     []l10n.Left
	}{
		{"parts beside the content", `<header class="top"><a href="#m">Skip to it</a></header><nav>Home</nav><main><p>Text</p></main><div id="foot"><p>Imprint and more</p></div>`,
			[]l10n.Left{{Part: "header", Words: 3}, {Part: "nav", Words: 1}, {Part: "div#foot", Words: 3}}},
		{"around the content", `<div class="page wide"><p class="date">Last changed</p><main><p>Text</p></main></div>`, []l10n.Left{{Part: "p.date", Words: 2}}},
		{"loose words", `Loose words<main><p>Text</p></main>`, []l10n.Left{{Part: "body", Words: 2}}},
		{"nothing to read", `<nav>12</nav><div><script>var words</script><code>make all</code></div><main><p>Text</p></main>`, nil},
		{"left by somebody's wish", `<nav translate="no">Home</nav><div class="share">Share this</div><main><p>Text</p></main>`, nil},
		{"included", `<nav class="crumbs">You are here</nav><main><p>Text</p></main>`, nil},
		{"other languages", `<main><p>Text</p><p lang="fr">Deux mots</p><p>A <q lang="de">Wort</q> and <q lang="de">noch <i lang="fr">un</i> eins</q></p><p lang="">Xyzzy</p></main>`,
			[]l10n.Left{{Lang: "fr", Words: 3}, {Lang: "de", Words: 3}, {Words: 1}}},
		{"names of languages in links to the page's versions", `<main><p>Text <a hreflang="fr" lang="fr" href="/fr">Français</a> <a hreflang="pt-BR" href="/pt"><span lang="pt">Português</span></a>` +
			` <b lang="es"><a hreflang="es" href="/es">Español</a></b> <a hreflang="de" lang="fr" href="/de">En allemand</a></p></main>`,
			[]l10n.Left{{Lang: "fr", Words: 2}}},
		{"which the site translates", `<main><p>Text</p><p lang="it-CH">Due parole</p></main>`, nil},
		{"beside the content", `<nav lang="fr">Accueil</nav><main><p>Text</p></main>`, nil},
		{"labels that are sent", `<main><p>Text <input type=submit name=a value="Save  it"><input type=submit name=b value="Save it"><input type=submit value=Go></p>` +
			`<div translate=no><input type=submit name=c value=No></div><iframe srcdoc="<p>x<input type=submit name=d value=Send>"></iframe></main>`,
			[]l10n.Left{{Button: "Save it", Words: 2}, {Button: "Send", Words: 1}}},
		{"more than can be named", `<p>a</p><p>b</p><p>c</p><p>d</p><p>e</p><p>f</p><p>g</p><p>h</p><p>i</p><p>j</p><main><p>Text</p></main>`,
			[]l10n.Left{{Part: "p", Words: 1}, {Part: "p", Words: 1}, {Part: "p", Words: 1}, {Part: "p", Words: 1}, {Part: "p", Words: 1},
				{Part: "p", Words: 1}, {Part: "p", Words: 1}, {Part: "p", Words: 3}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e, _, err := Extract(l10n.Document{URL: "https://x.example/"}, []byte(`<html lang="en"><body>`+tt.in),
				Options{Root: "main", Include: []string{".crumbs"}, Exclude: []string{".share"}, Also: []l10n.Locale{"it"}})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, e.Left); diff != "" {
				t.Error(diff)
			}
		})
	}
	e, _, err := Extract(l10n.Document{URL: "https://x.example/"}, []byte(`<nav>Home</nav><main><p>Text</p></main>`), Options{WholePage: true})
	if err != nil || e.Left != nil {
		t.Errorf("of a whole page nothing is outside: %v, %v", e.Left, err)
	}
}
