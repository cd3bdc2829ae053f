package overview

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Whom says whom a step that waits asks.
type Whom string

// Whom it asks.
const (
	You    Whom = "you"    // the person in particular, alone or with others
	Anyone Whom = "anyone" // nobody in particular, so the person too
	Others Whom = "others" // others, or everybody but who approved an earlier step
)

// Order is how a queue is sorted.
type Order string

// The orders.
const (
	ByDue     Order = "due"     // what is due first, then what waits longest
	ByWaiting Order = "waiting" // what waits longest
	ByNewest  Order = "newest"  // what came last
	BySmall   Order = "small"   // the least work first
	ByLarge   Order = "large"   // the most work first
	ByTitle   Order = "title"
)

// Orders are all of them.
var Orders = []Order{ByDue, ByWaiting, ByNewest, BySmall, ByLarge, ByTitle}

// QueueFilter selects what waits; zero fields select all.
type QueueFilter struct {
	Run    l10n.RunID
	Site   l10n.SiteName
	Locale l10n.Locale
	Step   l10n.StepName
	Query  string
	Mine   bool // only what asks the person in particular, or anybody
	Late   bool // only what is late
	Order  Order
	Offset int
	Limit  int
}

// Waiting is a translation that waits for a person.
type Waiting struct {
	l10n.Translation
	For  Whom
	Late bool
	// Size is how much text there is, and Work how much work, in words of new text.
	Size Leverage
	Work int
}

// Queue is what waits.
type Queue struct {
	Waiting []Waiting // of the page
	All     int       // that the filter selects
	ForYou  int       // of all, those that the person may do
	Late    int       // of all, those that are late
	Words   int       // of the page, as work
	// Facets are what there is to filter by, whatever the filter says.
	Locales map[l10n.Locale]int
	Steps   map[l10n.StepName]int
	Sites   map[l10n.SiteName]int
	Runs    map[l10n.RunID]int
}

// mostWaiting is how many translations a queue looks at.
const mostWaiting = 20_000

// mostSized is how many translations are measured to sort by their size; more are sorted by how many segments they have.
const mostSized = 500

// Queue lists what waits for people, in the order in which a person would do it.
func (s *Service) Queue(ctx context.Context, who l10n.UserID, f QueueFilter) (Queue, error) {
	q := Queue{Locales: map[l10n.Locale]int{}, Steps: map[l10n.StepName]int{}, Sites: map[l10n.SiteName]int{}, Runs: map[l10n.RunID]int{}}
	all, err := s.waiting(ctx, who, f, &q)
	if err != nil {
		return q, err
	}
	q.All = len(all)
	for _, w := range all {
		if w.For != Others {
			q.ForYou++
		}
		if w.Late {
			q.Late++
		}
	}
	if (f.Order == BySmall || f.Order == ByLarge) && len(all) <= mostSized {
		for i := range all {
			if err := s.measure(ctx, &all[i]); err != nil {
				return q, err
			}
		}
	}
	sortQueue(all, f.Order)
	limit := cmp.Or(f.Limit, 50)
	from := min(max(f.Offset, 0), len(all))
	q.Waiting = all[from:min(from+limit, len(all))]
	for i := range q.Waiting {
		if err := s.measure(ctx, &q.Waiting[i]); err != nil {
			return q, err
		}
		q.Words += q.Waiting[i].Work
	}
	return q, nil
}

// waiting are all that a filter selects. What there is to filter by is counted in q, where that is wanted.
func (s *Service) waiting(ctx context.Context, who l10n.UserID, f QueueFilter, q *Queue) ([]Waiting, error) {
	ts, err := s.Records.Translations(ctx, l10n.TranslationFilter{
		Stages: []l10n.Stage{l10n.StageReview}, Waiting: true, Limit: mostWaiting, Query: f.Query})
	if err != nil {
		return nil, err
	}
	var all []Waiting
	for _, t := range ts {
		if q != nil {
			q.Locales[t.Locale]++
			q.Steps[t.Step]++
			q.Sites[t.Site]++
			q.Runs[t.Run]++
		}
		late := t.Late || !t.Due.IsZero() && s.now().After(t.Due)
		if f.Run != "" && f.Run != t.Run || f.Site != "" && f.Site != t.Site || f.Locale != "" && f.Locale != t.Locale ||
			f.Step != "" && f.Step != t.Step || f.Late && !late {
			continue
		}
		whom, err := s.asks(ctx, t, who)
		if err != nil {
			return nil, err
		}
		if !f.Mine || whom != Others {
			all = append(all, Waiting{Translation: t, For: whom, Late: late})
		}
	}
	return all, nil
}

