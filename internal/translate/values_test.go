package translate

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func draftInto(l l10n.Locale) Draft {
	return Draft{TranslationKey: l10n.TranslationKey{Locale: l}, SourceLang: "en"}
}

func TestVeil(t *testing.T) {
	masked, html := Traits{Name: "x", MaskDates: true}, Traits{Name: "x", MaskDates: true, Markup: HTML}
	for _, c := range []struct {
		locale           l10n.Locale
		tr               Traits
		source, asked    string
		answer, assembly string
	}{
		{"es", masked, "It opens on 25 July 2024 at noon.", "It opens ⟦1/⟧ at noon.", "Se abre ⟦1/⟧ a mediodía.", "Se abre el 25 de julio de 2024 a mediodía."},
		{"es", html, "It opens on 25 July 2024.", `It opens <b id="1">990001</b>.`, `Se abre <b id="1">990001</b>.`, "Se abre el 25 de julio de 2024."},
		{"es", html, "On July 25, 2024, <1>we</1> met.", `<b id="2">990002</b>, <b id="1">we</b> met.`, `<b id="2">990002</b>, <b id="1">nos</b> vimos.`, "El 25 de julio de 2024, <1>nos</1> vimos."},
		{"ru", masked, "It opens on 25 July 2024.", "It opens ⟦1/⟧.", "Открывается ⟦1/⟧.", "Открывается 25 июля 2024\u202fг."},
		{"ru", masked, "It opens on 25 July 2024, and ends.", "It opens ⟦1/⟧, and ends.", "Открывается ⟦1/⟧, и всё.", "Открывается 25 июля 2024\u202fг., и всё."},
		{"ru", masked, "In July 2024 it rained.", "In July 2024 it rained.", "В июле 2024 был дождь.", "В июле 2024 был дождь."},
		{"es", masked, "Open 3–5 May 2024, 14:30.", "Open ⟦1/⟧, ⟦2/⟧.", "Abierto ⟦1/⟧, ⟦2/⟧.", "Abierto 3–5 de mayo de 2024, 14:30."},
		{"es", Traits{Name: "x"}, "It opens on 25 July 2024.", "It opens on 25 July 2024.", "Se abre el 25 de julio.", "Se abre el 25 de julio."},
	} {
		d := draftInto(c.locale)
		q := Question{Source: l10n.ParseFragment(c.source)}
		if got := Mask(hideDates(q, d, c.tr).source, c.tr.Markup); got != c.asked {
			t.Errorf("%s: asked %q, want %q", c.source, got, c.asked)
		}
		got, err := verify(Answer{Text: c.answer}, c.tr, q, d)
		if err != nil || strings.ReplaceAll(got.String(), "\u2009", " ") != c.assembly {
			t.Errorf("%s: got %q, %v; want %q", c.source, got, err, c.assembly)
		}
	}
	testShown(t, html)
	d := draftInto("es")
	q := Question{Source: l10n.TextFragment("It opens on 25 July 2024.")}
	for answer, tr := range map[string]Traits{"Se abre.": masked, `Se abre <b id="1"></b>.`: html} {
		if got, err := verify(Answer{Text: answer}, tr, q, d); err == nil {
			t.Errorf("an answer without its date was taken: %q", got)
		}
	}
	if key(d, masked, q) == key(d, Traits{Name: "x"}, q) {
		t.Error("hiding dates asks no other question")
	}
}

// What an empty code shows stands in the engine's sentence as a date does.
func testShown(t *testing.T, html Traits) {
	for _, c := range []struct{ source, shows, asked, answer, want string }{
		{"It opens on <1/> in Geneva.", "25 July 2024", `It opens <b id="1">990001</b> in Geneva.`, `Abre <b id="1">990001</b> en Ginebra.`, "Abre el <1/> en Ginebra."},
		{"On <1/>, <2>we</2> met on 3 May.", "25 July 2024", `<b id="1">990001</b>, <b id="2">we</b> met <b id="3">990003</b>.`, `<b id="1">990001</b>, <b id="2">nos</b> vimos <b id="3">990003</b>.`, "El <1/>, <2>nos</2> vimos el 3 de mayo."},
		{"Ask <1/> now.", "ACME", `Ask <b id="1">990001</b> now.`, `Pregunte a <b id="1">990001</b> ya.`, "Pregunte a <1/> ya."},
		{"A line<1/>more.", "", `A line<img id="1"/>more.`, `Una línea<img id="1"/>más.`, "Una línea<1/>más."},
	} {
		q := Question{Source: l10n.ParseFragment(c.source)}
		if c.shows != "" {
			q.Shows = map[l10n.CodeID]string{1: c.shows}
		}
		if got := Mask(hideDates(q, draftInto("es"), html).source, HTML); got != c.asked {
			t.Errorf("%s: asked %q, want %q", c.source, got, c.asked)
		}
		got, err := verify(Answer{Text: c.answer}, html, q, draftInto("es"))
		if err != nil || got.String() != c.want {
			t.Errorf("%s: got %q, %v; want %q", c.source, got, err, c.want)
		}
	}
}

