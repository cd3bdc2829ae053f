package work

import (
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/translate"
)

// TestReopen holds which texts lose their approval by a correction, and what stands in their place.
func TestReopen(t *testing.T) {
	at := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	seg := func(id, text string) l10n.Segment {
		return l10n.Segment{ID: l10n.SegmentID(id), Source: l10n.TextFragment(text)}
	}
	e := &l10n.Extraction{Units: []l10n.Unit{{ID: "u", Segments: []l10n.Segment{seg("u.1", "Monday."), seg("u.2", "Tuesday."), seg("u.3", "Monday.")}}}}
	approved := func(id, source, text string, when time.Time) l10n.Target {
		return l10n.Target{Segment: l10n.SegmentID(id), SourceHash: l10n.TextFragment(source).Hash(), Text: l10n.TextFragment(text),
			Signed: []l10n.Signature{{Step: "review", By: "maria", At: when}}}
	}
	wrong := l10n.CorrectedSentence{WrongSentence: l10n.WrongSentence{Segment: "u.1", SourceHash: l10n.TextFragment("Monday.").Hash(),
		TargetHash: l10n.TextFragment("Martes.").Hash()}, Run: "fix", By: "editor", Reason: "not Tuesday", At: at}
	proposed := wrong
	proposed.Proposed = l10n.TextFragment("Lunes.")
	same := func(text string, when time.Time) *l10n.Target {
		return &l10n.Target{Text: l10n.TextFragment(text), EditedAt: when}
	}
	for name, c := range map[string]struct {
		approved   []l10n.Target
		correction l10n.CorrectedSentence
		people     *l10n.Target // what somebody wrote for u.1
		reopened   bool
		draft      string
	}{
		"it was approved before":         {[]l10n.Target{approved("u.1", "Monday.", "Martes.", at.Add(-time.Hour))}, wrong, nil, true, "Martes."},
		"a text is proposed":             {[]l10n.Target{approved("u.1", "Monday.", "Martes.", at.Add(-time.Hour))}, proposed, nil, true, "Lunes."},
		"nobody signed, long ago":        {[]l10n.Target{approved("u.1", "Monday.", "Martes.", time.Time{})}, wrong, nil, true, "Martes."},
		"people confirmed it since":      {[]l10n.Target{approved("u.1", "Monday.", "Martes.", at.Add(-time.Hour)), approved("u.1", "Monday.", "Martes.", at.Add(time.Hour))}, wrong, nil, false, ""},
		"another text was approved":      {[]l10n.Target{approved("u.1", "Monday.", "Martes.", at.Add(-time.Hour)), approved("u.1", "Monday.", "Lunes.", at.Add(-time.Minute))}, wrong, nil, false, ""},
		"somebody has written since":     {[]l10n.Target{approved("u.1", "Monday.", "Martes.", at.Add(-time.Hour))}, wrong, same("Lunes", at.Add(time.Hour)), true, ""},
		"somebody had written it":        {[]l10n.Target{approved("u.1", "Monday.", "Martes.", at.Add(-time.Hour))}, wrong, same("Martes.", at.Add(-2*time.Hour)), true, "Martes."},
		"it was approved somewhere else": {[]l10n.Target{approved("u.2", "Monday.", "Martes.", at.Add(-time.Hour))}, wrong, nil, false, ""},
	} {
		other := approved("u.2", "Tuesday.", "Martes.", at.Add(-time.Hour)) // the same text, which is right there
		known := translate.Known{People: map[l10n.SegmentID]translate.PeopleTexts{}}
		known.Approved.Targets = append([]l10n.Target{other}, c.approved...)
		if c.people != nil {
			known.People["u.1"] = translate.PeopleTexts{Same: c.people}
		}
		reopen(&known, e, []l10n.CorrectedSentence{c.correction})
		got := known.People["u.1"]
		if (got.Correction == "fix") != c.reopened {
			t.Errorf("%s: reopened by %q", name, got.Correction)
		}
		if c.reopened && (len(got.Earlier) != 1 || got.Earlier[0].Text.Text() != "Martes." || got.Earlier[0].Act != l10n.KeptWrong || got.Earlier[0].By != "editor") {
			t.Errorf("%s: beside it stands %+v", name, got.Earlier)
		}
		if c.draft == "" && got.Draft != nil || c.draft != "" && (got.Draft == nil || got.Draft.Text.Text() != c.draft) || (got.Same != nil) != (c.reopened && c.draft == "") {
			t.Errorf("%s: the draft is %+v, and people's %+v", name, got.Draft, got.Same)
		}
		if len(known.Approved.Targets) == 0 || known.Approved.Targets[0].Segment != "u.2" || known.People["u.2"].Correction != "" || known.People["u.3"].Correction != "" {
			t.Errorf("%s: more is reopened: %+v", name, known)
		}
	}
}
