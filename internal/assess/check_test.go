package assess

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// asked is a task of three segments, the second of which has codes.
func asked() Task {
	t := Task{
		Contract: Contract, ID: "task-1", Run: "run-1", Page: Page{Document: "home", URL: "https://site.test/", Title: "Home"},
		SourceLang: "en", Locale: "es", Step: "terms", Round: 1, SourceHash: l10n.NewHash("sources"), TargetHash: l10n.NewHash("targets"),
	}
	for i, texts := range [][2]string{
		{"The river rises.", "El río crece."},
		{"See <1>the <2/> report</1> &amp; more.", "Vea <1>el informe <2/></1> &amp; más."},
		{"Good morning.", "Buenos días."},
	} {
		t.Segments = append(t.Segments, Segment{
			ID: l10n.SegmentID(fmt.Sprintf("p%d.1", i+1)), Source: texts[0], Target: texts[1], Origin: l10n.MatchEngine,
			TargetHash: l10n.ParseFragment(texts[1]).Hash(),
		})
	}
	t.Segments[1].Codes = []Code{{ID: 1, Name: "a"}, {ID: 2, Name: "br", MayDrop: true}}
	t.Segments[2].MaxLength = 20
	return t
}

// answered is a good answer to it.
func answered(t Task) Answer {
	a := Answer{Task: t.ID, TargetHash: t.TargetHash, Reviewer: l10n.Reviewer{Kind: "activity", ID: "terms-bot", Version: "1.2"}}
	for _, s := range t.Segments {
		a.Segments = append(a.Segments, Said{ID: s.ID, TargetHash: s.TargetHash, Verdict: l10n.Pass})
	}
	return a
}

func score(n int) *int { return &n }

// TestAGoodAnswerStays holds that what is in order comes out as it went in.
func TestAGoodAnswerStays(t *testing.T) {
	task := asked()
	a := answered(task)
	a.Segments[0] = Said{
		ID: "p1.1", TargetHash: task.Segments[0].TargetHash, Verdict: l10n.Changes, Score: score(60), Proposed: "El río sube.", Comment: "House style.",
		Issues: []l10n.Remark{
			{Category: l10n.CategoryTerminology, Severity: l10n.Major, SourceSpan: "rises", TargetSpan: "crece", Message: "Say subir.", Suggestion: "sube", Confidence: 0.8},
			{Category: l10n.CategoryStyle, Severity: l10n.Neutral, Message: "Of the whole sentence."},
		},
	}
	a.Segments[1].Score = score(0)
	a.Segments = a.Segments[:2]
	a.Skipped = []Left{{ID: "p3.1", Why: "greetings are not mine"}}
	a.Cost = l10n.Cost{Input: 200, Output: 10, Amount: 0.01, Currency: "EUR"}
	got, err := a.Check(task)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(a, got); d != "" {
		t.Error(d)
	}
	a.Segments[1].Verdict = l10n.Abstain
	if _, err := a.Check(task); err != nil {
		t.Errorf("who abstains gives an answer: %v", err)
	}
}