// asks says whether the step that waits asks a person.
func (s *Service) asks(ctx context.Context, t l10n.Translation, who l10n.UserID) (Whom, error) {
	names, err := s.named(ctx, t)
	if err != nil {
		return "", err
	}
	whom := Anyone
	if len(names) > 0 {
		whom = Others
		if slices.ContainsFunc(names, who.Same) {
			whom = You
		}
	}
	if whom == Others || s.Barred == nil {
		return whom, nil
	}
	p, err := s.plan(ctx, t.Plan)
	if err != nil {
		return "", err
	}
	step, err := s.step(ctx, t)
	if err != nil || !p.FourEyes && !step.FourEyes {
		return whom, err
	}
	barred, err := s.Barred(ctx, t)
	if err != nil {
		return "", err
	}
	if barred(who) {
		return Others, nil
	}
	return whom, nil
}

func (s *Service) measure(ctx context.Context, w *Waiting) error {
	if w.Size != nil {
		return nil
	}
	size, err := s.Leverage(ctx, w.Translation)
	w.Size, w.Work = size, size.Work()
	return err
}

// orders are the comparisons of the orders. What is equal is sorted by how long it waits.
var orders = map[Order]func(a, b Waiting) int{
	// What others are asked comes after what the person may do.
	ByDue: func(a, b Waiting) int {
		return cmp.Or(cmp.Compare(last(a.For == Others), last(b.For == Others)), byDue(a.Due, b.Due))
	},
	ByWaiting: func(Waiting, Waiting) int { return 0 },
	ByNewest:  func(a, b Waiting) int { return b.WaitsSince.Compare(a.WaitsSince) },
	BySmall:   func(a, b Waiting) int { return cmp.Compare(a.work(), b.work()) },
	ByLarge:   func(a, b Waiting) int { return cmp.Compare(b.work(), a.work()) },
	ByTitle:   func(a, b Waiting) int { return cmp.Compare(a.Title, b.Title) },
}

func sortQueue(all []Waiting, order Order) {
	compare, ok := orders[order]
	if !ok {
		compare = orders[ByDue]
	}
	slices.SortStableFunc(all, func(a, b Waiting) int {
		return cmp.Or(compare(a, b), a.WaitsSince.Compare(b.WaitsSince), cmp.Compare(a.Document, b.Document), cmp.Compare(a.Locale, b.Locale))
	})
}

// work is what a translation is sorted by where not all were measured.
func (w Waiting) work() int {
	if w.Size != nil {
		return w.Work
	}
	return w.Progress.Segments
}

// byDue puts what has no deadline behind what has one.
func byDue(a, b time.Time) int {
	if a.IsZero() || b.IsZero() {
		return cmp.Compare(last(a.IsZero()), last(b.IsZero()))
	}
	return a.Compare(b)
}

// last is where something is sorted that comes last, or doesn't.
func last(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// News says what of a queue came after a moment.
func (s *Service) News(ctx context.Context, who l10n.UserID, f QueueFilter, after time.Time) (int, error) {
	all, err := s.waiting(ctx, who, f, nil)
	n := 0
	for _, w := range all {
		if w.WaitsSince.After(after) {
			n++
		}
	}
	return n, err
}

// Next is what a person does after a translation: the next one of the queue that they may do; the first one where the
// translation is not in the queue any more. It is [l10n.ErrNotFound] when nothing is left.
func (s *Service) Next(ctx context.Context, who l10n.UserID, f QueueFilter, after l10n.TranslationKey) (l10n.TranslationKey, error) {
	f.Mine = true
	all, err := s.waiting(ctx, who, f, nil)
	if err != nil {
		return l10n.TranslationKey{}, err
	}
	if f.Order == BySmall || f.Order == ByLarge {
		for i := range all[:min(len(all), mostSized)] {
			if err := s.measure(ctx, &all[i]); err != nil {
				return l10n.TranslationKey{}, err
			}
		}
	}
	sortQueue(all, f.Order)
	at := slices.IndexFunc(all, func(w Waiting) bool { return w.TranslationKey == after })
	for i := range all {
		next := all[(at+1+i)%len(all)].TranslationKey
		if next != after {
			return next, nil
		}
	}
	return l10n.TranslationKey{}, l10n.ErrNotFound
}
