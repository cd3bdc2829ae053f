package desk

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// fakePublications has the publications of a document. It records what it was asked to do.
type fakePublications struct {
	pubs       []*l10n.Publication
	current    l10n.PublicationID
	back       []l10n.Rollback
	rolledBack []string
	withdrawn  []l10n.Withdrawal
	err        error
}

func (s *fakePublications) History(context.Context, l10n.SiteName, l10n.DocumentID) (PublicationHistory, error) {
	return PublicationHistory{Publications: s.pubs, Current: s.current, Rollbacks: s.back}, nil
}

func (s *fakePublications) Rollback(_ context.Context, r l10n.Rollback) error {
	s.rolledBack = append(s.rolledBack, fmt.Sprint(r.To, " by ", r.By, ": ", r.Comment))
	return s.err
}

func (s *fakePublications) Unpublish(_ context.Context, _ l10n.SiteName, _ l10n.DocumentID, w l10n.Withdrawal) error {
	s.withdrawn = append(s.withdrawn, w)
	return s.err
}

func TestPublications(t *testing.T) {
	at := func(h int) time.Time { return noon.Add(time.Duration(-h) * time.Hour) }
	es := l10n.ManifestLocale{Locale: "es", URL: "https://www.example.org/es/statement.html",
		Approvals: []l10n.Decision{{By: "Maria", Step: "review"}}}
	fr := l10n.ManifestLocale{Locale: "fr", URL: "https://www.example.org/fr/statement.html"}
	s := &fakePublications{current: "p2", pubs: []*l10n.Publication{
		{ID: "p3", PublishedAt: at(1), Withdrawn: &l10n.Withdrawal{By: "Karim", Comment: "<b>wrong"}},
		{ID: "p2", PublishedAt: at(2), Locales: []l10n.ManifestLocale{es, fr}}, {ID: "p1", PublishedAt: at(3),
			Locales: []l10n.ManifestLocale{es}}}}
	s.back = []l10n.Rollback{{By: "Luis", At: at(1), From: "p3", To: "p2", Comment: "Published <i>too early."}}
	o := options(t, fixture())
	o.Publications = s
	h, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, h).get(esPage)
	v.want(200, `a[href="`+esPage+`/publications"]`, "Publications")
	v.get(esPage+"/publications").want(200, "li.d-approve", "What visitors get now").want(200, "li.d-approve", "Maria").
		want(200, "li.d-approve", "Brought back by Luis").want(200, "li.d-approve .said", "Published <i>too early.").want(200,
		`li.d-approve a[href="https://www.example.org/fr/statement.html"]`, "French").want(200, "li:first-child",
		"Karim").want(200, "li:first-child .said", "<b>wrong")

	v.press(`button[value="rollback p1"]`, nil).want(422, ".notice.bad", "why")
	v.press(`button[value="rollback p1"]`, map[string]string{"comment": "The figures were old."}).want(200, ".notice.good", "earlier")
	if len(s.rolledBack) != 1 || s.rolledBack[0] != "p1 by Ana: The figures were old." {
		t.Errorf("%v", s.rolledBack)
	}
	v.press(`button[value=unpublish]`, map[string]string{"comment": "why not"}).want(422, ".notice.bad", "which").want(422,
		"textarea", "why not")
	v.press(`button[value=unpublish]`, map[string]string{"locale": "fr", "comment": "It names a person."}).want(200,
		".notice.good", "no longer")
	v.press(`button[value=unpublish]`, map[string]string{"locale": "*"}).want(422, ".notice.bad", "why")
	v.press(`button[value=unpublish]`, map[string]string{"locale": "*", "comment": "All of it."})
	if len(s.withdrawn) != 2 || s.withdrawn[0].By != "Ana" || s.withdrawn[0].Comment != "It names a person." ||
		len(s.withdrawn[0].Locales) != 1 || s.withdrawn[0].Locales[0] != "fr" ||
		len(s.withdrawn[1].Locales) != 0 || s.withdrawn[0].ID == "" || s.withdrawn[0].ID == s.withdrawn[1].ID {
		t.Errorf("%+v", s.withdrawn)
	}
	s.err = l10n.ErrUnavailable
	v.press(`button[value=unpublish]`, map[string]string{"locale": "*", "comment": "All of it."}).want(503, ".notice.bad", "")
	s.pubs = nil
	v.get(esPage+"/publications").want(200, ".calm", "Nothing was published").wantNone("form.publications")
	visit(t, newDesk(t, fixture())).get(esPage+"/publications").want(404, "main", "")
}

// TestWhatVisitorsHave holds that the page of a translation says what visitors have where that is another text, or none.
func TestWhatVisitorsHave(t *testing.T) {
	h := fixture()
	es := h.translations[keyFor("es")]
	v := visit(t, newDesk(t, h))
	v.get(esPage).wantNone(".visible")
	es.Stage, es.RolledBack = l10n.StagePublished, &l10n.Rollback{By: "Olga", At: noon}
	v.get(esPage).want(200, ".visible", "An earlier publication was brought back by Olga: visitors have its text.")
	es.Stage, es.RolledBack, es.Withdrawn = l10n.StageWithdrawn, nil, &l10n.Withdrawal{By: "Olga", At: noon, Comment: "A lawsuit."}
	v.get(esPage).want(200, ".visible", "Taken from visitors by Olga: “A lawsuit”.")
}
