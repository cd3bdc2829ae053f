package desk

import (
	"net/http"
	"slices"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/report"
)

type startView struct {
	startForm
	Sites     []option
	Languages []option
	Estimate  *estimateView
}

// estimateView says what a run would do and cost, and who would work.
type estimateView struct {
	Pages   string // how many, and how many of them were read
	InPart  string // says that not all were read
	Left    []string
	Classes []string // the heads of the columns
	Rows    []estimateRow
	Engines []engineRow
	People  []peopleRow
	Money   string
}

type estimateRow struct {
	Locale        string
	Words         []string // by class
	All, Work     string
	Characters    string
	NewCharacters string
}

type engineRow struct {
	Name, Texts, Kept, Characters, Cost string
	Over                                string // says that the budget does not suffice
}

type peopleRow struct {
	Locale string
	Steps  []peopleStep
}

type peopleStep struct{ Step, Who, Time string }

func (d *desk) renderStart(w http.ResponseWriter, status int, p *page, f startForm, e *Estimate) {
	v := &startView{startForm: f}
	if v.Run == "" {
		v.Run = d.newRunID(f.Site)
	}
	offered := slices.Clone(f.chosen)
	for _, s := range d.Publisher.Sites() {
		name := string(s.Name)
		switch {
		case s.Name == l10n.AdHoc:
			name = p.T("publishing.start.noSite")
		case s.Title != "":
			name = s.Title + " (" + name + ")"
		}
		v.Sites = append(v.Sites, option{string(s.Name), name, string(s.Name) == f.Site})
		for _, l := range s.Locales {
			if !slices.Contains(offered, l) {
				offered = append(offered, l)
			}
		}
	}
	for _, l := range offered {
		v.Languages = append(v.Languages, option{string(l), p.Language(l), slices.Contains(f.chosen, l)})
	}
	v.Languages = p.byLabel(v.Languages)
	if e != nil {
		v.Estimate = p.estimate(*e)
	}
	p.Title = p.T("publishing.start.title")
	p.Body = v
	d.render(w, status, "start", p)
}

// estimate shows an estimate.
func (p *page) estimate(e Estimate) *estimateView {
	v := &estimateView{Pages: p.N("publishing.estimate.pages", e.Pages), Left: e.Left}
	if e.Looked < e.Pages {
		v.InPart = p.T("publishing.estimate.inPart", "Looked", e.Looked, "All", e.Pages)
	}
	sums, used := make([]map[report.ClassName]int, len(e.Locales)), map[report.ClassName]bool{}
	for i, l := range e.Locales {
		sums[i] = map[report.ClassName]int{}
		for _, c := range l.Texts {
			class := report.ClassOf(c.Class, c.Score, c.Repeated)
			sums[i][class] += c.Words
			used[class] = used[class] || c.Words > 0
		}
	}
	for _, c := range report.Classes {
		if used[c.Class] {
			v.Classes = append(v.Classes, p.class(c.Class))
		}
	}
	for i, l := range e.Locales {
		v.Rows = append(v.Rows, p.estimateRow(l, sums[i], used))
	}
	total := 0.0
	for _, g := range e.Engines {
		row := engineRow{Name: string(g.Engine), Texts: p.Number(g.Questions), Kept: p.Number(g.Kept), Characters: p.Number(g.Characters),
			Cost: p.amount(g.Cost)}
		if g.Budget > 0 && g.Characters > g.Budget {
			row.Over = p.T("publishing.estimate.over", "Budget", g.Budget)
		}
		total += g.Cost
		v.Engines = append(v.Engines, row)
	}
	v.Money = p.amount(total)
	v.People = p.people(e)
	return v
}

// amount writes an amount without a currency: prices are in whatever currency the configuration counts in.
func (p *page) amount(amount float64) string {
	return p.format.Decimal(amount, format.Digits{Min: 2, Max: 2})
}

func (p *page) estimateRow(l LocaleEstimate, sums map[report.ClassName]int, used map[report.ClassName]bool) estimateRow {
	row := estimateRow{Locale: p.Language(l.Locale)}
	all, work, characters, open := 0, 0.0, 0, 0
	for _, c := range l.Texts {
		characters += c.Characters
		if c.Class == l10n.MatchNone {
			open += c.Characters
		}
	}
	for _, c := range report.Classes {
		words := sums[c.Class]
		all, work = all+words, work+float64(words)*c.Weight
		if used[c.Class] {
			row.Words = append(row.Words, p.Number(words))
		}
	}
	row.All, row.Work = p.Number(all), p.Number(int(work+0.5))
	row.Characters, row.NewCharacters = p.Number(characters), p.Number(open)
	return row
}

// people says who would be asked, by locale and step.
func (p *page) people(e Estimate) []peopleRow {
	var rows []peopleRow
	for _, l := range e.Plan.Locales {
		row := peopleRow{Locale: p.Language(l)}
		for _, s := range e.Plan.StepsFor(l) {
			step := peopleStep{Step: label(p.localizer, stepLabels, s.Name)}
			switch {
			case !s.IsPerson():
				step.Who = label(p.localizer, kindLabels, s.Kind)
			case len(s.Who) > 0:
				step.Who = p.names(s.Who)
			case len(e.Reviewers[l]) > 0:
				step.Who = p.T("publishing.estimate.told", "Names", p.names(e.Reviewers[l]))
			default:
				step.Who = p.T("publishing.estimate.anyone")
			}
			if s.Deadline > 0 {
				step.Time = p.T("publishing.estimate.deadline", "Time", p.span(s.Deadline))
			}
			row.Steps = append(row.Steps, step)
		}
		rows = append(rows, row)
	}
	return rows
}

// span says how long something has, in hours or, where these are not whole, in minutes.
func (p *page) span(d time.Duration) string {
	if d%time.Hour == 0 {
		return p.N("publishing.span.hours", int(d/time.Hour))
	}
	return p.N("publishing.span.minutes", int(d/time.Minute))
}

// names lists people as the language does.
func (p *page) names(users []l10n.UserID) string {
	all := make([]string, len(users))
	for i, u := range users {
		all[i] = string(u)
	}
	return p.format.List(all)
}
