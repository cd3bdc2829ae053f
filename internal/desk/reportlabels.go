package desk

import (
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/report"
)

var tableLabels = map[string]string{
	"words": "reports.words.title", "engines": "reports.engines.title", "steps": "reports.steps.title", "minutes": "reports.minutes.title",
	"money": "reports.money.title", "checks": "reports.checks.title", "remarks": "reports.remarks.title",
}

// tableLeads say how the figures of a table came to be.
var tableLeads = map[string]string{
	"words": "reports.words.lead", "engines": "reports.engines.lead", "steps": "reports.steps.lead", "minutes": "reports.minutes.lead",
	"money": "reports.money.lead", "checks": "reports.checks.lead", "remarks": "reports.remarks.lead",
}

var columnLabels = map[string]string{
	"site": "desk.findings.site", "locale": "desk.filter.locale", "month": "reports.column.month", "run": "desk.filter.run",
	"class": "reports.column.class", "weight": "reports.column.weight", "segments": "reports.column.segments", "words": "reports.column.words",
	"weighted": "reports.column.weighted", "engine": "reports.column.engine", "approved": "reports.column.approved",
	"untouched": "reports.column.untouched", "changed": "reports.column.changed", "characters": "reports.column.characters",
	"step": "desk.account.step", "kind": "reports.column.kind", "ended": "reports.column.ended", "sentBack": "reports.column.sentBack",
	"brokenOff": "reports.column.brokenOff", "waiting": "reports.column.waiting", "waitingMost": "reports.column.waitingMost",
	"working": "reports.column.working", "workingMost": "reports.column.workingMost", "minutes": "reports.column.minutes",
	"minutesPerSentence": "reports.column.minutesPerSentence", "source": "reports.column.source", "currency": "reports.column.currency",
	"amount": "reports.column.amount", "amountPerSentence": "reports.column.amountPerSentence", "check": "reports.column.check",
	"found": "reports.column.found", "foundShare": "reports.column.foundShare", "overruled": "reports.column.overruled",
	"category": "desk.mark.category", "severity": "desk.mark.severity", "people": "desk.findings.people", "machines": "desk.findings.machines",
}

// reportClasses are where the words of a report come from.
var reportClasses = map[string]string{
	string(l10n.MatchApproved):  "desk.class.approvedBefore",
	string(l10n.MatchInContext): "desk.class.inContext",
	string(l10n.MatchExact):     "desk.class.exact",
	string(report.Repeated):     "reports.class.repeated",
	"fuzzy-95":                  "reports.class.fuzzyMost",
	"fuzzy-85":                  "reports.class.fuzzyMuch",
	"fuzzy-70":                  "reports.class.fuzzySome",
	"fuzzy":                     "reports.class.fuzzy",
	string(l10n.MatchEngine):    "desk.class.engine",
	string(l10n.MatchHuman):     "desk.class.human",
	string(l10n.MatchCopy):      "desk.class.copy",
	string(l10n.MatchNone):      "reports.class.none",
}

var moneyLabels = map[string]string{
	report.ForTranslating: "reports.source.engines",
	report.ForReviewing:   "reports.source.reviewers",
}
