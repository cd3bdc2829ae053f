package format

import (
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/format/cldr"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestRange(t *testing.T) {
	at := func(s string) time.Time {
		d, ok := parseDatetime(s)
		if !ok {
			t.Fatal(s)
		}
		return d.Time
	}
	for _, tt := range []struct {
		locale   l10n.Locale
		from, to string
		skeleton Skeleton
		want     string
	}{
		{"en", "2024-05-03", "2024-05-05", LongDate, "May 3 – 5, 2024"}, {"en-GB", "2024-05-03", "2024-05-05", LongDate, "3 – 5 May 2024"},
		{"en", "2024-05-03", "2024-06-05", LongDate, "May 3 – June 5, 2024"}, {"en", "2023-12-30", "2024-01-02", MediumDate, "Dec 30, 2023 – Jan 2, 2024"},
		{"es", "2024-05-03", "2024-05-05", LongDate, "3–5 de mayo de 2024"}, {"pt", "2024-05-03", "2024-05-05", LongDate, "3 – 5 de maio de 2024"},
		{"fr", "2024-05-03", "2024-05-05", LongDate, "3–5 mai 2024"}, {"de", "2024-05-03", "2024-05-05", LongDate, "3.–5. Mai 2024"},
		{"ru", "2024-05-03", "2024-05-05", LongDate, "3–5 мая 2024 г."}, {"ru", "2024-05-03", "2024-06-05", MonthDay, "3 мая – 5 июня"},
		{"ru", "2024-05-03", "2024-06-05", MonthYear, "май – июнь 2024 г."}, {"ar", "2024-05-03", "2024-05-05", LongDate, "3–5 مايو 2024"},
		{"zh", "2024-05-03", "2024-05-05", LongDate, "2024年5月3日 – 5日"}, {"ja", "2024-05-03", "2024-06-05", LongDate, "2024年5月3日～6月5日"},
		{"ko", "2024-05-03", "2024-05-05", LongDate, "2024년 5월 3일~5일"}, {"cs", "2024-05-03", "2024-05-05", LongDate, "3. května 2024 – 5. května 2024"},
		{"kk", "2024-05-03", "2024-05-05", LongDate, "2024 ж. 3–5 мамыр"}, {"fa", "2024-05-03", "2024-05-05", LongDate, "۱۴ تا ۱۶ اردیبهشت ۱۴۰۳"},
		{"en", "2024-05-03", "2024-05-03", LongDate, "May 3, 2024"}, {"en", "2024-05-03T09:30", "2024-05-03T10:00", Clock, "9:30 – 10:00 AM"},
		{"en", "2024-05-03T09:30", "2024-05-03T13:00", Clock, "9:30 AM – 1:00 PM"}, {"de", "2024-05-03T09:30", "2024-05-03T10:00", Clock, "09:30–10:00 Uhr"},
		{"fr", "2024-05-03T09:30", "2024-05-03T10:00", LongDate + " " + Clock, "3 mai 2024 à 09:30 – 10:00"},
		{"de", "2024-05-03", "2024-05-05", NumberDate, "03.–05.05.2024"},
	} {
		got := strings.NewReplacer("\u2009", " ").Replace(New(tt.locale).Range(at(tt.from), at(tt.to), tt.skeleton))
		check(t, string(tt.locale)+" "+string(tt.skeleton), got, tt.want)
	}
}

// Every locale writes every range with both its ends, and without letters of a pattern.
func TestRangesOfAllLocales(t *testing.T) {
	from, to := time.Date(2024, 5, 3, 9, 30, 0, 0, time.UTC), time.Date(2025, 11, 27, 14, 45, 0, 0, time.UTC)
	for _, tag := range cldr.Locales() {
		f, _ := New(l10n.Locale(tag)).WithCalendar(Gregorian).WithDigits("latn")
		for _, s := range []Skeleton{FullDate, LongDate, MediumDate, NumberDate, MonthYear} {
			if got := f.Range(from, to, s); !strings.Contains(got, "24") || !strings.Contains(got, "25") || strings.Contains(got, "{") {
				t.Errorf("%s, %s: %q", tag, s, got)
			}
		}
	}
}

