package remark

import (
	"errors"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// say has a person say something, and returns the question that it made.
func (h *house) say(in Saying) *l10n.SourceQuestion {
	h.t.Helper()
	if in.ID == "" {
		in.ID = h.id()
	}
	q, err := h.Say(h.t.Context(), in)
	h.must(err)
	return q
}

func TestThreeVoicesMakeOneQuestion(t *testing.T) {
	h := newHouse(t)
	oneES, oneFR, twoES := h.about("one", "es", "u.1"), h.about("one", "fr", "u.1"), h.about("two", "es", "u.2")
	for _, in := range []Saying{
		{About: oneES, By: "ana", Text: "Which bridge?"},
		{About: oneES, By: "ana", Text: "And which May?"},                       // the same voice again
		{About: twoES, By: "ana", Text: "Here too."},                            // and on another page
		{About: oneFR, By: "luc", Text: "Quel pont ?", AboutSource: true},       // the second voice
		{About: h.about("one", "fr", "u.2"), By: "eva", Text: "Which tolls?"},   // another sentence
		{About: h.about("two", "fr", "u.1"), By: "eva", Text: "Which pilots?"},  // another sentence
		{About: oneFR, By: "luc", ID: "twice", Text: "Je répète."},              // a double click
		{About: oneFR, By: "luc", ID: "twice", Text: "Je répète."},              // of it
		{About: h.about("three", "es", "u.1"), By: "ben", Text: "Who pilots?"},  // another sentence
		{About: h.about("two", "es", "u.1"), By: "ben", Text: "I mean pilots."}, // the same voice on another page
	} {
		if q := h.say(in); q != nil {
			t.Fatalf("%q made a question: %+v", in.Text, q)
		}
	}
	q := h.say(Saying{About: twoES, By: "ben", Text: "Is it the northern one?"})
	if q == nil || q.RaisedBy != "" || q.Source.Text() != bridge || q.Round != 1 {
		t.Fatalf("the third voice made %+v", q)
	}
	if q := h.say(Saying{About: oneES, By: "zoe", Text: "I wonder too."}); q != nil {
		t.Fatalf("what waits already is asked again: %+v", q)
	}
	asked, err := h.Asked(t.Context(), "", true)
	if err != nil || len(asked) != 1 || len(asked[0].Comments) != 7 {
		t.Fatalf("asked %+v, %v", asked, err)
	}
}

func TestOneVoiceInThreeLocalesIsThree(t *testing.T) {
	h := newHouse(t)
	h.say(Saying{About: h.about("one", "es", "u.1"), By: "ana", Text: "Which bridge?"})
	h.say(Saying{About: h.about("one", "fr", "u.1"), By: "ana", Text: "Which bridge?"})
	if q := h.say(Saying{About: h.about("two", "fr", "u.2"), By: "luc", Text: "?"}); q == nil {
		t.Error("two people in two locales are three voices")
	}
}

func TestSettledCommentsMakeNoQuestion(t *testing.T) {
	h := newHouse(t)
	h.say(Saying{About: h.about("one", "es", "u.1"), By: "ana", Text: "Which bridge?"})
	h.say(Saying{About: h.about("one", "fr", "u.1"), By: "luc", Text: "Which bridge?"})
	h.say(Saying{About: h.about("one", "fr", "u.1"), By: "luc", Resolves: true})
	if q := h.say(Saying{About: h.about("two", "fr", "u.2"), By: "eva", Text: "?"}); q != nil {
		t.Errorf("made %+v", q)
	}
}

func TestAnswerSettlesAllAndStandsEverywhere(t *testing.T) {
	h := newHouse(t)
	h.say(Saying{About: h.about("one", "es", "u.1"), By: "ana", Text: "Which bridge?"})
	q := h.say(Saying{About: h.about("two", "fr", "u.2"), By: "luc", Text: "Which bridge?", Raise: true})
	if q == nil || q.RaisedBy != "luc" {
		t.Fatalf("raised at once: %+v", q)
	}
	if n, err := h.Open(t.Context()); n != 1 || err != nil {
		t.Errorf("%d open, %v", n, err)
	}
	for _, prefix := range []string{"", "123", string(q.ID)[:5], "ffffffffffff"} {
		if _, err := h.Find(t.Context(), prefix); err == nil {
			t.Errorf("%q finds a question", prefix)
		}
	}
	a, err := h.Answer(t.Context(), q.ID[:12], "a1", "The northern one.", "chief")
	h.must(err)
	_, err = h.Answer(t.Context(), q.ID, "a1", "The northern one.", "chief")
	h.must(err) // a double click
	if _, err := h.Answer(t.Context(), q.ID, "a2", "The southern one.", "eva"); !errors.Is(err, l10n.ErrConflict) ||
		!strings.Contains(err.Error(), "chief") {
		t.Errorf("a second answer: %v", err)
	}
	if n, _ := h.Open(t.Context()); n != 0 {
		t.Errorf("%d open", n)
	}
	for k := range h.translations {
		th := h.threads(k)
		for id, thread := range th.BySegment {
			if thread.Open {
				t.Errorf("%s %s: %s is open", k.Document, k.Locale, id)
			}
		}
		source := l10n.TextFragment(bridge).Hash()
		if has := k.Document != "three"; has != (len(th.Questions[source]) == 1 && th.Questions[source][0].Answer.Text == a.Text) {
			t.Errorf("%s %s has %+v", k.Document, k.Locale, th.Questions)
		}
	}
	// What is said after the answer is another matter, and a question of its own.
	h.say(Saying{About: h.about("one", "es", "u.1"), By: "ana", Text: "There are two in the north."})
	if !h.threads(h.about("one", "es", "u.1").TranslationKey).BySegment["u.1"].Open {
		t.Error("a new comment is settled")
	}
	again := h.say(Saying{About: h.about("one", "es", "u.1"), By: "ana", Text: "Which of both?", Raise: true})
	if again == nil || again.Round != 2 || again.ID == q.ID {
		t.Fatalf("asked again: %+v", again)
	}
	open, err := h.Asked(t.Context(), "news", true)
	if err != nil || len(open) != 1 || len(open[0].Comments) != 2 {
		t.Errorf("open %+v, %v", open, err)
	}
	answered, err := h.Asked(t.Context(), "news", false)
	if err != nil || len(answered) != 1 || len(answered[0].Comments) != 2 || answered[0].Answer.By != "chief" {
		t.Errorf("answered %+v, %v", answered, err)
	}
}

func (h *house) threads(k l10n.TranslationKey) Threads {
	h.t.Helper()
	tr := h.translations[k]
	e, err := blob.GetJSON[l10n.Extraction](h.t.Context(), h.Blobs, tr.Extraction)
	h.must(err)
	th, err := h.Threads(h.t.Context(), tr, &e)
	h.must(err)
	return th
}

// TestCommentsFollowTheirSentence holds that no comment is lost when a page changes.
func TestCommentsFollowTheirSentence(t *testing.T) {
	h := newHouse(t)
	k := l10n.TranslationKey{Document: "one", Locale: "es"}
	h.say(Saying{About: h.about("one", "es", "u.1"), By: "ana", Text: "of the bridge"})
	h.say(Saying{About: h.about("one", "es", "u.2"), By: "ana", Text: "of the tolls"})
	for name, tt := range map[string]struct {
		sentences map[l10n.SegmentID]string
		bridge    l10n.SegmentID // where the comments are
		tolls     l10n.SegmentID
	}{
		"as it was":           {map[l10n.SegmentID]string{"u.1": bridge, "u.2": tolls}, "u.1", "u.2"},
		"they changed places": {map[l10n.SegmentID]string{"u.1": tolls, "u.2": bridge}, "u.2", "u.1"},
		"one has changed":     {map[l10n.SegmentID]string{"u.1": bridge, "u.2": "Tolls rise."}, "u.1", "u.2"},
		"one has moved far":   {map[l10n.SegmentID]string{"u.2": pilots, "x.1": tolls, "u.1": bridge}, "u.1", "x.1"},
		"one is gone":         {map[l10n.SegmentID]string{"u.1": bridge}, "u.1", ""},
	} {
		t.Run(name, func(t *testing.T) {
			e := &l10n.Extraction{Units: []l10n.Unit{{ID: "u"}}}
			for _, id := range []l10n.SegmentID{"u.1", "u.2", "x.1"} {
				if s := tt.sentences[id]; s != "" {
					e.Units[0].Segments = append(e.Units[0].Segments, l10n.Segment{ID: id, Source: l10n.TextFragment(s)})
				}
			}
			th, err := h.Threads(t.Context(), h.translations[k], e)
			h.must(err)
			for text, at := range map[string]l10n.SegmentID{"of the bridge": tt.bridge, "of the tolls": tt.tolls} {
				thread := th.BySegment[at]
				if at != "" && (thread == nil || len(thread.Comments) != 1 || thread.Comments[0].Text != text) {
					t.Errorf("%q is not beside %s: %+v", text, at, th)
				}
				if at == "" && (len(th.Gone) != 1 || th.Gone[0].Text != text) {
					t.Errorf("%q is lost: %+v", text, th)
				}
			}
		})
	}
}

// TestCommentsFollowARenamedPage holds that what was said under a page's old address stands under the new one.
func TestCommentsFollowARenamedPage(t *testing.T) {
	h := newHouse(t)
	h.say(Saying{About: h.about("one", "es", "u.1"), By: "ana", Text: "before"})
	h.must(h.Annotate(t.Context(), Marking{About: h.about("one", "es", "u.1"), ID: h.id(), By: "ana",
		Remark: l10n.Remark{Category: l10n.CategoryStyle, Severity: l10n.Minor}}))
	k := l10n.TranslationKey{Document: "renamed", Locale: "es"}
	e := &l10n.Extraction{Document: l10n.Document{ID: "renamed", Was: "one"},
		Units: []l10n.Unit{{ID: "u", Segments: []l10n.Segment{{ID: "u.1", Source: l10n.TextFragment(bridge)}}}}}
	th, err := h.Threads(t.Context(), l10n.Translation{TranslationKey: k, Site: "news"}, e)
	if err != nil || th.BySegment["u.1"] == nil || th.BySegment["u.1"].Comments[0].Text != "before" {
		t.Errorf("%+v, %v", th, err)
	}
	if marked, err := h.Marked(t.Context(), k, e); err != nil || len(marked) != 1 {
		t.Errorf("%+v, %v", marked, err)
	}
}

func TestSayRefuses(t *testing.T) {
	h := newHouse(t)
	a := h.about("one", "es", "u.1")
	other := a
	other.TargetHash = "x"
	for name, in := range map[string]Saying{
		"nothing": {About: a, ID: "1", By: "ana", Text: " \n"}, "a novel": {About: a, ID: "1", By: "ana", Text: strings.Repeat("é", MaxWords+1)},
		"broken bytes": {About: a, ID: "1", By: "ana", Text: "a\xffb"}, "nobody": {About: a, ID: "1", Text: "x"},
		"no id": {About: a, By: "ana", Text: "x"}, "a text that has changed": {About: other, ID: "1", By: "ana", Text: "x"},
	} {
		if _, err := h.Say(t.Context(), in); !errors.Is(err, l10n.ErrRefused) && !errors.Is(err, l10n.ErrConflict) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for range MaxThread {
		h.say(Saying{About: a, By: "ana", Text: "again"})
	}
	if _, err := h.Say(t.Context(), Saying{About: a, ID: "one too many", By: "ana", Text: "again"}); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("one too many: %v", err)
	}
}
