package check

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// inspection is one pair being checked, with what several checks need of it computed once.
type inspection struct {
	Pair
	checker *Checker
	check   *Check // the one that runs
	issues  []l10n.Issue
	more    map[l10n.CheckName]int // issues that were left out
	spare   l10n.Issue             // what report returns for those
	// done says that nothing more is worth checking, for instance of an empty target.
	done bool
	// copied and foreign say that the target is the source's text or of another language: what compares the two languages'
	// habits has nothing to say then.
	copied, foreign bool

	from, to *language
	s, t     side
	clock    *clock
}

func newInspection(ctx context.Context, c *Checker, p Pair) *inspection {
	l := &inspection{Pair: p, checker: c, from: languageOf(p.SourceLang), to: languageOf(p.Locale), clock: &clock{ctx: ctx}}
	var codes []l10n.Code
	if p.Unit != nil {
		codes = p.Unit.Codes
	}
	l.s = newSide(p.Source, codes)
	l.t = newSide(p.Target, codes)
	l.s.clock, l.t.clock = l.clock, l.clock
	return l
}

// report adds an issue of the running check. A zero span is the whole text.
func (l *inspection) report(source, target span, m message, args ...string) *l10n.Issue {
	return l.reportAs(l.check.Severity, source, target, m, args...)
}

// reportAs is report with a severity of its own, for a finding that is less sure than the check's usual one.
func (l *inspection) reportAs(severity int, source, target span, m message, args ...string) *l10n.Issue {
	is := l10n.Issue{
		Type: l.check.Type, Severity: min(severity, l.check.Severity), Check: l.check.Name, Comment: m.english(args), Message: string(m),
		Source: l.s.inFragment(source), Target: l.t.inFragment(target),
	}
	for i := 0; i+1 < len(args); i += 2 {
		if is.Args == nil {
			is.Args = map[string]string{}
		}
		is.Args[args[i]] = args[i+1]
	}
	return l.keep(is)
}

// maxIssues is how many issues of one check a segment keeps. Nobody reads more, and a hostile text could have one a word.
const maxIssues = 20

// keep adds an issue to those of the segment. Of too many of one check the gravest stay, and the others are counted.
func (l *inspection) keep(is l10n.Issue) *l10n.Issue {
	of, mildest := 0, -1
	for i := len(l.issues) - 1; i >= 0 && of < maxIssues; i-- {
		if l.issues[i].Check != is.Check {
			continue
		}
		of++
		if mildest < 0 || l.issues[i].Severity < l.issues[mildest].Severity {
			mildest = i
		}
	}
	if of < maxIssues {
		l.issues = append(l.issues, is)
		return &l.issues[len(l.issues)-1]
	}
	if l.more == nil {
		l.more = map[l10n.CheckName]int{}
	}
	l.more[is.Check]++
	if is.Severity > l.issues[mildest].Severity {
		l.issues[mildest] = is
		return &l.issues[mildest]
	}
	l.spare = l10n.Issue{}
	return &l.spare
}

// sorted returns the issues, the gravest first. The last issue of a check says how many more of its kind there are.
func (l *inspection) sorted() []l10n.Issue {
	slices.SortStableFunc(l.issues, func(a, b l10n.Issue) int { return cmp.Compare(b.Severity, a.Severity) })
	for i := len(l.issues) - 1; i >= 0; i-- {
		is := &l.issues[i]
		if n := l.more[is.Check]; n > 0 {
			is.Comment += fmt.Sprintf(" There are %d more like this.", n)
			is.More = n
			delete(l.more, is.Check)
		}
	}
	return l.issues
}

// fixText offers a fix that changes the text alone, in parts that are joined. A target with codes gets none, because the
// fix would not know where they belong, and neither does an issue that is not kept.
func fixText(is *l10n.Issue, target l10n.Fragment, parts ...string) {
	if is.Check == "" || target.HasCodes() {
		return
	}
	if text := strings.Join(parts, ""); text != "" {
		f := l10n.TextFragment(text)
		is.Fix = &f
	}
}
