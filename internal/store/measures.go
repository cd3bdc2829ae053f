package store

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// measured selects facts of work that was done. Its arguments are those of measuredBy; column is the time of the facts.
func measured(column string) string {
	return `site <> '' AND (CAST($1 AS TEXT) = '' OR site = $1) AND (CAST($2 AS TEXT) = '' OR locale = $2)
		AND (CAST($3 AS TEXT) = '' OR run = $3) AND ` + column + ` >= $4 AND ` + column + ` < $5 AND ` + column + ` <> ''`
}

func measuredBy(f l10n.MeasureFilter) []any {
	until := "9" // after all times
	if !f.Until.IsZero() {
		until = stamp(f.Until)
	}
	return []any{string(f.Site), string(f.Locale), string(f.Run), since(f.Since), until}
}

// band is the least score of the band that a row is in.
func band() string {
	var b strings.Builder
	b.WriteString("CASE")
	for _, least := range l10n.ScoreBands {
		fmt.Fprintf(&b, " WHEN score >= %d THEN %d", least, least)
	}
	return b.String() + " ELSE 0 END"
}

// CountDrafted counts the segments that were drafted, by what there was for them.
func (s *Store) CountDrafted(ctx context.Context, f l10n.MeasureFilter) ([]l10n.DraftCount, error) {
	return s.countDrafts(ctx, "at", f)
}

// CountApproved counts the segments whose texts were approved, by what there was for them before.
func (s *Store) CountApproved(ctx context.Context, f l10n.MeasureFilter) ([]l10n.DraftCount, error) {
	return s.countDrafts(ctx, "approved_at", f)
}

func (s *Store) countDrafts(ctx context.Context, column string, f l10n.MeasureFilter) ([]l10n.DraftCount, error) {
	var all []l10n.DraftCount
	err := s.each(ctx, `
		SELECT site, locale, month, run, class, band, engine, repeated, COUNT(*), SUM(words), SUM(characters), SUM(untouched), SUM(changed), SUM(length)
		FROM (SELECT site, locale, SUBSTR(`+column+`, 1, 7) AS month, run, class, `+band()+` AS band, engine, repeated, words, characters, changed, length,
			CASE WHEN approved_at <> '' AND changed = 0 AND length > 0 THEN 1 ELSE 0 END AS untouched
			FROM drafted WHERE `+measured(column)+`) AS d
		GROUP BY site, locale, month, run, class, band, engine, repeated
		ORDER BY site, locale, month, run, class, band, engine, repeated`, measuredBy(f), func(scan scanner) error {
		var c l10n.DraftCount
		var repeated int
		err := scan(&c.Site, &c.Locale, &c.Month, &c.Run, &c.Class, &c.Score, &c.Engine, &repeated, &c.Segments, &c.Words, &c.Characters,
			&c.Untouched, &c.Changed, &c.Length)
		c.Repeated = repeated > 0
		all = append(all, c)
		return err
	})
	return all, err
}

// CountChecks counts the drafted segments in which each check found something.
func (s *Store) CountChecks(ctx context.Context, f l10n.MeasureFilter) ([]l10n.CheckCount, error) {
	var all []l10n.CheckCount
	at := map[l10n.CheckCount]int{}
	err := s.each(ctx, `
		SELECT site, locale, month, run, checks, COUNT(*)
		FROM (SELECT site, locale, SUBSTR(at, 1, 7) AS month, run, checks FROM drafted WHERE `+measured("at")+` AND checks <> '') AS d
		GROUP BY site, locale, month, run, checks ORDER BY site, locale, month, run, checks`, measuredBy(f), func(scan scanner) error {
		var c l10n.CheckCount
		var checks string
		var n int
		if err := scan(&c.Site, &c.Locale, &c.Month, &c.Run, &checks, &n); err != nil {
			return err
		}
		for name := range strings.SplitSeq(checks, ",") {
			one := l10n.CheckCount{Scope: c.Scope, Check: l10n.CheckName(name)}
			i, ok := at[one]
			if !ok {
				i = len(all)
				at[one] = i
				all = append(all, one)
			}
			all[i].Segments += n
		}
		return nil
	})
	return all, err
}

// StepTimes calls a function with each step that has ended, in the order in which they did.
func (s *Store) StepTimes(ctx context.Context, f l10n.MeasureFilter, each func(l10n.StepTime)) error {
	return s.each(ctx, `
		SELECT site, locale, run, document, step, kind, round, opened_at, ended_at, ended, COALESCE((
			SELECT MIN(v.at) FROM verdicts v WHERE v.document = t.document AND v.locale = t.locale AND v.run = t.run AND v.step = t.step
				AND v.kind = 'person' AND v.inherited = 0 AND v.at >= t.opened_at AND v.at <= t.ended_at), '')
		FROM step_times t WHERE `+measured("ended_at")+` ORDER BY ended_at, document, locale, step`, measuredBy(f), func(scan scanner) error {
		var t l10n.StepTime
		var opened, ended, began string
		if err := scan(&t.Site, &t.Locale, &t.Run, &t.Document, &t.Step, &t.Kind, &t.Round, &opened, &ended, &t.End, &began); err != nil {
			return err
		}
		t.Opened, t.Ended, t.Began, t.Month = unstamp(opened), unstamp(ended), unstamp(began), ended[:7]
		each(t)
		return nil
	})
}

