package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Review says who and what looks at a translation, in order.
type Review struct {
	Steps       []Step   `yaml:"steps"`
	FourEyes    bool     `yaml:"four_eyes"`
	RemindAfter Duration `yaml:"remind_after"`
	// Skip says which segments people are not asked about.
	Skip Skip `yaml:"skip"`
	// Unconfirmed is hold or publish.
	Unconfirmed l10n.UnconfirmedPolicy `yaml:"unconfirmed"`
}

// Step is a step of a review. In a file the name alone is a step of people.
type Step struct {
	Name       l10n.StepName     `yaml:"name"`
	Kind       l10n.StepKind     `yaml:"kind"`
	When       []When            `yaml:"when"`
	Locales    []l10n.Locale     `yaml:"locales"`
	Shadow     bool              `yaml:"shadow"`
	MayApprove bool              `yaml:"may_approve"`
	Deadline   Duration          `yaml:"deadline"`
	Then       l10n.Then         `yaml:"then"`
	Block      int               `yaml:"block"`
	Use        l10n.ProviderName `yaml:"use"`
	Pass       int               `yaml:"pass"`
	Passes     int               `yaml:"passes"`
	Queue      string            `yaml:"queue"`
	Activity   string            `yaml:"activity"`
	Heartbeat  Duration          `yaml:"heartbeat"`
	Texts      string            `yaml:"texts"`
	Place      string            `yaml:"place"`
	Format     string            `yaml:"format"`
	Who        []l10n.UserID     `yaml:"who"`
	FourEyes   bool              `yaml:"four_eyes"`
	Escalate   []l10n.UserID     `yaml:"escalate"`
}

// When is a condition under which a step is about a segment.
type When struct {
	Match       []l10n.MatchClass   `yaml:"match"`
	Engines     []l10n.ProviderName `yaml:"engines"`
	Severity    int                 `yaml:"severity"`
	Milder      int                 `yaml:"milder"`
	ScoreBelow  int                 `yaml:"score_below"`
	LongerThan  int                 `yaml:"longer_than"`
	ShorterThan int                 `yaml:"shorter_than"`
	Sections    []string            `yaml:"sections"`
}

// How an activity of somebody else's worker gets the texts.
const (
	textsInPages = "pages"
	textsByRef   = "by-ref"
)

// Skip says which segments people are not asked about.
type Skip struct {
	Where  []l10n.MatchClass `yaml:"where"`
	Sample Share             `yaml:"sample"`
	Seed   string            `yaml:"seed"`
}

// UnmarshalYAML reads a name, or a step with its settings.
func (s *Step) UnmarshalYAML(n ast.Node) error {
	if text, ok := n.(*ast.StringNode); ok {
		*s = Step{Name: l10n.StepName(text.Value)}
		return nil
	}
	type plain Step
	return yaml.NodeToValue(n, (*plain)(s), yaml.Strict())
}

// Share is a part of all, 0–1, written as 10% or as 0.1.
type Share float64

// UnmarshalYAML reads a share; the error knows its line.
func (s *Share) UnmarshalYAML(n ast.Node) error {
	text := n.GetToken().Value
	number, percent := strings.CutSuffix(text, "%")
	v, err := strconv.ParseFloat(strings.TrimSpace(number), 64)
	if percent {
		v /= 100
	}
	if err != nil || !(v >= 0 && v <= 1) {
		return &yaml.SyntaxError{Message: fmt.Sprintf("%q is no share of all: write for instance 10%% or 0.1", text), Token: n.GetToken()}
	}
	*s = Share(v)
	return nil
}

func (r *Review) complete(site l10n.SiteName) {
	if len(r.Steps) == 0 {
		r.Steps = []Step{{Name: "review"}}
	}
	for i := range r.Steps {
		s := &r.Steps[i]
		if s.Kind == "" {
			s.Kind = l10n.StepPerson
		}
		for j, l := range s.Locales {
			s.Locales[j] = canonical(l)
		}
	}
	if r.Skip.Where == nil {
		r.Skip.Where = []l10n.MatchClass{l10n.MatchApproved}
	}
	if r.Skip.Seed == "" {
		r.Skip.Seed = string(site)
	}
	if r.Unconfirmed == "" {
		r.Unconfirmed = l10n.UnconfirmedHold
	}
}

