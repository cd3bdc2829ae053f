package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/settings"
)

// Settings are the sites' settings in the configuration file.
type Settings interface {
	Sites() (file string, sites []l10n.SiteName, err error)
	Form(l10n.SiteName) (settings.Form, error)
	Propose(l10n.SiteName, map[string]string) (settings.Change, error)
	Apply(ctx context.Context, site l10n.SiteName, values map[string]string, seen l10n.Hash, by l10n.UserID) (settings.Change, error)
}

type settingsView struct {
	File, Site string
	Sites      []option
	Hash       l10n.Hash
	Groups     []settingsGroup
	Writes     bool
	Shown      bool // a change is shown
	patchView
	Changes []fileChangeView
}

type settingsGroup struct {
	ID, Title string
	Fields    []settingView
}

type settingView struct {
	settings.Field
	Label, Hint string
	Options     []option
	Lines       int
}

func (d *desk) settingsRoutes(mux *http.ServeMux) {
	if d.Settings != nil {
		mux.HandleFunc("GET /settings", d.signedIn(d.showSettings))
		mux.HandleFunc("GET /settings/{site}", d.signedIn(d.showSettings))
		mux.HandleFunc("POST /settings/{site}", d.signedIn(d.changeSettings))
	}
}

// HasSettings reports whether the desk has the page of settings.
func (p *page) HasSettings() bool { return p.hasSettings }

func settingsPath(site l10n.SiteName) string { return "/settings/" + url.PathEscape(string(site)) }

func (d *desk) showSettings(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	v, err := d.settingsView(r.Context(), p, l10n.SiteName(r.PathValue("site")), nil)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	d.renderSettings(w, http.StatusOK, p, v)
}

func (d *desk) renderSettings(w http.ResponseWriter, status int, p *page, v *settingsView) {
	p.Title, p.Body = p.T("reports.settings.title"), v
	d.render(w, status, "settings", p)
}

// settingsView shows a site's settings: those of the file, or what a person has typed. No site is the first.
func (d *desk) settingsView(ctx context.Context, p *page, site l10n.SiteName, typed map[string]string) (*settingsView, error) {
	v := &settingsView{Writes: d.WritesSettings}
	file, sites, err := d.Settings.Sites()
	if errors.Is(err, l10n.ErrNotFound) || err == nil && len(sites) == 0 {
		return v, nil // the page says that there is nothing to set
	}
	if err != nil {
		return nil, err
	}
	if site == "" {
		site = sites[0]
	}
	form, err := d.Settings.Form(site)
	if err != nil {
		return nil, err
	}
	v.File, v.Site, v.Hash = file, string(site), form.Hash
	for _, s := range sites {
		v.Sites = append(v.Sites, option{settingsPath(s), string(s), s == site})
	}
	for _, id := range settings.Groups {
		g := settingsGroup{ID: id, Title: label(p.localizer, settingGroups, id)}
		for _, f := range form.Fields {
			if f.Group != id {
				continue
			}
			if value, ok := typed[f.ID]; ok && !f.Hand {
				f.Value = value
			}
			g.Fields = append(g.Fields, p.settingView(f))
		}
		v.Groups = append(v.Groups, g)
	}
	v.Changes, err = d.fileChanges(ctx, p, file)
	return v, err
}

func (p *page) settingView(f settings.Field) settingView {
	v := settingView{Field: f, Label: label(p.localizer, settingLabels, f.ID), Lines: 2}
	if id, ok := settingHints[f.ID]; ok {
		v.Hint = p.T(id)
	}
	for _, r := range f.Value {
		if r == '\n' {
			v.Lines++
		}
	}
	v.Lines = min(v.Lines, 12)
	byDefault := option{"", p.T("reports.settings.default"), f.Value == ""}
	switch f.Kind {
	case settings.Truth:
		v.Options = []option{byDefault, {"true", p.T("reports.settings.yes"), f.Value == "true"}, {"false", p.T("reports.settings.no"), f.Value == "false"}}
	case settings.Choice:
		v.Options = []option{byDefault}
		for _, c := range f.Choices {
			v.Options = append(v.Options, option{c, label(p.localizer, settingWords, c), c == f.Value})
		}
	}
	return v
}

// changeSettings shows what a form would change in the file, or writes it.
func (d *desk) changeSettings(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	site := l10n.SiteName(r.PathValue("site"))
	if err := r.ParseForm(); err != nil {
		d.showError(w, r, u, fmt.Errorf("%w: %w", errBadRequest, err))
		return
	}
	typed := map[string]string{}
	for _, def := range settings.Defs {
		if r.PostForm.Has(def.ID) {
			typed[def.ID] = r.PostForm.Get(def.ID)
		}
	}
	p := d.newPage(r, u)
	change, err := d.Settings.Propose(site, typed)
	if err == nil && r.PostForm.Get("act") == "write" {
		if change, err = d.Settings.Apply(r.Context(), site, typed, l10n.Hash(r.PostForm.Get("hash")), u); err == nil {
			redirect(w, r, settingsPath(site), "settings")
			return
		}
	}
	status := http.StatusOK
	if err != nil {
		status = statusOf(err)
	}
	switch {
	case errors.Is(err, l10n.ErrConflict):
		p.addNotice("bad", p.T("reports.settings.conflict"), "")
	case errors.Is(err, l10n.ErrRefused):
		p.addNotice("bad", p.T("reports.settings.refused"), err.Error())
	case err != nil:
		d.showError(w, r, u, err)
		return
	}
	v, err := d.settingsView(r.Context(), p, site, typed)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	v.Shown, v.patchView = true, patchView{change.Patch, change.Hunks, change.Problems}
	d.renderSettings(w, status, p, v)
}
