package desk

import (
	"fmt"
	"net/http"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
)

type findingsView struct {
	Site, Locale, Run, Since string // as they were typed
	Counts                   []countView
	People, Machines         string
	Words, Translations      string
	Pages                    string
	Cut                      bool
	Proposals                []proposalView
}

type countView struct{ Category, Grade, People, Machines string }

type proposalView struct {
	remark.Proposal
	Text   string // how often the check was overruled, in words
	People string
	Asked  string // who proposes to turn it off, in words; empty where nobody said so
}

func (d *desk) showFindings(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	q := r.URL.Query()
	v := &findingsView{Site: q.Get("site"), Locale: q.Get("locale"), Run: q.Get("run"), Since: q.Get("since")}
	f, err := v.filter()
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	found, err := d.Findings.Findings(r.Context(), f)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	proposals, err := d.Findings.Proposals(r.Context(), f.Site)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	for _, n := range found.Counts {
		v.Counts = append(v.Counts, countView{label(p.localizer, categoryLabels, n.Category),
			label(p.localizer, remarkSeverityLabels, n.Severity), p.Number(n.People), p.Number(n.Machines)})
	}
	v.People, v.Machines, v.Words = p.Number(found.People), p.Number(found.Machines), p.Number(found.Words)
	v.Translations, v.Pages, v.Cut = p.Number(found.Translations), p.Number(found.Pages), found.Cut
	for _, one := range proposals {
		v.Proposals = append(v.Proposals, p.proposal(one))
	}
	p.Title = p.T("desk.findings.title")
	p.Body = v
	d.render(w, http.StatusOK, "findings", p)
}

// filter is what the page's form asks for.
func (v *findingsView) filter() (l10n.RemarkFilter, error) {
	f := l10n.RemarkFilter{Site: l10n.SiteName(v.Site), Run: l10n.RunID(v.Run)}
	var err error
	if v.Locale != "" {
		if f.Locale, err = l10n.ParseLocale(v.Locale); err != nil {
			return f, fmt.Errorf("%w: %w", errBadRequest, err)
		}
	}
	if v.Since != "" {
		if f.Since, err = time.Parse(time.DateOnly, v.Since); err != nil {
			return f, fmt.Errorf("%w: %w", errBadRequest, err)
		}
	}
	return f, nil
}

func (p *page) proposal(of remark.Proposal) proposalView {
	names := func(users []l10n.UserID) string {
		all := make([]string, len(users))
		for i, u := range users {
			all[i] = string(u)
		}
		return p.format.List(all)
	}
	v := proposalView{Proposal: of, Text: p.N("desk.findings.overruled", of.Texts), People: names(of.People)}
	if len(of.Asked) > 0 {
		v.Asked = p.T("desk.findings.asked", "Names", names(of.Asked))
	}
	return v
}