// plan is the review as a plan has it.
func (r Review) plan(p *l10n.Plan) {
	for _, s := range r.Steps {
		p.Review = append(p.Review, s.plan())
	}
	p.Steps = l10n.Deciding(p.Review)
	p.FourEyes, p.RemindAfter, p.Unconfirmed = r.FourEyes, r.RemindAfter.Std(), r.Unconfirmed
	p.Skip = l10n.Skip{Where: r.Skip.Where, Sample: float64(r.Skip.Sample), Seed: r.Skip.Seed}
}

func (s Step) plan() l10n.ReviewStep {
	step := l10n.ReviewStep{Name: s.Name, Kind: s.Kind, Locales: s.Locales, Shadow: s.Shadow, MayApprove: s.MayApprove,
		Deadline: s.Deadline.Std(), Then: s.Then, Block: s.Block, Use: s.Use, Pass: s.Pass, Passes: s.Passes, Queue: s.Queue,
		Activity: s.Activity, Heartbeat: s.Heartbeat.Std(), ByRef: s.Texts == textsByRef, Place: s.Place, Format: s.Format, Who: s.Who, FourEyes: s.FourEyes, Escalate: s.Escalate}
	for _, w := range s.When {
		step.When = append(step.When, l10n.Condition(w))
	}
	return step
}

// review tells the mistakes in a site's review.
func (v *validator) review(c *Config, i int) {
	s := &c.Sites[i]
	at := func(j int, key string) []any { return []any{"sites", i, "review", "steps", j, key} }
	for j, step := range s.Review.Steps {
		named := func(o Step) bool { return o.Name == step.Name }
		if step.Name == "" || slices.ContainsFunc(s.Review.Steps[:j], named) {
			v.add(fmt.Sprintf("each review step needs a name of its own, and %q is not", step.Name), "sites", i, "review", "steps", j)
		}
		for _, l := range step.Locales {
			if !slices.Contains(s.Locales, l) {
				v.add(fmt.Sprintf("step %q is for %s, which is no locale of the site", step.Name, l), at(j, "locales")...)
			}
		}
		v.stepKind(step, i, j)
		v.stepFile(c, step, i, j)
		v.judge(c, step, i, j)
		v.conditions(step, i, j)
		if !slices.Contains([]l10n.Then{"", l10n.ThenPeople, l10n.ThenFail}, step.Then) {
			v.add(fmt.Sprintf("then is people or fail, and not %q", step.Then), at(j, "then")...)
		}
		if step.Deadline < 0 {
			v.add("a deadline cannot be negative", at(j, "deadline")...)
		}
	}
	for _, l := range s.Locales {
		v.lastStep(s, i, l)
	}
	if s.Review.RemindAfter < 0 {
		v.add("remind_after cannot be negative", "sites", i, "review", "remind_after")
	}
	for _, m := range s.Review.Skip.Where {
		if !slices.Contains(l10n.MatchClasses, m) || m == l10n.MatchNone {
			v.add(fmt.Sprintf("there is no match class %q: there are %s", m, join(l10n.MatchClasses)), "sites", i, "review", "skip", "where")
		}
	}
	if u := s.Review.Unconfirmed; u != l10n.UnconfirmedHold && u != l10n.UnconfirmedPublish {
		v.add(fmt.Sprintf("unconfirmed is hold or publish, and not %q", u), "sites", i, "review", "unconfirmed")
	}
}

// lastStep tells where the last step of a locale that decides is none of people: nobody would answer for what the machines
// have left.
func (v *validator) lastStep(s *Site, i int, l l10n.Locale) {
	last := -1
	for j, step := range s.Review.Steps {
		if step.plan().For(l) && !step.Shadow {
			last = j
		}
	}
	if last < 0 {
		v.add(fmt.Sprintf("the review has no step for %s: end it with a step of people", l), "sites", i, "review", "steps")
		return
	}
	if k := s.Review.Steps[last].Kind; k != l10n.StepPerson {
		v.add(fmt.Sprintf("the last step for %s is of the kind %s: end the review with a step of people, to whom goes what a machine leaves "+
			"(when it leaves nothing, nobody is asked)", l, k), "sites", i, "review", "steps", last)
	}
}

