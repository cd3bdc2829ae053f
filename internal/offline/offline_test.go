package offline

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/bilingual"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// house has two translations of one page in memory.
type house struct {
	extraction   *l10n.Extraction
	translations map[l10n.TranslationKey]l10n.Translation
	targets      map[l10n.TranslationKey][]l10n.Target
	blobs        map[l10n.Ref][]byte
	edits        []l10n.Edit
}

var (
	es = l10n.TranslationKey{Document: "news-0a1b", Locale: "es"}
	ar = l10n.TranslationKey{Document: "news-0a1b", Locale: "ar"}
)

func newHouse(t *testing.T) (*house, *Service) {
	t.Helper()
	h := &house{translations: map[l10n.TranslationKey]l10n.Translation{}, targets: map[l10n.TranslationKey][]l10n.Target{}, blobs: map[l10n.Ref][]byte{},
		extraction: &l10n.Extraction{Lang: "en", Document: l10n.Document{ID: es.Document, URL: "https://www.example.org/"}}}
	for i, source := range []string{"One.", "Two <1>bold</1>.", "Three\n  lines.", "Four."} {
		u := l10n.Unit{ID: l10n.UnitID(fmt.Sprint("u", i+1)), Element: "p", Codes: []l10n.Code{{ID: 1, Name: "b", Paired: true, Open: "<b>", Close: "</b>"}}}
		u.Segments = []l10n.Segment{{ID: l10n.NewSegmentID(u.ID, 1), Source: l10n.ParseFragment(source)}}
		h.extraction.Units = append(h.extraction.Units, u)
	}
	for _, k := range []l10n.TranslationKey{es, ar} {
		h.translations[k] = l10n.Translation{TranslationKey: k, Title: "News", Extraction: "x", Stage: l10n.StageReview, Step: "review"}
		for i, text := range []string{"Uno.", "Dos <1>negro</1>.", "Tres\n  líneas.", ""} {
			h.targets[k] = append(h.targets[k], l10n.Target{Segment: l10n.SegmentID(fmt.Sprintf("u%d.1", i+1)), Text: l10n.ParseFragment(text), Version: 1,
				State: l10n.Translated, SubState: l10n.SubMT, Origin: l10n.Origin{Kind: l10n.SubMT}})
		}
	}
	return h, &Service{Records: h, Sources: h, Reviews: h, Editor: h, Blobs: h}
}

func (h *house) Translation(_ context.Context, k l10n.TranslationKey) (l10n.Translation, error) {
	t, ok := h.translations[k]
	if !ok {
		return t, l10n.ErrNotFound
	}
	return t, nil
}
func (h *house) Targets(_ context.Context, k l10n.TranslationKey) ([]l10n.Target, error) {
	return slices.Clone(h.targets[k]), nil
}
func (h *house) Extraction(context.Context, l10n.Ref) (*l10n.Extraction, error) {
	return h.extraction, nil
}
func (h *house) Open(context.Context, l10n.Translation, []l10n.Target) ([]l10n.SegmentID, error) {
	return []l10n.SegmentID{"u2.1"}, nil
}
func (h *house) EditAll(_ context.Context, t l10n.Translation, _ *l10n.Extraction, edits []l10n.Edit) (n int, refused map[l10n.SegmentID]error, err error) {
	refused = map[l10n.SegmentID]error{}
	for _, e := range edits {
		for i := range h.targets[t.TranslationKey] {
			g := &h.targets[t.TranslationKey][i]
			switch {
			case g.Segment != e.Segment:
			case g.Version != e.Version:
				refused[e.Segment] = l10n.ErrConflict
			default:
				g.Text, g.SubState, g.Version = e.Text, l10n.SubHuman, g.Version+1
				h.edits = append(h.edits, e)
				n++
			}
		}
	}
	return n, refused, nil
}
func (h *house) Put(_ context.Context, b []byte) (l10n.Ref, error) {
	ref := l10n.NewRef(b)
	h.blobs[ref] = b
	return ref, nil
}
func (h *house) Get(_ context.Context, ref l10n.Ref) ([]byte, error) {
	b, ok := h.blobs[ref]
	if !ok {
		return nil, l10n.ErrNotFound
	}
	return b, nil
}

