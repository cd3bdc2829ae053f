package locales

import (
	"testing"

	"github.com/nicksnyder/go-i18n/v2/i18n"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestPageStrings(t *testing.T) {
	b, err := Bundle()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		locale l10n.Locale
		id     string
		data   map[string]string
		want   string
		lang   string
	}{
		{"fr", "page.original", map[string]string{"Language": "anglais"}, "Langue d’origine\u00a0: anglais", "fr"},
		{"pt-BR", "page.attribution.reviewed", nil, "Tradução revista", "pt"},
		{"it-CH", "page.attribution.reviewed", nil, "Reviewed translation", "en"},
		{"ru-KZ", "page.attribution.reviewedOn", map[string]string{"Date": "25 июля 2024 г."},
			"Перевод проверен 25 июля 2024 г.", "ru"},
		{"ar-EG", "page.notYet", nil, "غير متاحة بهذه اللغة بعد", "ar"},
	} {
		got, tag, err := Localizer(b,
			tt.locale).LocalizeWithTag(&i18n.LocalizeConfig{MessageID: tt.id, TemplateData: tt.data})
		if err != nil || got != tt.want || tag.String() != tt.lang {
			t.Errorf("%s in %s = %q (%s), %v; want %q (%s)", tt.id, tt.locale, got, tag, err, tt.want, tt.lang)
		}
	}
}
