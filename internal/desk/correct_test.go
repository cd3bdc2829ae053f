package desk

import (
	"context"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// fakeCorrections has one sentence at two places, and notes what people said.
type fakeCorrections struct {
	asked  []l10n.SentenceQuery
	orders []CorrectionOrder
	err    error
}

func (f *fakeCorrections) Find(_ context.Context, q l10n.SentenceQuery) ([]l10n.Carrier, error) {
	f.asked = append(f.asked, q)
	if q.Source+q.Target == "nowhere" {
		return nil, nil
	}
	one := l10n.Carrier{WrongSentence: l10n.WrongSentence{Document: statement, Locale: "es"}, Title: "A <b>page", URL: "https://public.test/es/a", Target: l10n.TextFragment("La esclusa <cierra>.")}
	two := one
	two.Locale, two.Busy = "ar", "run-9"
	return []l10n.Carrier{one, two}, nil
}

func (f *fakeCorrections) Correct(_ context.Context, q l10n.SentenceQuery, o CorrectionOrder) error {
	f.asked, f.orders = append(f.asked, q), append(f.orders, o)
	return f.err
}

func TestCorrectAtTheDesk(t *testing.T) {
	c := &fakeCorrections{}
	o := options(t, fixture())
	o.Corrections = c
	o.Publications = &fakePublications{current: "p1", pubs: []*l10n.Publication{{ID: "p1", PublishedAt: noon, Locales: []l10n.ManifestLocale{{Locale: "es", URL: "https://public.test/es/a"}}}}}
	h, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, h).get(esPage+"/publications").want(200, `a[href="`+esPage+`/correct"]`, "A published sentence is wrong")
	v.get(esPage+"/correct").want(200, "h1", "A published sentence is wrong").wantNone(".found")
	v.press(`button[value="find"]`, map[string]string{"sentence": "nowhere"}).want(200, ".notice.bad", "No published page").wantNone(`button[value="correct"]`)
	v.get(esPage+"/correct").press(`button[value="find"]`, map[string]string{"sentence": "La esclusa cierra."})
	v.want(200, ".found h2", "2 places carry it").want(200, ".found li:nth-child(1) a", "A <b>page").want(200, ".found li:nth-child(1) .said", "La esclusa <cierra>.").
		want(200, ".found li:nth-child(2)", "being reviewed now")
	if q := c.asked[len(c.asked)-1]; q.Target != "La esclusa cierra." || q.Locale != "es" || q.Source != "" {
		t.Errorf("%+v", q)
	}
	v.press(`button[value="correct"]`, map[string]string{"to": "Abre."}).want(422, ".notice.bad", "say what is wrong").want(422, "#to", "Abre.")
	v.press(`button[value="correct"]`, map[string]string{"to": "La esclusa abre.", "reason": "opens", "note": "1"}).want(200, ".notice.good", "asked to look at it again")
	if len(c.orders) != 1 || c.orders[0].Reason != "opens" || !c.orders[0].Note || c.orders[0].Proposed.Text() != "La esclusa abre." || c.orders[0].ID == "" || c.orders[0].By == "" {
		t.Errorf("%+v", c.orders)
	}
	v.get(esPage+"/correct").press(`button[value="find"]`, map[string]string{"sentence": "It closes.", "side": "source", "scope": "all"})
	if q := c.asked[len(c.asked)-1]; q.Source != "It closes." || q.Locale != "" || q.Target != "" {
		t.Errorf("%+v", q)
	}
	v.press(`button[value="correct"]`, map[string]string{"to": "Abre.", "reason": "opens"}).want(422, ".notice.bad", "of one language")
	c.err = l10n.ErrConflict
	v.press(`button[value="correct"]`, map[string]string{"to": "", "reason": "opens"}).want(409, ".notice.bad", "")
}
