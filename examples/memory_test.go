package examples

import (
	"bufio"
	"encoding/json"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/segment"
)

// segments calls f for every segment of the five pages, those of headers and menus included.
func segments(t *testing.T, f func(page string, u *l10n.Unit, s l10n.Segment)) {
	t.Helper()
	for _, p := range pages {
		doc := l10n.Document{ID: l10n.NewDocumentID(pageURL(p)), URL: pageURL(p)}
		opt := extract.Options{WholePage: true, SourceLang: "en", ContentType: "text/html; charset=utf-8",
			Segmenter: segment.New(), IsValue: format.IsValue}
		e, _, err := extract.Extract(doc, read(t, "site/"+p), opt)
		if err != nil {
			t.Fatalf("%s: %v", p, err)
		}
		for i := range e.Units {
			for _, s := range e.Units[i].Segments {
				f(p, &e.Units[i], s)
			}
		}
	}
}

func readColleague(t *testing.T) translations {
	t.Helper()
	all := translations{}
	lines := bufio.NewScanner(strings.NewReader(string(read(t, "colleague.jsonl"))))
	for lines.Scan() {
		var answer struct {
			Locale         l10n.Locale
			Source, Target l10n.Fragment
		}
		if err := json.Unmarshal(lines.Bytes(), &answer); err != nil {
			t.Fatalf("colleague.jsonl: %v in %s", err, lines.Text())
		}
		if err := all.add(answer.Locale, answer.Source.String(), answer.Target); err != nil {
			t.Error(err)
		}
	}
	return all
}

// TestEverySegmentHasATranslation checks that the memory and the colleague together have every segment. The memory
// alone must have all of Arabic, so that people who do not know Arabic can approve it in the demo.
func TestEverySegmentHasATranslation(t *testing.T) {
	memory, colleague := readTMX(t), readColleague(t)
	for _, l := range []l10n.Locale{"es", "fr", "ru", "ar"} {
		asked := map[string]bool{}
		segments(t, func(page string, u *l10n.Unit, s l10n.Segment) {
			source := s.Source.String()
			target, ok := memory[l][source]
			if !ok {
				target, ok = colleague[l][source]
				asked[source] = true
			}
			if !ok {
				t.Errorf("%s: %s: no translation of %q", page, l, source)
			} else if err := target.CheckCodes(s.Source, u.Deletable); err != nil {
				t.Errorf("%s: %s: %q for %q: %v", page, l, target, source, err)
			}
		})
		if l == "ar" && len(asked) > 0 {
			t.Errorf("the memory lacks Arabic for %d segments, want all of them there", len(asked))
		}
		if l != "ar" && len(asked) == 0 {
			t.Errorf("the memory is complete in %s; engines and people shall have some work", l)
		}
		for source := range colleague[l] {
			if !asked[source] {
				t.Errorf("colleague.jsonl: %s: nobody asks for %q", l, source)
			}
		}
	}
}
