package overview

import (
	"cmp"
	"context"
	"slices"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// MatrixFilter selects rows of a matrix: the documents that have a translation which fits.
type MatrixFilter struct {
	State  State
	Locale l10n.Locale
	Query  string
	Offset int
	Limit  int
}

// Row is a document in all locales.
type Row struct {
	Document   l10n.DocumentID
	Title, URL string
	SourceLang l10n.Locale
	Cells      map[l10n.Locale]Cell
}

// Matrix is documents by locales.
type Matrix struct {
	Locales []l10n.Locale
	Rows    []Row // of the page
	All     int   // documents that the filter selects
	// Counts are how many translations there are of each state, by locale, and Totals in all; whatever the filter says.
	Counts map[l10n.Locale]map[State]int
	Totals map[State]int
	// Documents is how many documents there are, and NotBegun how many of a run are not on record yet or no more.
	Documents, NotBegun int
}

// Sum is how many translations there are.
func (m Matrix) Sum() int {
	n := 0
	for _, c := range m.Totals {
		n += c
	}
	return n
}

// Run shows a run: its documents in its locales.
func (s *Service) Run(ctx context.Context, id l10n.RunID, f MatrixFilter) (l10n.Run, Matrix, error) {
	run, err := s.Records.Run(ctx, id)
	if err != nil {
		return run, Matrix{}, err
	}
	m, err := s.matrix(ctx, l10n.TranslationFilter{Run: id}, run.Locales, f)
	m.NotBegun = max(0, run.Documents-m.Documents)
	return run, m, err
}

// Site shows a site: all its documents, in all locales.
func (s *Service) Site(ctx context.Context, site l10n.SiteName, f MatrixFilter) (Matrix, error) {
	return s.matrix(ctx, l10n.TranslationFilter{Site: site}, nil, f)
}

func (s *Service) matrix(ctx context.Context, all l10n.TranslationFilter, locales []l10n.Locale, f MatrixFilter) (Matrix, error) {
	m := Matrix{Counts: map[l10n.Locale]map[State]int{}, Totals: map[State]int{}, Locales: slices.Clone(locales)}
	counts, err := s.Records.CountTranslations(ctx, all)
	if err != nil {
		return m, err
	}
	for _, c := range counts {
		m.count(c)
	}
	if _, m.Documents, err = s.Records.TranslatedDocuments(ctx, withLimit(all, 1, 0)); err != nil {
		return m, err
	}
	selected := all
	selected.Query, selected.Locale = f.Query, f.Locale
	if f.State != "" && !f.State.filter(&selected) {
		return m, l10n.ErrNotFound
	}
	docs, n, err := s.Records.TranslatedDocuments(ctx, withLimit(selected, cmp.Or(f.Limit, 50), f.Offset))
	if err != nil || len(docs) == 0 {
		return m, err
	}
	m.All = n
	return m, s.fill(ctx, &m, all, docs)
}

func withLimit(f l10n.TranslationFilter, limit, offset int) l10n.TranslationFilter {
	f.Limit, f.Offset = limit, offset
	return f
}

func (m *Matrix) count(c l10n.TranslationCount) {
	if m.Counts[c.Locale] == nil {
		m.Counts[c.Locale] = map[State]int{}
		if !slices.Contains(m.Locales, c.Locale) { // one that was added to the run
			m.Locales = append(m.Locales, c.Locale)
		}
	}
	state := stateOf(c.Stage, c.People)
	m.Counts[c.Locale][state] += c.Count
	m.Totals[state] += c.Count
}

// fill makes the rows of documents, in their order.
func (s *Service) fill(ctx context.Context, m *Matrix, all l10n.TranslationFilter, docs []l10n.DocumentID) error {
	all.Documents = docs
	all.Limit = len(docs) * max(1, len(m.Locales))
	ts, err := s.Records.Translations(ctx, all)
	if err != nil {
		return err
	}
	at := map[l10n.DocumentID]int{}
	for i, doc := range docs {
		at[doc] = i
		m.Rows = append(m.Rows, Row{Document: doc, Cells: map[l10n.Locale]Cell{}})
	}
	for _, t := range ts {
		row := &m.Rows[at[t.Document]]
		row.Title, row.URL, row.SourceLang = cmp.Or(t.Title, row.Title), cmp.Or(t.URL, row.URL), cmp.Or(t.SourceLang, row.SourceLang)
		cell := Cell{Translation: t, State: StateOf(t), Since: since(t)}
		if cell.State == WithPeople {
			if cell.Who, err = s.named(ctx, t); err != nil {
				return err
			}
		}
		row.Cells[t.Locale] = cell
	}
	for i := range m.Rows {
		if err := s.addPages(ctx, &m.Rows[i]); err != nil {
			return err
		}
	}
	return nil
}

// addPages adds what visitors get of a document.
func (s *Service) addPages(ctx context.Context, row *Row) error {
	var site l10n.SiteName
	for _, c := range row.Cells {
		site = c.Site
	}
	pages, err := s.Pages.PublishedPages(ctx, site, row.Document)
	if err != nil {
		return err
	}
	for _, page := range pages {
		if cell, ok := row.Cells[page.Locale]; ok {
			cell.Page = &page
			row.Cells[page.Locale] = cell
		}
	}
	return nil
}
