package langdata

import (
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestChain(t *testing.T) {
	for l, want := range map[l10n.Locale]string{
		"de": "root de", "de-AT": "root de", "en-u-nu-latn": "root en", "tlh": "root", "und": "root en",
	} {
		if got := strings.Join(chain(l), " "); got != want {
			t.Errorf("%s is read from %q, want %q", l, got, want)
		}
	}
}

func TestOf(t *testing.T) {
	malay, indonesian := Of("ms"), Of("id")
	if malay == indonesian || malay.Sentences.Starters[0] != indonesian.Sentences.Starters[0] {
		t.Error("Malay has not the sentences of Indonesian")
	}
	if Of("de-AT") != Of("de") {
		t.Error("a locale without a file of its own is read twice")
	}
	if got := Of("tlh"); got.Tag != root || len(got.Sentences.Abbreviations) == 0 || len(got.Sentences.Starters) > 0 {
		t.Errorf("a language without a file has %+v", got.Sentences)
	}
}

func TestUnion(t *testing.T) {
	titles := Union(func(l *Language) []string { return l.Sentences.Titles })
	for _, w := range []string{"dr", "mme", "hr", "проф"} {
		if !titles[w] {
			t.Errorf("%s is not among the titles of all languages", w)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	if err := decodeText("de", "[sentences]\nabreviations = []\n", new(Language)); err == nil || !strings.Contains(err.Error(), "abreviations") {
		t.Errorf("an unknown key: %v", err)
	}
	if err := decodeText("de", "[sentences]\nordinals = 1\n", new(Language)); err == nil || !strings.Contains(err.Error(), "data/de.toml") {
		t.Errorf("a wrong value: %v", err)
	}
}

func BenchmarkAll(b *testing.B) {
	for b.Loop() {
		for _, name := range names() {
			if err := decode(name, new(Language)); err != nil {
				b.Fatal(err)
			}
		}
	}
}
