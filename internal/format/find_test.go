package format

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// shown are the values that the fixtures mark: all but counts of digits alone.
func shown(lang l10n.Locale, text string) []string {
	var out []string
	for _, v := range Find(lang, text) {
		if !v.Plain || v.Kind != NumberValue || v.Scale != 1 {
			out = append(out, v.Text(text))
		}
	}
	return out
}

// TestFind measures the fixtures: recall, and hits that are none.
func TestFind(t *testing.T) {
	b, err := os.ReadFile(filepath.Join("testdata", "find.txt"))
	if err != nil {
		t.Fatal(err)
	}
	type count struct{ texts, wanted, found, wrong int }
	counts := map[string]*count{}
	var order []string
	for line := range strings.Lines(string(b)) {
		lang, marked, ok := strings.Cut(strings.TrimSpace(line), " ")
		if !ok || lang == "#" {
			continue
		}
		c := counts[lang]
		if c == nil {
			c = new(count)
			counts[lang], order = c, append(order, lang)
		}
		c.texts++
		var wanted []string
		for _, part := range strings.Split(marked, "⟦")[1:] {
			v, _, _ := strings.Cut(part, "⟧")
			wanted = append(wanted, v)
		}
		text := strings.NewReplacer("⟦", "", "⟧", "").Replace(marked)
		got := shown(l10n.Locale(lang), text)
		c.wanted += len(wanted)
		left := append([]string(nil), wanted...)
		for _, g := range got {
			found := false
			for i, w := range left {
				if w == g {
					left, found = append(left[:i:i], left[i+1:]...), true
					break
				}
			}
			if found {
				c.found++
			} else {
				c.wrong++
			}
		}
		if strings.Join(got, "|") != strings.Join(wanted, "|") {
			t.Errorf("%s: %s\n got %q\nwant %q", lang, text, got, wanted)
		}
	}
	for _, l := range order {
		c := counts[l]
		t.Logf("%s: %d texts, %d of %d found, %d wrong", l, c.texts, c.found, c.wanted, c.wrong)
	}
}

// What is found in one language is written in another, and found there again with the same value.
func TestValues(t *testing.T) {
	for _, tt := range []struct {
		lang, locale l10n.Locale
		text, want   string
		whole        bool
	}{
		{"en", "ru", "on 25 July 2024", "25 июля 2024 г.", true}, {"en", "es", "on July 25, 2024", "25 de julio de 2024", true},
		{"en", "ru", "Thursday, 25 July 2024", "четверг, 25 июля 2024 г.", true}, {"en", "de", "on 25/07/2024", "25.7.2024", true},
		{"en", "ru", "3–5 May 2024", "3–5 мая 2024 г.", true}, {"es", "en", "el 25 de julio de 2024", "July 25, 2024", true},
		{"en", "ru", "in July 2024", "июль 2024 г.", false}, {"en", "es", "in July 2024", "julio de 2024", true}, {"en", "fi", "in July 2024", "heinäkuu 2024", false},
		{"en", "ru", "25 July", "25 июля", true}, {"en", "fa", "25 July 2024", "۴ مرداد ۱۴۰۳", true}, {"en", "fa-u-ca-gregory", "25 July", "۲۵ ژوئیه", true}, {"en", "zh", "25 July 2024, 9:30 p.m.", "2024年7月25日 21:30", true},
		{"en", "fr", "at 2:30 p.m. there", "14:30", true}, {"fr", "en", "à 14 h 30", "2:30 PM", true}, {"de", "en", "um 9.30 Uhr", "9:30 AM", true},
		{"en", "fr", "45.3%", "45,3 %", true}, {"en", "tr", "45%", "%45", true}, {"en", "fr", "1,300 km", "1 300 km", true}, {"en", "ru", "20 °C", "20 °C", true},
		{"en", "ru", "60 km/h", "60 км/ч", true}, {"en", "de", "$1,300", "1.300 $", true}, {"en", "es", "€1,300.50", "1300,50 €", true}, {"en", "fa", "−20 °C", "−۲۰°C", true},
		{"en", "de", "1,300 people", "1.300", false}, {"en", "es", "3.5 million people", "3,5 millones", false}, {"en", "fa", "12 members", "۱۲", false},
		{"en", "es", "$3.5 million", "3,5 millones", false}, {"ru", "en", "1 300,50 ₽", "RUB 1,300.50", true}, {"zh", "en", "占45%", "45%", true},
	} {
		vs := Find(tt.lang, tt.text)
		if len(vs) != 1 {
			t.Errorf("%s, %q: %d values", tt.lang, tt.text, len(vs))
			continue
		}
		f := New(tt.locale)
		check(t, string(tt.locale)+" "+tt.text, f.Value(vs[0]), tt.want)
		if f.Whole(vs[0]) != tt.whole {
			t.Errorf("%s, %q: whole %v", tt.locale, tt.text, !tt.whole)
		}
	}
}