// Touches calls a function with each moment at which a person did something to a text, in their order.
func (s *Store) Touches(ctx context.Context, f l10n.MeasureFilter, each func(l10n.Touch)) error {
	return s.each(ctx, `SELECT site, locale, run, at, body FROM verdicts WHERE `+measured("at")+`
		AND kind = 'person' AND inherited = 0 ORDER BY at`, measuredBy(f), func(scan scanner) error {
		var t l10n.Touch
		var at string
		var body []byte
		if err := scan(&t.Site, &t.Locale, &t.Run, &at, &body); err != nil {
			return err
		}
		var v struct{ By l10n.Reviewer }
		if err := decode(body, &v); err != nil {
			return err
		}
		t.By, t.At, t.Month = l10n.UserID(v.By.ID), unstamp(at), at[:7]
		each(t)
		return nil
	})
}

// Spendings returns what engines were sent and what reviewers charged. Of an engine the locale is not known: one question may
// be asked for a run as a whole.
func (s *Store) Spendings(ctx context.Context, f l10n.MeasureFilter) ([]l10n.Spent, error) {
	var all []l10n.Spent
	first, last := "", "9"
	if !f.Since.IsZero() {
		first = f.Since.UTC().Format("2006-01")
	}
	if !f.Until.IsZero() {
		last = f.Until.UTC().Add(-time.Nanosecond).Format("2006-01")
	}
	// The site of a run is that of its translations: a run's own record is one JSON body.
	err := s.each(ctx, `
		SELECT COALESCE((SELECT MIN(d.site) FROM drafted d WHERE d.run = s.run), ''), s.month, s.run, s.provider, s.characters
		FROM spending s WHERE (CAST($1 AS TEXT) = '' OR s.run = $1) AND s.month >= $2 AND s.month <= $3
			AND (CAST($4 AS TEXT) = '' OR EXISTS (SELECT 1 FROM drafted d WHERE d.run = s.run AND d.site = $4))
		ORDER BY s.month, s.run, s.provider`, []any{string(f.Run), first, last, string(f.Site)}, func(scan scanner) error {
		var m l10n.Spent
		err := scan(&m.Site, &m.Month, &m.Run, &m.Engine, &m.Characters)
		all = append(all, m)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = s.each(ctx, `
		SELECT site, locale, month, run, currency, SUM(characters), SUM(input), SUM(output), SUM(amount)
		FROM (SELECT site, locale, SUBSTR(at, 1, 7) AS month, run, currency, characters, input, output, amount FROM assessments
			WHERE `+measured("at")+` AND kind NOT IN ('', 'person', 'rule') AND amount > 0) AS a
		GROUP BY site, locale, month, run, currency ORDER BY site, locale, month, run, currency`, measuredBy(f), func(scan scanner) error {
		var m l10n.Spent
		err := scan(&m.Site, &m.Locale, &m.Month, &m.Run, &m.Cost.Currency, &m.Cost.Characters, &m.Cost.Input, &m.Cost.Output, &m.Cost.Amount)
		all = append(all, m)
		return err
	})
	return all, err
}

// Measured says since when facts are kept of which reports tell, and of which sites and locales there are some.
func (s *Store) Measured(ctx context.Context) (l10n.Measured, error) {
	var m l10n.Measured
	locales := map[l10n.Locale]bool{}
	err := s.each(ctx, `SELECT site, locale, MIN(at) FROM drafted WHERE site <> '' GROUP BY site, locale ORDER BY site, locale`, nil, func(scan scanner) error {
		var site l10n.SiteName
		var locale l10n.Locale
		var at string
		if err := scan(&site, &locale, &at); err != nil {
			return err
		}
		if !slices.Contains(m.Sites, site) {
			m.Sites = append(m.Sites, site)
		}
		locales[locale] = true
		if first := unstamp(at); m.Since.IsZero() || first.Before(m.Since) {
			m.Since = first
		}
		return nil
	})
	m.Locales = slices.Sorted(maps.Keys(locales))
	return m, err
}

// scanner reads the columns of a row.
type scanner func(...any) error

// each calls a function with each row of a query.
func (s *Store) each(ctx context.Context, query string, args []any, row func(scanner) error) error {
	rows, err := s.db.QueryContext(ctx, query, args...)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		if err := row(rows.Scan); err != nil {
			return fmt.Errorf("store: %w", err)
		}
	}
	return rows.Err()
}

// unstamp reads a time that stamp has written; an empty one is the zero time.
func unstamp(s string) time.Time {
	t, err := time.Parse("2006-01-02T15:04:05.000000000Z", s)
	if err != nil {
		return time.Time{}
	}
	return t
}