// settings of steps that only some kinds have, with what says that one is there.
func (v *validator) stepKind(s Step, i, j int) {
	if s.Kind != l10n.StepPerson && !slices.Contains(v.known.StepKinds, s.Kind) {
		v.add(fmt.Sprintf("there is no kind %q of review steps: there are %s", s.Kind, join(v.known.StepKinds)), "sites", i, "review", "steps",
			j, "kind")
		return
	}
	for _, set := range []struct {
		key      string
		there    bool
		kinds    []l10n.StepKind
		required bool
	}{
		{"shadow", s.Shadow, []l10n.StepKind{l10n.StepChecks, l10n.StepModel, l10n.StepActivity}, false},
		{"may_approve", s.MayApprove, []l10n.StepKind{l10n.StepModel, l10n.StepActivity}, false},
		{"then", s.Then != "", []l10n.StepKind{l10n.StepChecks, l10n.StepModel, l10n.StepActivity, l10n.StepFile}, false},
		{"block", s.Block != 0, []l10n.StepKind{l10n.StepChecks}, false},
		{"use", s.Use != "", []l10n.StepKind{l10n.StepModel}, true},
		{"pass", s.Pass != 0, []l10n.StepKind{l10n.StepModel}, false},
		{"passes", s.Passes != 0, []l10n.StepKind{l10n.StepModel}, false},
		{"queue", s.Queue != "", []l10n.StepKind{l10n.StepActivity}, true},
		{"activity", s.Activity != "", []l10n.StepKind{l10n.StepActivity}, true},
		{"heartbeat", s.Heartbeat != 0, []l10n.StepKind{l10n.StepActivity}, false},
		{"texts", s.Texts != "", []l10n.StepKind{l10n.StepActivity}, false},
		{"place", s.Place != "", []l10n.StepKind{l10n.StepFile}, true},
		{"format", s.Format != "", []l10n.StepKind{l10n.StepFile}, false},
		{"who", len(s.Who) > 0, []l10n.StepKind{l10n.StepPerson}, false},
		{"four_eyes", s.FourEyes, []l10n.StepKind{l10n.StepPerson}, false},
		{"escalate", len(s.Escalate) > 0, []l10n.StepKind{l10n.StepPerson}, false},
	} {
		of := slices.Contains(set.kinds, s.Kind)
		switch {
		case set.there && !of:
			v.add(fmt.Sprintf("%s is a setting of steps of the kind %s, and step %q is of the kind %s", set.key, join(set.kinds), s.Name, s.Kind),
				"sites", i, "review", "steps", j, set.key)
		case !set.there && of && set.required:
			v.add(fmt.Sprintf("step %q of the kind %s needs %s", s.Name, s.Kind, set.key), "sites", i, "review", "steps", j)
		}
	}
	for key, n := range map[string]int{"block": s.Block, "pass": s.Pass} {
		if n < 0 || n > 100 {
			v.add(fmt.Sprintf("%s is 0–100, and not %d", key, n), "sites", i, "review", "steps", j, key)
		}
	}
	if s.Texts != "" && s.Texts != textsInPages && s.Texts != textsByRef {
		v.add(fmt.Sprintf("texts is pages or by-ref, and not %q", s.Texts), "sites", i, "review", "steps", j, "texts")
	}
	if s.Heartbeat < 0 {
		v.add("heartbeat cannot be negative", "sites", i, "review", "steps", j, "heartbeat")
	}
	if s.Passes < 0 || s.Passes > 9 {
		v.add(fmt.Sprintf("passes is 1–9, and not %d", s.Passes), "sites", i, "review", "steps", j, "passes")
	}
}

// judge tells an engine that a step of the kind model uses and that can't judge.
func (v *validator) judge(c *Config, s Step, i, j int) {
	if s.Kind != l10n.StepModel || s.Use == "" || slices.Contains(v.known.Judges, c.Driver(s.Use)) {
		return
	}
	why := fmt.Sprintf("%q can't judge", s.Use)
	if !v.known.Provider(c.Driver(s.Use)) {
		why = fmt.Sprintf("there is no provider %q", s.Use)
	}
	v.add(fmt.Sprintf("%s: step %q needs an engine of the drivers %s", why, s.Name, join(v.known.Judges)), "sites", i, "review", "steps", j, "use")
}

func (v *validator) conditions(s Step, i, j int) {
	for n, w := range s.When {
		for _, m := range w.Match {
			if !slices.Contains(l10n.MatchClasses, m) {
				v.add(fmt.Sprintf("there is no match class %q: there are %s", m, join(l10n.MatchClasses)), "sites", i, "review", "steps", j, "when", n,
					"match")
			}
		}
		if w.plain() {
			v.add(fmt.Sprintf("a condition of step %q says nothing, so it fits everything: leave it out", s.Name), "sites", i, "review", "steps", j,
				"when", n)
		}
	}
}

// plain reports whether a condition has no field.
func (w When) plain() bool {
	return len(w.Match)+len(w.Engines)+len(w.Sections) == 0 && w.Severity == 0 && w.Milder == 0 && w.ScoreBelow == 0 && w.LongerThan == 0 && w.ShorterThan == 0
}
