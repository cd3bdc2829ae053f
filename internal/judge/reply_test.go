package judge

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestScore(t *testing.T) {
	of := func(ss ...l10n.RemarkSeverity) []l10n.Remark {
		var rs []l10n.Remark
		for _, s := range ss {
			rs = append(rs, l10n.Remark{Severity: s})
		}
		return rs
	}
	for _, c := range []struct {
		remarks []l10n.Remark
		want    int
	}{
		{nil, 100},
		{of(l10n.Neutral, l10n.Neutral), 100},
		{of(l10n.Minor), 96},
		{of(l10n.Minor, l10n.Minor), 92},
		{of(l10n.Minor, l10n.Minor, l10n.Minor), 88},
		{of(l10n.Major), 80},
		{of(l10n.Major, l10n.Minor, l10n.Neutral), 76},
		{of(l10n.Major, l10n.Major, l10n.Major, l10n.Major, l10n.Major, l10n.Major), 0},
		{of(l10n.Critical), 0},
		{of(l10n.Critical, l10n.Critical), 0},
	} {
		if got := Score(c.remarks); got != c.want {
			t.Errorf("%v: %d, want %d", c.remarks, got, c.want)
		}
	}
}

func TestQuoted(t *testing.T) {
	for _, c := range []struct {
		text, quotation, want string
		found                 bool
	}{
		{"The <1>cat</1> sleeps.", "cat sleeps", "cat sleeps", true},
		{"The <1>cat</1> sleeps.", "<1>cat</1> sleeps", "cat sleeps", true},
		{"The <1>cat</1> sleeps.", "The  cat", "", false},
		{"The <1>cat</1> sleeps.", "Cat", "", false},
		{"The cat sleeps.", "", "", true},
		{"5 &lt; 7 &amp; 8", "< 7 & 8", "< 7 & 8", true},
		{"5 &lt; 7 &amp; 8", "&lt; 7 &amp; 8", "< 7 & 8", true},
		{"Où\u00a0? Là\u202f!", "Où ? Là !", "Où\u00a0? Là\u202f!", true},
		{"日本\u00a0語です", "本 語", "本\u00a0語", true},
		{"a b", "a\u00a0b", "a b", true},
	} {
		got, found := quoted(withoutCodes(c.text), c.quotation)
		if got != c.want || found != c.found {
			t.Errorf("%q in %q: %q, %v; want %q, %v", c.quotation, c.text, got, found, c.want, c.found)
		}
	}
}