func TestValuesAreFoundAgain(t *testing.T) {
	texts := []string{"25 July 2024", "Jul 25, 2024", "Thursday, 25 July 2024", "25 July", "3–5 May 2024", "3 May – 5 June 2024", "14:30", "25 July 2024 at 9:30 a.m.", "45.3%", "1,300 km", "€1,300.50", "12,345.6 people"}
	for _, l := range []l10n.Locale{"en", "es", "fr", "de", "ru", "zh", "pt", "it", "uk", "pl", "nl"} {
		for _, text := range texts {
			v := Find("en", text)[0]
			written := New(l).Value(v)
			again := Find(l, written)
			if len(again) != 1 || !again[0].Same(v) {
				t.Errorf("%s: %q is written %q, which is found as %+v", l, text, written, again)
			}
		}
	}
}

func TestOn(t *testing.T) {
	for _, tt := range []struct {
		lang, locale l10n.Locale
		text, want   string
	}{
		{"en", "es", "It opens on 25 July 2024.", "el 25 de julio de 2024"}, {"en", "it", "On 8 May 2024 it", "L’8 maggio 2024"}, {"en", "it", "on 8:30 it", ""}, {"en", "ru", "on 25 July", "25 июля"},
		{"en", "es", "at 1:30 p.m. it", "a las 13:30"}, {"en", "es", "at 1:30 a.m. it", "a la 1:30"}, {"en", "it", "at 1:30 a.m. it", "all’01:30"}, {"de", "fr", "am 25. Juli 2024", "le 25 juillet 2024"},
		{"de", "en", "um 14.30 Uhr", "at 2:30 PM"}, {"en", "es", "based on 25 July data", ""}, {"en", "es", "Lebanon 25 July", ""}, {"en", "es", "on 45%", ""}, {"en", "tr", "on 25 July 2024", ""}, {"fr", "en", "le 25 juillet 2024", ""},
		{"en", "es", "in July 2024", ""},
	} {
		v := Find(tt.lang, tt.text)[0]
		got := ""
		if start, ok := v.On(tt.lang, tt.text); ok {
			got, _ = New(tt.locale).On(v, strings.HasPrefix(tt.text[start:], "O"))
		}
		check(t, string(tt.locale)+" "+tt.text, got, tt.want)
	}
}

