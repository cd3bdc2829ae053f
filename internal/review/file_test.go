package review_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/handoff"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/place"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// agency is a desk whose review has a step by file, and the place of its files.
type agency struct {
	*desk
	place handoff.Place
	sent  review.SentFile
}

// newAgency sends out a page: a sentence of a machine, one of a person, one without a text, and a figure.
func newAgency(t *testing.T, format string) *agency {
	t.Helper()
	d := newDesk(t)
	p, err := place.Open("dir", place.Options{Dir: t.TempDir()})
	d.must(err)
	d.Places = map[string]review.Place{"bucket": {Place: p}}
	steps := []l10n.ReviewStep{{Name: "agency", Kind: l10n.StepFile, Place: "bucket", Format: format}, {Name: "review", Kind: l10n.StepPerson}}
	tr := d.planned(l10n.Plan{Review: steps, Unconfirmed: l10n.UnconfirmedPublish}, "Uno.", "Dos.", "", "4")
	ts := d.targets[key]
	ts[0].SubState, ts[0].Origin = l10n.SubMT, l10n.Origin{Kind: l10n.SubMT, Provider: "deepl"}
	ts[1].SubState, ts[1].Origin = l10n.SubHuman, l10n.Origin{Kind: l10n.SubHuman, By: "ana"}
	ts[2].SubState, ts[2].Origin = l10n.SubNoEngine, l10n.Origin{}
	ts[3].SubState, ts[3].Origin = l10n.SubCopy, l10n.Origin{}
	d.begin(key, "agency", "", tr.Round)
	a := &agency{desk: d, place: p}
	a.send()
	return a
}

func (a *agency) send() {
	a.t.Helper()
	var err error
	a.sent, err = a.SendFile(a.t.Context(), key, "agency")
	a.must(err)
}

// out is the file that went out.
func (a *agency) out() string {
	a.t.Helper()
	b, err := a.place.Get(a.t.Context(), "out/"+a.sent.Name+".xlf", 1<<20)
	a.must(err)
	return string(b)
}

// comes puts a file into the place and looks.
func (a *agency) comes(name, text string) review.TakenFiles {
	a.t.Helper()
	a.must(a.place.Put(a.t.Context(), "in/"+name, []byte(text)))
	return a.look()
}

func (a *agency) look() review.TakenFiles {
	a.t.Helper()
	taken, err := a.TakeFiles(a.t.Context(), key, "agency", a.sent)
	a.must(err)
	return taken
}

// said is what the step says of a segment, with what it proposes.
func (a *agency) said(segment l10n.SegmentID) string {
	for _, v := range a.verdicts {
		if v.Step == "agency" && v.Segment == segment && v.Of(a.targets[key][slices.IndexFunc(a.targets[key], func(t l10n.Target) bool { return t.Segment == segment })]) {
			s := string(v.Outcome)
			if v.Proposed != nil {
				s += " " + v.Proposed.String()
			}
			return s
		}
	}
	return ""
}

func (a *agency) note(name string) string {
	b, err := a.place.Get(a.t.Context(), "in/"+name, 1<<20)
	if errors.Is(err, l10n.ErrNotFound) {
		return ""
	}
	a.must(err)
	return string(b)
}

const (
	one   = `<target state="needs-review-translation" state-qualifier="leveraged-mt">Uno.</target>`
	two   = `<target state="needs-review-translation">Dos.</target>`
	three = "<source>Sentence 3.</source>\n"
)

// answer is the file as an agency gives it back that has read all.
var answer = strings.NewReplacer(one, `<target state="signed-off">El uno.</target>`, two, `<target state="signed-off">Dos.</target>`,
	three, three+`<target state="translated">Tres.</target>`)

func TestAFileGoesOutOnce(t *testing.T) {
	for _, format := range []string{"", "xliff-1.2", "xliff-2.1"} {
		a := newAgency(t, format)
		first, sent := a.out(), a.sent
		if a.sent.Segments != 3 || !strings.Contains(first, `version="`+strings.TrimPrefix(map[bool]string{true: "xliff-1.2", false: format}[format == ""], "xliff-")) {
			t.Errorf("%s: %+v\n%s", format, a.sent, first)
		}
		edit := l10n.Edit{Segment: "u.1", Text: l10n.TextFragment("Uno nuevo."), Version: 1, By: "ana"}
		e, err := getExtraction(a.desk)
		a.must(err)
		_, err = a.Edit(t.Context(), a.record[key], e, edit)
		a.must(err)
		if a.send(); a.out() != first || a.sent != sent { // after a crash, and after somebody has changed a text
			t.Errorf("%s: another file went out: %+v", format, a.sent)
		}
		a.must(a.place.Put(t.Context(), "out/"+a.sent.Name+".xlf", []byte("spoilt")))
		if a.send(); !strings.Contains(a.out(), "Uno nuevo.") || a.sent.Base == sent.Base {
			t.Error("a file that somebody spoilt is not mended")
		}
	}
}

