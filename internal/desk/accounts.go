package desk

import (
	"context"
	"net/http"
	"net/url"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Accounts tell how texts came to stand as they do, and what machines said in reviews.
type Accounts interface {
	// Account says of one sentence how it came to stand as it does. The error wraps [l10n.ErrNotFound] for an unknown one.
	Account(context.Context, l10n.TranslationKey, l10n.SegmentID) (l10n.Account, error)
	// Routings says about which segments steps of people asked, and why, with the counts by reason.
	Routings(context.Context, l10n.TranslationKey) ([]l10n.RoutingCount, []l10n.SegmentRouting, error)
	// Sites are those of which there can be a report.
	Sites(context.Context) ([]l10n.SiteName, error)
	Report(context.Context, l10n.ReportFilter) (l10n.ReviewReport, error)
}

// accountRoutes adds the pages of accounts, where the desk has them.
func (d *desk) accountRoutes(mux *http.ServeMux) {
	if d.Accounts == nil {
		return
	}
	mux.HandleFunc("GET /t/{document}/{locale}/why", d.signedIn(d.showAsked))
	mux.HandleFunc("GET /t/{document}/{locale}/why/{segment}", d.signedIn(d.showAccount))
	mux.HandleFunc("GET /reviews", d.signedIn(d.showReport))
}

func accountPath(k l10n.TranslationKey, id l10n.SegmentID) string {
	return translationPath(k) + "/why/" + url.PathEscape(string(id))
}

// HasAccounts reports whether the desk has the pages of accounts.
func (p *page) HasAccounts() bool { return p.hasAccounts }

// askedLabels are the outcomes of the rules. What reviewers say is in outcomeLabels.
var askedLabels = map[l10n.Outcome]string{l10n.Asked: "desk.account.asked", l10n.Skipped: "desk.account.notAsked"}

// accountReasons are the words that whyLabels and classLabels don't have.
var accountReasons = map[string]string{
	"skipped": "desk.account.why.skipped",
}

// reasonFor says in words why people were asked or not, or a person said what they said. What has no words is shown as it is.
func (p *page) reasonFor(o l10n.Outcome, why string) string {
	switch id, ok := accountReasons[why]; {
	case ok:
		return p.T(id)
	case why != "":
		return p.why(why)
	case o == l10n.Asked:
		return p.T("desk.account.why.unpassed")
	}
	return ""
}

func (p *page) stepName(s l10n.StepName) string { return label(p.localizer, stepLabels, s) }

// reviewer names who gave a verdict.
func (p *page) reviewer(r l10n.Reviewer) string {
	switch {
	case r.Kind == l10n.ByRule:
		return p.T("desk.account.byRule")
	case r.ID == "":
		return p.kindName(l10n.StepKind(r.Kind))
	case r.Version != "":
		return r.ID + " " + r.Version
	}
	return r.ID
}

func (p *page) kindName(k l10n.StepKind) string {
	if k == "" || k == l10n.StepPerson {
		return p.T("desk.account.people")
	}
	return label(p.localizer, kindLabels, k)
}
