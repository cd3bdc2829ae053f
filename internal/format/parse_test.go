package format

import (
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestParseDate(t *testing.T) {
	const july = "2024-07-25 00:00"
	for _, tt := range []struct {
		lang     l10n.Locale
		text     string
		want     string
		skeleton Skeleton
	}{
		{"en", "25 July 2024", july, LongDate},
		{"en", "July 25, 2024", july, LongDate},
		{"en", " the 25th of July\u00a02024 ", july, LongDate},
		{"en", "25 Jul. 2024", july, MediumDate},
		{"en", "Jul 25, 2024", july, MediumDate},
		{"en", "5 Sept 2024", "2024-09-05 00:00", MediumDate},
		{"en", "Thursday, 25 July 2024", july, FullDate},
		{"en", "Thursday, July 25, 2024", july, FullDate},
		{"en", "2024-07-25", july, ISODate},
		{"en", "25.07.2024", july, NumberDate},
		{"en", "7/25/2024", july, NumberDate},
		{"en", "25/7/2024", july, NumberDate},
		{"en", "4/5/2024", "2024-04-05 00:00", NumberDate},
		{"en-GB", "4/5/2024", "2024-05-04 00:00", NumberDate},
		{"en", "July 2024", "2024-07-01 00:00", MonthYear},
		{"en", "25 July", "0000-07-25 00:00", MonthDay},
		{"en", "9:30", "0000-01-01 09:30", Clock},
		{"en", "9:30 p.m.", "0000-01-01 21:30", Clock},
		{"en", "12:05 a.m.", "0000-01-01 00:05", Clock},
		{"en", "25 July 2024, 09:30", "2024-07-25 09:30", LongDate + " " + Clock},
		{"en", "July 25, 2024 at 9:30 PM", "2024-07-25 21:30", LongDate + " " + Clock},
		{"es", "25 de julio de 2024", july, LongDate},
		{"es", "jueves, 25 de julio de 2024", july, FullDate},
		{"fr", "1er août 2024", "2024-08-01 00:00", LongDate},
		{"ru", "25 июля 2024 г.", july, LongDate},
		{"ru", "июль 2024 г.", "2024-07-01 00:00", MonthYear},
		{"de", "25. Juli 2024", july, LongDate},
		{"ar", "25 يوليو 2024", july, LongDate},
		{"hi", "25 जुलाई 2024", july, LongDate},
		{"zh", "2024年7月25日", july, LongDate},
		{"ar-EG", "٢٥ يوليو ٢٠٢٤", july, LongDate},
	} {
		got, skeleton, ok := ParseDate(tt.lang, tt.text)
		if !ok || got.Format("2006-01-02 15:04") != tt.want || skeleton != tt.skeleton {
			t.Errorf("ParseDate(%s, %q) = %s, %q, %v; want %s, %q", tt.lang, tt.text, got.Format("2006-01-02 15:04"), skeleton, ok, tt.want, tt.skeleton)
		}
	}
}

func TestParseDateRefuses(t *testing.T) {
	for _, text := range []string{"", "2024", "25", "July", "Friday, 25 July 2024", "31 June 2024", "25 July 2024 and later", "25–27 July 2024",
		"1.2.3", "1/2/24", "version 2024-07-25", "2024-13-25", "25 Quintember 2024", "9:75", "25:30", "9:30 o'clock", "9:30:15", "13:00 pm",
		"May the 4th be with you 2024", "July 25 26", "2024-07-25 09:30", "Monday", "25 July July 2024"} {
		if got, s, ok := ParseDate("en", text); ok {
			t.Errorf("ParseDate(%q) = %s, %s; it is no date", text, got, s)
		}
	}
}

// What the formatter writes, the parser reads again, in every locale with the Gregorian calendar.
func TestFormattedDatesParse(t *testing.T) {
	day := time.Date(2024, time.November, 19, 0, 0, 0, 0, time.UTC)
	for _, l := range []l10n.Locale{"en", "es", "fr", "ru", "ar", "de", "it", "pt", "pl", "uk", "tr", "nl", "el", "bg", "cs", "id", "hi", "zh", "ja", "hy", "sw", "ro"} {
		f := New(l)
		for _, s := range []Skeleton{LongDate, NumberDate, ISODate} {
			text := f.Format(day, s)
			got, skeleton, ok := ParseDate(l, text)
			if !ok || !got.Equal(day) || skeleton != s {
				t.Errorf("%s: ParseDate(%q) = %s, %q, %v; want %s, %q", l, text, got, skeleton, ok, day, s)
			}
		}
	}
}

func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"25 July 2024", "9:30 p.m.", "2024-07-25", "٢٥ يوليو", "99999999999:99"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, l := range []l10n.Locale{"en", "ar", "zh", "xx"} {
			if at, s, ok := ParseDate(l, text); ok && New("fr").Format(at, s) == "" {
				t.Errorf("%q is a date that cannot be written", text)
			}
		}
	})
}
