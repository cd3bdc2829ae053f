package localize

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestLTRRuns holds which parts of a right-to-left text are isolated: those within brackets of the kind ⟦…⟧.
func TestLTRRuns(t *testing.T) {
	for _, tt := range []struct {
		locale l10n.Locale
		want   string
	}{
		{"ar", "اتصل على ⟦+41 22 555 01 09⟧ الآن"},
		{"ar", "اتصل على ⟦(022) 555-0109⟧ الآن."},
		{"ar", "الرقم ⟦555-0100⟧، أو ⟦0800 555 010⟧."},
		{"he", "חייגו ⟦03-555-0100⟧ היום"},
		{"ar", "المسار ⟦/usr/local/bin⟧ في النظام"},
		{"ar", "المسار ⟦C:\\Temp\\⟧ في النظام"},
		{"ar", "العنوان ⟦https://www.example.org/a/⟧ للموقع"},
		{"ar", "العنوان www.example.org/a?b=1 للموقع."},
		{"ar", "اكتب إلى info@example.org."},
		{"ar", "ارتفع بنسبة ⟦+95.8%⟧ هذا العام"},
		{"ar", "انخفض إلى ⟦-5⟧ و⟦−12.5⟧"},
		{"ar", "بنسبة ⟦95%⟧ و⟦$12.50⟧"},
		{"ar", "الإصدار ⟦1.2-rc.1⟧ و 3.10.2 و v2.0"},
		{"ar", "لغة ⟦C++⟧ ولغة ⟦.NET⟧ ولغة ⟦C#⟧"},
		{"ar", "لغات C++ and Java"},
		{"ar", "لغات ⟦Java and C++⟧."},
		{"ar", "المعادلة ⟦5 + 3 = 8⟧ صحيحة"},
		{"ar", "المعادلة ⟦E = mc²⟧ صحيحة"},
		{"ar", "برنامج Visual Studio Code ونظام Windows 11"},
		{"ar", "في 2024 15 شخصا، و12,500 كم و10:30 و25/7/2024"},
		{"ar", "الصفحات 12–15 من الكتاب"},
		{"fa", "صفحه\u200cهای ⟦12–15⟧ کتاب"},
		{"fa", "۱۲٬۵۰۰ نفر و \u200e+۹۵٫۸٪"},
		{"ar", "٣-٥ أيام"},
		{"ar", "\u200f12.50 ⟦US$⟧"},
		{"ar", "⟦+99.3\u200e%\u200e⟧"},
		{"ar", "(Unesco) منظمة (2009) [12] و⟦(+5)⟧"},
		{"ar", "«⟦C++⟧» لغة"},
		{"ar", "الدالة ⟦f(x)⟧ هنا"},
		{"ar", "كلمة – كلمة / كلمة + كلمة"},
		{"ar", "⟦@dragoman⟧ و⟦#news⟧"},
		{"ar", "COVID-19 في 2020"},
		{"ar", "4K و3D و10km"},
		{"ar", "⟦192.0.2.0/24/x/⟧"},
		{"ar", "السلام عليكم"},
		{"ar", ""},
	} {
		text := strings.NewReplacer("⟦", "", "⟧", "").Replace(tt.want)
		var b strings.Builder
		at := 0
		for _, r := range ltrRuns(tt.locale, text) {
			b.WriteString(text[at:r[0]] + "⟦" + text[r[0]:r[1]] + "⟧")
			at = r[1]
		}
		if got := b.String() + text[at:]; got != tt.want {
			t.Errorf("got  %s\nwant %s", got, tt.want)
		}
	}
}

// TestLTRRunsOfLongTexts holds that the work grows with the text, whatever it is made of.
func TestLTRRunsOfLongTexts(t *testing.T) {
	for _, piece := range []string{"1 + ", "(", "+41 22 555 01 09 ", "+41 22 555 01 09 ع ", "a ", "– ", "ع 5% ", "ع (", "C++ ع "} {
		text := strings.Repeat(piece, 50_000)
		for _, r := range ltrRuns("ar", text) {
			if r[0] >= r[1] || r[1] > len(text) {
				t.Fatalf("%q: %v", piece, r)
			}
		}
	}
}
