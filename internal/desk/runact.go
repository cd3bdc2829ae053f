package desk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// mostTranslations is how many translations of a run are acted on at once.
const mostTranslations = 100_000

// actOnRun does what the pressed button of a run's page says: to a page in one locale, or to all that are alike.
func (d *desk) actOnRun(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	id := l10n.RunID(r.PathValue("run"))
	words, act, comment, err := readAct(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	to := r.URL.RequestURI()
	if len(words) > 1 {
		err = d.actOnCell(r.Context(), words, act, comment, r.PostForm, u)
	} else {
		to, err = d.actOnAll(r.Context(), id, words[0], comment, r.PostForm, u, to)
	}
	if err != nil {
		p := d.newPage(r, u)
		d.explain(p, err)
		d.renderRun(w, r, statusOf(err), p, comment)
		return
	}
	redirect(w, r, to, "run-"+words[0])
}

// actOnAll acts on a run as a whole, and says where to go then.
func (d *desk) actOnAll(ctx context.Context, id l10n.RunID, act, comment string, form url.Values, u l10n.UserID, here string) (string, error) {
	switch act {
	case "cancel":
		if d.Publisher == nil {
			return here, l10n.ErrNotFound
		}
		return here, d.Publisher.Cancel(ctx, l10n.Cancellation{Run: id, By: u, At: d.Now().UTC(), Comment: comment})
	case "resume-all":
		return here, d.resumeAll(ctx, id, u)
	case "retry-all":
		ts, err := d.Records.Translations(ctx, l10n.TranslationFilter{Run: id, Limit: mostTranslations,
			Stages: []l10n.Stage{l10n.StageFailed, l10n.StageCancelled, l10n.StageHeld}})
		if err != nil {
			return here, err
		}
		return d.retry(ctx, ts, u, comment, here)
	case "add":
		return d.addLocales(ctx, id, form, u, comment, here)
	}
	return here, fmt.Errorf("%w: no button is called %q", errBadRequest, act)
}

// resumeAll has the engines asked for all that is parked. What one refuses holds back no other.
func (d *desk) resumeAll(ctx context.Context, id l10n.RunID, u l10n.UserID) error {
	ts, err := d.Records.Translations(ctx, l10n.TranslationFilter{Run: id, Stages: []l10n.Stage{l10n.StageParked}, Limit: mostTranslations})
	if err != nil {
		return err
	}
	var errs []error
	for _, t := range ts {
		errs = append(errs, d.Runs.Resume(ctx, t.TranslationKey, l10n.Resume{By: u}))
	}
	return errors.Join(errs...)
}

// retry starts the same once more: one run for all pages that want the same locales.
func (d *desk) retry(ctx context.Context, ts []l10n.Translation, u l10n.UserID, why, here string) (string, error) {
	if len(ts) == 0 {
		return here, fmt.Errorf("%w: nothing of it has failed", l10n.ErrRefused)
	}
	wanted := map[l10n.DocumentID][]l10n.Locale{}
	plans := map[l10n.DocumentID]l10n.Ref{}
	for _, t := range ts {
		wanted[t.Document] = append(wanted[t.Document], t.Locale)
		plans[t.Document] = t.Plan
	}
	type group struct {
		plan    l10n.Ref
		locales []l10n.Locale
		docs    []l10n.DocumentID
	}
	groups := map[string]*group{}
	var order []string
	for doc, locales := range wanted {
		slices.Sort(locales)
		name := string(plans[doc]) + fmt.Sprint(locales)
		if groups[name] == nil {
			groups[name] = &group{plan: plans[doc], locales: locales}
			order = append(order, name)
		}
		groups[name].docs = append(groups[name].docs, doc)
	}
	slices.Sort(order)
	to := "/runs"
	for _, name := range order {
		g := groups[name]
		slices.Sort(g.docs)
		run, err := d.startAgain(ctx, g.plan, g.docs, g.locales, u, why)
		if err != nil {
			return here, err
		}
		if len(order) == 1 {
			to = runPath(run)
		}
	}
	return to, nil
}

// addLocales has all pages of a run published in more locales. Pages on which the run is at work get them from it; the
// others get a run of their own.
func (d *desk) addLocales(ctx context.Context, id l10n.RunID, form url.Values, u l10n.UserID, why, here string) (string, error) {
	f := startForm{More: form.Get("more")}
	var locales []l10n.Locale
	for _, text := range slices.Concat(form["locale"], f.more()) {
		l, err := l10n.ParseLocale(text)
		if err != nil {
			return here, fmt.Errorf("%w: %w", l10n.ErrRefused, err)
		}
		locales = append(locales, l)
	}
	if len(locales) == 0 {
		return here, fmt.Errorf("%w: say which languages to add", l10n.ErrRefused)
	}
	ts, err := d.Records.Translations(ctx, l10n.TranslationFilter{Run: id, Limit: mostTranslations})
	if err != nil {
		return here, err
	}
	if len(ts) == 0 {
		return here, fmt.Errorf("%w: the run has no page yet: try again in a moment", l10n.ErrRefused)
	}
	docs := make([]l10n.DocumentID, 0, len(ts))
	for _, t := range ts {
		docs = append(docs, t.Document)
	}
	slices.Sort(docs)
	docs = slices.Compact(docs)
	if why = strings.TrimSpace(why); why == "" {
		why = "more languages for " + string(id)
	}
	run, err := d.startAgain(ctx, ts[0].Plan, docs, locales, u, why)
	return runPath(run), err
}