func TestAFileComesBack(t *testing.T) {
	a := newAgency(t, "xliff-1.2")
	if taken := a.look(); taken.Left != 3 || len(a.assessed) != 0 || !strings.Contains(taken.Standing(a.sent), "3 of 3 texts are not answered yet") {
		t.Errorf("%s: %+v, %+v", taken.Standing(a.sent), taken, a.assessed)
	}
	if taken := a.comes("ES_"+a.sent.Name+".xlf", answer.Replace(a.out())); taken.Left != 0 || len(taken.Refused) > 0 {
		t.Errorf("%+v", taken)
	}
	for id, want := range map[l10n.SegmentID]string{"u.1": "changes El uno.", "u.2": "pass", "u.3": "changes Tres.", "u.4": ""} {
		if got := a.said(id); got != want {
			t.Errorf("%s: %q, want %q", id, got, want)
		}
	}
	if got := a.targets[key][0].Text.String(); got != "Uno." {
		t.Errorf("a proposal was taken silently: %s", got)
	}
	if by := a.verdicts[0].By; by.Kind != "file" || by.ID != "bucket" {
		t.Errorf("%+v", by)
	}
	if n := len(a.assessed); a.look().Left != 0 || len(a.assessed) != n {
		t.Error("a repeat is kept again")
	}
	a.must(a.ClearFiles(t.Context(), key, "agency", a.sent))
	if a.look().Left != 0 || a.note("ES_"+a.sent.Name+".xlf") != "" {
		t.Error("the file is still there")
	}
	_, err := a.EndStep(t.Context(), key, "agency", "")
	a.must(err)
	if got := a.begin(key, "review", "", 1); got.Asked != 2 {
		t.Errorf("asked are %+v: %v", got, a.outcomes("review"))
	}
}

// TestSourceAsTarget has a tool translate targets in their place. What it left as the source is no translation.
func TestSourceAsTarget(t *testing.T) {
	a := newAgency(t, "xliff-1.2")
	a.must(a.ClearFiles(t.Context(), key, "agency", a.sent))
	p := a.Places["bucket"]
	p.SourceAsTarget = true
	a.Places["bucket"] = p
	a.send()
	out := a.out()
	if strings.Count(out, `<target state="needs-translation">Sentence`) != 4 || !strings.Contains(out, "<target>Uno.</target>") {
		t.Errorf("what went out is\n%s", out)
	}
	same := `<target state="needs-translation">Sentence 2.</target>`
	if taken := a.comes(a.sent.Name+".xlf", strings.Replace(out, same, `<target state="needs-translation">Dos.</target>`, 1)); taken.Left != 2 {
		t.Errorf("%+v", taken)
	}
	if a.said("u.1") != "" || a.said("u.2") != "pass" || a.said("u.3") != "" {
		t.Errorf("%q, %q, %q", a.said("u.1"), a.said("u.2"), a.said("u.3"))
	}
}

// TestBadDaysOfFiles has files come back in all the ways in which they should not.
func TestBadDaysOfFiles(t *testing.T) {
	t.Run("half, and then the rest", func(t *testing.T) {
		a := newAgency(t, "xliff-1.2")
		half := strings.Replace(a.out(), one, `<target state="signed-off">El uno.</target>`, 1)
		if taken := a.comes(a.sent.Name+".xlf", half); taken.Left != 2 || a.said("u.1") != "changes El uno." || a.said("u.2") != "" {
			t.Errorf("%+v", taken)
		}
		if taken := a.comes(a.sent.Name+"_2.xlf", answer.Replace(a.out())); taken.Left != 0 {
			t.Errorf("%+v", taken)
		}
	})
	t.Run("twice, with another text", func(t *testing.T) {
		a := newAgency(t, "xliff-1.2")
		a.comes(a.sent.Name+".xlf", answer.Replace(a.out()))
		a.comes(a.sent.Name+".xlf", strings.Replace(answer.Replace(a.out()), "El uno.", "Uno, el.", 1))
		if got := a.said("u.1"); got != "changes Uno, el." {
			t.Errorf("the later file does not count: %s", got)
		}
	})
	t.Run("never", func(t *testing.T) {
		a := newAgency(t, "xliff-1.2")
		_, err := a.EndStep(t.Context(), key, "agency", "late")
		a.must(err)
		if got := a.outcomes("agency"); got["u.1"] != "abstain no-answer" || got["u.3"] != "abstain no-answer" || got["u.4"] != "" {
			t.Errorf("%v", got)
		}
		if got := a.begin(key, "review", "", 1); got.Asked != 3 {
			t.Errorf("%+v", got)
		}
	})
	t.Run("a person was faster", func(t *testing.T) {
		a := newAgency(t, "xliff-1.2")
		e, err := getExtraction(a.desk)
		a.must(err)
		_, err = a.Edit(t.Context(), a.record[key], e, l10n.Edit{Segment: "u.1", Text: l10n.TextFragment("Uno mío."), Version: 1, By: "ana"})
		a.must(err)
		a.comes(a.sent.Name+".xlf", answer.Replace(a.out()))
		if got := a.said("u.1"); got != "changes El uno." || a.targets[key][0].Text.String() != "Uno mío." {
			t.Errorf("%s, %s", got, a.targets[key][0].Text)
		}
		if v := a.verdicts[slices.IndexFunc(a.verdicts, func(v l10n.Verdict) bool { return v.Segment == "u.1" && v.Step == "agency" })]; !strings.Contains(v.Comment, "changed here since") {
			t.Errorf("%+v", v)
		}
		_, err = a.Edit(t.Context(), a.record[key], e, l10n.Edit{Segment: "u.1", Text: l10n.TextFragment("El uno."), Version: a.targets[key][0].Version, By: "ana"})
		a.must(err)
		if a.look(); a.said("u.1") != "pass" {
			t.Errorf("who took the proposal is told of it again: %s", a.said("u.1"))
		}
	})
}

