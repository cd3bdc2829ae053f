package translate

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const long = "The committee decided on Tuesday that the report on the state of the estuaries would be published in the spring of next year."

func TestVerify(t *testing.T) {
	for _, c := range []struct {
		name   string
		target l10n.Locale
		source string
		answer string
		ok     bool
	}{
		{"fine", "es", long, "El comité decidió el martes que el informe sobre el estado de los estuarios se publicaría en la primavera del próximo año.", true},
		{"Chinese is short", "zh", long, "委员会星期二决定，关于河口状况的报告将于明年春季发布。", true},
		{"Ukrainian is not Russian", "uk", long, "У вівторок комітет вирішив, що звіт про стан естуаріїв буде оприлюднено навесні наступного року, після обговорення.", true},
		{"Portuguese is not Spanish", "pt", long, "O comité decidiu na terça-feira que o relatório sobre o estado dos estuários seria publicado na primavera do próximo ano.", true},
		{"a name stays", "ru", "Jean-Baptiste Poquelin", "Jean-Baptiste Poquelin", true},
		{"a name in a sentence", "ar", "Visit the Estuary Commission of Port Lovell.", "زوروا لجنة المصبات في بورت لوفيل Port Lovell.", true},
		{"the other English", "en-GB", "The color of the harbor is gray today.", "The color of the harbor is gray today.", true},
		{"empty", "es", long, "  ", false},
		{"echo", "es", "The report was published.", "The report was published.", false},
		{"truncated", "es", long, "El comité", false},
		{"runaway", "es", "The report.", strings.Repeat("El informe. ", 40), false},
		{"still English", "es", long, "The committee has decided on Tuesday that its report on the state of estuaries will be published in spring of next year.", false},
		{"French", "es", long, "Le comité a décidé mardi que le rapport sur l'état des estuaires serait publié au printemps de l'année prochaine.", false},
		{"Latin for Arabic", "ar", "The committee decided on Tuesday.", "Allajnat qararat yawm althulatha.", false},
		{"Russian for Greek", "el", "The committee decided on Tuesday.", "Комитет решил во вторник.", false},
		{"runaway in one language", "en-GB", "The report.", strings.Repeat("{x} ", 2000), false},
		{"not UTF-8", "es", "The report.", "El informe\xff.", false},
	} {
		d := Draft{TranslationKey: l10n.TranslationKey{Locale: c.target}, SourceLang: "en"}
		_, err := verify(Answer{Text: c.answer}, Traits{Name: "x"}, Question{Source: l10n.TextFragment(c.source)}, d)
		if (err == nil) != c.ok || (err != nil && !errors.Is(err, ErrBadAnswer)) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}

func FuzzVerify(f *testing.F) {
	f.Add("The <1>cat</1> &amp; the dog<2/>.", "El <1>gato</1> &amp; el perro<2/>.", uint8(2))
	f.Add("a", "⟦1⟧⟦/1⟧", uint8(0))
	f.Add("<1>a</1>", `<b id="1">b</b><img id="2"/>`, uint8(1))
	f.Fuzz(func(t *testing.T, source, answer string, markup uint8) {
		q := Question{Source: l10n.ParseFragment(source)}
		d := Draft{TranslationKey: l10n.TranslationKey{Locale: "ru"}, SourceLang: "en"}
		got, err := verify(Answer{Text: answer}, Traits{Name: "x", Markup: Markup(markup % 3)}, q, d)
		if err != nil {
			return
		}
		if err := got.CheckCodes(q.Source, nil); err != nil {
			t.Errorf("%q for %q: %v", answer, source, err)
		}
	})
}
