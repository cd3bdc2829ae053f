package provider_test

import (
	"context"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/needs"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// answers keeps answers in memory.
type answers map[l10n.Hash]l10n.Answer

func (a answers) Answers(_ context.Context, qs []l10n.Hash) (map[l10n.Hash]l10n.Answer, error) {
	kept := map[l10n.Hash]l10n.Answer{}
	for _, q := range qs {
		if x, ok := a[q]; ok {
			kept[q] = x
		}
	}
	return kept, nil
}

func (a answers) KeepAnswers(_ context.Context, more map[l10n.Hash]l10n.Answer) error {
	for k, v := range more {
		a[k] = v
	}
	return nil
}

// inSentences are English sentences with a date or number, and what a Spanish one has in its place.
var inSentences = [][2]string{
	{"The conference opens on 25 July 2024 in Geneva.", "el 25 de julio de 2024"},
	{"The conference opens on July 25, 2024 in Geneva.", "el 25 de julio de 2024"},
	{"On July 25, 2024, the Council adopted the text.", "El 25 de julio de 2024, el Consejo"},
	{"It was signed on Thursday, 25 July 2024.", "el jueves, 25 de julio de 2024"},
	{"It was signed on 25/07/2024 by the minister.", "el 25/7/2024"},
	{"It was signed on 25 Jul 2024 by the minister.", "el 25 jul 2024"},
	{"The session of 3–5 May 2024 is open.", "3–5 de mayo de 2024"},
	{"The session of May 3–5, 2024 is open.", "3–5 de mayo de 2024"},
	{"The session of 3 May – 5 June 2024 is open.", "3 de mayo – 5 de junio de 2024"},
	{"The report of July 2024 is here.", "julio de 2024"},
	{"The office closes on July 25 and not before.", "el 25 de julio"},
	{"The doors open at 2:30 p.m. for the press.", "a las 14:30"},
	{"The doors open at 9 a.m. for the press.", "a las 9:00"},
	{"The talk of 25 July 2024 at 9:30 a.m. is online.", "25 de julio de 2024 a las 9:30"},
	{"The 25th of July 2024 was a holiday.", "25 de julio de 2024"},
	{"The fund has 12,500 members.", "12.500 "},
	{"The fund has 1,300 members.", "1300 "},
	{"The fund has 3.5 million members.", "3,5 millones"},
	{"The share is 45.3% this year.", "45,3 %"},
	{"The share is 45% this year.", "45 %"},
	{"The fund paid $1,300 to the family.", "1300 US$"},
	{"The fund paid €1,300.50 to the family.", "1300,50 €"},
	{"The road is 1,300 km long.", "1300 km"},
	{"The rate fell by 0.5 points.", "0.5 puntos"},
	{"The conference opens on <1/> in Geneva.", "abre el <1/> en Geneva"}, // the page's own <time>
}

// TestApertiumWithDates has the engine translate sentences with dates and numbers, hidden and left to it.
func TestApertiumWithDates(t *testing.T) {
	needs.Program(t, "apertium", "Debian: apertium and apertium-eng-spa")
	p, err := provider.OpenApertium(provider.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if !p.Traits().Supports("en", "es") {
		needs.Missing(t, "the pair of languages eng-spa is not installed (Debian: apertium-eng-spa)")
	}
	space := strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\u2009", " ")
	for _, how := range []string{"keep", "mask"} {
		right := 0
		for i, got := range translated(t, provider.WithDates(p, how)) {
			if want := inSentences[i][1]; strings.Contains(space.Replace(got), want) {
				right++
			} else if how == "mask" {
				t.Errorf("%s: %s; want %q", inSentences[i][0], got, want)
			} else {
				t.Logf("left to the engine: %s: %s", inSentences[i][0], got)
			}
		}
		t.Logf("%s: %d of %d right", how, right, len(inSentences))
	}
}

func translated(t *testing.T, p translate.Provider) []string {
	t.Helper()
	d := translate.Draft{TranslationKey: l10n.TranslationKey{Locale: "es"}, SourceLang: "en", Chain: []l10n.ProviderName{"apertium"}}
	for i, s := range inSentences {
		id := l10n.SegmentID(string(rune('a' + i)))
		d.Targets = append(d.Targets, l10n.Target{Segment: id})
		q := translate.Question{Source: l10n.ParseFragment(s[0]), Segments: []l10n.SegmentID{id}}
		if strings.Contains(s[0], "<1/>") {
			q.Shows = map[l10n.CodeID]string{1: "25 July 2024"}
		}
		d.Questions = append(d.Questions, q)
	}
	tr := &translate.Translator{Answers: answers{}, Providers: map[l10n.ProviderName]translate.Provider{"apertium": p}}
	if _, err := tr.Ask(t.Context(), d, translate.Asking{Engine: "apertium", To: len(d.Questions)}); err != nil {
		t.Fatal(err)
	}
	targets, err := tr.Assemble(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, target := range targets {
		out = append(out, target.Text.String())
	}
	return out
}
