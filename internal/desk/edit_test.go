package desk

import (
	"errors"
	"fmt"
	"net/url"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestSave(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	v.press(`button[value="save u5.1"]`, map[string]string{"t.u5.1": "Costó 37 millones & más\r\nde <lo> previsto."})
	v.want(200, ".notice.good", "Saved.").want(200, "#s-u5\\.1 .origin", "Ana")
	if got := h.targets[keyFor("es")][4]; got.Text.Text() != "Costó 37 millones & más\nde <lo> previsto." ||
		got.Version != 2 || got.Text.HasCodes() {
		t.Errorf("saved %+v", got)
	}
	v.get(esPage).wantNone(".notice") // a flash is shown only once
	v.press(`.save-all`, nil).want(200, ".notice", "Nothing had changed.")
	v.press(`.save-all`, map[string]string{"t.u5.1": "Costó mucho.", "t.u6.1": "Cambios"})
	v.want(200, "#s-u5\\.1 .issues .blocking", "The number 37").want(200, ".bar-top .why", "must be fixed")
	if got := h.targets[keyFor("es")][5].Text.Text(); got != "Cambios" {
		t.Errorf("the second segment is %q", got)
	}
	v.press(`.save-all`, map[string]string{"t.u5.1": ""})
	if got := h.targets[keyFor("es")][4]; got.State != l10n.Initial {
		t.Errorf("an emptied segment is %s", got.State)
	}
}

func TestSaveOneKeepsTheOthersTyped(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	v.press(`button[value="save u5.1"]`, map[string]string{"t.u5.1": "Costó 37.", "t.u6.1": "A medias"})
	v.want(200, "main", "1 other segment is not saved yet").want(200, "#s-u6\\.1.unsaved .dirty", "Not saved")
	if v.area("t.u6.1") != "A medias" || h.targets[keyFor("es")][5].Version != 1 {
		t.Error("the other segment was saved or lost")
	}
	v.press(`.save-all`, nil).want(200, ".notice.good", "Saved.")
	if h.targets[keyFor("es")][5].Text.Text() != "A medias" {
		t.Error("what was typed before is not saved by the next press")
	}
}

func TestSaveRefusesBrokenCodes(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	broken := "La Comisión del Puerto</1> abrió la esclusa el <2/>."
	v.press(`button[value="save u4.1"]`, map[string]string{"t.u4.1": broken})
	v.want(422, "#s-u4\\.1 .fault", "the codes must be those of the source").want(422, ".fault .detail", "<1> is missing")
	if v.area("t.u4.1") != broken || h.targets[keyFor("es")][3].Version != 1 {
		t.Error("what was typed is lost, or stored")
	}
	v.press(`button[value="drop u4.1"]`, nil).wantNone(".fault")
	if v.area("t.u4.1") != lines[3].es {
		t.Errorf("dropped to %q", v.area("t.u4.1"))
	}
}

func TestFixIsTypedNotSaved(t *testing.T) {
	h := fixture()
	fix := l10n.ParseFragment("Qué cambia para los <1>buques</1>")
	h.targets[keyFor("es")][5].Issues = []l10n.Issue{{Type: l10n.IssueTypographical, Severity: 40, Comment: "No fix here"},
		{Type: l10n.IssueStyle, Severity: 40, Comment: "Better so", Fix: &fix}}
	v := visit(t, newDesk(t, h)).get(esPage).want(200, ".fix q", "<1>buques</1>")
	v.press(".fix button", map[string]string{"t.u1.1": "A medias"}).want(200, "#s-u6\\.1 .dirty", "Not saved")
	if v.area("t.u6.1") != fix.String() || v.area("t.u1.1") != "A medias" || h.targets[keyFor("es")][5].Version != 1 {
		t.Errorf("typed %q beside %q", v.area("t.u6.1"), v.area("t.u1.1"))
	}
	v.post(esPage, url.Values{"act": {"fix u6.1 0"}}).wantNone(".dirty")
}

func TestSaveMeetsConflict(t *testing.T) {
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	other, err := h.editAs(t.Context(),
		l10n.Edit{Segment: "u6.1", Text: l10n.TextFragment("De Luis"), Version: 1, By: "Luis"})
	if err != nil {
		t.Fatal(err)
	}
	v.press(`.save-all`, map[string]string{"t.u6.1": "De Ana", "t.u1.1": "Otro título"})
	v.want(409, "#s-u6\\.1 .theirs", "De Luis").want(409, "#s-u6\\.1 .fault", "Luis").
		want(409, ".notice.good", "1 segment saved.")
	if v.area("t.u6.1") != "De Ana" || h.targets[keyFor("es")][5].Version != other.Version {
		t.Error("a text is lost")
	}
	v.press(`.save-all`, nil).want(200, ".notice.good", "Saved.")
	if h.targets[keyFor("es")][5].Text.Text() != "De Ana" {
		t.Error("the second save, with both texts seen, does not hold")
	}
}

func TestSaveErrorsKeepWhatWasTyped(t *testing.T) {
	for name, tt := range map[string]struct {
		err    error
		status int
		text   string
	}{
		"unavailable": {l10n.ErrUnavailable, 503, "Saving again is safe"},
		"refused":     {fmt.Errorf("%w: the step is over", l10n.ErrRefused), 422, "the step is over"},
		"internal":    {errors.New("boom"), 500, "log"},
	} {
		t.Run(name, func(t *testing.T) {
			h := fixture()
			h.editErr = tt.err
			v := visit(t, newDesk(t, h)).get(esPage)
			v.press(`.save-all`, map[string]string{"t.u6.1": "Texto"}).want(tt.status, "#s-u6\\.1 .fault", tt.text)
			if v.area("t.u6.1") != "Texto" {
				t.Error("what was typed is lost")
			}
		})
	}
	h := fixture()
	v := visit(t, newDesk(t, h)).get(esPage)
	h.translations[keyFor("es")].Stage, h.translations[keyFor("es")].Step = l10n.StageApproved, ""
	v.press(`.save-all`, map[string]string{"t.u6.1": "Tarde"}).want(422, "#s-u6\\.1 .fault", "no longer be edited")
	if v.area("t.u6.1") != "Tarde" || v.header.Get("Refresh") != "" {
		t.Error("a text that came too late is lost")
	}
}
