package watch_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/watch"
)

// TestRecordsThatFail lets each call of the records fail, one after the other: a look fails with it, or tells that a
// page could not be had, and a repeat does what the first one was to do.
func TestRecordsThatFail(t *testing.T) {
	// A look at which everything happens: a page is renamed, others are answered, are gone, are busy elsewhere or under
	// way.
	prepare := func() *house {
		h := newHouse(t, askAll, map[string]string{"accepted": "A\na", "busy": "B\nb", "dismissed": "D\nd", "gone": "G\ng", "left": "L\nl"})
		h.look()
		h.publish(id("gone"))
		h.publish(id("left"))
		h.source.pages["gone"], h.source.pages["left"], h.source.pages["renamed"] = "", "", "G\ng"
		h.source.listed = append(h.source.listed, address("renamed"))
		h.look()
		for _, name := range []string{"accepted", "busy", "gone"} {
			h.answer(name, l10n.Accepted)
		}
		h.answer("dismissed", l10n.Dismissed)
		h.answer("left", l10n.Dismissed)
		h.records.runs["elsewhere"] = l10n.Run{Status: l10n.RunRunning}
		h.records.works = []l10n.Translation{{
			TranslationKey: l10n.TranslationKey{Document: id("busy"), Locale: "es"}, Site: "other", Run: "elsewhere", Stage: l10n.StageReview,
		}}
		return h
	}
	const most = 200
	for n := 1; n <= most; n++ {
		h := prepare()
		in := h.input()
		h.records.failAt = n
		l, err := h.Look(t.Context(), in)
		if h.records.failAt > 0 { // it made fewer calls
			break
		}
		told := strings.Contains(strings.Join(l.Look.Troubles, " "), errBroken.Error())
		if !errors.Is(err, errBroken) && !told {
			t.Errorf("call %d failed, and the look said %v and %+v", n, err, l)
		}
		if err != nil {
			l, err = h.Look(t.Context(), in)
		} else {
			l = h.look()
		}
		h.must(err)
		if l.Look.Started != 1 || l.Look.UnderWay != 1 || len(l.Unpublish) != 1 || len(l.Answered) != 2 || l.Look.Asked != 1 {
			t.Errorf("after call %d failed: %+v", n, l)
		}
		if h.records.docs[id("dismissed")].Ignored == "" || !h.records.watches[site].Pages[id("left")].Gone || h.records.docs[id("renamed")].Was != id("gone") {
			t.Errorf("after call %d failed: %+v", n, h.records)
		}
		if n == most {
			t.Errorf("%d calls, and no end", n)
		}
	}
}

func TestNotesThatFail(t *testing.T) {
	for n := 1; n <= 3; n++ {
		h := newHouse(t, askAll, map[string]string{"one": "One\nfirst"})
		h.records.failAt = n
		err := h.Note(t.Context(), watch.Note{Look: l10n.Look{Site: site}, Unpublished: []l10n.DocumentID{"d"}, Answered: []l10n.Finding{{}}})
		if !errors.Is(err, errBroken) {
			t.Errorf("call %d: %v", n, err)
		}
	}
}
