package desk

import (
	"cmp"
	"context"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/overview"
	"github.com/dragoman-l10n/dragoman/internal/report"
)

// Overview says how work stands.
type Overview interface {
	Queue(context.Context, l10n.UserID, overview.QueueFilter) (overview.Queue, error)
	// News counts what of a queue came after a moment.
	News(context.Context, l10n.UserID, overview.QueueFilter, time.Time) (int, error)
	// Next is what a person does after a translation; [l10n.ErrNotFound] when nothing is left.
	Next(context.Context, l10n.UserID, overview.QueueFilter, l10n.TranslationKey) (l10n.TranslationKey, error)
	// Run and Site show documents by locales.
	Run(context.Context, l10n.RunID, overview.MatrixFilter) (l10n.Run, overview.Matrix, error)
	Site(context.Context, l10n.SiteName, overview.MatrixFilter) (overview.Matrix, error)
}

// The greatest numbers of rows on a page of the queue.
const (
	queueRows  = 100 // translations that wait for a person
	recentRows = 30  // translations that are moving, and that have ended
)

type queueView struct {
	Waiting []queueRow
	Moving  []queueRow
	Ended   []queueRow

	Query                               string
	Locales, Steps, Sites, Runs, Orders []option
	Mine, Late                          bool
	Filtered                            bool

	All     int
	Facts   []fact // for you, late, words
	Weights []weightView

	Next     string // address of the next page
	Previous string
	News     string // address that says how much has come since
}

type option struct {
	Value, Label string
	Chosen       bool
}

// weightView says how much work a word of a match class is.
type weightView struct{ Class, Percent string }

func (d *desk) queue(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	p := d.newPage(r, u)
	p.takeFlash(w, r)
	v := &queueView{}
	if err := d.fillQueue(r.Context(), p, v, r.URL.Query()); err != nil {
		d.showError(w, r, u, err)
		return
	}
	if len(v.Waiting) == 0 && len(v.Moving) > 0 && !v.Filtered {
		p.Refresh = 5 // nothing waits yet, and something soon will
	}
	p.Title = p.T("desk.queue.title")
	p.Body = v
	d.render(w, http.StatusOK, "queue", p)
}

// queueParameters are what the address of a queue may say besides the page.
var queueParameters = []string{"q", "locale", "step", "site", "run", "mine", "late", "sort"}

// queueFilter reads the address of a queue.
func queueFilter(q url.Values) overview.QueueFilter {
	f := overview.QueueFilter{
		Run: l10n.RunID(q.Get("run")), Site: l10n.SiteName(q.Get("site")), Locale: l10n.Locale(q.Get("locale")),
		Step: l10n.StepName(q.Get("step")), Query: q.Get("q"), Mine: q.Get("mine") != "", Late: q.Get("late") != "",
		Order: overview.Order(q.Get("sort")), Limit: queueRows,
	}
	if n, err := strconv.Atoi(q.Get("offset")); err == nil && n > 0 {
		f.Offset = n
	}
	return f
}

func (d *desk) fillQueue(ctx context.Context, p *page, v *queueView, query url.Values) error {
	f := queueFilter(query)
	q, err := d.Overview.Queue(ctx, p.User, f)
	if err != nil {
		return err
	}
	for _, w := range q.Waiting {
		v.Waiting = append(v.Waiting, p.waitingRow(w))
	}
	v.Query, v.Mine, v.Late = f.Query, f.Mine, f.Late
	narrow := f
	narrow.Order, narrow.Offset, narrow.Limit = "", 0, 0
	v.Filtered = narrow != overview.QueueFilter{}
	v.summarize(p, q)
	v.options(p, q, f)
	address := kept(query)
	if f.Offset+len(q.Waiting) < q.All {
		v.Next = queueAddress(address, f.Offset+queueRows)
	}
	if f.Offset > 0 {
		v.Previous = queueAddress(address, max(0, f.Offset-queueRows))
	}
	address.Set("after", p.now.UTC().Format(time.RFC3339Nano))
	v.News = "/queue/news?" + address.Encode()
	if f.Mine || f.Late || f.Step != "" {
		return nil // what goes on by itself is at no step and asks nobody
	}
	return d.fillRecent(ctx, p, v, f)
}

