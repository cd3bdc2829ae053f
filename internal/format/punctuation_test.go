package format

import (
	"testing"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestPunctuation(t *testing.T) {
	for _, tt := range []struct {
		locale     l10n.Locale
		text, want string
	}{
		{"fr", "Qui vient? Moi!", "Qui vient\u202f? Moi\u202f!"}, {"fr", "Ceci : oui ; non", "Ceci\u00a0: oui\u202f; non"}, {"fr", "À 14:30, voir https://a.example/x?y=1!", "À 14:30, voir https://a.example/x?y=1\u202f!"},
		{"fr", `Il dit "oui" et part.`, "Il dit «\u00a0oui\u00a0» et part."}, {"fr", "Il dit « oui » et part.", "Il dit «\u00a0oui\u00a0» et part."}, {"fr", "Il dit “oui, ‘non’”.", "Il dit «\u00a0oui, «\u00a0non\u00a0»\u00a0»."},
		{"fr", "Quoi?!", "Quoi\u202f?!"}, {"fr", "Déjà\u202f?", "Déjà\u202f?"}, {"fr", "Ligne {n}: ok", "Ligne {n}: ok"}, {"fr-CA", "Qui vient? Ceci: oui", "Qui vient? Ceci\u00a0: oui"},
		{"fr", "Il a dit\u00a0: \"non\"!", "Il a dit\u00a0: «\u00a0non\u00a0»\u202f!"},
		{"es", "Quién viene?", "¿Quién viene?"}, {"es", "¿Quién viene?", "¿Quién viene?"}, {"es", "Ven ya!", "¡Ven ya!"}, {"es", "Sí. Quién viene?", "Sí. Quién viene?"}, {"es", `Dijo "sí, 'claro'" ayer`, "Dijo “sí, 'claro'” ayer"},
		{"es", "Dijo “sí” ayer", "Dijo “sí” ayer"}, {"es", "Dijo “sí, “claro”” ayer", "Dijo “sí, ‘claro’” ayer"}, {"es", "Dijo «sí» ayer", "Dijo «sí» ayer"}, {"es", "¿Véase https://a.example/?q", "¿Véase https://a.example/?q"},
		{"de", `Er sagt "ja" und geht.`, "Er sagt „ja“ und geht."}, {"de", "Er sagt “ja, ‘nein’”.", "Er sagt „ja, ‚nein‘“."}, {"de", "Er sagt „ja“.", "Er sagt „ja“."},
		{"ru", `Он сказал "да".`, "Он сказал «да»."}, {"ru", "“Да”, сказал он.", "«Да», сказал он."}, {"ru", "Экран 15\" велик", "Экран 15\" велик"}, {"ru", "Он сказал \"да.", "Он сказал \"да."},
		{"zh", "会议,开始.", "会议，开始。"}, {"zh", "会议 (开始) 了!", "会议（开始）了！"}, {"zh", "共1,300人,占3.5%.", "共1,300人，占3.5%."}, {"zh", "见 https://a.example/x.", "见 https://a.example/x."}, {"zh", "他说\"好\"。", "他说“好”。"},
		{"zh", "好, 再见", "好，再见"}, {"zh", "好。 (2024年1月25日)", "好。（2024年1月25日）"}, {"zh", "世卫组织 (WHO) 说", "世卫组织 (WHO) 说"}, {"ja", "会議,開始.", "会議、開始。"}, {"ja", "彼は\"はい\"と言った。", "彼は「はい」と言った。"}, {"zh", "时间:14:30", "时间：14:30"},
		{"ar", `قال "نعم".`, `قال "نعم".`}, {"en", "He said «yes».", "He said “yes”."}, {"en", "It's the members' day", "It's the members' day"}, {"en", "", ""}, {"pl", `Mówi "tak".`, "Mówi „tak”."},
	} {
		if got := Apply(tt.text, New(tt.locale).Punctuation(tt.text)); got != tt.want {
			t.Errorf("%s, %q: got %q, want %q", tt.locale, tt.text, got, tt.want)
		}
	}
}

func TestPunctuate(t *testing.T) {
	for answer, want := range map[string]string{
		"Il dit <1>\"oui\"</1> et part!": "Il dit <1>«\u00a0oui\u00a0»</1> et part\u202f!", "<1>Qui</1>? Moi.": "<1>Qui</1>\u202f? Moi.", "Il dit \"<1/>\".": "Il dit «\u00a0<1/>\u00a0».",
		"Rien.": "Rien.", "Ceci: <1/>.": "Ceci\u00a0: <1/>.",
	} {
		got, changed := New("fr").Punctuate(l10n.ParseFragment(answer))
		if got.String() != want || changed != (answer != want) {
			t.Errorf("%s: got %q, %v; want %q", answer, got, changed, want)
		}
	}
}

func FuzzPunctuation(f *testing.F) {
	for _, s := range []string{`Il dit "oui"?`, "会议,(开始).", "Quién viene?", "“a ‘b’ c”", "« »»"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return
		}
		for _, l := range []l10n.Locale{"fr", "es", "zh", "de"} {
			at := 0
			for _, e := range New(l).Punctuation(text) {
				if e.Start < at || e.End < e.Start || e.End > len(text) {
					t.Fatalf("%s: %q: %+v after %d", l, text, e, at)
				}
				at = e.End
			}
			if got := Apply(text, New(l).Punctuation(text)); !utf8.ValidString(got) {
				t.Fatalf("%s: %q becomes %q", l, text, got)
			}
		}
	})
}
