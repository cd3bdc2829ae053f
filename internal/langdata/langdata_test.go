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
	for text, want := range map[string]string{
		"[sentences]\nabreviations = []\n": "abreviations", // an unknown key
		"[sentences]\nordinals = 1\n":      "data/de.toml", // a wrong value
	} {
		if _, err := decodeText("de", text, new(Language)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestInherit(t *testing.T) {
	parent, x := new(Language), new(Language)
	if _, err := decodeText("root", "[length]\npercent = 110\n[units.compare]\nkm = [\"km\"]\nm = [\"m\"]\n", parent); err != nil {
		t.Fatal(err)
	}
	meta, err := decodeText("ru", "[sentences]\nordinals = true\n[units.compare]\nkm = [\"км\"]\n", x)
	if err != nil {
		t.Fatal(err)
	}
	inherit(x, parent, meta)
	if x.Length.Percent != 110 || !x.Sentences.Ordinals || x.Units.Compare["km"][0] != "км" || x.Units.Compare["m"][0] != "m" {
		t.Errorf("%+v", x)
	}
	if parent.Units.Compare["km"][0] != "km" || parent.Sentences.Ordinals {
		t.Errorf("the parent has changed: %+v", parent)
	}
}

func BenchmarkAll(b *testing.B) {
	for b.Loop() {
		byFile.Clear()
		for _, name := range names() {
			load(chain(l10n.Locale(name)))
		}
	}
}
