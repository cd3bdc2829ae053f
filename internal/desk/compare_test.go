package desk

import (
	"context"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// versions are the documents of two publications.
type versions struct {
	*pipeline
	sources map[l10n.Ref]*l10n.Extraction
	targets map[l10n.Ref][]l10n.Target
}

func (v versions) Extraction(_ context.Context, r l10n.Ref) (*l10n.Extraction, error) {
	e, ok := v.sources[r]
	if !ok {
		return nil, l10n.ErrNotFound
	}
	return e, nil
}

func (v versions) Snapshot(_ context.Context, r l10n.Ref) ([]l10n.Target, error) {
	return v.targets[r], nil
}

// TestCompareTwoPublications holds that people see by sentence, with the source beside it, what differs between two
// publications, and which figures.
func TestCompareTwoPublications(t *testing.T) {
	h := fixture()
	of := func(source, target string) (*l10n.Extraction, []l10n.Target) {
		return &l10n.Extraction{Lang: "en", Units: []l10n.Unit{
				{ID: "u1", Element: "p", Segments: []l10n.Segment{{ID: "u1.1", Source: l10n.TextFragment("Ships may pass.")}}},
				{ID: "u2", Element: "p", Segments: []l10n.Segment{{ID: "u2.1", Source: l10n.TextFragment(source)}}}}},
			[]l10n.Target{{Segment: "u1.1", Text: l10n.TextFragment("Los buques pasan.")},
				{Segment: "u2.1", Text: l10n.TextFragment(target), Signed: []l10n.Signature{{By: "Olga"}}}}
	}
	d := versions{h, map[l10n.Ref]*l10n.Extraction{}, map[l10n.Ref][]l10n.Target{}}
	d.sources["e1"], d.targets["t1"] = of("It cost 37 million <i>crowns.", "Costó 37 millones.")
	d.sources["e2"], d.targets["t2"] = of("It cost 39 million <i>crowns.", "Costó 39 millones.")
	pub := func(id l10n.PublicationID, n string, hours int) *l10n.Publication {
		return &l10n.Publication{ID: id, PublishedAt: noon.Add(-time.Duration(hours) * time.Hour),
			Locales: []l10n.ManifestLocale{{Locale: "es", Extraction: l10n.Ref("e" + n), Targets: l10n.Ref("t" + n)}}}
	}
	o := options(t, h)
	o.Documents = d
	o.Publications = &fakePublications{current: "p2", pubs: []*l10n.Publication{{ID: "p3", PublishedAt: noon}, pub("p2", "2", 2), pub("p1", "1", 3)}}
	handler, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, handler)
	v.get(esPage+"/publications").want(200, `a[href="`+esPage+`/publications/compare?to=p2"]`, "What differs")
	v.get(esPage+"/publications/compare").want(200, ".sum", "1 sentence differs").want(200, ".compared ins", "39").want(200, ".compared del", "37").
		want(200, ".compared td:first-child", "<i>crowns.").want(200, ".figures", "3739").want(200, ".compared", "Olga").want(200, ".badge", "source changed")
	if n := v.doc.Find(".compared tbody tr").Length(); n != 1 {
		t.Errorf("%d sentences are shown, want 1", n)
	}
	v.get(esPage+"/publications/compare?all=1").want(200, ".compared tr:first-child td", "Los buques pasan.")
	v.get(esPage+"/publications/compare?from=p2&to=p1").want(200, ".compared ins", "37")
	v.get(esPage+"/publications/compare?to=p1").want(200, ".calm", "no earlier publication")
	v.get(arPage+"/publications/compare").want(404, "main", "")
}