// TestAnswersThatCannotBeUsed holds that whatever breaks the contract is refused with what to do about it.
func TestAnswersThatCannotBeUsed(t *testing.T) {
	remark := func(change func(r *l10n.Remark)) func(a *Answer) {
		return func(a *Answer) {
			r := l10n.Remark{Category: l10n.CategoryStyle, Severity: l10n.Minor}
			change(&r)
			a.Segments[0].Issues = []l10n.Remark{r}
		}
	}
	for name, c := range map[string]struct {
		change   func(a *Answer)
		says     string
		outdated bool
	}{
		"another task":          {func(a *Answer) { a.Task = "task-0" }, `it answers task "task-0", asked was task-1`, true},
		"no task":               {func(a *Answer) { a.Task = "" }, "echo the task's field task", false},
		"other texts":           {func(a *Answer) { a.TargetHash = l10n.NewHash("earlier") }, "judge the texts that came with it", true},
		"no hash of the texts":  {func(a *Answer) { a.TargetHash = "" }, "its targetHash is \"\"", true},
		"half a hash":           {func(a *Answer) { a.TargetHash = a.TargetHash.Shortened() }, "echo the task's", true},
		"another text":          {func(a *Answer) { a.Segments[1].TargetHash = l10n.NewHash("earlier") }, `the targetHash of segment "p2.1"`, true},
		"no hash of a text":     {func(a *Answer) { a.Segments[2].TargetHash = "" }, `the targetHash of segment "p3.1"`, true},
		"a segment left out":    {func(a *Answer) { a.Segments = a.Segments[1:] }, `segment "p1.1" is left out: say pass, changes or abstain`, false},
		"nothing":               {func(a *Answer) { a.Segments = nil }, `segment "p3.1" is left out`, false},
		"an unknown segment":    {func(a *Answer) { a.Segments[0].ID = "p9.1" }, `segment "p9.1" was not asked about`, false},
		"an unknown one left":   {func(a *Answer) { a.Skipped = []Left{{ID: "p9.1"}} }, `segment "p9.1" was not asked about`, false},
		"a segment twice":       {func(a *Answer) { a.Segments = append(a.Segments, a.Segments[0]) }, `segment "p1.1" is there twice`, false},
		"said and left":         {func(a *Answer) { a.Skipped = []Left{{ID: "p1.1"}} }, `segment "p1.1" is there twice`, false},
		"left twice":            {func(a *Answer) { a.Segments, a.Skipped = a.Segments[1:], []Left{{ID: "p1.1"}, {ID: "p1.1"}} }, "is there twice", false},
		"an unknown verdict":    {func(a *Answer) { a.Segments[0].Verdict = "approve" }, `the verdict "approve" is none: say pass, changes or abstain`, false},
		"no verdict":            {func(a *Answer) { a.Segments[0].Verdict = "" }, `the verdict "" is none`, false},
		"a verdict of ours":     {func(a *Answer) { a.Segments[0].Verdict = l10n.Skipped }, `the verdict "skipped" is none`, false},
		"a score below":         {func(a *Answer) { a.Segments[0].Score = score(-1) }, "the score -1 is none: give 0 to 100", false},
		"a score above":         {func(a *Answer) { a.Segments[0].Score = score(101) }, "the score 101 is none", false},
		"an unknown type":       {remark(func(r *l10n.Remark) { r.Category = "fluency" }), `the type "fluency" of an issue is none of terminology, accuracy`, false},
		"no type":               {remark(func(r *l10n.Remark) { r.Category = "" }), `the type "" of an issue`, false},
		"an unknown severity":   {remark(func(r *l10n.Remark) { r.Severity = "blocker" }), "is none of neutral, minor, major, critical", false},
		"confidence in percent": {remark(func(r *l10n.Remark) { r.Confidence = 80 }), "give 0 to 1", false},
		"no number":             {remark(func(r *l10n.Remark) { r.Confidence = math.NaN() }), "give 0 to 1", false},
		"a negative cost":       {func(a *Answer) { a.Cost.Amount, a.Cost.Currency = -1, "EUR" }, "its cost is below nothing", false},
		"money of no country":   {func(a *Answer) { a.Cost.Amount = 1 }, "give the three letters of ISO 4217", false},
		"a sign for money":      {func(a *Answer) { a.Cost.Currency = "€" }, `the currency "€"`, false},
		"negative counts":       {func(a *Answer) { a.Dropped = -3 }, "leave the counts out", false},
		"nobody":                {func(a *Answer) { a.Reviewer.ID = " " }, "put a name into reviewer.id", false},
		"a name without end":    {func(a *Answer) { a.Reviewer.ID = strings.Repeat("x", MaxName+1) }, "more than 200 bytes: shorten it", false},
	} {
		t.Run(name, func(t *testing.T) {
			task := asked()
			a := answered(task)
			c.change(&a)
			got, err := a.Check(task)
			if !errors.Is(err, ErrAnswer) || errors.Is(err, ErrOutdated) != c.outdated || !strings.Contains(fmt.Sprint(err), c.says) {
				t.Errorf("%v\nwant that it says: %s", err, c.says)
			}
			if d := cmp.Diff(Answer{}, got); d != "" {
				t.Errorf("something of it is left: %s", d)
			}
		})
	}
}

