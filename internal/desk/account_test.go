package desk

import (
	"context"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/dragoman-l10n/dragoman/internal/browsertest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// accounts are what the desk shows of how texts came to stand.
type accounts struct {
	account l10n.Account
	report  l10n.ReviewReport
	sites   []l10n.SiteName
	rows    []l10n.SegmentRouting
	asked   []l10n.ReportFilter
}

func (a *accounts) Account(_ context.Context, k l10n.TranslationKey, id l10n.SegmentID) (l10n.Account, error) {
	if k != a.account.TranslationKey || id != a.account.Segment {
		return l10n.Account{}, l10n.ErrNotFound
	}
	return a.account, nil
}

func (a *accounts) Routings(context.Context, l10n.TranslationKey) ([]l10n.RoutingCount, []l10n.SegmentRouting, error) {
	if len(a.rows) == 0 {
		return nil, nil, nil
	}
	return []l10n.RoutingCount{{Step: "review", Why: "passed", Count: 1200}, {Step: "review", Asked: true, Why: "changes:checks", Count: 2, Seen: 1},
		{Step: "review", Asked: true, Count: 1}}, a.rows, nil
}

func (a *accounts) Sites(context.Context) ([]l10n.SiteName, error) { return a.sites, nil }

func (a *accounts) Report(_ context.Context, f l10n.ReportFilter) (l10n.ReviewReport, error) {
	a.asked = append(a.asked, f)
	return a.report, nil
}

// passed is the account of a sentence that machines and people looked at, and that is published.
func passed(h *pipeline) *accounts {
	unit := h.extraction.Units[3]
	g := h.targets[keyFor("ar")][3]
	g.Origin, g.SubState = l10n.Origin{Kind: l10n.SubTMFuzzy, Provider: "memory", Score: 83, Detail: "The Commission opened the bridge."}, l10n.SubTMFuzzy
	g.Issues = []l10n.Issue{{Type: l10n.IssueNumbers, Severity: 60, Comment: "The number 9 <b> is missing."}}
	score, hash := 91, g.Text.Hash()
	verdict := func(step l10n.StepName, kind l10n.ReviewerKind, id string, o l10n.Outcome) l10n.Verdict {
		return l10n.Verdict{Segment: g.Segment, Step: step, SourceHash: g.SourceHash, TargetHash: hash, Outcome: o, By: l10n.Reviewer{Kind: kind, ID: id}, At: noon}
	}
	trial := verdict("trial", "model", "judge", l10n.Pass)
	trial.Score, trial.Shadow = &score, true
	flagged := verdict("estimate", "model", "judge", l10n.Changes)
	flagged.TargetHash, flagged.Comment = "another", "Please look at the date."
	flagged.Remarks = []l10n.Remark{{Category: l10n.CategoryAccuracy, Severity: l10n.Major, SourceSpan: "opened", TargetSpan: "افتتحت", Message: "The wrong tense <i>.", Suggestion: "تفتتح"}}
	asked := verdict("review", l10n.ByRule, "", l10n.Asked)
	asked.Why = "changes:estimate"
	ana := verdict("review", "person", "Ana", l10n.Pass)
	ana.Why, ana.Rewrite = "without-remarks", &l10n.Rewrite{Changed: 12, Length: 1200}
	batch := l10n.Assessment{ID: "b1", Step: "estimate", Segments: 40, Cost: l10n.Cost{Amount: 0.12, Currency: "USD", Input: 9000, Output: 600}}
	return &accounts{
		sites: []l10n.SiteName{"docs", "news"},
		rows: []l10n.SegmentRouting{{Segment: "u1.1", Number: 1, Step: "review", Why: "passed"}, {Segment: "u4.1", Number: 4, Step: "review", Asked: true,
			Why: "changes:checks", Seen: l10n.Pass, By: l10n.Reviewer{Kind: "person", ID: "Ana"}}},
		account: l10n.Account{TranslationKey: keyFor("ar"), Segment: g.Segment, Site: "news", Title: lines[0].en, SourceLang: "en", Stage: l10n.StagePublished,
			Number: 4, Of: 10, Unit: unit, Source: unit.Segments[0].Source, Target: g, Class: l10n.MatchFuzzy,
			Memory: &l10n.MemorySource{By: "Samira", At: noon.Add(-99 * 24 * time.Hour)},
			Steps: []l10n.StepAccount{{Step: l10n.ReviewStep{Name: "trial", Kind: l10n.StepModel, Shadow: true}, Verdict: &trial},
				{Step: l10n.ReviewStep{Name: "estimate", Kind: l10n.StepModel}, Earlier: &flagged}, {Step: l10n.ReviewStep{Name: "review"}, Verdict: &ana},
				{Step: l10n.ReviewStep{Name: "sign-off", Kind: l10n.StepPerson}}},
			Said: []l10n.Statement{{Run: "run-6", Verdict: flagged, Assessment: batch}, {Run: "run-7", Verdict: trial}, {Run: "run-7", Verdict: asked},
				{Run: "run-7", Verdict: ana, Assessment: l10n.Assessment{ID: "w1", Class: l10n.ClassWithoutRemarks, Segments: 1300}}},
			Omitted: 4700, Confirmed: &ana,
			Approvals: []l10n.Decision{{Kind: l10n.Approve, Step: "review", By: "Ana", At: noon, Seal: &l10n.Seal{Key: "a1b2c3d4"}}, {Kind: l10n.Conclude, Step: "sign-off", At: noon}},
			Published: &l10n.PublishedSentence{Publication: "320e4d6e5655aef6", At: noon, URL: "https://www.example.org/ar/statement.html", Same: true, Times: 1, Offset: 406,
				Passage: "<p>افتتحت <a href=\"/commission\">هيئة الميناء</a> الهويس في <time>9 مارس 2026</time>.",
				File:    l10n.File{Path: "ar/statement.html", Ref: l10n.NewRef([]byte("page")), Size: 4}, Manifest: l10n.ManifestSegment{TargetHash: hash}},
			Earlier: []l10n.KeptText{{Act: l10n.KeptFinal, By: "Karim", At: noon.Add(-200 * 24 * time.Hour), Text: l10n.TextFragment("فتحت الهيئة الهويس."), Source: l10n.TextFragment("The Commission opened the lock.")}},
		},
		report: l10n.ReviewReport{Site: "news", Steps: []l10n.StepReport{
			{Step: "estimate", Kinds: []l10n.ReviewerKind{"model"}, Asked: 12, Passed: l10n.OutcomeCount{All: 10, Left: 2, Changed: 1}, Changes: l10n.OutcomeCount{All: 2},
				Answers: 1, Reasons: map[string]int{}},
			{Step: "trial", Shadow: true, Kinds: []l10n.ReviewerKind{"model"}, Asked: 1200,
				Passed:  l10n.OutcomeCount{All: 1000, ToPeople: 300, Found: 12, Left: 280, AtOnce: 120, Changed: 15, SentBack: 5, Edits: 16, Edited: 210, EditedOf: 1900},
				Changes: l10n.OutcomeCount{All: 150, Found: 90, Left: 40, Changed: 100}, Abstained: l10n.OutcomeCount{All: 50},
				Reasons: map[string]int{"late": 30, "skipped": 15, "": 3, "other": 2}, Answers: 31, Malformed: 2, Costs: []l10n.Cost{{Amount: 12.5, Currency: "USD", Input: 1_200_000, Output: 40_000}, {Amount: 3, Currency: "EUR"}}},
		}},
	}
}

func withAccounts(t *testing.T, a *accounts) *visitor {
	t.Helper()
	h := fixture()
	o := options(t, h)
	o.Accounts = a
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return visit(t, d)
}

const accountPage = arPage + "/why/u4.1"

// TestAccountPage holds that the page tells all that is known of a sentence, and no more.
func TestAccountPage(t *testing.T) {
	a := passed(fixture())
	v := withAccounts(t, a).get(arPage).want(200, `#s-u4\.1 a[href="`+accountPage+`"]`, "Why?").want(200, `.links a[href="`+arPage+`/why"]`, "Who was asked").
		want(200, `nav a[href="/reviews"]`, "Reviews by machines")
	v.get(accountPage).want(200, "h1", "Why did this pass?").want(200, ".pairing", "Sentence 4 of 10").
		want(200, "section[aria-labelledby=origin]", "Memory, 83% similar").want(200, "section[aria-labelledby=origin]", "from Samira").
		want(200, "section[aria-labelledby=origin] .hint", "The Commission opened the bridge.").
		want(200, "section[aria-labelledby=checks] li", "The number 9 <b> is missing.").
		want(200, "section[aria-labelledby=steps] li:first-child", "decides nothing").want(200, "section[aria-labelledby=steps] li:first-child", "91 of 100").
		want(200, "section[aria-labelledby=steps] li:nth-child(2)", "Said of another text").
		want(200, "section[aria-labelledby=steps] li:nth-child(4)", "Nothing has been said of this text").
		want(200, ".standing", "Confirmed by Ana at the step “Review”").
		want(200, ".plainlist", "signed with the key a1b2c3d4").want(200, ".plainlist", "Nobody had to be asked").
		want(200, "section[aria-labelledby=said] .hint", "4,700").want(200, "section[aria-labelledby=said] li:first-child", "The wrong tense <i>.").
		want(200, "section[aria-labelledby=said] li:nth-child(3)", "People are asked: changes wanted by: estimate").
		want(200, "section[aria-labelledby=said] li:nth-child(4)", "Confirmed by Ana with all that are: without remarks · sentences confirmed at once: 1,300").
		want(200, "section[aria-labelledby=said] li:nth-child(4)", "characters changed: 12 of 1,200").
		want(200, "section[aria-labelledby=cost] li", "in one batch (sentences: 40): $0.12").
		want(200, "section[aria-labelledby=visible]", "Visitors get this text.").want(200, "section[aria-labelledby=visible] pre", "9 مارس 2026</time>").
		want(200, "section[aria-labelledby=visible] a[href='https://www.example.org/ar/statement.html']", "").
		want(200, "section[aria-labelledby=visible]", "from byte 406 to byte 5").want(200, "section[aria-labelledby=earlier]", "Karim")
	v.get(arPage+"/why/u9.9").want(404, "main", "nothing at this address")
	visit(t, newDesk(t, fixture())).get(accountPage).want(404, "main", "nothing at this address")
	visit(t, newDesk(t, fixture())).get(arPage).wantNone("a.account").wantNone(`nav a[href="/reviews"]`)
}

// TestAccountOfLittle has a sentence of which next to nothing is known: the page claims nothing.
func TestAccountOfLittle(t *testing.T) {
	a := passed(fixture())
	a.account.Memory, a.account.Steps, a.account.Said, a.account.Confirmed, a.account.Published, a.account.Earlier, a.account.Omitted = nil, nil, nil, nil, nil, nil, 0
	a.account.Target.Issues, a.account.Approvals = nil, nil
	v := withAccounts(t, a).get(accountPage)
	v.want(200, "section[aria-labelledby=origin]", "no longer has this very text").want(200, ".standing", "no person has confirmed").
		want(200, "section[aria-labelledby=cost]", "No cost is known.").want(200, "section[aria-labelledby=visible]", "not published").
		want(200, "section[aria-labelledby=said]", "Nothing was said").wantNone("section[aria-labelledby=earlier]").wantNone("pre")
	a.account.Target.SubState, a.account.Target.Origin = l10n.SubMT, l10n.Origin{Kind: l10n.SubMT, Provider: "deepl"}
	a.account.Engine = &l10n.EngineShare{Engine: "deepl", Texts: 41, Characters: 2300, Price: 20}
	a.account.Published = &l10n.PublishedSentence{Text: l10n.TextFragment("نص آخر"), Differs: true}
	v.get(accountPage).want(200, "section[aria-labelledby=cost]", "deepl, for the whole translation: 41 texts sent, 2,300 characters · 0.046 in all").
		want(200, "section[aria-labelledby=visible]", "Visitors get another text:").want(200, "section[aria-labelledby=visible] .text", "نص آخر").
		want(200, "section[aria-labelledby=visible]", "does not stand word for word").want(200, "section[aria-labelledby=visible] .why", "not the one that was published")
	a.account.Published, a.account.Unread = nil, "the bucket <is> away"
	v.get(accountPage).want(200, "section[aria-labelledby=visible]", "could not be read now").want(200, "section[aria-labelledby=visible] .detail", "the bucket <is> away")
	a.account.Engine.Texts = 0
	v.get(accountPage).want(200, "section[aria-labelledby=cost]", "kept from before")
}

// TestShadowsAreNotShownDuringAReview holds that who reviews a text does not see what it will be compared with.
func TestShadowsAreNotShownDuringAReview(t *testing.T) {
	a := passed(fixture())
	a.account.Stage = l10n.StageReview
	v := withAccounts(t, a).get(accountPage).want(200, "section[aria-labelledby=steps] .hint", "when the review is over").
		want(200, "h1", "How does this sentence stand?")
	if strings.Contains(v.doc.Find("main").Text(), "91 of 100") {
		t.Error("the shadow's score is shown")
	}
}

// TestWhoWasAskedPage shows counts by reason first, and then every sentence, some at a time.
func TestWhoWasAskedPage(t *testing.T) {
	a := passed(fixture())
	v := withAccounts(t, a).get(arPage+"/why").want(200, "table:first-of-type tbody tr:first-child", "1,200").
		want(200, "tbody tr:first-child", "passed by the machines").want(200, "tbody tr:nth-child(3)", "no machine has passed it").
		want(200, `section tbody a[href="`+accountPage+`"]`, "4").want(200, "section tbody tr:nth-child(2)", "passed · Ana").wantNone(".pager")
	for range 1000 {
		a.rows = append(a.rows, l10n.SegmentRouting{Segment: "u1.1", Step: "review"})
	}
	v.get(arPage+"/why?page=3").want(200, ".pager [aria-current=page]", "3")
	if n := v.doc.Find("section tbody tr").Length(); n != 202 {
		t.Errorf("the third page has %d rows", n)
	}
	a.rows = nil
	v.get(arPage+"/why").want(200, ".calm", "No step of people has begun yet.").wantNone("table")
}

// TestReportPage counts beside every share, and makes no percentage of few.
func TestReportPage(t *testing.T) {
	a := passed(fixture())
	v := withAccounts(t, a).get("/reviews?site=news&since=2026-03-01&step=trial")
	if len(a.asked) != 1 || a.asked[0] != (l10n.ReportFilter{Site: "news", Step: "trial", Since: time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)}) {
		t.Errorf("%+v", a.asked)
	}
	v.want(200, "#step-1", "decides nothing").want(200, "section:nth-of-type(2)", "Would have passed").want(200, "section:nth-of-type(2)", "1,000 of 1,200 (83.3%)").
		want(200, "section:nth-of-type(2)", "20 of 300 (6.7%)").want(200, "section:nth-of-type(2)", "changed: 15 · sent back: 5 · left: 280 · of these confirmed at once with others: 120").
		want(200, "section:nth-of-type(2)", "characters changed: 210 of 1,900").want(200, "section:nth-of-type(2)", "late: 30").
		want(200, "section:nth-of-type(2)", "1,078 of 1,150 (93.7%)").want(200, "section:nth-of-type(2)", "$12.50")
	if text := v.doc.Find("section").First().Text(); strings.Contains(text, "%") || !strings.Contains(text, "1 of 3") {
		t.Errorf("few cases are a percentage: %s", text)
	}
	v.get("/reviews?site=elsewhere").want(200, ".calm:last-child", "No machine has reviewed anything")
	v.get("/reviews?since=yesterday").want(400, "main", "did not understand")
	a.sites = nil
	v.get("/reviews").want(200, ".calm:last-child", "No machine has reviewed anything")
	if len(a.asked) != 1 {
		t.Errorf("reports were made of %+v", a.asked)
	}
}

