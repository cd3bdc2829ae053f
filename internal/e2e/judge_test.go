package e2e_test

import (
	"strings"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/judge"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/provider"
	"github.com/dragoman-l10n/dragoman/internal/provider/sim"
)

const judgedPage = `<!doctype html><html lang="en"><head><title>The session</title></head><body><main><h1>The session and its days</h1>
<p>The delegates met near the river. The bank was wrong for once. It lasts <b>three</b> long days.</p></main></body></html>`

// judgedSegments are those of the page: the title, a heading and three sentences. A text with "wrong" is wrong.
const judgedSegments = 5

func seesWrong(source, _ string) []sim.JudgeFault {
	if strings.Contains(source, "wrong") {
		return []sim.JudgeFault{{SourceSpan: "wrong", Category: "accuracy", Severity: "major", Message: "It says another thing."}}
	}
	return nil
}

// TestPeopleLookAtWhatAJudgeSelects publishes pages by checks, a simulated model, a person and a sign-off; by a model that is
// right, by broken ones, by one that is down for a while and by one that has no quota. What people have to look at follows
// from it, and each page ends published.
func TestPeopleLookAtWhatAJudgeSelects(t *testing.T) {
	cases := []struct {
		name     string
		engine   l10n.ProviderName
		judge    sim.Judge
		fault    sim.Fault
		always   bool
		passes   int
		asked    int    // segments that people are asked about
		why, not string // of the wrong one, and of one that people are not asked about
	}{
		{"right", "openai", sim.Judge{Truth: seesWrong}, sim.None, false, 1, 1, "changes:estimate", "passed"},
		{"rightly", "anthropic", sim.Judge{Truth: seesWrong}, sim.None, false, 3, 1, "changes:estimate", "passed"},
		{"garbage", "openai", sim.Judge{Malformed: 1}, sim.None, false, 1, judgedSegments, "abstain:estimate", ""},
		{"perfect", "anthropic", sim.Judge{Truth: seesWrong, Miss: 1}, sim.None, false, 1, 0, "", "passed"},
		{"down", "openai", sim.Judge{Truth: seesWrong}, sim.Broken, false, 1, 1, "changes:estimate", "passed"},
		{"quota", "anthropic", sim.Judge{Truth: seesWrong}, sim.Quota, true, 1, judgedSegments, "abstain:estimate", ""},
	}
	pages := map[string]string{}
	for _, c := range cases {
		pages[c.name+".html"] = judgedPage
	}
	h := newHouse(t, pages)
	models := models{}
	runs := map[string]l10n.RunID{}
	h.activities.Review.Judge = h.judgeBy(models)
	for _, c := range cases {
		s := sim.Start(t, c.engine)
		s.Judges(c.judge)
		if s.Next(c.fault); c.always {
			s.Always(c.fault)
		}
		m, err := provider.OpenJudge(c.engine, s.Options())
		h.must(err)
		models[l10n.ProviderName(c.name)] = m
	}
	for _, c := range cases {
		p := h.plan([]string{c.name + ".html"}, "es")
		p.Unconfirmed, p.Attribution = l10n.UnconfirmedPublish, true
		p.Review = []l10n.ReviewStep{
			{Name: "checks", Kind: l10n.StepChecks, Block: l10n.BlockingSeverity},
			{Name: "estimate", Kind: l10n.StepModel, Use: l10n.ProviderName(c.name), Passes: c.passes},
			{Name: "translate", Kind: l10n.StepPerson}, {Name: "sign-off", Kind: l10n.StepPerson},
		}
		p.Steps = l10n.Deciding(p.Review)
		runs[c.name] = h.start(p)
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			h := *h
			h.t = t
			k := h.key(c.name+".html", "es")
			if c.asked > 0 {
				h.until("people are asked", func() bool { return h.waits(k, "translate") && h.routed(k, "translate") == judgedSegments })
				for _, step := range []l10n.StepName{"translate", "sign-off"} {
					h.must(h.decide(k, approve(step, l10n.UserID("for "+step))))
				}
			}
			if r := h.ended(runs[c.name]); r.Status != l10n.RunCompleted || r.Published != 1 {
				t.Errorf("%+v", r)
			}
			// A judge's pass is no person's: nobody wrote or confirmed anything here, and the page says so.
			if page := published(t, &h, "es/"+c.name+".html"); !strings.Contains(page, "Traducción automática") {
				t.Errorf("the page does not say what it is:\n%s", page)
			}
			asked, why := 0, ""
			vs, err := h.store.Verdicts(t.Context(), k, runs[c.name])
			h.must(err)
			for _, v := range vs {
				switch {
				case v.Step == "translate" && v.Outcome == l10n.Asked:
					asked++
					if strings.HasPrefix(v.Why, "changes") || c.asked == judgedSegments {
						why = v.Why
					}
				case v.Step == "translate" && v.Outcome == l10n.Skipped && v.Why != c.not:
					t.Errorf("%s: people are not asked for the reason %q, want %q", v.Segment, v.Why, c.not)
				case v.Step == "estimate" && v.Outcome == l10n.Changes && (len(v.Remarks) != 1 || *v.Score != 80 || v.By.ID != c.name):
					t.Errorf("%+v", v)
				}
			}
			if asked != c.asked || why != c.why {
				t.Errorf("people are asked about %d segments, %q; want %d, %q", asked, why, c.asked, c.why)
			}
		})
	}
}