func TestCategory(t *testing.T) {
	for in, want := range map[string]l10n.Category{
		"accuracy": l10n.CategoryAccuracy, "Accuracy/Omission": l10n.CategoryAccuracy, "fluency/grammar": l10n.CategoryLinguistic,
		"linguistic conventions": l10n.CategoryLinguistic, "locale convention/date": l10n.CategoryLocale, "other": l10n.CategoryCustom,
		"": l10n.CategoryCustom, "style": l10n.CategoryStyle, "non-translation!": l10n.CategoryCustom,
	} {
		if got := category(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// errs writes errors of a segment, each "severity target_span".
func errs(es ...string) string {
	var out []string
	for _, e := range es {
		severity, span, _ := strings.Cut(e, " ")
		out = append(out, fmt.Sprintf(`{"source_span":"","target_span":%q,"category":"accuracy","severity":%q,"message":"m","suggestion":"s","confidence":0.5}`,
			span, severity))
	}
	return "[" + strings.Join(out, ",") + "]"
}

func TestReadReply(t *testing.T) {
	batch := []assess.Segment{
		{ID: "a", Source: "One <1>cat</1>.", Target: "Un <1>gato</1>."}, {ID: "b", Source: "Two cats.", Target: "Dos gatos."},
	}
	long := strings.Repeat("x", mostSuggestion+1)
	for _, c := range []struct {
		name, reply string
		malformed   bool
		scores      map[int]int
		dropped     int
	}{
		{"both", `{"segments":[{"id":1,"errors":[]},{"id":2,"errors":` + errs("major gatos") + `}]}`, false, map[int]int{0: 100, 1: 80}, 0},
		{"one is left out", `{"segments":[{"id":2,"errors":[]}]}`, false, map[int]int{1: 100}, 0},
		{"all are left out", `{"segments":[]}`, false, map[int]int{}, 0},
		{"a list that is none", `{"segments":[{"id":1},{"id":2,"errors":null}]}`, false, map[int]int{}, 0},
		{"twice", `{"segments":[{"id":1,"errors":[]},{"id":1,"errors":[]},{"id":1,"errors":[]},{"id":2,"errors":[]}]}`, false, map[int]int{1: 100}, 0},
		{"its own way of counting", `{"segments":[{"id":0,"errors":[]},{"id":1,"errors":[]}]}`, true, nil, 0},
		{"more than was asked", `{"segments":[{"id":1,"errors":[]},{"id":2,"errors":[]},{"id":3,"errors":[]}]}`, true, nil, 0},
		{"another form", `{"errors":[]}`, true, nil, 0},
		{"another type", `{"segments":"none"}`, true, nil, 0},
		{"a list", `[]`, true, nil, 0},
		{"nothing", ``, true, nil, 0},
		{"too large", `{"segments":[]` + strings.Repeat(" ", mostJSON) + `}`, true, nil, 0},
		{"quotes what is not there", `{"segments":[{"id":1,"errors":` + errs("critical perro", "minor gato") + `}]}`, false, map[int]int{0: 96}, 1},
		{"quotes with codes", `{"segments":[{"id":1,"errors":` + errs("minor Un <1>gato</1>") + `}]}`, false, map[int]int{0: 96}, 0},
		{"a severity that there is not", `{"segments":[{"id":1,"errors":` + errs("grave gato") + `},{"id":2,"errors":[]}]}`, false, map[int]int{1: 100}, 0},
		{"a severity in capitals", `{"segments":[{"id":1,"errors":` + errs("Major gato") + `}]}`, false, map[int]int{0: 80}, 0},
		{"a long suggestion", `{"segments":[{"id":1,"errors":` + strings.ReplaceAll(errs("minor gato"), `"s"`, `"`+long+`"`) + `}]}`, false, map[int]int{0: 96}, 0},
	} {
		got, err := readReply(json.RawMessage(c.reply), batch)
		if errors.Is(err, ErrMalformed) != c.malformed || (err != nil) != c.malformed {
			t.Errorf("%s: %v, malformed: %v", c.name, err, c.malformed)
			continue
		}
		dropped := 0
		for _, o := range got {
			dropped += o.dropped
			for _, r := range o.remarks {
				if r.Suggestion == long || strings.Contains(r.TargetSpan, "<1>") {
					t.Errorf("%s: %+v", c.name, r)
				}
			}
		}
		if len(got) != len(c.scores) || dropped != c.dropped {
			t.Errorf("%s: %+v, want scores %v and %d dropped", c.name, got, c.scores, c.dropped)
		}
		for at, want := range c.scores {
			if o, ok := got[at]; !ok || o.score != want {
				t.Errorf("%s: segment %d: %+v, want %d", c.name, at, o, want)
			}
		}
	}
}

// TestReadReplyIsBounded: of ever so many remarks the gravest are kept, and all count.
func TestReadReplyIsBounded(t *testing.T) {
	var es []string
	for range 40 {
		es = append(es, "neutral gato")
	}
	es = append(es, "critical gato")
	got, err := readReply(json.RawMessage(`{"segments":[{"id":1,"errors":`+errs(es...)+`}]}`), []assess.Segment{{Source: "A cat.", Target: "Un gato."}})
	if o := got[0]; err != nil || len(o.remarks) != mostRemarks || o.remarks[0].Severity != l10n.Critical || o.score != 0 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestMedian(t *testing.T) {
	of := func(scores ...int) []opinion {
		var os []opinion
		for i, s := range scores {
			os = append(os, opinion{score: s, doubt: s, dropped: i})
		}
		return os
	}
	for _, c := range []struct {
		opinions    []opinion
		score, from int
	}{
		{of(80), 80, 0},
		{of(100, 80), 80, 1},
		{of(100, 0, 96), 96, 2},
		{of(96, 0, 96), 96, 0},
		{of(100, 100, 0, 0), 0, 3},
		{of(92, 88, 100, 0, 96), 92, 0},
	} {
		got, doubt := median(c.opinions)
		if got.score != c.score || got.dropped != c.from || doubt != c.score {
			t.Errorf("%v: %+v, %d; want %d of pass %d", c.opinions, got, doubt, c.score, c.from)
		}
	}
}
