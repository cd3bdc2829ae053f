package site

import (
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
)

func TestAttributionSaysWhatIsTrue(t *testing.T) {
	at := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	by := []l10n.Decision{{At: at.Add(-time.Hour)}, {At: at}}
	for kind, ts := range map[localize.AttributionKind][]l10n.Target{
		localize.Reviewed:        {{Origin: l10n.Origin{Kind: l10n.SubHuman}}, {Origin: l10n.Origin{Kind: l10n.SubTMExact}}},
		localize.MachineReviewed: {{Origin: l10n.Origin{Kind: l10n.SubHuman}}, {Origin: l10n.Origin{Kind: l10n.SubMT}, Confirmed: &l10n.Signature{By: "ana"}}},
		localize.ReviewedInPart:  {{Origin: l10n.Origin{Kind: l10n.SubHuman}}, {Origin: l10n.Origin{Kind: l10n.SubMT}}, {Origin: l10n.Origin{Kind: l10n.SubCopy}}},
	} {
		for i := range ts {
			ts[i].Text = l10n.TextFragment("x")
		}
		if got := attribution(ts, by); got.Kind != kind || !got.Date.Equal(at) || kind == localize.ReviewedInPart && (got.Unconfirmed != 1 || got.All != 2) {
			t.Errorf("%+v", got)
		}
	}
	text, machine := l10n.TextFragment("x"), &l10n.Reviewer{Kind: "model", ID: "judge"}
	passed := l10n.Target{Text: text, Origin: l10n.Origin{Kind: l10n.SubMT}, Unconfirmed: true, PassedBy: machine}
	mine, unseen := l10n.Target{Text: text, Origin: l10n.Origin{Kind: l10n.SubHuman}}, l10n.Target{Text: text, Origin: l10n.Origin{Kind: l10n.SubMT}}
	ended := []l10n.Decision{{Kind: l10n.Conclude, At: at}}
	again := l10n.Target{Text: text, Origin: l10n.Origin{Kind: l10n.SubApproved, Provider: "apertium"}, Confirmed: &l10n.Signature{By: "ana"}}
	if got := attribution([]l10n.Target{mine, again}, by); got.Kind != localize.MachineReviewed {
		t.Errorf("an engine made it, in whatever run: %+v", got)
	}
	for want, ts := range map[localize.Attribution][]l10n.Target{
		{Kind: localize.MachineChecked}:                                   {passed, passed},
		{Kind: localize.CheckedInPart, Date: at, Unconfirmed: 1, All: 2}:  {passed, mine},
		{Kind: localize.ReviewedInPart, Date: at, Unconfirmed: 2, All: 3}: {passed, mine, unseen}, // the program has not looked at all of it
		{Kind: localize.Machine}:                                          {passed, unseen},
	} {
		if got := attribution(ts, by); got != want {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	if got := attribution([]l10n.Target{passed, mine}, ended); !got.Date.IsZero() {
		t.Errorf("a step that asked nobody is a review: %+v", got)
	}
	nobody := []l10n.Target{{Text: l10n.TextFragment("x"), Origin: l10n.Origin{Kind: l10n.SubMT}}, {Text: l10n.TextFragment("1"), Origin: l10n.Origin{Kind: l10n.SubCopy}}}
	if got := attribution(nobody, by); got != (localize.Attribution{Kind: localize.Machine}) {
		t.Errorf("nobody has looked at any of it: %+v", got)
	}
}

// A site's own template lists the languages; the default one has a plain list, and none has none.
func TestTheListOfLanguages(t *testing.T) {
	for switcher, want := range map[string]string{
		"": "", l10n.DefaultSwitcher: `<a href="/fr/a.html"`, `<nav class="own">{{range .Languages}}{{.Name}};{{end}}</nav>`: `<nav class="own">`,
	} {
		w := newWorld(t)
		p := w.plan
		p.Switcher = switcher
		w.usePlan(p)
		w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es", "fr")
		if got := w.get("es/a.html"); want != "" && !strings.Contains(got, want) || (want == "") != !strings.Contains(got, "<nav") {
			t.Errorf("%q: %s", switcher, got)
		}
	}
}

func TestReadersAreToldHowATextCameAbout(t *testing.T) {
	w := newWorld(t)
	p := w.plan
	p.Attribution = true
	w.usePlan(p)
	w.publish("r1", "a.html", page(`<p>Hello.</p>`), "es")
	with := w.get("es/a.html")
	p.Attribution = false
	w.usePlan(p)
	w.publish("r2", "a.html", page(`<p>Hello.</p>`), "es")
	if without := w.get("es/a.html"); len(with) <= len(without) {
		t.Errorf("with: %s\nwithout: %s", with, without)
	}
}
