package handoff

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
)

// shelf is a place in memory. Its clock goes on by a second with each change.
type shelf struct {
	files map[string][]byte
	at    map[string]time.Time
	clock time.Time
	puts  int
	down  error
}

func newShelf() *shelf {
	return &shelf{files: map[string][]byte{}, at: map[string]time.Time{}, clock: time.Date(2026, 5, 1, 9, 0, 0, 0, time.UTC)}
}

func (s *shelf) Put(_ context.Context, name string, b []byte) error {
	s.clock = s.clock.Add(time.Second)
	s.files[name], s.at[name] = b, s.clock
	s.puts++
	return s.down
}

func (s *shelf) Get(_ context.Context, name string, most int64) ([]byte, error) {
	b, ok := s.files[name]
	switch {
	case !ok:
		return nil, l10n.ErrNotFound
	case int64(len(b)) > most:
		return nil, fmt.Errorf("%w: it is too large", l10n.ErrRefused)
	}
	return b, s.down
}

func (s *shelf) List(_ context.Context, folder string) (files []File, err error) {
	for name, b := range s.files {
		if rest, ok := strings.CutPrefix(name, folder+"/"); ok {
			files = append(files, File{Name: rest, Size: int64(len(b)), At: s.at[name]})
		}
	}
	slices.SortFunc(files, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	return files, s.down
}

func (s *shelf) Remove(_ context.Context, name string) error {
	delete(s.files, name)
	return s.down
}

func (s *shelf) text(name string) string { return string(s.files[name]) }

var key = l10n.TranslationKey{Document: "statement-1a2b", Locale: "es"}

func name(round int, step l10n.StepName) string {
	return Name(l10n.Translation{TranslationKey: key, Run: "r1", Round: round}, step)
}

func TestName(t *testing.T) {
	a := name(1, "agency")
	if a != name(1, "agency") || !strings.HasPrefix(a, "statement-1a2b.es.agency.1.") || a == name(2, "agency") {
		t.Error(a)
	}
	if n := name(1, "../legal/"+l10n.StepName(strings.Repeat("é", 300))); strings.ContainsAny(n, "/\\") || len(n) > 200 {
		t.Error(n)
	}
	if name(1, "a b") == name(1, "a-b") {
		t.Error("two steps have one name")
	}
}

func TestLook(t *testing.T) {
	ctx, s := t.Context(), newShelf()
	mine, other := name(2, "agency"), name(1, "agency")
	theirs := Name(l10n.Translation{TranslationKey: l10n.TranslationKey{Document: "press-9z", Locale: "fr"}}, "agency")
	look := func(want ...string) (strays int) {
		t.Helper()
		back, strays, err := Look(ctx, s, key, mine)
		var got []string
		for _, b := range back {
			got = append(got, b.Name)
		}
		if err != nil || !slices.Equal(got, want) {
			t.Errorf("got %v, %v; want %v", got, err, want)
		}
		return strays
	}
	look()
	for _, n := range []string{mine, other, theirs} {
		_ = s.Put(ctx, "out/"+n+".xlf", []byte("out"))
	}
	_ = s.Put(ctx, "in/b "+mine+" (2).xlf", []byte("first"))
	_ = s.Put(ctx, "in/"+mine+".xlf", []byte("second"))
	_ = s.Put(ctx, "in/"+theirs+".xlf", []byte("another translation's"))
	_ = s.Put(ctx, "in/"+other+".xlf", []byte("late"))
	_ = s.Put(ctx, "in/translation.xlf", []byte("renamed"))
	if n := look("b "+mine+" (2).xlf", mine+".xlf"); n != 2 {
		t.Errorf("%d strays", n)
	}
	if got := s.text("in/" + other + ".xlf.refused.txt"); !strings.Contains(got, "nobody waits") || !strings.Contains(got, mine) {
		t.Error(got)
	}
	if got := s.text("in/translation.xlf.refused.txt"); !strings.Contains(got, "No file of this name is waited for") {
		t.Error(got)
	}
	if s.text("in/"+theirs+".xlf.refused.txt") != "" {
		t.Error("a file that somebody else waits for is refused")
	}
	puts := s.puts
	look("b "+mine+" (2).xlf", mine+".xlf")
	if s.puts != puts {
		t.Error("notes are written anew each time")
	}

	// A refused file is looked at again when it is another one.
	back, _, err := Look(ctx, s, key, mine)
	if err != nil {
		t.Fatal(err)
	}
	if err := Refuse(ctx, s, back[1].Name, back[1].Hash, "It is cut off."); err != nil {
		t.Fatal(err)
	}
	look("b " + mine + " (2).xlf")
	_ = s.Put(ctx, "in/"+mine+".xlf", []byte("mended"))
	look("b "+mine+" (2).xlf", mine+".xlf")
	back, _, _ = Look(ctx, s, key, mine)
	for range 2 {
		if err := Accept(ctx, s, back[1], 3, nil); err != nil {
			t.Fatal(err)
		}
	}
	if got := s.text("in/" + mine + ".xlf.taken.txt"); !strings.Contains(got, "Of 3 texts") || s.text("in/"+mine+".xlf.refused.txt") != "" {
		t.Errorf("%q", got)
	}
	look("b "+mine+" (2).xlf", mine+".xlf") // what was taken is compared with later changes of ours

	// A file of another step that was taken is no stray.
	_ = s.Put(ctx, "in/"+other+".xlf", []byte("again"))
	_ = s.Put(ctx, "in/"+other+".xlf.taken.txt", []byte("taken"))
	puts = s.puts
	if look("b "+mine+" (2).xlf", mine+".xlf"); s.puts != puts {
		t.Error("a file that was taken is refused")
	}

	_ = s.Put(ctx, "in/"+mine+".xlf", make([]byte, MaxFile+1))
	back, _, err = Look(ctx, s, key, mine)
	if err != nil || len(back) != 2 || !errors.Is(back[1].Refused, l10n.ErrRefused) || back[1].Hash == "" {
		t.Errorf("%v", err)
	}
	_ = s.Put(ctx, "in/"+mine+".xlf", []byte("mended"))
	for range 2 {
		if err := Clear(ctx, s, mine); err != nil {
			t.Fatal(err)
		}
	}
	look()
	for n, want := range map[string]string{"done/sent " + mine + ".xlf": "out", "done/" + mine + ".xlf": "mended", "done/b " + mine + " (2).xlf": "first",
		"in/" + other + ".xlf": "again", "out/" + theirs + ".xlf": "out", "in/" + mine + ".xlf": "", "out/" + mine + ".xlf": ""} {
		if got := s.text(n); got != want {
			t.Errorf("after all is cleared away, %s is %q, want %q", n, got, want)
		}
	}
	s.down = l10n.ErrUnavailable
	if err := Clear(ctx, s, theirs); !errors.Is(err, l10n.ErrUnavailable) {
		t.Error(err)
	}
	if _, _, err := Look(ctx, s, key, mine); !errors.Is(err, l10n.ErrUnavailable) {
		t.Error(err)
	}
}

// page has three sentences; the second has a code.
func page() *l10n.Extraction {
	segment := func(n int, s string) l10n.Segment {
		return l10n.Segment{ID: l10n.NewSegmentID("u1", n), Source: l10n.ParseFragment(s)}
	}
	return &l10n.Extraction{Document: l10n.Document{URL: "https://www.example.org/"}, Lang: "en", Units: []l10n.Unit{{ID: "u1", Element: "p",
		Codes: []l10n.Code{{ID: 1, Name: "b", Paired: true}}, Segments: []l10n.Segment{segment(1, "One."), segment(2, "Two <1>bold</1>."), segment(3, "Three.")}}}}
}

func targets(texts ...string) map[l10n.SegmentID]l10n.Target {
	m := map[l10n.SegmentID]l10n.Target{}
	for i, s := range texts {
		id := l10n.NewSegmentID("u1", i+1)
		m[id] = l10n.Target{Segment: id, Text: l10n.ParseFragment(s), State: l10n.Translated, SubState: l10n.SubMT,
			Origin: l10n.Origin{Kind: l10n.SubMT}}
	}
	return m
}

// export writes what went out, in a format.
func export(t *testing.T, format xliff.Format, e *l10n.Extraction, sent Sent) string {
	t.Helper()
	opt := xliff.Options{Format: format, Locale: "es", Base: sent.Base, Asked: sent.Asked, Unreviewed: true}
	for _, p := range e.Places() {
		opt.Targets = append(opt.Targets, sent.Targets[p.Segment.ID])
	}
	var b bytes.Buffer
	if err := xliff.Write(&b, e, opt); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestRead lets a file come back in both formats, after all that may have happened to a text there and here.
func TestRead(t *testing.T) {
	e := page()
	asked := map[l10n.SegmentID]bool{"u1.1": true, "u1.2": true}
	sent := Sent{Base: l10n.NewRef([]byte("base")), Asked: asked, Targets: targets("Uno.", "Dos <1>negro</1>.", "Tres.")}
	done := map[xliff.Format]*strings.Replacer{
		xliff.V12: strings.NewReplacer(`state="needs-review-translation"`, `state="signed-off"`),
		xliff.V21: strings.NewReplacer(`state="translated"`, `state="reviewed"`),
	}
	change := func(old, new string) func(string, xliff.Format) string {
		return func(s string, _ xliff.Format) string { return strings.Replace(s, old, new, 1) }
	}
	finish := func(s string, f xliff.Format) string { return done[f].Replace(s) }
	untouched := func(s string, _ xliff.Format) string { return s }
	for title, c := range map[string]struct {
		back        func(string, xliff.Format) string
		now         []string
		want, fault string
	}{
		"nobody has touched it":      {back: untouched, want: ""},
		"all is finished":            {back: finish, want: "u1.1 pass , u1.2 pass "},
		"a text is changed":          {back: change("Uno.", "Uno nuevo."), want: "u1.1 changes Uno nuevo."},
		"both have changed one":      {back: change("Uno.", "Uno nuevo."), now: []string{"El uno."}, want: "u1.1 changes Uno nuevo. (The text was changed here since"},
		"both have changed it alike": {back: change("Uno.", "El uno."), now: []string{"El uno."}, want: "u1.1 pass "},
		"only we have changed it":    {back: untouched, now: []string{"El uno."}, want: ""},
		"it passes what is no more":  {back: finish, now: []string{"El uno."}, want: "u1.1 abstain  (The file passes the text that went out, u1.2 pass "},
		"a text is taken away":       {back: change(">Uno.<", "><"), want: ""},
		"a text that was not asked":  {back: change("Tres.", "El tres."), want: "", fault: "u1.3 was not asked about"},
		"a lost code, and a good one": {back: func(s string, f xliff.Format) string {
			return strings.Replace(strings.Replace(s, "Uno.", "Uno nuevo.", 1), ">negro<", "><", 1)
		}, want: "u1.1 changes Uno nuevo., u1.2 changes Dos <1></1>."},
	} {
		for _, f := range xliff.Formats {
			now := targets("Uno.", "Dos <1>negro</1>.", "Tres.")
			for i, s := range c.now {
				id := l10n.NewSegmentID("u1", i+1)
				g := now[id]
				g.Text = l10n.ParseFragment(s)
				now[id] = g
			}
			said, faults, err := Read([]byte(c.back(export(t, f, e, sent), f)), e, sent, now)
			var got []string
			for _, s := range said {
				line := fmt.Sprintf("%s %s %s", s.ID, s.Verdict, s.Proposed)
				if s.Comment != "" {
					line += " (" + s.Comment
				}
				if s.TargetHash != now[s.ID].Text.Hash() {
					t.Errorf("%s in %s: the word is about another text", title, f)
				}
				got = append(got, line)
			}
			ok := len(got) == 0 && c.want == ""
			if !ok {
				ok = len(got) == len(strings.Split(c.want, ", u1."))
				for i, w := range strings.Split(c.want, ", u1.") {
					ok = ok && strings.HasPrefix(strings.TrimPrefix(got[i], "u1."), strings.TrimPrefix(w, "u1."))
				}
			}
			if fault := fmt.Sprint(faults); err != nil || !ok || (c.fault == "") != (len(faults) == 0) || !strings.Contains(fault, c.fault) {
				t.Errorf("%s in %s: got %q, %v, %v\nwant %q", title, f, got, faults, err, c.want)
			}
		}
	}
}

// TestReadRefuses gives back what doesn't belong.
func TestReadRefuses(t *testing.T) {
	e := page()
	sent := Sent{Base: l10n.NewRef([]byte("base")), Targets: targets("Uno.", "Dos <1>negro</1>.", "Tres.")}
	other := page()
	other.Units[0].Segments[0].Source = l10n.ParseFragment("Another source.")
	earlier := sent
	earlier.Base = l10n.NewRef([]byte("earlier"))
	for _, f := range xliff.Formats {
		good := export(t, f, e, sent)
		for says, file := range map[string]string{
			"another version":            export(t, f, other, sent),
			"an earlier export":          export(t, f, e, earlier),
			"document type":              "<!DOCTYPE x>" + good,
			"unexpected EOF":             good[:len(good)/2],
			"no XLIFF file":              "<html/>",
			"it is empty":                "",
			"XLIFF, line 1":              "PK\x03\x04 a zip",
			"is no code point":           strings.Replace(good, "<source>", `<source><cp hex="zz"/>`, 1),
			"has the attribute id twice": strings.Replace(good, `id="u1"`, `id="u1" id="u1"`, 1),
		} {
			if said, _, err := Read([]byte(file), e, sent, sent.Targets); err == nil || !strings.Contains(err.Error(), says) || len(said) > 0 {
				t.Errorf("%s, %s: %v, %v", f, says, said, err)
			}
		}
	}
}

// FuzzRead holds that whatever comes back, a proposal has the codes of its source, and nothing is said of what was not asked.
func FuzzRead(f *testing.F) {
	e := page()
	sent := Sent{Base: l10n.NewRef([]byte("base")), Asked: map[l10n.SegmentID]bool{"u1.2": true}, Targets: targets("Uno.", "", "Tres.")}
	for _, format := range xliff.Formats {
		var b bytes.Buffer
		_ = xliff.Write(&b, e, xliff.Options{Format: format, Locale: "es", SourceAsTarget: true})
		f.Add(b.Bytes())
	}
	f.Fuzz(func(t *testing.T, file []byte) {
		said, _, err := Read(file, e, sent, sent.Targets)
		for _, s := range said {
			if err != nil || s.ID != "u1.2" || l10n.ParseFragment(s.Proposed).CheckCodes(e.Units[0].Segments[1].Source, nil) != nil && s.Proposed != "" {
				t.Errorf("%+v, %v", s, err)
			}
		}
	})
}
