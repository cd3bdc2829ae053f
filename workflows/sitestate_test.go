package workflows

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestTenThousandDocumentsAreCarriedOver holds that a run with ten thousand documents that wait for people can
// continue as new, which a payload of two megabytes limits, and goes on with the same counts.
func TestTenThousandDocumentsAreCarriedOver(t *testing.T) {
	const documents, limit = 10_000, 2 << 20
	s := &siteState{Live: map[l10n.DocumentID]Progress{}, Next: documents}
	s.count()
	for i := range documents + 100 {
		id := l10n.NewDocumentID(fmt.Sprintf("https://www.example.org/news/2026/11/statement-of-the-delegation-of-some-place-%05d.html", i))
		s.set(id, Progress{Document: id})
		s.set(id, Progress{Document: id, People: i%1000 != 0, Published: 2, Ended: 1})
		if i%101 == 0 {
			s.done(id, Progress{Document: id, Published: 3, Ended: 1, Done: true, Trouble: "404"})
		}
	}
	for range listAhead {
		s.Queue = append(s.Queue, activities.ListedDocument{ID: "a-document-of-the-usual-length", URL: "https://www.example.org/of/the/usual/length.html"})
	}
	b, err := json.Marshal(SiteInput{Run: "run", Plan: "plan", State: s})
	if err != nil {
		t.Fatal(err)
	}
	if len(b) > limit*3/4 {
		t.Errorf("the state of %d documents has %d bytes, of %d that a payload may have", documents, len(b), limit)
	}
	t.Logf("%d bytes", len(b))
	var in SiteInput
	if err := json.Unmarshal(b, &in); err != nil {
		t.Fatal(err)
	}
	in.State.count()
	if got, want := fmt.Sprint(in.State.Published(), in.State.Ended(), len(in.State.busy), in.State.Troubled, len(in.State.Troubles)),
		fmt.Sprint(s.Published(), s.Ended(), len(s.busy), s.Troubled, maxTroubles); got != want || s.Published() != 10_000*2+100*3 {
		t.Errorf("carried over: %s, were: %s", got, want)
	}
}