// fillRecent adds what goes on by itself, and what has ended.
func (d *desk) fillRecent(ctx context.Context, p *page, v *queueView, f overview.QueueFilter) error {
	recent, err := d.Records.Translations(ctx, l10n.TranslationFilter{Run: f.Run, Site: f.Site, Locale: f.Locale, Query: f.Query, Unasked: true})
	if err != nil {
		return err
	}
	for _, t := range recent {
		switch row := p.queueRow(t); {
		case waits(t):
		case moving(t):
			v.Moving = append(v.Moving, row)
		default:
			v.Ended = append(v.Ended, row)
		}
	}
	newest := func(a, b queueRow) int { return b.UpdatedAt.Compare(a.UpdatedAt) }
	slices.SortStableFunc(v.Ended, newest)
	slices.SortStableFunc(v.Moving, newest)
	v.Ended = v.Ended[:min(len(v.Ended), recentRows)]
	v.Moving = v.Moving[:min(len(v.Moving), recentRows)]
	return nil
}

// kept are the parameters of a queue's address that stay from page to page.
func kept(query url.Values) url.Values {
	out := url.Values{}
	for _, name := range queueParameters {
		if value := query.Get(name); value != "" {
			out.Set(name, value)
		}
	}
	return out
}

// queueAddress is the address of the queue's page from an offset on.
func queueAddress(parameters url.Values, offset int) string {
	next := maps.Clone(parameters)
	if offset > 0 {
		next.Set("offset", strconv.Itoa(offset))
	}
	return "/?" + next.Encode()
}

// summarize says above the rows how much there is.
func (v *queueView) summarize(p *page, q overview.Queue) {
	v.All = q.All
	if q.ForYou != q.All {
		v.Facts = append(v.Facts, fact{p.N("publishing.queue.yours", q.ForYou), false})
	}
	if q.Late > 0 {
		v.Facts = append(v.Facts, fact{p.N("publishing.queue.late", q.Late), true})
	}
	if q.Words > 0 {
		v.Facts = append(v.Facts, fact{p.N("publishing.queue.words", q.Words), false})
		for _, c := range report.Classes {
			v.Weights = append(v.Weights, weightView{p.class(c.Class), p.format.Percent(c.Weight, format.Digits{})})
		}
	}
}

var orderLabels = map[overview.Order]string{
	overview.ByDue: "publishing.order.due", overview.ByWaiting: "publishing.order.waiting", overview.ByNewest: "publishing.order.newest",
	overview.BySmall: "publishing.order.small", overview.ByLarge: "publishing.order.large", overview.ByTitle: "publishing.order.title",
}

// options fills the choices of the filters: what there is, and what is chosen.
func (v *queueView) options(p *page, q overview.Queue, f overview.QueueFilter) {
	v.Locales = optionsOf(q.Locales, f.Locale, p.Language)
	v.Steps = optionsOf(q.Steps, f.Step, func(s l10n.StepName) string { return label(p.localizer, stepLabels, s) })
	v.Sites = optionsOf(q.Sites, f.Site, func(s l10n.SiteName) string { return string(s) })
	v.Runs = optionsOf(q.Runs, f.Run, func(r l10n.RunID) string { return string(r) })
	for _, list := range []*[]option{&v.Locales, &v.Steps, &v.Sites, &v.Runs} {
		*list = p.byLabel(*list)
	}
	for _, o := range overview.Orders {
		v.Orders = append(v.Orders, option{string(o), p.T(orderLabels[o]), o == cmp.Or(f.Order, overview.ByDue)})
	}
}

// optionsOf are the choices of a filter, with the one that is chosen though there is nothing of it.
func optionsOf[K ~string](counts map[K]int, chosen K, name func(K) string) []option {
	var list []option
	for k := range counts {
		if k != "" {
			list = append(list, option{string(k), name(k), k == chosen})
		}
	}
	if _, there := counts[chosen]; !there && chosen != "" {
		list = append(list, option{string(chosen), name(chosen), true})
	}
	return list
}
