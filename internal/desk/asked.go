package desk

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// askedView is the page that says about which segments people were asked, and why.
type askedView struct {
	l10n.Translation
	Base   string
	Target string
	Counts []askedCount
	Rows   []askedRow
	Pages  []pageLink
}

type askedCount struct {
	Step, Asked, Why string
	Count, Seen      string
	People           bool
}

type askedRow struct {
	Number           string
	URL              string
	Step, Asked, Why string
	Said             string
}

func (d *desk) showAsked(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	k, err := keyOf(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	t, err := d.Records.Translation(r.Context(), k)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	counts, rows, err := d.Accounts.Routings(r.Context(), k)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	v := &askedView{Translation: t, Base: translationPath(k), Target: p.Language(k.Locale)}
	for _, c := range counts {
		o := askedOutcome(c.Asked)
		v.Counts = append(v.Counts, askedCount{Step: p.stepName(c.Step), Asked: p.T(askedLabels[o]), Why: p.reasonFor(o, c.Why),
			Count: p.Number(c.Count), Seen: p.Number(c.Seen), People: c.Asked})
	}
	here := v.pages(len(rows), r.URL.Query().Get("page"))
	for _, g := range rows[min(len(rows), (here-1)*pageRows):min(len(rows), here*pageRows)] {
		o := askedOutcome(g.Asked)
		row := askedRow{Number: p.Number(g.Number), URL: accountPath(k, g.Segment), Step: p.stepName(g.Step), Asked: p.T(askedLabels[o]),
			Why: p.reasonFor(o, g.Why)}
		if g.Seen != "" {
			row.Said = label(p.localizer, outcomeLabels, g.Seen) + " · " + p.reviewer(g.By)
		}
		v.Rows = append(v.Rows, row)
	}
	p.Title = p.T("desk.account.list")
	p.Body = v
	d.render(w, http.StatusOK, "asked", p)
}

func askedOutcome(asked bool) l10n.Outcome {
	if asked {
		return l10n.Asked
	}
	return l10n.Skipped
}

// pages makes the links to pages of rows, and returns the number of this one.
func (v *askedView) pages(rows int, asked string) int {
	count := max(1, (rows+pageRows-1)/pageRows)
	here, err := strconv.Atoi(asked)
	if err != nil || here < 1 || here > count {
		here = 1
	}
	for n := 1; n <= count && count > 1; n++ {
		v.Pages = append(v.Pages, pageLink{Number: n, URL: fmt.Sprintf("%s/why?page=%d", v.Base, n), Here: n == here})
	}
	return here
}
