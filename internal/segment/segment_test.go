package segment

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// A case's text has a bar where a sentence ends.
var cases = []struct{ lang, text string }{
	{"en", "It rained. |We stayed in."},
	{"en", "Ask Dr. Adams or Mrs. Lee. |They know."},
	{"en", "The trains leave at 7 a.m. and 9 p.m. |Tickets are sold there."},
	{"en", "She moved to the U.S. |The house is hers. |The U.S. Senate met."},
	{"en", "Pi is 3.14 or so; see p. 12. |Then go on."},
	{"en", "“Is it late?” he asked. |“No.” |She left."},
	{"en", "He said “It is late. We should go” and went."},
	{"en", "Read the file (it is short. Really) first. |Then sign."},
	{"en", "Water boils at 100 °C. |Ice melts.[4] |Done."},
	{"en", "1. Open the lid. |2. Wait."},
	{"en", "See https://example.org/a.b?c=d for more. |Thanks!"},
	{"en", "Wait... what? |Yes… |Really."},
	{"en", "It was over. |...and then it began. |Well . . . yes."},
	{"hi", "यह घर है. |वह बड़ा था. |डॉ. राव आए."},
	{"fr", "Il fait 90 ° F. |Il pleut."},
	{"fr", "« Il pleut. » |Elle part."},
	{"es", "En los EE. UU. (NBA) se juega. |Sí."},
	{"zh", "他说：\"走吧。\"|我们走了。"},
	{"en", "It opened at 9 a.m. Saturday. |Nobody came."},
	{"zh", "我们去看《摔跤吧！爸爸》好吗？|好！"},
	{"am", "እንደምን አለህ፧|መልካም ቀን።|እሺ።"},
	{"en", "Smith et al. found 5 mg. |Jones did not."},
	{"de", "Am 3. Oktober, z. B. in Köln, feiern wir. |Das ist schön."},
	{"de", "Am 3. Mai. |Gut!"},
	{"de", "Im Jahr 1990. |Danach kam Dr. Weber."},
	{"fr", "M. Dupont habite av. Foch. |Il est là !"},
	{"es", "¿Vio al Sr. López? |Sí. |¡Claro!"},
	{"ru", "В 1950 г. Иванов А. Б. уехал в г. Омск. |Он вернулся."},
	{"ru", "Он купил хлеб, сыр и т. д. |Потом ушёл."},
	{"uk", "Він жив у м. Київ. |Це було давно."},
	{"pl", "To było 5. piętro, np. u dr. Nowaka. |Nie pamiętam."},
	{"hy", "Բարեւ: |Ինչպե՞ս ես: |Լավ եմ:"},
	{"el", "Πού είναι; |Εκεί."},
	{"hi", "यह किताब है। |वह कलम है। |ठीक?"},
	{"ar", "أين الكتاب؟ |هو هنا. |شكرا!"},
	{"ur", "یہ کتاب ہے۔ |وہ قلم ہے۔"},
	{"zh", "今天下雨。|我们在家！|“好吗？”他问。"},
	{"ja", "雨です。|「行こう。」と言った。|はい。"},
	{"ko", "비가 옵니다. |집에 있습니다."},
	{"am", "ዛሬ ዝናብ ነው። |ቤት ነን።"},
	{"my", "မိုးရွာသည်။ |အိမ်မှာရှိသည်။"},
	{"km", "ភ្លៀង។ |នៅផ្ទះ។"},
	{"tr", "3. katta oturuyor. |Dr. Kaya geldi."},
	{"fi", "Tänään on 6. joulukuuta. |Se on juhla."},
	{"en", "It rained.|We stayed in.|Dr. Ito left.|The hall has 1,200.|Each seat is taken."},
	{"en", "Open the file main.Go or call fmt.Println and strings.Builder.The at Node.js v1.2.Final."},
	{"de", "Am 25.Juli kam er.|Das war gut!|Alle lachten. |Siehe Abschn. 3.Absatz."},
	{"da", "Hun bor i Odense.|Det er godt. |Se bl.a. afsn. 4, jf. bek. nr. 7 fra 2020. |Mødet er kl. 10, ekskl. pause. |Hr. Lund kom d. 3. maj."},
	{"nl", "Zie o.a. art. 5, m.b.t. de vergunning, t.n.v. dhr. Smit. |Dat is i.h.a. goed. |Mr. drs. Bos kwam d.m.v. een boot."},
	{"sv", "Se bl.a. kap. 3, t.ex. om skatt fr.o.m. 1 jan. nästa år. |Mötet är kl. tio."},
	{"nb", "Det gjelder bl.a. kap. 3, jf. st. to. |Møtet er kl. ti, ekskl. pause."},
	{"en", "He came at 6 p.m. |Mrs. Lee was there. |On Monday at 6 p.m. Mrs. Lee left; at 9 a.m. Dr. Ito came."},
	{"en", "The wall dates from 120 B.C. |Traders built it. |In 44 B.C. Caesar died. |Around 20 B.C. Rome grew."},
	{"en", "She works at Yahoo! in sales, he at Yahoo! Japan. |They like Yahoo! |But we don't."},
	{"sl", "Pride 3. maja ob 10. uri, npr. z dr. Novakom. |To je vse."},
	{"is", "Hann kom 3. maí kl. 10, t.d. með dr. Jónsdóttur. |Það var gott."},
	{"ms", "Beliau Prof. Ali dll. tiba pada 3 Mei. |Ini baik."},
	{"xx", "One. |Two! |Three? |Four"},
	{"en", "First line\n|second line"},
}