func export(t *testing.T, s *Service, r Request) File {
	t.Helper()
	r.Words = bilingual.Words{Lang: "en", HowTo: "Write into the third column."}
	f, err := s.Export(t.Context(), r)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// says writes what a look found, a line a text.
func says(l Looked) string {
	var b strings.Builder
	for _, p := range l.Pages {
		fmt.Fprintf(&b, "%s: %d same, %d empty, %d faults\n", p.Locale, p.Same, p.Empty, len(p.Faults))
		for _, t := range p.Texts {
			fmt.Fprintf(&b, "  %s %s: %s → %s\n", t.Segment, t.Fate, t.Now.Text, t.Back)
		}
	}
	for _, s := range l.Strays {
		fmt.Fprintf(&b, "stray %s\n", s.Name)
	}
	return b.String()
}

// change has a file changed as a translator would. What is packed is unpacked for it.
func change(t *testing.T, f File, old, now string) []byte {
	t.Helper()
	if !strings.HasSuffix(f.Name, ".docx") {
		return []byte(strings.Replace(string(f.Bytes), old, now, 1))
	}
	z, err := zip.NewReader(bytes.NewReader(f.Bytes), int64(len(f.Bytes)))
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	out := zip.NewWriter(&b)
	for _, part := range z.File {
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		var text bytes.Buffer
		_, _ = text.ReadFrom(r)
		w, _ := out.Create(part.Name)
		_, _ = w.Write([]byte(strings.Replace(text.String(), old, now, 1)))
	}
	if err := out.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestThereAndBack has a text changed in each format, and taken.
func TestThereAndBack(t *testing.T) {
	for _, format := range Formats {
		h, s := newHouse(t)
		f := export(t, s, Request{Keys: []l10n.TranslationKey{es}, Format: format, Choice: All})
		if f.Sentences != 4 || !strings.HasPrefix(f.Name, "news-0a1b.es.") {
			t.Errorf("%s: %+v", format, f)
		}
		back := change(t, f, "Uno.", "Uno solo.")
		looked, err := s.Look(t.Context(), []Upload{{strings.Replace(f.Name, ".es.", ".es (1).", 1), back}}, l10n.TranslationKey{})
		want := "es: 2 same, 1 empty, 0 faults\n  u1.1 changes: Uno. → Uno solo.\n"
		if strings.HasPrefix(string(format), "xliff") { // which leaves texts out that are not there
			want = strings.Replace(want, "1 empty", "0 empty", 1)
		}
		if got := says(looked); err != nil || got != want {
			t.Errorf("%s: got %s%v, want %s", format, got, err, want)
			continue
		}
		page := looked.Pages[0]
		taken, err := s.Take(t.Context(), page.Kept, map[l10n.SegmentID]int{"u1.1": page.Texts[0].Now.Version}, "ana")
		if err != nil || taken.Taken != 1 || len(taken.Left) != 0 || h.targets[es][0].Text.String() != "Uno solo." || h.edits[0].By != "ana" {
			t.Errorf("%s: %+v, %v", format, taken, err)
		}
		// Once more, it says nothing new.
		looked, err = s.Look(t.Context(), []Upload{{f.Name, back}}, es)
		if err != nil || len(looked.Pages[0].Texts) != 0 {
			t.Errorf("%s, looked at again: %s, %v", format, says(looked), err)
		}
	}
}

// TestMeanwhile holds that what people did at the desk since a file went out is told and never overwritten silently.
func TestMeanwhile(t *testing.T) {
	for _, format := range Formats {
		h, s := newHouse(t)
		f := export(t, s, Request{Keys: []l10n.TranslationKey{es}, Format: format, Choice: All})
		h.targets[es][0].Text, h.targets[es][0].Version = l10n.TextFragment("El uno."), 2
		h.targets[es][1].Text, h.targets[es][1].Version = l10n.ParseFragment("El <1>dos</1>."), 2
		looked, err := s.Look(t.Context(), []Upload{{f.Name, change(t, f, "Uno.", "Uno solo.")}}, es)
		if err != nil || len(looked.Pages) != 1 || len(looked.Pages[0].Texts) != 1 || looked.Pages[0].Texts[0].Fate != Conflict {
			t.Fatalf("%s: %s, %v", format, says(looked), err)
		}
		kept := looked.Pages[0].Kept
		h.targets[es][0].Version = 3 // and once more since the look
		taken, err := s.Take(t.Context(), kept, map[l10n.SegmentID]int{"u1.1": 2, "u9.1": 1}, "ana")
		if err != nil || taken.Taken != 0 || len(taken.Left) != 1 || !errors.Is(taken.Left[0].Err, l10n.ErrConflict) {
			t.Errorf("%s: %+v, %v", format, taken, err)
		}
		if h.targets[es][0].Text.String() != "El uno." {
			t.Errorf("%s: a text is overwritten", format)
		}
	}
}

// TestWhatDoesNotBelong tells why texts can't be taken.
func TestWhatDoesNotBelong(t *testing.T) {
	_, s := newHouse(t)
	f := export(t, s, Request{Keys: []l10n.TranslationKey{es}, Format: HTML, Choice: All})
	page := string(f.Bytes)
	page = strings.Replace(page, `<span class="code">&lt;/1&gt;</span>.</td><td class="status`, `negro.</td><td class="status`, 1)
	page = strings.Replace(page, "One.", "Another one.", 1)
	page = strings.Replace(page, "Uno.", "Otro.", 1)
	page = strings.Replace(page, "u4.1", "u44.1", 1)
	looked, err := s.Look(t.Context(), []Upload{{"es.html", []byte(page)}}, l10n.TranslationKey{})
	if err != nil || len(looked.Pages) != 1 {
		t.Fatal(says(looked), err)
	}
	p := looked.Pages[0]
	if len(p.Texts) != 2 || p.Texts[0].Fate != Refused || p.Texts[1].Fate != Refused || !errors.Is(p.Texts[1].Why, l10n.ErrCodes) || len(p.Faults) != 1 {
		t.Errorf("%s %+v", says(looked), p.Faults)
	}
	if taken, err := s.Take(t.Context(), p.Kept, map[l10n.SegmentID]int{"u1.1": 1, "u2.1": 1}, "ana"); err != nil || taken.Taken != 0 || len(taken.Left) != 2 {
		t.Errorf("%+v, %v", taken, err)
	}
	for name, b := range map[string]string{"es.html": string(f.Bytes), "notes.txt": "hello", "x.xlf": "<xliff/>", "broken.docx": "PK\x03\x04", "other-1.de.xlf": "<xliff/>"} {
		looked, err := s.Look(t.Context(), []Upload{{name, []byte(b)}}, l10n.TranslationKey{Document: "other", Locale: "es"})
		if err != nil || len(looked.Strays) != 1 || looked.Strays[0].Why == nil {
			t.Errorf("%s: %s, %v", name, says(looked), err)
		}
	}
	if _, err := s.Take(t.Context(), "nothing", nil, "ana"); !errors.Is(err, l10n.ErrRefused) {
		t.Error(err)
	}
}

// TestMany takes several translations out in one file, and back in one.
func TestMany(t *testing.T) {
	_, s := newHouse(t)
	for _, format := range Formats {
		f := export(t, s, Request{Keys: []l10n.TranslationKey{es, ar}, Format: format, Choice: All})
		if f.Kind != "application/zip" || f.Sentences != 8 {
			t.Fatalf("%+v", f.Kind)
		}
		looked, err := s.Look(t.Context(), []Upload{{f.Name, f.Bytes}, {"more.html", []byte("<p>")}}, l10n.TranslationKey{})
		if err != nil || len(looked.Pages) != 2 || len(looked.Pages[0].Texts)+len(looked.Pages[1].Texts) != 0 || len(looked.Strays) != 1 {
			t.Errorf("%s: %s, %v", format, says(looked), err)
		}
	}
}

func TestChoices(t *testing.T) {
	h, s := newHouse(t)
	h.targets[es][2].Issues = []l10n.Issue{{Check: "numbers"}}
	h.targets[es][0].SubState, h.targets[es][0].Origin.Kind = l10n.SubHuman, l10n.SubHuman
	for choice, want := range map[Choice]int{All: 4, Open: 1, Unconfirmed: 2, Remarked: 1, Empty: 1} {
		if f := export(t, s, Request{Keys: []l10n.TranslationKey{es}, Format: DOCX, Choice: choice}); f.Sentences != want {
			t.Errorf("%s: %d, want %d", choice, f.Sentences, want)
		}
	}
	if f := export(t, s, Request{Keys: []l10n.TranslationKey{es}, Format: XLIFF21, Choice: All, With: "TWO"}); f.Sentences != 1 {
		t.Errorf("%d sentences have the word", f.Sentences)
	}
	for _, r := range []Request{{Keys: []l10n.TranslationKey{es}, Format: DOCX, Choice: All, With: "nowhere"}, {Keys: []l10n.TranslationKey{es}, Format: "pdf", Choice: All},
		{Keys: make([]l10n.TranslationKey, MostFiles+1), Format: DOCX, Choice: All}} {
		if _, err := s.Export(t.Context(), r); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%+v: %v", r.Format, err)
		}
	}
}

// TestBombs holds that what unpacks to more than a file may have is refused.
func TestBombs(t *testing.T) {
	_, s := newHouse(t)
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := range 3 {
		w, _ := z.Create(fmt.Sprintf("news-0a1b.es.%d.html", i))
		_, _ = w.Write(make([]byte, MaxFile/2+1))
	}
	_ = z.Close()
	looked, err := s.Look(t.Context(), []Upload{{"bomb.zip", b.Bytes()}}, l10n.TranslationKey{})
	if err != nil || len(looked.Strays) != 1 || !strings.Contains(fmt.Sprint(looked.Strays[0].Why), "unpacked") {
		t.Errorf("%s %v %v", says(looked), looked.Strays, err)
	}
}
