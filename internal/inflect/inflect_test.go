package inflect

import (
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestFind(t *testing.T) {
	tests := []struct {
		lang       l10n.Locale
		term, text string
		loose      bool
		want       string // what is found, "" for nothing
	}{
		{"en", "election", "Two elections were held", false, "elections"},
		{"en", "universe", "the university", false, ""},
		{"en", "child", "Children first", false, "Children"},
		{"en", "member State", "of member States", false, "member States"},
		{"en", "state", "the estate", false, ""},
		{"es", "elección", "las elecciones", false, "elecciones"},
		{"fr", "élection", "l'élection", false, "élection"},
		{"fr", "État membre", "les États membres", false, "États membres"},
		{"de", "Haus", "die Häuser", false, "Häuser"},
		{"de", "Apfel", "die Äpfel", false, "Äpfel"},
		{"de", "Regierung", "der Regierungschef", false, ""},
		{"de", "Regierung", "der Regierungschef", true, "Regierungschef"},
		{"ru", "выборы", "после выборов", false, "выборов"},
		{"ru", "государство-член", "государства-члены", false, "государства-члены"},
		{"uk", "книга", "про книги", false, "книги"},
		{"pl", "wybory", "po wyborach", false, "wyborach"},
		{"ar", "شركة", "والشركة الكبيرة", false, "والشركة"},
		{"ar", "مدينة", "المدن الكبيرة", true, "المدن"},
		{"ar", "عائلة", "على الطاولة", true, ""},
		{"he", "ממשלה", "בממשלה", false, "בממשלה"},
		{"zh", "选举", "举行选举。", false, "选举"},
		{"ja", "選挙", "選挙が行われた", false, "選挙"},
		{"th", "บ้าน", "ที่บ้านนี้", false, "บ้าน"},
		{"tr", "seçim", "seçimler", false, "seçimler"},
		{"ko", "선거", "선거를 치렀다", false, "선거를"},
		{"fi", "vaali", "vaalien tulos", false, "vaalien"},
		{"en", "", "nothing", false, ""},
	}
	for _, tt := range tests {
		l := For(tt.lang)
		text := l.Text(tt.text)
		s, ok := l.Find(text, l.Phrase(tt.term, false), tt.loose)
		got := ""
		if ok {
			got = tt.text[s.Start:s.End]
		}
		if got != tt.want {
			t.Errorf("%s: %q in %q: found %q, want %q", tt.lang, tt.term, tt.text, got, tt.want)
		}
	}
}

func TestCaseSensitive(t *testing.T) {
	l := For("en")
	if _, ok := l.Find(l.Text("dragoman Dragomans"), l.Phrase("Dragoman", true), false); ok {
		t.Error("a form that is written otherwise is found")
	}
	if s, ok := l.Find(l.Text("the Dragoman"), l.Phrase("Dragoman", true), false); !ok || s.Start != 4 {
		t.Errorf("found %v at %+v", ok, s)
	}
}

func FuzzText(f *testing.F) {
	f.Add("ar", "والشركة", "شركة")
	f.Add("th", "ที่บ้าน", "บ้าน")
	f.Fuzz(func(t *testing.T, lang, text, term string) {
		l := For(l10n.Locale(lang))
		if s, ok := l.Find(l.Text(text), l.Phrase(term, false), true); ok && (s.Start < 0 || s.End > len(text) || s.Start >= s.End) {
			t.Fatalf("span %+v in %q", s, text)
		}
	})
}