func TestUnits(t *testing.T) {
	for _, tt := range []struct {
		locale l10n.Locale
		v      float64
		unit   string
		length Length
		want   string
	}{
		{"en", 1, "kilometer", LongUnit, "1 kilometer"}, {"en", 1300, "kilometer", ShortUnit, "1,300 km"}, {"fr", 1300, "kilometer", ShortUnit, "1 300 km"},
		{"ru", 1, "kilometer", LongUnit, "1 километр"}, {"ru", 2, "kilometer", LongUnit, "2 километра"}, {"ru", 5, "kilometer", LongUnit, "5 километров"},
		{"ru", 1.5, "kilometer", LongUnit, "1,5 километра"}, {"de", 20.5, "celsius", ShortUnit, "20,5 °C"}, {"en", 20.5, "celsius", NarrowUnit, "20.5°C"},
		{"ja", 3, "square-kilometer", ShortUnit, "3 km²"}, {"es", 90, "kilometer-per-hour", ShortUnit, "90 km/h"}, {"pl", 5, "day", LongUnit, "5 dni"},
		{"en", 3, "liter-per-minute", LongUnit, "3 liters per minute"}, {"de", 3, "gram-per-day", ShortUnit, "3 g/T"}, {"ar", 2, "hour", LongUnit, "ساعتان"},
	} {
		got, ok := New(tt.locale).Unit(tt.v, Digits{0, 3}, tt.unit, tt.length)
		if !ok {
			t.Errorf("%s has no %s", tt.locale, tt.unit)
		}
		check(t, string(tt.locale)+" "+tt.unit, got, tt.want)
	}
	for _, bad := range []string{"", "per", "parsnip", "kilometer-per-parsnip", "-per-"} {
		if got, ok := New("en").Unit(1, Digits{}, bad, LongUnit); ok {
			t.Errorf("%q is a unit: %s", bad, got)
		}
	}
}

func TestOrdinals(t *testing.T) {
	for locale, want := range map[l10n.Locale]string{
		"en": "1st 2nd 3rd 11th 1,021st", "fr": "1er 2e 3e 11e 1 021e", "es": "1.º 2.º 3.º 11.º 1021.º", "de": "1. 2. 3. 11. 1.021.",
		"ru": "1-й 2-й 3-й 11-й 1 021-й", "uk": "1-ий 2-ий 3-ій 11-ий 1 021-ий", "ca": "1r 2n 3r 11è 1.021è", "zh": "第1 第2 第3 第11 第1,021", "ar-EG": "١ ٢ ٣ ١١ ١٬٠٢١",
		"sv": "1:a 2:a 3:e 11:e 1 021:a", "tlh": "1. 2. 3. 11. 1,021.", "az": "1'inci 2'inci 3'inci 11'inci 1.021'inci",
	} {
		var got []string
		for _, n := range []int{1, 2, 3, 11, 1021} {
			got = append(got, New(locale).Ordinal(n))
		}
		check(t, string(locale), strings.Join(got, " "), want)
	}
}

func TestDigitsAndCalendars(t *testing.T) {
	day := time.Date(2024, 7, 25, 0, 0, 0, 0, time.UTC)
	for locale, want := range map[l10n.Locale]string{
		"fa-u-nu-latn": "4 مرداد 1403 | 1,234.5", "fa-u-ca-gregory": "۲۵ ژوئیهٔ ۲۰۲۴ | ۱٬۲۳۴٫۵", "ar-EG-u-nu-latn": "25 يوليو 2024 | 1,234.5",
		"ar-u-nu-arab": "٢٥ يوليو ٢٠٢٤ | ١٬٢٣٤٫٥", "ar-u-nu-native": "٢٥ يوليو ٢٠٢٤ | ١٬٢٣٤٫٥", "hi-u-nu-deva": "२५ जुलाई २०२४ | १,२३४.५",
		"th": "25 กรกฎาคม 2567 | 1,234.5", "th-u-ca-gregory": "25 กรกฎาคม ค.ศ. 2024 | 1,234.5", "en-u-ca-buddhist": "July 25, 2567 BE | 1,234.5",
		"en-u-ca-persian-nu-deva": "Mordad ४, १४०३ AP | १,२३४.५", "en-u-nu-arab": "July ٢٥, ٢٠٢٤ | ١٬٢٣٤٫٥", "en-u-ca-mayan-nu-knot": "July 25, 2024 | 1,234.5",
	} {
		f := New(locale)
		check(t, string(locale), f.Date(day, Long)+" | "+f.Decimal(1234.5, Digits{0, 3}), want)
	}
}

func TestNames(t *testing.T) {
	fr := New("fr")
	check(t, "region", fr.RegionName("ch")+" "+fr.RegionName("QQ")+" "+New("tlh").RegionName("CH"), "Suisse QQ Switzerland")
	check(t, "quotes", fr.Quote("oui", false)+New("de").Quote("ja", true)+New("fr-CH").Quote("oui", false), "« oui »‚ja‘«oui»")
	check(t, "number range", New("fr").NumberRange(3, 5.5, Digits{0, 1})+New("fr").NumberRange(3, 3, Digits{}), "3–5,53")
}