// TestRefusedFiles has files come back that can't be used, and then one that can.
func TestRefusedFiles(t *testing.T) {
	for name, c := range map[string]struct {
		spoil func(string) string
		says  string
		left  int
	}{
		"garbage":             {func(string) string { return "PK\x03\x04" }, "XLIFF, line 1", 3},
		"cut off":             {func(s string) string { return s[:len(s)/2] }, "unexpected EOF", 3},
		"a DTD":               {func(s string) string { return "<!DOCTYPE xliff>" + s }, "document type declaration", 3},
		"an outdated source":  {func(s string) string { return strings.ReplaceAll(s, "Sentence 1.", "Sentence one.") }, "another source", 1},
		"another document":    {func(s string) string { return strings.Replace(s, "dragoman:", "dragoman:0", 1) }, "another version", 3},
		"an unknown segment":  {func(s string) string { return strings.Replace(s, `id="u.2"`, `id="u.9"`, 1) }, "not on this page", 1},
		"an invented code":    {func(s string) string { return strings.Replace(s, "El uno.", `El <x id="3"/>uno.`, 1) }, "not in the source", 1},
		"far too long a text": {func(s string) string { return strings.Replace(s, "El uno.", strings.Repeat("uno ", 5000), 1) }, "much longer", 1},
		"an unasked text":     {func(s string) string { return strings.Replace(s, ">4<", ">5<", 1) }, "was not asked about", 0},
		"too large":           {func(s string) string { return s + strings.Repeat(" ", handoff.MaxFile) }, "larger than is read", 3},
	} {
		a := newAgency(t, "xliff-1.2")
		file := a.sent.Name + ".xlf"
		taken := a.comes(file, c.spoil(answer.Replace(a.out())))
		if taken.Left != c.left || len(taken.Refused) == 0 || !strings.Contains(taken.Refused[0], c.says) {
			t.Errorf("%s: %+v", name, taken)
			continue
		}
		if note := a.note(file + ".refused.txt"); !strings.Contains(note, c.says) {
			t.Errorf("%s: the note beside it says %q", name, note)
		}
		if i := slices.IndexFunc(a.assessed, func(x l10n.Assessment) bool { return strings.Contains(x.Left, c.says) }); i < 0 || a.assessed[i].Segments != 0 {
			t.Errorf("%s: the records don't say why: %+v", name, a.assessed)
		}
		if n := len(a.assessed); len(a.look().Refused) > 0 || len(a.assessed) != n {
			t.Errorf("%s: it is refused again and again", name)
		}
		if taken := a.comes(file, answer.Replace(a.out())); taken.Left != 0 || a.note(file+".refused.txt") != "" || a.note(file+".taken.txt") == "" {
			t.Errorf("%s: the mended file is not taken: %+v", name, taken)
		}
	}
}

func TestFilesOfStrangers(t *testing.T) {
	a := newAgency(t, "xliff-1.2")
	if taken := a.comes("holiday.txt", "photos"); taken.Strays != 1 || taken.Left != 3 || !strings.Contains(a.note("holiday.txt.refused.txt"), "No file of this name is waited for") {
		t.Errorf("%+v", taken)
	}
	for step, want := range map[l10n.StepName]string{"review": "no machine's step", "none": "no machine's step"} {
		if _, err := a.SendFile(t.Context(), key, step); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", step, err)
		}
	}
	for _, name := range []string{"", "doc.es", a.sent.Name + "x"} {
		other := a.sent
		other.Name = name
		_, err := a.TakeFiles(t.Context(), key, "agency", other)
		if cleared := a.ClearFiles(t.Context(), key, "agency", other); !errors.Is(err, l10n.ErrRefused) || !errors.Is(cleared, l10n.ErrRefused) {
			t.Errorf("the file %q is another's: %v, %v", name, err, cleared)
		}
	}
	a.Places = nil
	if _, err := a.SendFile(t.Context(), key, "agency"); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "no place") {
		t.Error(err)
	}
	if _, err := a.TakeFiles(t.Context(), key, "agency", a.sent); !errors.Is(err, l10n.ErrRefused) {
		t.Error(err)
	}
}
