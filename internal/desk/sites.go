package desk

import (
	"crypto/rand"
	"net/http"
	"net/url"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/overview"
)

type siteRow struct {
	Name    l10n.SiteName
	Title   string
	URL     string
	Start   string // address of the form that publishes it
	Locales []string
	Bar     []bar
	Count   string
	Facts   []fact
}

func sitePath(s l10n.SiteName) string { return "/sites/" + url.PathEscape(string(s)) }

// sites are those that are configured. That of pages which belong to none comes last.
func (d *desk) sites() []Site {
	all := slices.Clone(d.Publisher.Sites())
	slices.SortStableFunc(all, func(a, b Site) int { return lastSite(a.Name) - lastSite(b.Name) })
	return all
}

func lastSite(s l10n.SiteName) int {
	if s == l10n.AdHoc {
		return 1
	}
	return 0
}

func (d *desk) showSites(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	var rows []siteRow
	for _, s := range d.sites() {
		m, err := d.Overview.Site(r.Context(), s.Name, overview.MatrixFilter{Limit: 1})
		if err != nil {
			d.showError(w, r, u, err)
			return
		}
		row := siteRow{Name: s.Name, Title: s.Title, URL: sitePath(s.Name), Start: "/publish?site=" + url.QueryEscape(string(s.Name)),
			Bar: stateBar(m.Totals), Count: p.N("publishing.matrix.documents", m.Documents)}
		if s.Name == l10n.AdHoc && row.Title == "" {
			row.Title = p.T("publishing.start.noSite")
		}
		for _, l := range s.Locales {
			row.Locales = append(row.Locales, p.Language(l))
		}
		for _, state := range overview.States {
			if n := m.Totals[state]; n > 0 {
				urgent := state == overview.Failed || state == overview.WithEngines || state == overview.Held
				row.Facts = append(row.Facts, fact{p.T("publishing.matrix.count", "State", p.T(stateNames[state]), "Number", n), urgent})
			}
		}
		rows = append(rows, row)
	}
	p.Title = p.T("publishing.sites.title")
	p.Body = rows
	d.render(w, http.StatusOK, "sites", p)
}

type sitePageView struct {
	matrixView
	Site    Site
	Act     string
	Start   string
	Working bool
}

func (d *desk) showSite(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	d.renderSite(w, r, http.StatusOK, p)
}

func (d *desk) renderSite(w http.ResponseWriter, r *http.Request, status int, p *page) {
	name := l10n.SiteName(r.PathValue("site"))
	f := matrixFilter(r.URL.Query())
	m, err := d.Overview.Site(r.Context(), name, f)
	site := d.configuredSite(name)
	if err == nil && site == nil {
		if site = (&Site{Name: name}); m.Documents == 0 {
			err = l10n.ErrNotFound
		}
	}
	if err != nil {
		d.showError(w, r, p.User, err)
		return
	}
	p.Title = p.T("publishing.sites.of", "Site", name)
	p.Body = &sitePageView{matrixView: p.matrix(sitePath(name), m, f), Site: *site, Act: rand.Text(),
		Start: "/publish?site=" + url.QueryEscape(string(name)), Working: m.Totals[overview.WithMachines] > 0}
	d.render(w, status, "site", p)
}

// actOnSite does what the button of a page in one locale says.
func (d *desk) actOnSite(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	words, id, comment, err := readAct(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	if err := d.actOnCell(r.Context(), words, id, comment, r.PostForm, u); err != nil {
		p := d.newPage(r, u)
		d.explain(p, err)
		d.renderSite(w, r, statusOf(err), p)
		return
	}
	redirect(w, r, r.URL.RequestURI(), "run-"+words[0])
}
