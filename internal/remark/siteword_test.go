package remark

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// misspell gives the first sentence of a page an issue of spelling.
func (h *house) misspell(doc l10n.DocumentID, l l10n.Locale, word string) About {
	a := h.about(doc, l, "u.1")
	ts := h.targets[a.TranslationKey]
	ts[0].Issues = append(ts[0].Issues, l10n.Issue{Check: check.SpellingCheck, Severity: 30, Args: map[string]string{check.MisspelledWord: word}})
	tr := h.translations[a.TranslationKey]
	tr.Progress = l10n.CountProgress(ts)
	h.translations[a.TranslationKey] = tr
	return a
}

// spelled counts what the check of spelling says of a sentence.
func (h *house) spelled(a About) (n int) {
	for _, i := range h.target(a).AllIssues() {
		if i.Check == check.SpellingCheck {
			n++
		}
	}
	return n
}

func TestAddedWordIsForgivenWhereItWaits(t *testing.T) {
	h := newHouse(t)
	one, two, other, french := h.misspell("one", "es", "dique"), h.misspell("two", "es", "Dique"), h.misspell("three", "es", "diques"),
		h.misspell("one", "fr", "dique")
	before := h.translations[one.TranslationKey].Progress.Issues
	w, err := h.AddWord(t.Context(), l10n.SiteWord{ID: h.id(), Site: "news", Locale: "es-MX", Word: " dique ", By: "ana"})
	h.must(err)
	if w.Word != "dique" || w.By != "ana" || w.At.IsZero() {
		t.Errorf("added %+v", w)
	}
	if h.spelled(one) != 0 || h.spelled(two) != 0 || h.spelled(other) != 1 || h.spelled(french) != 1 {
		t.Errorf("left %d, %d, %d, %d", h.spelled(one), h.spelled(two), h.spelled(other), h.spelled(french))
	}
	if now := h.translations[one.TranslationKey].Progress.Issues; now >= before || len(h.target(one).Issues) != 2 {
		t.Errorf("progress counts %d issues, before %d: %+v", now, before, h.target(one).Issues)
	}
	again, err := h.AddWord(t.Context(), l10n.SiteWord{ID: h.id(), Site: "news", Locale: "es", Word: "dique", By: "ben"})
	h.must(err)
	if again.By != "ana" || len(h.words) != 1 {
		t.Errorf("added again: %+v, %d records", again, len(h.words))
	}
	h.must(h.TakeWord(t.Context(), "news", h.id(), w.ID, "ben"))
	left, err := h.Service.SiteWords(t.Context(), "news", "es")
	h.must(err)
	if len(left) != 0 || len(h.words) != 2 || h.words[1].By != "ben" || h.words[1].Word != "dique" {
		t.Errorf("left %+v of %+v", left, h.words)
	}
	if err := h.TakeWord(t.Context(), "news", h.id(), w.ID, "ben"); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("taken twice: %v", err)
	}
}

func TestWhatIsNoWord(t *testing.T) {
	h := newHouse(t)
	for _, word := range []string{"", " ", "two words", "50", "a1", "<b>", "x.", "-", strings.Repeat("a", 101)} {
		_, err := h.AddWord(t.Context(), l10n.SiteWord{ID: h.id(), Site: "news", Locale: "es", Word: word, By: "ana"})
		if !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%q: %v", word, err)
		}
	}
	for _, word := range []string{"l’écluse", "ד״ר", "הסופרמרקט", "می\u200cخواهم", "col·legi", "Nord-Süd"} {
		_, err := h.AddWord(t.Context(), l10n.SiteWord{ID: h.id(), Site: "news", Locale: "es", Word: word, By: "ana"})
		if err != nil {
			t.Errorf("%q: %v", word, err)
		}
	}
	_, err := h.AddWord(t.Context(), l10n.SiteWord{ID: h.id(), Site: "news", Locale: "es", Word: "dique"})
	if !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("nobody's word: %v", err)
	}
}