// models are simulated engines that judge, each under a name of its own.
type models map[l10n.ProviderName]judge.Model

func (h *house) judgeBy(ms models) func(step l10n.ReviewStep) (assess.Assessor, error) {
	return func(step l10n.ReviewStep) (assess.Assessor, error) {
		return &judge.Judge{Model: ms[step.Use], Name: step.Use, Pass: step.Pass, Passes: step.Passes, Kept: h.store,
			Prices: judge.Prices{Input: 1, Output: 1, Currency: "EUR"}}, nil
	}
}

// modelsDay starts a simulated engine for each day. It has them before a run asks for one.
func (h *house) modelsDay() func(day string) stepDay {
	ms := models{}
	for _, day := range stepDays {
		s := sim.Start(h.t, "openai")
		o := s.Options()
		switch day {
		case "late":
			s.Always(sim.Busy)
		case "never":
			s.Always(sim.Broken)
		case "twice": // it has judged, and the answer is lost: it is asked again
			s.Next(sim.Cut)
		case "half":
			s.Judges(sim.Judge{Leave: 1})
		case "garbage":
			s.Judges(sim.Judge{Malformed: 1})
		case "hang":
			o.Timeout = 300 * time.Millisecond
			s.Always(sim.Hang)
		case "cancelled":
			s.Always(sim.Hang)
		}
		m, err := provider.OpenJudge("openai", o)
		h.must(err)
		ms[l10n.ProviderName(day)] = m
	}
	h.activities.Review.Judge = h.judgeBy(ms)
	return func(day string) stepDay {
		d := stepDay{step: l10n.ReviewStep{Use: l10n.ProviderName(day), Deadline: 10 * time.Minute}, want: passes}
		switch day {
		case "late", "hang":
			d.step.Deadline, d.want = 5*time.Second, toPeople
		case "never":
			d.step.Deadline, d.step.Then, d.want = 3*time.Second, l10n.ThenFail, fails
		case "half", "garbage":
			d.want = toPeople
		case "outdated":
			return stepDay{impossible: "an answer comes by the request that asks for it"}
		case "cancelled":
			d.want, d.act = cancelled, cancelRun
		}
		return d
	}
}

// routed counts the segments of which a step of people says whether it asks about them.
func (h *house) routed(k l10n.TranslationKey, step l10n.StepName) int {
	tr, err := h.store.Translation(h.t.Context(), k)
	h.must(err)
	vs, err := h.store.Verdicts(h.t.Context(), k, tr.Run)
	h.must(err)
	n := 0
	for _, v := range vs {
		if v.Step == step && v.By.Kind == l10n.ByRule {
			n++
		}
	}
	return n
}