// TestBrowserShowsAccounts opens the pages in both directions, at the widths of phones and of a screen: none scrolls sideways,
// and none shows the id of a message. With -shots it leaves pictures.
func TestBrowserShowsAccounts(t *testing.T) {
	ctx := browsertest.Start(t)
	h := fixture()
	o := options(t, h)
	o.Accounts = passed(h)
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(d)
	t.Cleanup(srv.Close)
	b := tab{T: t, ctx: ctx, base: srv.URL}
	for _, dark := range []string{"light", "dark"} {
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: dark}}}); err != nil {
			t.Fatal(err)
		}
		for width, size := range map[int64]string{1280: "wide", 360: "narrow"} {
			b.run(chromedp.EmulateViewport(width, 900))
			for _, lang := range []l10n.Locale{"en", "es", "fr", "ru", "ar"} {
				for name, path := range map[string]string{"account": accountPage, "asked": arPage + "/why", "reviews": "/reviews?site=news", "row": arPage} {
					b.open(lang, path)
					over, err := chromedp.Run(b.ctx,
						chromedp.Evaluate[int]("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
					if err != nil || over > 0 {
						t.Errorf("%s in %s at %d px is %d px too wide (%v)", path, lang, width, over, err)
					}
					if text := b.text("main"); strings.Contains(text, "desk.account") || strings.Contains(text, "desk.report") {
						t.Errorf("%s in %s shows a message's id", path, lang)
					}
					b.shoot(name + "-" + string(lang) + "-" + size + "-" + dark)
				}
			}
		}
		if *pictureDir == "" {
			break
		}
	}
}
