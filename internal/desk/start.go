package desk

import (
	"context"
	"errors"
	"io"
	"net/http"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/bounded"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Publisher starts and ends publications, by the rules of the command line. Errors wrap those of [Runs]; what people can
// mend is [l10n.ErrRefused].
type Publisher interface {
	// Sites lists the configured sites, and that of pages which belong to none.
	Sites() []Site
	// PagesAt returns the pages that addresses name, of pages, sitemaps and feeds.
	PagesAt(ctx context.Context, addresses []string) ([]string, error)
	// HandIn keeps the content of a page; an empty address is the content's own.
	HandIn(ctx context.Context, r l10n.Request, page string, body []byte) (l10n.Upload, error)
	// Estimate says what a run would do and cost, and starts nothing.
	Estimate(context.Context, l10n.Request) (Estimate, error)
	// Start starts the run that the request names. A repeat is the same run.
	Start(context.Context, l10n.Request) error
	// Again is a request for documents of an earlier run once more, by that run's plan; Start starts it.
	Again(ctx context.Context, plan l10n.Ref, docs []l10n.DocumentID, locales []l10n.Locale) (l10n.Request, error)
	// Cancel ends a run, or the work on one of its pages.
	Cancel(context.Context, l10n.Cancellation) error
}

// Site is a site as the configuration has it.
type Site struct {
	Name       l10n.SiteName
	Title      string
	SourceLang l10n.Locale
	Locales    []l10n.Locale
	HasPages   bool // it names its pages itself
}

// Estimate says what a run would do and cost.
type Estimate struct {
	Plan l10n.Plan
	// Pages is how many pages the run has, and Looked how many of them were read for the estimate. Left are those that
	// could not be read, and why.
	Pages, Looked int
	Left          []string
	Locales       []LocaleEstimate
	Engines       []EngineEstimate
	// Reviewers are those who are told of steps that name nobody.
	Reviewers map[l10n.Locale][]l10n.UserID
}

// LocaleEstimate counts the texts by what there is for them.
type LocaleEstimate struct {
	Locale l10n.Locale
	Texts  []l10n.DraftCount
}

// EngineEstimate is what an engine would be sent, were it asked for all that is open.
type EngineEstimate struct {
	Engine     l10n.ProviderName
	Questions  int
	Kept       int // answered before, and not paid again
	Characters int
	Cost       float64 // in the configuration's currency
	Budget     int     // characters that a run may send; 0 is no limit
}

func (d *desk) showStart(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	f := startFormOf(r.URL.Query())
	d.renderStart(w, http.StatusOK, p, f, nil)
}

// actOnStart estimates or starts what the form asks for. Whatever was typed is shown again where something is wrong.
func (d *desk) actOnStart(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	f, body, err := readStart(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	request, err := d.request(r.Context(), p, &f, body)
	if err == nil && f.Act == "start" {
		if err = d.Publisher.Start(r.Context(), request); err == nil {
			d.Logger.Info("a run was asked for", "run", request.Run, "by", u)
			redirect(w, r, runPath(request.Run), "started")
			return
		}
	}
	var estimate *Estimate
	if err == nil {
		var e Estimate
		if e, err = d.Publisher.Estimate(r.Context(), request); err == nil {
			estimate = &e
		}
	}
	status := http.StatusOK
	if err != nil {
		status = statusOf(err)
		d.explainStart(p, &f, err)
	}
	d.renderStart(w, status, p, f, estimate)
}

// explainStart says what is wrong, at its field where it has one.
func (d *desk) explainStart(p *page, f *startForm, err error) {
	var at *fieldError
	if errors.As(err, &at) {
		f.Field, f.Problem = at.field, at.text
		if at.error != nil {
			f.Detail = at.Error()
		}
		p.addNotice("bad", p.T("publishing.start.mend"), "")
		return
	}
	if errors.Is(err, l10n.ErrRefused) || errors.Is(err, l10n.ErrPage) {
		p.addNotice("bad", p.T("publishing.start.refused"), err.Error())
		return
	}
	d.explain(p, err)
}

// request makes the request that a form asks for. What is handed in is kept, so that it need not be sent again.
func (d *desk) request(ctx context.Context, p *page, f *startForm, body io.Reader) (l10n.Request, error) {
	r := l10n.Request{Run: l10n.RunID(f.Run), Site: l10n.SiteName(f.Site), By: p.User, Reason: f.Reason, SourceLang: l10n.Locale(f.From),
		Together: f.Together, Locales: slices.Clone(f.chosen)}
	for _, text := range f.more() {
		l, err := l10n.ParseLocale(text)
		if err != nil {
			return r, &fieldError{"more", p.T("publishing.start.badLocale", "Code", text), nil}
		}
		if !slices.Contains(r.Locales, l) {
			r.Locales = append(r.Locales, l)
		}
	}
	var err error
	if r.Embargo, err = f.embargo(p); err != nil {
		return r, err
	}
	if addresses := f.addresses(); len(addresses) > 0 {
		if r.Pages, err = d.Publisher.PagesAt(ctx, addresses); err != nil {
			return r, &fieldError{"pages", p.T("publishing.start.badPages"), err}
		}
	}
	if err := d.takeUpload(ctx, p, f, &r, body); err != nil {
		return r, err
	}
	site := d.configuredSite(r.Site)
	switch {
	case len(r.Pages) == 0 && (site == nil || !site.HasPages):
		return r, &fieldError{"pages", p.T("publishing.start.noPages"), nil}
	case len(r.Locales) == 0 && (site == nil || len(site.Locales) == 0):
		return r, &fieldError{"locales", p.T("publishing.start.noLocales"), nil}
	}
	return r, nil
}

// takeUpload adds what was handed in, now or with the form before.
func (d *desk) takeUpload(ctx context.Context, p *page, f *startForm, r *l10n.Request, body io.Reader) error {
	if body != nil {
		b, err := bounded.Read(body, maxBody)
		if err != nil {
			return err
		}
		up, err := d.Publisher.HandIn(ctx, *r, f.UploadPage, b)
		if err != nil {
			return &fieldError{"upload", p.T("publishing.start.badUpload"), err}
		}
		f.UploadRef, f.UploadPage = string(up.Ref), up.Page
	}
	if f.UploadRef == "" {
		return nil
	}
	if !l10n.Ref(f.UploadRef).Valid() {
		return errBadRequest
	}
	r.Uploads = []l10n.Upload{{Page: f.UploadPage, Ref: l10n.Ref(f.UploadRef)}}
	if !slices.Contains(r.Pages, f.UploadPage) {
		r.Pages = append(r.Pages, f.UploadPage)
	}
	return nil
}

func (d *desk) configuredSite(name l10n.SiteName) *Site {
	for _, s := range d.Publisher.Sites() {
		if s.Name == name {
			return &s
		}
	}
	return nil
}

// fieldError is what is wrong with one field of a form.
type fieldError struct {
	field, text string
	error       // in English, for people too; may be nil
}

func (e *fieldError) Error() string {
	if e.error == nil {
		return e.text
	}
	return e.error.Error()
}

// Is has the status of a rule's refusal.
func (e *fieldError) Is(target error) bool { return target == l10n.ErrRefused }
