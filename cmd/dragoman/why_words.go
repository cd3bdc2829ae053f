package main

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/terminal"
)

// originLines say where a text comes from.
func originLines(a l10n.Account) []string {
	o := a.Target.Origin
	var lines []string
	switch a.Class {
	case l10n.MatchNone:
		return []string{"there is no text yet"}
	case l10n.MatchApproved:
		lines = []string{"people approved this very text for this very sentence before"}
	case l10n.MatchInContext:
		lines = []string{"the translation memory, with the same sentences around it"}
	case l10n.MatchExact:
		lines = []string{"the translation memory"}
	case l10n.MatchFuzzy:
		lines = []string{"the translation memory, for a similar sentence" + percent(o.Score)}
		if a.Target.SubState == l10n.SubNeedsEdit {
			lines = []string{"a person's text for an earlier form of the source"}
		}
	case l10n.MatchHuman:
		lines = []string{"written by " + cmp.Or(terminal.Line(string(o.By)), "a person") + on(a)}
	case l10n.MatchCopy:
		lines = []string{"a copy of the source, which has nothing to translate"}
	default:
		lines = []string{"the engine " + cmp.Or(string(o.Provider), "that is not named")}
	}
	if a.Memory != nil {
		lines = append(lines, fmt.Sprintf("the memory has it from %s, since %s%s", cmp.Or(terminal.Line(string(a.Memory.By)), "nobody by name"),
			day(a.Memory.At), ofSite(a.Memory.Site)))
	} else if o.Provider == "memory" && a.Class != l10n.MatchHuman {
		lines = append(lines, "the memory does not have this very text any more, so that its date is not known")
	}
	if o.Detail != "" {
		lines = append(lines, terminal.Line(o.Detail))
	}
	return lines
}

func percent(score int) string {
	if score == 0 {
		return ""
	}
	return fmt.Sprintf(", %d%% alike", score)
}

func on(a l10n.Account) string {
	if a.Target.EditedAt.IsZero() {
		return ""
	}
	return " on " + day(a.Target.EditedAt)
}

func ofSite(name l10n.SiteName) string {
	if name == "" {
		return ""
	}
	return ", of the site " + string(name)
}

var outcomeWords = map[l10n.Outcome]string{
	l10n.Pass: "passed", l10n.Changes: "wants changes", l10n.Abstain: "has no opinion", l10n.Asked: "asks people",
	l10n.Skipped: "does not ask people",
}

var whyWords = map[string]string{
	"condition": "the step is about other sentences", "passed": "every machine before it passed the text", "sample": "it is one of the sample",
	"changes-requested": "somebody asked for changes", "none": "there is no text", "no-answer": "it gave no answer that counts", "copy": "there is nothing to translate",
	"issue": "a check found what must be mended first", "wrote": "they wrote the text", "named": "the act names this sentence",
	"approved-before": "people approved this very text before", "in-context": "the memory has it with the same neighbours",
	"exact": "the memory has it", "fuzzy": "the memory has a similar one", "engine": "an engine made it", "human": "a person wrote it",
	"all": "confirmed together with all", "without-remarks": "confirmed together with all without remarks",
	"confirmed": "confirmed together with all that an earlier step had confirmed", "skipped": "left out of the answer",
	"earlier": "an earlier text of people stands beside it", "": "no machine passed it",
}

// whyWord says a reason in words; what has no words is shown as it is.
func whyWord(why string) string {
	if w, ok := whyWords[why]; ok {
		return w
	}
	if of, step, ok := strings.Cut(why, ":"); ok {
		switch of {
		case string(l10n.Changes):
			return "step " + step + " wants changes"
		case string(l10n.Abstain):
			return "step " + step + " has no opinion"
		case "no-verdict":
			return "step " + step + " has not looked"
		}
	}
	return terminal.Line(why)
}

// reason is why in brackets, where there is something to say.
func reason(v l10n.Verdict) string {
	if v.Outcome == l10n.Asked || v.Outcome == l10n.Skipped || v.Why != "" {
		return ": " + whyWord(v.Why)
	}
	return ""
}

func who(r l10n.Reviewer) string {
	if r.Kind == l10n.ByRule {
		return "by rule"
	}
	name := cmp.Or(terminal.Line(r.ID), string(r.Kind))
	if r.Version != "" {
		name += " " + terminal.Line(r.Version)
	}
	return "by " + name
}

func stepLine(s l10n.StepAccount) string {
	name := string(s.Step.Name)
	if s.Step.Shadow {
		name += " (shadow, decides nothing)"
	}
	switch {
	case s.Verdict != nil:
		v := *s.Verdict
		return fmt.Sprintf("%s: %s%s%s, %s, %s", name, outcomeWords[v.Outcome], score(v), reason(v), who(v.By), day(v.At))
	case s.Earlier != nil:
		return fmt.Sprintf("%s: nothing of this text; of an earlier one it said: %s (%s)", name, outcomeWords[s.Earlier.Outcome], day(s.Earlier.At))
	}
	return name + ": nothing"
}

func score(v l10n.Verdict) string {
	if v.Score == nil {
		return ""
	}
	return fmt.Sprintf(" with %d of 100", *v.Score)
}

