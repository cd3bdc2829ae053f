package check

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// What the formatter writes for a date or number of the source says the same to the checks, in every notation, calendar
// and digits.
func TestWrittenValuesAreTheSame(t *testing.T) {
	c := New(Options{})
	texts := []string{"25 July 2024", "July 25, 2024", "25 Jul 2024", "Thursday, 25 July 2024", "25 July", "25/07/2024", "3–5 May 2024", "3 May – 5 June 2024", "14:30", "2:30 p.m.", "9 a.m.",
		"25 July 2024 at 9:30 a.m.", "45.3%", "1,300 km", "€1,300.50", "$1,300", "20 °C"}
	for _, l := range []l10n.Locale{"es", "fr", "de", "ru", "ar", "ar-EG", "zh", "zh-Hant", "ja", "ko", "pt", "it", "fa", "he", "hi", "bn", "th", "tr", "pl", "uk", "kk", "hy", "cs", "fi", "hu", "nl", "sv", "el", "sw", "vi", "id", "fa-u-ca-gregory", "en-GB"} {
		for _, text := range texts {
			v := format.Find("en", text)[0]
			if !format.New(l).Whole(v) {
				continue
			}
			target := format.New(l).Value(v)
			for _, is := range c.Segment(Pair{Source: l10n.TextFragment(text), Target: l10n.TextFragment(target), SourceLang: "en", Locale: l}) {
				if is.Severity >= WarnSeverity && (is.Check == "numbers" || is.Check == "dates" || is.Check == "units") {
					t.Errorf("%s: %q is written %q: %s", l, text, target, is.Comment)
				}
			}
		}
	}
}

// Another date in another notation is another date.
func TestOtherDatesAreNot(t *testing.T) {
	c := New(Options{})
	for _, p := range [][3]string{{"de", "It opens on 25/07/2024", "Beginn am 26.7.2024"}, {"fa", "It opens on 25 July 2024", "در ۵ مرداد ۱۴۰۳ است"}, {"th", "It opens on 25 July 2024", "เปิดวันที่ 25 กรกฎาคม 2568"},
		{"ru", "It opens on 25/07/2024, with 12 members", "Начало 25.07.2024, 13 членов"}} {
		found := false
		for _, is := range c.Segment(Pair{Source: l10n.TextFragment(p[1]), Target: l10n.TextFragment(p[2]), SourceLang: "en", Locale: l10n.Locale(p[0])}) {
			found = found || is.Check == "numbers" && is.Severity >= WarnSeverity
		}
		if !found {
			t.Errorf("%s, %q for %q: nothing was said", p[0], p[2], p[1])
		}
	}
}

// A fix mends all of its kind in the text.
func TestFixesMendAllOfAKind(t *testing.T) {
	for _, c := range []struct{ to, source, target, want string }{
		{"de", "He came, saw, and left.", "Er  kam, sah  und ging.", "Er kam, sah und ging."},
		{"es", "He came, saw, and left.", "Vino , vio , y se fue.", "Vino, vio, y se fue."},
		{"it", "He came and left.", "Venne e andò .", "Venne e andò."},
		{"zh", "He came and left.", "他 来 了又走。", "他来了又走。"},
		{"fr", "The school of the example.", "L’еxemple dе l’école.", "L’exemple de l’école."},
		{"es", "The one of the house of the man.", "El de de la casa del del hombre.", "El de la casa del hombre."},
		{"es", "It's “here”.", "Está &#171;aquí&#187;.", "Está «aquí»."},
		// What may be right in another way gets no fix.
		{"es", "It has 1,300 members and 12 rooms.", "Tiene 1.200 miembros y 12 salas.", ""},
		{"th", "The law of 2024 is new.", "กฎหมายปี 2566 เป็นกฎหมายใหม่", ""},
		{"de", "It has 12 rooms and 7 doors.", "Es hat 13 Räume und 8 Türen.", ""},
		{"zh", "It holds 3 million.", "它容纳400万人。", ""},
	} {
		p := Pair{Source: l10n.TextFragment(c.source), Target: l10n.TextFragment(c.target), SourceLang: "en", Locale: l10n.Locale(c.to)}
		got := ""
		for _, is := range New(Options{}).Segment(p) {
			if is.Fix != nil && got == "" {
				got = is.Fix.String()
			}
		}
		if got != c.want {
			t.Errorf("%s: %q gets the fix %q, want %q", c.to, c.target, got, c.want)
		}
	}
}
