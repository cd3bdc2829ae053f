package desk

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const runPage = "/runs/run-7"

// TestRunAsMatrix holds that a run's page shows how each page stands in each locale, by words and shapes, and what holds it up.
func TestRunAsMatrix(t *testing.T) {
	h := fixture()
	v, _ := publishing(t, h)
	h.translations[keyFor("kk")].Stage, h.translations[keyFor("kk")].Comment = l10n.StageParked, "deepl: out of quota <b>"
	h.translations[keyFor("ar")].Due = noon.Add(-time.Hour)
	v.get(runPage).want(200, "h1", "run-7").want(200, ".sum", "2 pages have not begun yet").want(200, ".states", "✕ failed 1").
		want(200, ".states a[aria-current]", "All 5").want(200, "td.st-people", "anyone").want(200, "td.st-people", "Samira").
		want(200, "td.st-people .due.late", "March 9").want(200, "td.st-failed .reason", "403").want(200, "td.st-engines .reason", "out of quota <b>").
		want(200, `td.st-published a[href="https://www.example.org/fr/statement.html"]`, "Published page").want(200, "thead", "1 of 1 published").
		want(200, `button[value="retry-all"]`, "1 translation").want(200, `button[value="resume-all"]`, "1 translation")
	v.get(runPage+"?state=failed").want(200, ".states a[aria-current]", "failed 1").want(200, "td.st-people", "")
	v.get(runPage+"?q=nowhere").want(200, ".calm", "matches the filter")
	v.get(runPage+"?state=odd").want(404, "main", "")
	v.get("/runs/none").want(404, "main", "")
}

// TestActsOnARun holds that people end, resume, retry and widen runs, that what has to have a reason has one, and that it is kept.
func TestActsOnARun(t *testing.T) {
	h := fixture()
	v, f := publishing(t, h)
	v.get(runPage).press(`button[value="cancel"]`, nil).want(422, ".notice.bad .detail", "say why")
	v.press(`button[value="cancel"]`, map[string]string{"comment": "Called off."}).want(200, ".notice.good", "being ended")
	v.get(runPage).press(`button[value="cancel `+string(statement)+` es"]`, map[string]string{"comment": "Only Spanish."})
	want := []l10n.Cancellation{{Run: "run-7", By: "Ana", At: noon, Comment: "Called off."},
		{Run: "run-7", Document: statement, Locale: "es", By: "Ana", At: noon, Comment: "Only Spanish."}}
	if !slices.Equal(f.cancelled, want) {
		t.Errorf("ended %+v", f.cancelled)
	}
	h.translations[keyFor("kk")].Stage = l10n.StageParked
	v.get(runPage).press(`button[value="resume-all"]`, nil).want(200, ".notice.good", "engines")
	h.translations[keyFor("kk")].Stage = l10n.StageParked
	v.get(runPage).press(`button[value="skip `+string(statement)+` kk"]`, nil)
	if fmt.Sprint(h.resumed) != fmt.Sprint([]l10n.Resume{{By: "Ana"}, {By: "Ana", Skip: true}}) {
		t.Errorf("resumed %+v", h.resumed)
	}
	v.get(runPage).press(`button[value="retry-all"]`, map[string]string{"comment": "The site is back."})
	v.get(runPage).press(`button[value="retry `+string(statement)+` ru"]`, nil).want(200, ".notice.good", "under way again")
	v.get(runPage).press(`button[value="add"]`, map[string]string{"more": "pt-BR, sw"})
	if len(f.started) != 3 || f.started[0].Reason != "The site is back." || !slices.Equal(f.started[0].Locales, []l10n.Locale{"ru"}) ||
		f.started[0].By != "Ana" || !slices.Equal(f.started[2].Locales, []l10n.Locale{"pt-BR", "sw"}) || len(f.started[2].Pages) != 1 {
		t.Errorf("started %+v", f.started)
	}
	v.get(runPage).press(`button[value="add"]`, map[string]string{"more": "?"}).want(422, ".notice.bad", "")
	v.post(runPage, map[string][]string{"act": {"explode"}, "id": {"x"}}).want(400, ".notice.bad", "did not understand")
	v.post(runPage, map[string][]string{"act": {"cancel"}}).want(400, "main", "did not understand")
}

// TestSites holds that a site's page shows what visitors get, and that people hold, schedule, release and withdraw there
// with reasons.
func TestSites(t *testing.T) {
	h := fixture()
	f, said, pubs := &fakePublisher{}, &fakeEmbargoes{}, &fakePublications{}
	o := options(t, h)
	o.Publisher, o.Embargoes, o.Publications = f, said, pubs
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, d)
	v.get("/sites").want(200, ".list", "News of the harbour").want(200, ".list .urgent", "failed 1").want(200, `a[href="/publish?site=news"]`, "Start").
		want(200, ".item:last-child", "Pages by their address")
	v.get("/sites/news").want(200, "h1", "News of the harbour").want(200, ".matrix tbody .doc", "northern lock")
	key := string(statement)
	v.press(`button[value="hold `+key+` es"]`, nil).want(422, ".notice.bad .detail", "say why it shall wait")
	v.press(`button[value="hold `+key+` es"]`, map[string]string{"comment": "Not before the vote."}).want(200, ".notice.good", "kept from visitors")
	v.press(`button[value="reschedule `+key+` es"]`, map[string]string{"comment": "The vote.", "at": "2026-12-01T09:00", "zone": "Europe/Paris"})
	v.press(`button[value="reschedule `+key+` es"]`, map[string]string{"comment": "The vote.", "at": "soon"}).want(422, ".notice.bad", "")
	h.translations[keyFor("es")].Embargo = &l10n.Embargo{Hold: true}
	h.translations[keyFor("es")].EmbargoActs = []l10n.EmbargoAct{{By: "Olga", Comment: "Not before the vote."}}
	v.get("/sites/news").want(200, "td.st-people .words", "Olga: “Not before the vote”").want(200, "td.st-people", "kept until released")
	v.press(`button[value="release `+key+` es"]`, nil)
	if n := len(said.acts); n != 3 || said.acts[0].Comment != "Not before the vote." || said.acts[1].Embargo.Zone != "Europe/Paris" || said.acts[2].Kind != l10n.Release {
		t.Errorf("said %+v", said.acts)
	}
	v.press(`button[value="withdraw `+key+` fr"]`, nil).want(422, ".notice.bad .detail", "say why visitors")
	v.press(`button[value="withdraw `+key+` fr"]`, map[string]string{"comment": "It names a person."})
	if len(pubs.withdrawn) != 1 || pubs.withdrawn[0].Comment != "It names a person." || !slices.Equal(pubs.withdrawn[0].Locales, []l10n.Locale{"fr"}) {
		t.Errorf("withdrawn %+v", pubs.withdrawn)
	}
	v.get("/sites/none").want(404, "main", "")
}