func TestFigures(t *testing.T) {
	for _, tt := range []struct {
		locale     l10n.Locale
		text, want string
	}{
		{"es", "12,500", "12.500"}, {"es", "1,300", "1300"}, {"fr", "12,500", "12 500"}, {"fr", "45.3 %", "45,3 %"}, {"fr", "45.3%", "45,3 %"}, {"de", "1,300 km", "1.300 km"},
		{"ru", "(3.5–4.2%)", "(3,5–4,2 %)"}, {"ru", "+2.5%", "+2,5 %"}, {"de", "$1,300", "1.300 $"}, {"fa", "12,500", "۱۲٬۵۰۰"}, {"fa", "12", "۱۲"}, {"ar-EG", "45%", "٤٥٪"}, {"fr", "* 1,300 †", "* 1 300 †"},
		{"fr", "25 July 2024", "25 juillet 2024"}, {"fr", "-3.5", "-3,5"}, {"de", "25/07/2024", "25.7.2024"}, {"fr", "14:30–16:00", "14:30 – 16:00"},
		// Left alone.
		{"fr", "2024", ""}, {"fa", "2024", ""}, {"fr", "12", ""}, {"fr", "2024-07-25", ""}, {"fr", "2.1.3", ""}, {"fr", "+41 22 791 2111", ""}, {"fr", "555-1234", ""}, {"fr", "A-1,300", ""},
		{"fr", "v2.1", ""}, {"fr", "007", ""}, {"fr", "10/01/2022", ""}, {"fr", "2019–2021", ""}, {"fr", "1,300 people", ""}, {"fr", "12,50", ""}, {"fr", "", ""}, {"fr", "–", ""}, {"fr", "3:2", ""},
		{"fr", "3.10", ""}, {"fr", "(3.5–4.2)", ""}, {"fr", "2101.0001", ""}, {"fr", "0.75", ""}, {"de", "10.1038", ""}, {"de", "2.5-1.5", ""},
		{"fr", "10.0.0.1", ""}, {"fr", "#1,300", ""}, {"fr", "978-3-16-148410-0", ""}, {"fr", "2024/15", ""}, {"fr", "No. 3.2", ""}, {"fr", "3.5 million", ""}, {"en-GB", "12,500", ""},
	} {
		got, ok := New(tt.locale).Figures("en", tt.text)
		if ok != (tt.want != "") {
			t.Errorf("%s, %q: got %q, %v", tt.locale, tt.text, got, ok)
			continue
		}
		if ok {
			check(t, string(tt.locale)+" "+tt.text, strings.ReplaceAll(got, "\u2009", " "), fold.Replace(tt.want))
		}
	}
}

// A bare decimal is an amount where its place says so, and only there.
func TestAmountsOfColumns(t *testing.T) {
	for _, tt := range [][3]string{{"ru", "(3.5–4.2)", "(3,5–4,2)"}, {"fr", "3.10", "3,10"}, {"de", "0.75", "0,75"}, {"fr", "12", ""}, {"fr", "2.1.3", ""},
		{"fr", "007", ""}, {"fr", "Python 3.10", ""}} {
		got, ok := New(l10n.Locale(tt[0])).Amounts("en", tt[1])
		if ok != (tt[2] != "") || ok && got != tt[2] {
			t.Errorf("%s, %q: got %q, %v, want %q", tt[0], tt[1], got, ok, tt[2])
		}
	}
	for text, want := range map[string]bool{"12,500": true, "45.3 %": true, "$5": true, "-3.5": true, "1,300 km": true, "(3.5–4.2%)": true, "3.10": false,
		"12": false, "2024": false, "1,300 people": false, "": false, "14:30": false} {
		if got := SayAmounts("en", text); got != want {
			t.Errorf("%q says amounts: %v, want %v", text, got, want)
		}
	}
}

func FuzzFind(f *testing.F) {
	for _, s := range []string{"On 25 July 2024, 45% of 1,300 members paid $3.5 million at 14:30.", "2024年5月3日至5日", "May 3–5, 2024", "p.m. 9–", "٢٥ يوليو", "−1,300 km/h"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, l := range []l10n.Locale{"en", "es", "de", "ar", "zh", "xx"} {
			end := 0
			for _, v := range Find(l, text) {
				if v.Start < end || v.End <= v.Start || v.End > len(text) || v.numStart > v.numEnd {
					t.Fatalf("%s: %q: %+v after %d", l, text, v, end)
				}
				if New("fr").Value(v) == "" {
					t.Errorf("%s: %q in %q is written as nothing", l, v.Text(text), text)
				}
				end = v.End
			}
		}
	})
}

func BenchmarkFind(b *testing.B) {
	const text = "On Thursday, 25 July 2024, at 2:30 p.m., 45% of the 1,300 members voted for the budget of $3.5 million, which the committee may spend in the years from 2025 to 2030."
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		Find("en", text)
	}
}