func confirmedLine(a l10n.Account) string {
	switch {
	case a.Confirmed != nil:
		return fmt.Sprintf("confirmed %s at step %s on %s", who(a.Confirmed.By), a.Confirmed.Step, day(a.Confirmed.At))
	case a.Target.Confirmed != nil:
		c := a.Target.Confirmed
		return fmt.Sprintf("confirmed by %s at step %s on %s", terminal.Line(string(c.By)), c.Step, day(c.At))
	case a.Target.PassedBy != nil:
		return fmt.Sprintf("approved by the machine %s, as the site lets it; confirmed by nobody", cmp.Or(a.Target.PassedBy.ID, string(a.Target.PassedBy.Kind)))
	case a.Target.IsUnconfirmed():
		return "a machine's text that nobody has confirmed"
	case a.Class == l10n.MatchNone:
		return "there is nothing to confirm yet"
	}
	return "no word of this review on it; it is not a machine's text that needs one"
}

func approvalLine(d l10n.Decision) string {
	if d.Kind == l10n.Conclude {
		return fmt.Sprintf("step %s ended by itself on %s: it asked people about nothing, or machines did it", d.Step, day(d.At))
	}
	signed := "not signed"
	if d.Seal != nil {
		signed = "signed with the key " + d.Seal.Key
	}
	return fmt.Sprintf("step %s approved by %s on %s, %s", d.Step, terminal.Line(string(d.By)), day(d.At), signed)
}

func verdictLine(s l10n.Statement, stands bool) string {
	v := s.Verdict
	line := fmt.Sprintf("%s: %s%s%s, %s", v.Step, outcomeWords[v.Outcome], score(v), reason(v), who(v.By))
	if v.Shadow {
		line += ", as a shadow"
	}
	if r := v.Rewrite; r != nil {
		line += fmt.Sprintf(", %d of %d characters changed", r.Changed, r.Length)
	}
	if s.Assessment.Class != "" {
		line += fmt.Sprintf(", one of %s confirmed at once", english.Count(s.Assessment.Segments, "sentence"))
	}
	if !stands {
		line += ", of another text"
	}
	return line
}

// costLines say what is known of the cost. Who is asked about many texts at once gives one price for all of them, and no
// share is made up.
func costLines(a l10n.Account) []string {
	var lines []string
	if e := a.Engine; e != nil {
		line := fmt.Sprintf("%s: among %s with %s in this run", e.Engine, english.Count(e.Texts, "text"), english.Count(e.Characters, "character"))
		switch {
		case e.Texts == 0:
			line = fmt.Sprintf("%s: nothing in this run, its answer was kept from before", e.Engine)
		case e.Price > 0:
			line += fmt.Sprintf(", %.4f in all (the price is set to %g for a million)", e.Amount(), e.Price)
		}
		lines = append(lines, line)
	}
	seen := map[string]bool{}
	for _, s := range a.Said {
		x := s.Assessment
		if seen[x.ID] || x.Cost == (l10n.Cost{}) {
			continue
		}
		seen[x.ID] = true
		lines = append(lines, fmt.Sprintf("%s: in a batch of %s for %s", x.Step, english.Count(x.Segments, "sentence"), costWords(x.Cost)))
	}
	if len(lines) == 0 {
		return []string{"nothing that is known"}
	}
	return lines
}

func costWords(c l10n.Cost) string {
	var parts []string
	if c.Amount > 0 {
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("%s %s", money(c.Amount), c.Currency)))
	}
	if c.Input+c.Output > 0 {
		parts = append(parts, fmt.Sprintf("%d tokens in, %d out", c.Input, c.Output))
	}
	if c.Characters > 0 {
		parts = append(parts, english.Count(c.Characters, "character"))
	}
	return cmp.Or(strings.Join(parts, ", "), "nothing")
}

// money writes an amount with as many digits as it takes to say something.
func money(x float64) string {
	if x < 0.1 {
		return fmt.Sprintf("%.4f", x)
	}
	return fmt.Sprintf("%.2f", x)
}

func publishedLines(a l10n.Account) []string {
	p := a.Published
	if a.Unread != "" {
		return []string{"it could not be read: " + terminal.Line(a.Unread)}
	}
	if p == nil {
		return []string{"not this sentence: it is not published"}
	}
	lines := []string{fmt.Sprintf("publication %s of %s, %s", p.Publication, p.At.UTC().Format("2006-01-02 15:04"), p.URL)}
	switch {
	case p.Manifest.Fallback:
		lines = append(lines, "the source's text, until the translation is approved")
	case p.Same:
		lines = append(lines, "the text above")
	default:
		lines = append(lines, "another text than the one above: "+terminal.Line(p.Text.String()))
	}
	lines = append(lines, "its hash in the manifest is "+string(p.Manifest.TargetHash))
	if p.Differs {
		lines = append(lines, "the file "+p.File.Path+" is not the one that was published: see `dragoman verify`")
	}
	if p.Times == 0 {
		return append(lines, "it was not found word for word in "+p.File.Path)
	}
	return append(lines, fmt.Sprintf("%s, %s, bytes %d to %d%s:", p.File.Path, p.File.Ref, p.Offset, p.Offset+len(p.Passage), times(p.Times)),
		terminal.Line(p.Passage))
}

func times(n int) string {
	if n == 1 {
		return ""
	}
	return fmt.Sprintf(", the first of %d times", n)
}
