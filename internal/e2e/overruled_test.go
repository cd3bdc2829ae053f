package e2e_test

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
)

// narrow is a page whose one sentence takes 19 bytes; the translation takes more than the 20 that the page allows.
const narrow = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title translate="no">Bridge</title></head>
<body><main><p its-storage-size="20">The bridge is open.</p></main></body></html>`

// TestAPersonOverrulesACheck holds that an overruled issue stops neither an approval nor a publication, here and on another page
// of the site with the same sentence, that the manifest says so, and that it stands again when the source changes.
func TestAPersonOverrulesACheck(t *testing.T) {
	h := newHouse(t, map[string]string{"one.html": narrow, "two.html": narrow})
	one, two := h.key("one.html", "es"), h.key("two.html", "es")
	run := h.start(h.plan([]string{"one.html"}, "es"))
	if err := h.decide(one, approve("review", "maria")); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "issue") {
		t.Fatalf("approving what the page does not allow: %v", err)
	}
	ts, err := h.store.Targets(t.Context(), one)
	h.must(err)
	about := remark.About{TranslationKey: one, Segment: ts[0].Segment, SourceHash: ts[0].SourceHash, TargetHash: ts[0].Text.Hash()}
	for _, i := range ts[0].Issues {
		if i.Severity >= l10n.BlockingSeverity {
			_, err := h.app.Remark().Dismiss(t.Context(), remark.Overruling{About: about, ID: "act", Issue: i.Hash(), Scope: l10n.DismissSentence,
				Reason: l10n.ReasonOther, Words: "The display has 40 bytes by now.", By: "maria"})
			h.must(err)
		}
	}
	h.must(h.decide(one, approve("review", "maria")))
	if r := h.ended(run); r.Published != 1 {
		t.Fatalf("%+v", r)
	}
	if d := dismissedIn(t, h.public); len(d) != 1 || d[0].By != "maria" || d[0].Check != "storage-size" || d[0].Words == "" {
		t.Errorf("the manifest has %+v", d)
	}

	run = h.start(h.plan([]string{"two.html"}, "es")) // nobody is asked about the sentence's size again
	h.until("the second page waits, or is published", func() bool {
		tr, err := h.store.Translation(t.Context(), two)
		return err == nil && (tr.Step == "review" || tr.Stage == l10n.StagePublished)
	})
	tr, err := h.store.Translation(t.Context(), two)
	h.must(err)
	if tr.Progress.Blocking != 0 {
		t.Errorf("the same sentence on another page blocks: %+v", tr.Progress)
	}
	if tr.Step == "review" {
		h.must(h.decide(two, approve("review", "maria")))
	}
	if r := h.ended(run); r.Published != 1 {
		t.Fatalf("%+v", r)
	}

	h.edit(map[string]string{"one.html": strings.Replace(narrow, "open", "shut", 1)})
	h.start(h.plan([]string{"one.html"}, "es"))
	if err := h.decide(one, approve("review", "maria")); !errors.Is(err, l10n.ErrRefused) || !strings.Contains(err.Error(), "issue") {
		t.Errorf("a word about another source still counts: %v", err)
	}
}

// dismissedIn returns what the manifests of a folder say of overruled issues.
func dismissedIn(t *testing.T, folder string) []l10n.Dismissal {
	t.Helper()
	var all []l10n.Dismissal
	for _, pub := range manifestsIn(t, folder) {
		for _, l := range pub.Locales {
			for _, s := range l.Segments {
				all = append(all, s.Dismissed...)
			}
		}
	}
	return all
}

// manifestsIn returns the manifests of a folder.
func manifestsIn(t *testing.T, folder string) []l10n.Publication {
	t.Helper()
	var all []l10n.Publication
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.Name() != "manifest.json" {
			return err
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		var pub l10n.Publication
		if err := json.Unmarshal(b, &pub); err != nil {
			return err
		}
		all = append(all, pub)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
