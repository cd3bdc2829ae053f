package workflows

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/review"
)

// Details, summaries and notes are Markdown in the Temporal UI, which makes links of addresses, too. Raw HTML passes
// through there, so whatever comes from outside is escaped.
var markdownPairs = []string{
	"&", "&amp;", "<", "&lt;", ">", "&gt;", `\`, `\\`, "|", `\|`, "[", `\[`, "]", `\]`, "`", "\\`", "*", `\*`, "_", `\_`,
	"://", "&#58;//", "mailto:", "mailto&#58;",
}

var (
	markdown   = strings.NewReplacer(markdownPairs...)
	unmarkdown = strings.NewReplacer(swapped(markdownPairs)...)
)

func swapped(pairs []string) []string {
	var out []string
	for pair := range slices.Chunk(pairs, 2) {
		out = append(out, pair[1], pair[0])
	}
	return out
}

// Escape has a text from outside be no more than a line of text where the Temporal UI shows Markdown: in summaries,
// details and notes of schedules. Everything that goes there goes through it, once.
func Escape(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, s)
	return markdown.Replace(s)
}

// Unescape gives back the text that was escaped, for those who show it as it is.
func Unescape(s string) string { return unmarkdown.Replace(s) }

// linkTarget escapes what would end a Markdown link's address.
var linkTarget = strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", " ", "%20", "\n", "", "\r", "", "\t", "", `\`, "%5C")

func link(text, url string) string {
	if !strings.HasPrefix(url, "http://") && !strings.HasPrefix(url, "https://") {
		return Escape(text)
	}
	return fmt.Sprintf("[%s](%s)", Escape(text), linkTarget.Replace(url))
}

func join(locales []l10n.Locale) string {
	var s []string
	for _, l := range locales {
		s = append(s, string(l))
	}
	return strings.Join(s, ", ")
}

func deskLink(desk string, k l10n.TranslationKey) string {
	if desk == "" {
		return ""
	}
	return fmt.Sprintf("%s/t/%s/%s", strings.TrimSuffix(desk, "/"), k.Document, k.Locale)
}

func localeDetails(in LocaleInput, stage l10n.Stage, p l10n.Progress) string {
	k := in.Translation.Key
	s := fmt.Sprintf("**%s** into **%s**: %s.", Escape(string(k.Document)), k.Locale, stage)
	if p.Segments > 0 {
		s += " " + counts(p)
	}
	if stage == l10n.StageReview {
		s += "\n\nWaits for people " + link("at the desk", deskLink(in.Brief.Desk, k)) + "."
	}
	return s
}

func counts(p l10n.Progress) string {
	return "\n\n| Segments | Approved before | Memory | Fuzzy | Engines | People | Empty | Issues |\n" +
		"|--|--|--|--|--|--|--|--|\n" +
		fmt.Sprintf("| %d | %d | %d | %d | %d | %d | %d | %d |\n\n",
			p.Segments, p.Approved, p.Memory, p.Fuzzy, p.Machine, p.Human, p.Empty, p.Issues) +
		fmt.Sprintf("Sent to engines: %s, %s. Not sent again: %s.", english.Count(p.Sent, "text"),
			english.Count(p.Characters, "character"), english.Count(p.Saved, "character")) + unconfirmed(p.Unconfirmed)
}

// unconfirmed says how many texts nobody is known to have looked at.
func unconfirmed(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf(" Made by a machine and confirmed by nobody: %s.", english.Count(n, "text"))
}

func reviewDetails(in ReviewInput, r *review.Review) string {
	who := "anyone"
	if r.Assignee != "" {
		who = Escape(string(r.Assignee))
	}
	s := fmt.Sprintf("Waits for **%s** by %s, %s (round %d).", Escape(string(r.Step())), who,
		link("at the desk", deskLink(in.Desk, in.Key)), r.Round)
	if rule := r.Rule(); !rule.IsPerson() {
		s = machineDetails(rule, r.Round)
	}
	for _, d := range r.Approvals {
		if d.Kind == l10n.Conclude {
			s += fmt.Sprintf("\n- %s has ended without a word of people", Escape(string(d.Step)))
			continue
		}
		s += fmt.Sprintf("\n- %s approved by %s", Escape(string(d.Step)), Escape(string(d.By)))
	}
	return s + counts(in.Progress) + unansweredDetails(in.Unanswered)
}

func documentDetails(in DocumentInput, locales localeStates) string {
	text := headline(locales) + fmt.Sprintf("Source: %s\n\n| Locale | Stage | |\n|--|--|--|\n", link(in.URL, in.URL))
	for _, state := range locales {
		l, o := state.locale, state.LocaleOutcome
		what := Escape(o.Comment)
		switch {
		case o.URL != "" && o.InPart == nil:
			what = link("the page", o.URL)
		case o.Stage == l10n.StageReview:
			at := deskLink(in.Brief.Desk, l10n.TranslationKey{Document: in.Document, Locale: l})
			what = link("at the desk", at) + pendingDetails(in.Brief.Pending[l], o)
		default:
			what += pendingDetails(in.Brief.Pending[l], o)
		}
		text += fmt.Sprintf("| %s | %s | %s |\n", l, o.Stage, what+unconfirmed(state.approved.Unconfirmed))
	}
	return text
}

// headlines say in words what the stage means by which operators find a document.
var headlines = map[l10n.Stage]string{
	l10n.StageReview: "Waits for people", l10n.StageParked: "Waits for engines", l10n.StageFailed: "Not published",
	l10n.StageHeld: "Held back", l10n.StageEmbargo: "Approved, and waits", l10n.StageCancelled: "Cancelled", l10n.StageSuperseded: "Taken over by another run",
}

// headline says what a document's stage means, and of which locales.
func headline(locales localeStates) string {
	stage := locales.stage()
	if headlines[stage] == "" {
		return ""
	}
	return fmt.Sprintf("**%s**: %s.\n\n", headlines[stage], join(locales.at(stage).names()))
}

// takenOverBy says that another run has a document now.
func takenOverBy(run l10n.RunID) string {
	return fmt.Sprintf("run %s has taken the document over, because its source has changed", run)
}

// endDetails say why a translation ended.
func endDetails(comment string) string {
	if comment == "" {
		return ""
	}
	return "\n\n⚠ " + Escape(comment)
}

// pendingDetails say what visitors have of a page that is not approved yet.
func pendingDetails(p l10n.Pending, o LocaleOutcome) string {
	switch {
	case o.InPart != nil:
		return fmt.Sprintf("; %s is live, %d of %s in the source's language",
			link("the page", o.URL), o.InPart.Untranslated, english.Count(o.InPart.Segments, "segment"))
	case o.Stage == l10n.StageReview && o.Comment != "":
		return "; " + Escape(o.Comment)
	case p == l10n.OmitPending && !o.Stage.Ended():
		return "; left out until it is approved"
	}
	return ""
}

// assetDetails say what became of the files that the page uses.
func assetDetails(g activities.Gathered) string {
	if g.Assets == "" {
		return ""
	}
	s := fmt.Sprintf("\n%s copied, %s found.", english.Count(g.Copied, "file"),
		english.Count(g.Localized, "localized one"))
	if g.Linked > 0 {
		s += " " + english.Count(g.Linked, "could not be copied and stays a link:", "could not be copied and stay links:")
	}
	for _, note := range g.Notes() {
		s += "\n- ⚠ " + Escape(note)
	}
	return s
}

func siteDetails(s *siteState) string {
	b := s.Brief
	text := fmt.Sprintf("%d of %s started, %s published, %d ended otherwise. %s", s.Next,
		english.Count(b.Documents, "document"), english.Count(s.Published(), "page"), s.Ended(), link("The desk", b.Desk))
	for _, id := range workflow.DeterministicKeys(s.busy) {
		text += fmt.Sprintf("\n- %s: under way", Escape(string(id)))
	}
	if n := s.people(); n > 0 {
		text += "\n- " + english.Count(n, "document waits for people", "documents wait for people")
	}
	if s.parked > 0 {
		text += "\n- " + english.Count(s.parked, "document waits for engines", "documents wait for engines")
	}
	if s.embargoed > 0 {
		text += "\n- " + english.Count(s.embargoed, "document waits for its hour or a release", "documents wait for their hour or a release")
	}
	if s.Superseded > 0 {
		text += "\n- " + Escape(s.takenOver())
	}
	for _, t := range s.Troubles {
		text += "\n- ⚠ " + Escape(t)
	}
	for _, left := range s.Left {
		text += "\n- left as it is: " + Escape(left)
	}
	return text
}

// leftDetails say what of the page stays as it is, and what to configure.
func leftDetails(left []l10n.Left) string {
	text := ""
	for _, note := range l10n.LeftNotes(left) {
		text += "\n\n" + Escape(note)
	}
	return text
}