// TestRemarksAreQuotations holds that a remark that quotes what does not stand in its text is left out and counted.
func TestRemarksAreQuotations(t *testing.T) {
	for _, c := range []struct {
		source, target string
		kept           bool
	}{
		{"", "", true},
		{"the  report", "informe ", true}, // as they stand without their codes
		{"the report", "", false},
		{"& more", "& más", true},
		{"&amp; more", "", false}, // the notation is not the text
		{"<2/>", "", false},
		{"SEE", "", false},
		{"", "el informe", true},
		{"", "the", false}, // in the other text
		{"Vea", "", false},
		{"See", "Ve a", false},
	} {
		task := asked()
		a := answered(task)
		a.Segments[1].Issues = []l10n.Remark{{Category: l10n.CategoryAccuracy, Severity: l10n.Major, SourceSpan: c.source, TargetSpan: c.target}}
		got, err := a.Check(task)
		if err != nil {
			t.Fatal(err)
		}
		if kept := len(got.Segments[1].Issues) == 1; kept != c.kept || (got.Dropped == 1) == c.kept {
			t.Errorf("%q and %q: kept %v, dropped %d", c.source, c.target, kept, got.Dropped)
		}
	}
}

// TestProposalsAreTargets holds that a proposal that could not be a target is left out with the reason.
func TestProposalsAreTargets(t *testing.T) {
	for _, c := range []struct {
		segment        int
		proposed, kept string
		why            string
	}{
		{0, "El río sube.", "El río sube.", ""},
		{0, "", "", ""},
		{0, " \n", "", ""},
		{0, "El río crece.", "", ""},                                    // as it stands
		{0, "a < b & c", "a &lt; b &amp; c", ""},                        // written as fragments are
		{0, "<b>El río</b>", "&lt;b&gt;El río&lt;/b&gt;", ""},           // no code of the page: it is text
		{0, "El <1>río</1>", "", "<1> is not in the source"},            //
		{1, "Vea <1>el <2/></1>", "Vea <1>el <2/></1>", ""},             //
		{1, "Vea <1>el informe</1>", "Vea <1>el informe</1>", ""},       // a line break may be left out
		{1, "Vea el informe <2/>", "", "<1> is missing"},                //
		{1, "Vea <1>el</1> <1>informe</1>", "", "there more than once"}, //
		{1, "Vea </1>el informe<1>", "", "closes before it opens"},      //
		{2, "Muy buenos días a todos.", "", "has 25 bytes, and may have 20"},
		{0, "El río\x00 sube.", "", "control characters"},
		{0, strings.Repeat("río ", 5000), "", "much longer than its source"},
	} {
		task := asked()
		a := answered(task)
		a.Segments[c.segment].Proposed = c.proposed
		got, err := a.Check(task)
		if err != nil {
			t.Fatal(err)
		}
		s := got.Segments[c.segment]
		if s.Proposed != c.kept || (s.Refused == "") != (c.why == "") || !strings.Contains(s.Refused, c.why) {
			t.Errorf("%q: proposed %q, refused %q; want %q, %q", c.proposed, s.Proposed, s.Refused, c.kept, c.why)
		}
	}
}