func TestSentences(t *testing.T) {
	s := New()
	for _, c := range cases {
		want := strings.Split(c.text, "|")
		if got := s.Sentences(l10n.Locale(c.lang), strings.Join(want, "")); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", c.lang, got, want)
		}
	}
}

// check holds what is true of any breaks of any text.
func check(t *testing.T, text string, breaks []int) {
	t.Helper()
	last := 0
	for _, b := range breaks {
		if b <= last || b >= len(text) {
			t.Fatalf("%q: break at %d after %d", text, b, last)
		}
		if text[b]&0xc0 == 0x80 && text[b-1] >= 0x80 {
			if r := []rune(text[:b]); strings.HasSuffix(string(r), "\uFFFD") && !strings.HasSuffix(text[:b], "\uFFFD") && validText(text) {
				t.Fatalf("%q: break at %d within a character", text, b)
			}
		}
		last = b
	}
}

func validText(s string) bool { return strings.ToValidUTF8(s, "") == s }

func FuzzBreaks(f *testing.F) {
	for _, c := range cases {
		f.Add(c.lang, strings.ReplaceAll(c.text, "|", ""))
	}
	s := New()
	f.Fuzz(func(t *testing.T, lang, text string) { check(t, text, s.Breaks(l10n.Locale(lang), text)) })
}

func TestSRX(t *testing.T) {
	const rules = `<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="yes"/><body><languagerules>
		<languagerule languagerulename="en"><rule break="no"><beforebreak>\bMr\.</beforebreak><afterbreak>\s</afterbreak></rule></languagerule>
		<languagerule languagerulename="all"><rule break="yes"><beforebreak>[.?!]+</beforebreak><afterbreak>\s</afterbreak></rule></languagerule>
		</languagerules><maprules><languagemap languagepattern="en.*" languagerulename="en"/><languagemap languagepattern=".*" languagerulename="all"/></maprules></body></srx>`
	s, err := ReadSRX(strings.NewReader(rules))
	if err != nil {
		t.Fatal(err)
	}
	if got := s.Sentences("en-GB", "Mr. Hall left. Why?"); !slices.Equal(got, []string{"Mr. Hall left.", " Why?"}) {
		t.Errorf("en: %q", got)
	}
	if got := s.Sentences("de", "Mr. Hall left."); !slices.Equal(got, []string{"Mr.", " Hall left."}) {
		t.Errorf("de: %q", got)
	}
	_, err = ReadSRX(strings.NewReader(strings.Replace(rules, `\bMr`, `(?&lt;!\d)Mr`, 1)))
	if err == nil || !strings.Contains(err.Error(), `rule 1 of "en"`) {
		t.Errorf("a rule that looks back: %v", err)
	}
}

// TestWriteSRX holds that the exported rules read back, and find the plain cases.
func TestWriteSRX(t *testing.T) {
	var b bytes.Buffer
	if err := WriteSRX(&b); err != nil {
		t.Fatal(err)
	}
	s, err := ReadSRX(&b)
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string][]string{
		"en": {"Ask Dr. Adams. ", "He knows."}, "zh": {"今天下雨。", "我们在家。"}, "de-AT": {"Am 3. Mai. ", "Gut!"},
	} {
		if got := s.Sentences(l10n.Locale(lang), strings.Join(want, "")); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
	}
}

func BenchmarkBreaks(b *testing.B) {
	text := strings.Repeat("The council met on Jan. 5 at 10 a.m. and heard Dr. Ito. “It is time,” she said. Nobody (it seems) disagreed! ", 200)
	s := New()
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		s.Breaks("en", text)
	}
}

// TestMayPair holds that no mark of a pair is passed by.
func TestMayPair(t *testing.T) {
	for open, marks := range closing {
		for _, r := range string(open) + marks {
			if r < utf8.RuneSelf && !pairsASCII[r] || r >= utf8.RuneSelf && !mayPair(r) {
				t.Errorf("%q is passed by", r)
			}
		}
	}
}