func TestMend(t *testing.T) {
	for _, c := range []struct {
		locale                 l10n.Locale
		mask                   bool
		source, answer, mended string
	}{
		{"es", false, "It has 12,500 members.", "Tiene 12,500 miembros.", "Tiene 12.500 miembros."},
		{"es", false, "It has 1,300 members.", "Tiene 1,300 miembros.", "Tiene 1300 miembros."},
		{"es", false, "It paid 3.5 million.", "Pagó 3.5 millones.", "Pagó 3,5 millones."},
		{"fr", false, "It is 45.3% of -3.5 points.", "C’est 45.3% de -3.5 points.", "C’est 45,3\u00a0% de -3,5 points."},
		{"fr", true, "It paid $1,300 a year.", "Il a payé $1,300 par an.", "Il a payé 1\u202f300\u00a0$US par an."},
		{"fr", false, "It paid $1,300 a year.", "Il a payé $1,300 par an.", "Il a payé $1\u202f300 par an."},
		{"de", false, "It is 1,300 km long.", "Es ist 1,300 km lang.", "Es ist 1.300\u00a0km lang."},
		{"es", false, "See section 3.2 of 2024.", "Véase la sección 3.2 de 2024.", "Véase la sección 3.2 de 2024."},
		{"es", false, "It has 12,500 members.", "Tiene 12.500 miembros.", "Tiene 12.500 miembros."},
		{"de", false, "See doi 10.1038/171737 for it.", "Siehe DOI 10.1038/171737.", "Siehe DOI 10.1038/171737."},
		{"de", false, "See § 3.10 of it.", "Siehe dort § 3.10.", "Siehe dort § 3.10."},
		{"de", false, "It is on arXiv as 2101.0001 now.", "Es ist auf arXiv als 2101.0001.", "Es ist auf arXiv als 2101.0001."},
		{"de", false, "It needs iOS 14.2 or later.", "Es braucht iOS 14.2.", "Es braucht iOS 14.2."},
		{"fr", false, "The server 192.0.2.1 has it.", "Le serveur 192.0.2.1 l’a.", "Le serveur 192.0.2.1 l’a."},
		{"fr", false, "She won by 2.5 to 1.5 there.", "Elle a gagné 2.5 à 1.5.", "Elle a gagné 2.5 à 1.5."},
		{"fr", false, "Call 555-0199 or 1.800.555.0199 now.", "Appelez le 555-0199 ou le 1.800.555.0199.", "Appelez le 555-0199 ou le 1.800.555.0199."},
		{"de", false, "Clause 12.5 adds 12.5% to it.", "Klausel 12.5 erhöht um 12.5%.", "Klausel 12.5 erhöht um 12,5\u00a0%."},
		{"es-MX", false, "It has 12,500 members.", "Tiene 12,500 miembros.", "Tiene 12,500 miembros."},
		{"en-GB", false, "It has 12,500 members.", "It has 12,500 members.", "It has 12,500 members."},
	} {
		d := draftInto(c.locale)
		got, changed := localNumbers(l10n.TextFragment(c.answer), l10n.TextFragment(c.source), d, Traits{MaskDates: c.mask})
		if got.String() != c.mended || changed != (c.answer != c.mended) {
			t.Errorf("%s, %s: got %q, %v; want %q", c.locale, c.source, got, changed, c.mended)
		}
	}
}

func TestInWriting(t *testing.T) {
	for source, want := range map[string]string{
		"1,300 km": "1.300\u00a0km", "25 July 2024": "25. Juli 2024", "<1>12,500</1>": "<1>12.500</1>", "$1,300": "1.300\u00a0$", "14:30": "14:30",
		"25 July": "25. Juli", "<1>May</1> 3": "", "July 2024": "Juli 2024", "1,300 people": "", "3.5 million": "", "2024": "", "Section 3.2": "", "12,500 <1/>": "12.500 <1/>",
	} {
		got, ok := inWriting(draftInto("de"), l10n.ParseFragment(source))
		if ok != (want != "") || ok && got.String() != want {
			t.Errorf("%s: got %q, %v; want %q", source, got, ok, want)
		}
	}
	if got, ok := inWriting(draftInto("ru"), l10n.TextFragment("July 2024")); !ok || got.Text() != "июль 2024\u202fг." {
		t.Errorf("a month alone stands in the nominative, got %q", got)
	}
}