// TestWhatIsKeptIsBounded holds that no answer makes the records grow without end.
func TestWhatIsKeptIsBounded(t *testing.T) {
	task := asked()
	a := answered(task)
	long := strings.Repeat("é\x00\r", 100_000)
	a.Reviewer.Version = "v1\r\n" // one line
	a.Segments[0].Comment = long
	a.Segments[0].Proposed = long
	for range 3 * MaxRemarks {
		a.Segments[0].Issues = append(a.Segments[0].Issues,
			l10n.Remark{Category: l10n.CategoryStyle, Severity: l10n.Minor, Message: long, Suggestion: long})
	}
	a.Segments = a.Segments[:2]
	a.Skipped = []Left{{ID: "p3.1", Why: long}}
	got, err := a.Check(task)
	if err != nil {
		t.Fatal(err)
	}
	b, err := json.Marshal(got)
	if err != nil {
		t.Fatal(err)
	}
	if most := MaxRemarks*(MaxMessage+200) + 3*MaxMessage + 2000; len(b) > most {
		t.Errorf("%d bytes are kept, and may be %d", len(b), most)
	}
	if s := string(b); strings.Contains(s, `\u0000`) || strings.Contains(s, `\r`) || strings.Contains(s, "�") {
		t.Error("control characters or half letters are kept")
	}
	if got.Dropped != 2*MaxRemarks || len(got.Segments[0].Issues) != MaxRemarks || got.Reviewer.Version != "v1" {
		t.Errorf("dropped %d, kept %d, version %q", got.Dropped, len(got.Segments[0].Issues), got.Reviewer.Version)
	}
	a = answered(task)
	for range 20_000 {
		a.Segments[0].Issues = append(a.Segments[0].Issues, l10n.Remark{Category: l10n.CategoryStyle, Severity: l10n.Minor, TargetSpan: "nowhere"})
	}
	if got, err := a.Check(task); err != nil || got.Dropped != 20_000 || got.Segments[0].Issues != nil {
		t.Errorf("%d are dropped: %v", got.Dropped, err)
	}
	a = answered(task)
	for range 100_000 {
		a.Segments = append(a.Segments, Said{ID: "p1.1", TargetHash: task.Segments[0].TargetHash, Verdict: l10n.Outcome("\x00" + long[:50])})
	}
	if _, err := a.Check(task); err == nil || len(err.Error()) > 3000 || !strings.Contains(err.Error(), "and 99995 more") {
		t.Errorf("an error has its bound, too, and counts the rest: %d bytes", len(fmt.Sprint(err)))
	}
}

// FuzzCheck holds that no answer passes of which a segment is unsaid or said twice, and that what passed passes again.
func FuzzCheck(f *testing.F) {
	task := asked()
	for _, change := range []func(a *Answer){
		func(*Answer) {},
		func(a *Answer) { a.Segments[0].Proposed = "El <1>río" },
		func(a *Answer) {
			a.Segments[0].Issues = []l10n.Remark{{Category: "style", Severity: "minor", TargetSpan: "río"}}
		},
		func(a *Answer) { a.Segments, a.Skipped = a.Segments[:2], []Left{{ID: "p3.1", Why: "x"}} },
	} {
		a := answered(task)
		change(&a)
		b, err := json.Marshal(a)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var a Answer
		if json.Unmarshal(b, &a) != nil {
			t.Skip()
		}
		got, err := a.Check(task)
		if err != nil {
			if !errors.Is(err, ErrAnswer) {
				t.Fatal(err)
			}
			return
		}
		var ids []l10n.SegmentID
		for _, s := range got.Segments {
			ids = append(ids, s.ID)
		}
		for _, s := range got.Skipped {
			ids = append(ids, s.ID)
		}
		slices.Sort(ids)
		if !slices.Equal(ids, []l10n.SegmentID{"p1.1", "p2.1", "p3.1"}) {
			t.Fatalf("it says something of %v", ids)
		}
		again, err := got.Check(task)
		for i := range again.Segments {
			again.Segments[i].Refused = got.Segments[i].Refused
		}
		if d := cmp.Diff(got, again); err != nil || d != "" {
			t.Fatalf("what passed does not pass again: %v %s", err, d)
		}
	})
}
