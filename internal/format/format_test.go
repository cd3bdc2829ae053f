package format

import (
	"errors"
	"flag"
	"math"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// fold makes the kinds of space and the marks of direction visible as what they look like.
var fold = strings.NewReplacer("\u202f", " ", "\u00a0", " ", "\u200f", "", "\u200e", "", "\u061c", "")

func check(t *testing.T, what, got, want string) {
	t.Helper()
	if fold.Replace(got) != want {
		t.Errorf("%s: got %q, want %q", what, got, want)
	}
}

func TestDates(t *testing.T) {
	day := time.Date(2023, time.March, 5, 14, 7, 0, 0, time.UTC)
	for _, tt := range []struct {
		locale   l10n.Locale
		skeleton Skeleton
		want     string
	}{
		{"en", FullDate, "Sunday, March 5, 2023"}, {"en-GB", LongDate, "5 March 2023"}, {"en", NumberDate, "3/5/2023"}, {"en", ISODate, "2023-03-05"},
		{"es", FullDate, "domingo, 5 de marzo de 2023"}, {"es", MonthYear, "marzo de 2023"}, {"es", LongDate + " " + Clock, "5 de marzo de 2023 a las 14:07"},
		{"fr", LongDate, "5 mars 2023"}, {"fr", NumberDate, "05/03/2023"}, {"fr", MonthDay, "5 mars"},
		{"ru", LongDate, "5 марта 2023 г."}, {"ru", Month, "март"}, {"ru", MonthDay, "5 марта"}, {"ru", MonthYear, "март 2023 г."},
		{"pl", LongDate, "5 marca 2023"}, {"pl", Month, "marzec"}, {"fi", Weekday, "sunnuntai"}, {"cs", MonthYear, "březen 2023"},
		{"ar", LongDate, "5 مارس 2023"}, {"ar-EG", LongDate, "٥ مارس ٢٠٢٣"}, {"fa", LongDate, "۱۴ اسفند ۱۴۰۱"}, {"fa", FullDate, "یکشنبه ۱۴ اسفند ۱۴۰۱"},
		{"zh", LongDate, "2023年3月5日"}, {"zh-Hant", Clock, "下午2:07"}, {"ja", FullDate, "2023年3月5日日曜日"}, {"ko", LongDate, "2023년 3월 5일"},
		{"hi", LongDate, "5 मार्च 2023"}, {"bn", NumberDate, "৫/৩/২০২৩"}, {"th", LongDate, "5 มีนาคม 2566"}, {"de", Clock, "14:07"}, {"en", Clock, "2:07 PM"},
		{"tlh", LongDate, "2023-03-05"}, {"es-HN", LongDate, "5 de marzo de 2023"}, {"zh-Hans", ShortMonth, "3月"},
	} {
		check(t, string(tt.locale)+" "+string(tt.skeleton), New(tt.locale).Format(day, tt.skeleton), tt.want)
	}
	check(t, "Persian in its other calendar", New("fa").WithCalendar(Gregorian).Date(day, Long), "۵ مارس ۲۰۲۳")
}

func TestPersianDate(t *testing.T) {
	for civil, want := range map[string][3]int{
		"2024-03-19": {1402, 12, 29}, "2024-03-20": {1403, 1, 1}, "2025-03-20": {1403, 12, 30}, "2025-03-21": {1404, 1, 1},
		"1979-02-11": {1357, 11, 22}, "2024-09-21": {1403, 6, 31}, "2024-09-22": {1403, 7, 1},
	} {
		at, _ := time.Parse(time.DateOnly, civil)
		if y, m, d := persianDate(at.Add(23 * time.Hour)); [3]int{y, m, d} != want {
			t.Errorf("%s is %d-%d-%d, want %v", civil, y, m, d, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	usual := Digits{0, 3}
	for _, tt := range []struct {
		locale l10n.Locale
		v      float64
		digits Digits
		want   string
	}{
		{"en", 1234.5, usual, "1,234.5"}, {"en", 1.005, Digits{2, 2}, "1.01"}, {"en", -0.0004, usual, "0"}, {"en", 999.9996, usual, "1,000"},
		{"en", 0.5, Digits{0, 0}, "1"}, {"en", -2.5, Digits{0, 0}, "-3"}, {"en", 7, Digits{2, 2}, "7.00"}, {"en", 1e15, usual, "1,000,000,000,000,000"},
		{"es", 1234, usual, "1234"}, {"es", 12345, usual, "12.345"}, {"pl", 1234, usual, "1234"}, {"pl", 12345, usual, "12 345"},
		{"pt-PT", 1234, usual, "1234"}, {"pt-BR", 1234, usual, "1.234"}, {"hi", 12345678, usual, "1,23,45,678"}, {"de-CH", 12345.6, usual, "12'345.6"},
		{"ru", 1234, usual, "1 234"}, {"ar-EG", 1234.5, usual, "١٬٢٣٤٫٥"}, {"fa", -1234, usual, "−۱٬۲۳۴"}, {"bn", 1234567, usual, "১২,৩৪,৫৬৭"},
		{"en", math.Inf(1), usual, "+Inf"},
	} {
		check(t, string(tt.locale), New(tt.locale).Decimal(tt.v, tt.digits), tt.want)
	}
	for locale, want := range map[l10n.Locale]string{"en": "1,207.5%", "fr": "1 207,5 %", "tr": "%1.207,5", "es": "1207,5 %", "eu": "% 1.207,5"} {
		check(t, string(locale), New(locale).Percent(12.075, Digits{0, 1}), want)
	}
	check(t, "a percentage without a float's dust", New("en").Percent(0.07, Digits{0, 9}), "7%")
}

func TestAmounts(t *testing.T) {
	for _, tt := range []struct {
		locale l10n.Locale
		code   string
		want   string
	}{
		{"en", "EUR", "€1,234.50"}, {"en", "CHF", "CHF 1,234.50"}, {"fr", "EUR", "1 234,50 €"}, {"ja", "JPY", "￥1,235"}, {"en", "KWD", "KWD 1,234.500"}, {"de", "XYZ", "1.234,50 XYZ"},
	} {
		check(t, string(tt.locale), New(tt.locale).Currency(1234.5, tt.code), tt.want)
	}
	check(t, "a debt", New("en").Currency(-3, "USD"), "-$3.00")
	for _, tt := range []struct {
		locale l10n.Locale
		v      float64
		long   bool
		want   string
	}{
		{"en", 1250, false, "1.3K"}, {"en", 999_950, true, "1 million"}, {"en", 0.0123, false, "0.012"}, {"en", 12_345, true, "12 thousand"}, {"en", 5e16, false, "50,000T"},
		{"es", 2_000_000, true, "2 millones"}, {"ru", 3_000_000, true, "3 миллиона"}, {"ja", 12_345, false, "1.2万"}, {"de", 1250, false, "1250"}, {"hi", 2_500_000, false, "25 लाख"},
		{"en", -1500, false, "-1.5K"},
	} {
		check(t, string(tt.locale), New(tt.locale).Compact(tt.v, tt.long), tt.want)
	}
}

func TestWords(t *testing.T) {
	three := []string{"a", "b", "c"}
	for locale, want := range map[l10n.Locale]string{"en": "a, b, and c", "en-GB": "a, b and c", "fr": "a, b et c", "ar": "a وb وc", "zh": "a、b和c"} {
		check(t, string(locale), New(locale).List(three), want)
	}
	es := New("es")
	check(t, "es, e before i", es.List([]string{"padre", "hijo"}), "padre e hijo")
	check(t, "es, y before hie", es.List([]string{"agua", "hielo"}), "agua y hielo")
	check(t, "es, u before o", es.ListOr([]string{"siete", "ocho"}), "siete u ocho")
	check(t, "one", es.List([]string{"a"}), "a")
	check(t, "none", es.List(nil), "")
	check(t, "four", New("en").ListOr([]string{"a", "b", "c", "d"}), "a, b, c, or d")
	for tag, want := range map[l10n.Locale]string{"es": "испанский", "pt-BR": "бразильский португальский", "zh-Hant-HK": "китайский, традиционное письмо (Гонконг (САР))",
		"fr-CH": "швейцарский французский", "tlh": "tlh", "de-Latn-LI": "немецкий (латиница, Лихтенштейн)"} {
		check(t, string(tag), New("ru").LanguageName(tag), want)
	}
	check(t, "a locale without names", New("tlh").LanguageName("es"), "Spanish")
	open, shut, innerOpen, innerShut := New("de").Quotes()
	check(t, "quotes", open+shut+innerOpen+innerShut, "„“‚‘")
}

func TestPlurals(t *testing.T) {
	for _, tt := range []struct {
		locale        l10n.Locale
		number, c, or string
	}{
		{"en", "1", "one", "one"}, {"en", "1.0", "other", "one"}, {"en", "22", "other", "two"}, {"ru", "22", "few", "other"}, {"ru", "11", "many", "other"},
		{"ar", "0", "zero", "other"}, {"ar", "103", "few", "other"}, {"fr", "0", "one", "other"}, {"fr", "1000000", "many", "other"}, {"ja", "1", "other", "other"},
		{"pt-PT", "0", "other", "other"}, {"pt-BR", "0", "one", "other"}, {"tlh", "1", "other", "other"}, {"lv", "0.1", "one", "other"}, {"cy", "5", "other", "many"},
	} {
		check(t, string(tt.locale)+" "+tt.number, Cardinal(tt.locale, tt.number), tt.c)
		check(t, string(tt.locale)+" "+tt.number+" in order", Ordinal(tt.locale, tt.number), tt.or)
	}
}

func TestRelative(t *testing.T) {
	check(t, "words", New("de").Relative(-2, "day", true), "vorgestern")
	check(t, "numbers", New("de").Relative(-2, "day", false), "vor 2 Tagen")
	check(t, "few", New("ru").Relative(3, "week", true), "через 3 недели")
	check(t, "a fraction", New("en").Relative(1.5, "hour", true), "in 1.5 hours")
	check(t, "no such unit", New("en").Relative(1, "fortnight", true), "")
}

func TestSort(t *testing.T) {
	in := []string{"zebra", "Ähre", "apfel", "öl", "Zug"}
	if got, want := New("de").Sort(in), []string{"Ähre", "apfel", "öl", "zebra", "Zug"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := New("sv").Sort(in), []string{"apfel", "zebra", "Zug", "Ähre", "öl"}; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	if in[0] != "zebra" {
		t.Error("the items themselves were sorted")
	}
}

// Every table that is embedded writes every kind without an empty field.
func TestEveryLocaleWrites(t *testing.T) {
	day := time.Date(2024, time.February, 29, 9, 30, 0, 0, time.UTC)
	for _, tag := range cldr.Locales() {
		f := New(l10n.Locale(tag))
		for _, s := range []string{f.Format(day, FullDate), f.Format(day, LongDate), f.Format(day, MediumDate), f.Format(day, NumberDate), f.Format(day, MonthYear),
			f.Format(day, MonthDay), f.Format(day, LongDate+" "+Clock), f.Decimal(12345.6, Digits{0, 3}), f.Percent(0.5, Digits{}), f.Currency(5, "EUR"),
			f.Compact(1500, true), f.List([]string{"a", "b", "c"}), f.LanguageName("en"), f.Relative(2, "day", false)} {
			if strings.TrimSpace(s) == "" || strings.Contains(s, "{") {
				t.Errorf("%s writes %q", tag, s)
			}
		}
	}
}

func TestAnswerJSONL(t *testing.T) {
	in := `{"id":"1","locale":"fr","kind":"date","input":"2023-03-05T00:00:00Z","options":{"dateStyle":"full"}}
{"id":"2","locale":"en","kind":"relative","input":[-1,"day"],"options":{"numeric":"auto"}}
{"id":"3","locale":"es","kind":"date-skeleton","input":"2023-03-05T00:00:00Z","options":{"month":"long","year":"numeric"}}
{"id":"4","locale":"he","kind":"direction","input":null}
`
	var out strings.Builder
	if err := AnswerJSONL(strings.NewReader(in), &out); err != nil {
		t.Fatal(err)
	}
	want := `{"id":"1","output":"dimanche 5 mars 2023"}
{"id":"2","output":"yesterday"}
{"id":"3","output":"marzo de 2023"}
{"id":"4","output":"rtl"}
`
	check(t, "answers", out.String(), want)
	for _, bad := range []string{"{", `{"kind":"spell","input":"x"}`, `{"kind":"date","input":"soon"}`, `{"kind":"list","input":1}`} {
		if err := AnswerJSONL(strings.NewReader(bad), &out); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%s: %v", bad, err)
		}
	}
}

var (
	items   = flag.String("items", "", "a file of items for AnswerJSONL, to measure with")
	answers = flag.String("answers", "answers.jsonl", "where to write their answers")
)

// TestMeasure answers a list of items, for a scorer to judge; see docs/quality-format.md.
func TestMeasure(t *testing.T) {
	if *items == "" {
		t.Skip("no -items were given")
	}
	in, err := os.Open(*items)
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	out, err := os.Create(*answers)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(AnswerJSONL(in, out), out.Close()); err != nil {
		t.Fatal(err)
	}
}

func FuzzDecimal(f *testing.F) {
	for _, v := range []float64{0, -0.5, 999.9999, 1e300, 5e-324, math.NaN(), math.Inf(-1)} {
		f.Add(v)
	}
	f.Fuzz(func(t *testing.T, v float64) {
		for _, l := range []l10n.Locale{"en", "hi", "fa", "es"} {
			g := New(l)
			if g.Decimal(v, Digits{0, 3}) == "" || g.Compact(v, true) == "" || g.Percent(v, Digits{}) == "" {
				t.Errorf("%g is written as nothing in %s", v, l)
			}
		}
	})
}
