package desk

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestTheLanguageJoinsLists(t *testing.T) {
	d := &desk{Options: options(t, fixture())}
	for lang, want := range map[l10n.Locale]string{"en": ", ", "ru": ", ", "zh": "、", "ar": " و"} {
		if got := d.newLocalizer(lang).Comma(); got != want {
			t.Errorf("%s joins with %q, want %q", lang, got, want)
		}
	}
}

// TestIssuesNameLanguages checks that a person reads a language's name where a check has its tag.
func TestIssuesNameLanguages(t *testing.T) {
	d := &desk{Options: options(t, fixture())}
	issue := l10n.Issue{Message: "otherLanguageThan", Args: map[string]string{"language": "it", "locale": "fr"}}
	for lang, want := range map[l10n.Locale]string{
		"en": "The target seems to be in another language (Italian) than French.",
		"ru": "Перевод, похоже, на другом языке (итальянский), а нужен французский.",
		"kk": "Аударма басқа тілде (итальян тілі) сияқты, ал керегі: француз тілі.",
		"hy": "Թարգմանությունը, կարծես, այլ լեզվով է (իտալերեն), իսկ պետք է՝ ֆրանսերեն։",
	} {
		p := &page{localizer: d.newLocalizer(lang)}
		if got := p.issueText(issue); got != want {
			t.Errorf("%s says %q, want %q", lang, got, want)
		}
	}
}

func TestNamesOfLanguagesBeginAlike(t *testing.T) {
	d := &desk{Options: options(t, fixture())}
	for lang, want := range map[l10n.Locale][2]string{"en": {"English", "Arabic"}, "ru": {"Русский", "Арабский"}, "pt": {"Português", "Árabe"},
		"kk": {"Қазақ тілі", "Араб тілі"}, "hy": {"Հայերեն", "Արաբերեն"}, "zh": {"中文", "阿拉伯语"}} {
		l := d.newLocalizer(lang)
		if self, arabic := l.Self(lang), l.Language("ar"); self != want[0] || arabic != want[1] {
			t.Errorf("%s is %q and Arabic %q in it, want %q", lang, self, arabic, want)
		}
	}
}
