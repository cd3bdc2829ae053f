package store

import (
	"context"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// byMachines selects the verdicts of machines' steps, each once. Where a step has said nothing of a text, the house says that it
// abstains.
const byMachines = `v.site = $1 AND v.at >= $2 AND (CAST($3 AS TEXT) = '' OR v.step = $3)
	AND v.outcome IN ('pass', 'changes', 'abstain') AND v.kind <> 'person' AND v.inherited = 0`

// CountVerdicts counts the verdicts of machines that a filter selects, with what people did with the very texts afterwards.
// The database counts: a month of a large site has more verdicts than anybody wants in memory.
func (s *Store) CountVerdicts(ctx context.Context, f l10n.ReportFilter) ([]l10n.VerdictCount, error) {
	rows, err := s.db.QueryContext(ctx, `
		SELECT step, shadow, kind, outcome, why, found, done, asked, COUNT(*) FROM (
			SELECT v.step, v.shadow, v.kind, v.outcome, CASE WHEN v.outcome = 'abstain' THEN v.why ELSE '' END AS why,
				CASE WHEN v.severity >= 50 THEN 1 ELSE 0 END AS found,
				COALESCE((
					SELECT CASE
						WHEN w.rewrites = v.target_hash AND w.target_hash <> v.target_hash THEN 'changed'
						WHEN w.outcome = 'changes' THEN 'sent-back'
						WHEN w.why IN ('', 'named', 'wrote') THEN 'left'
						ELSE 'at-once' END
					FROM verdicts w
					WHERE w.document = v.document AND w.locale = v.locale AND w.segment = v.segment AND w.at >= v.at
						AND w.kind = 'person' AND w.inherited = 0 AND w.outcome IN ('pass', 'changes') AND w.source_hash = v.source_hash
						AND (w.target_hash = v.target_hash OR w.rewrites = v.target_hash)
					ORDER BY w.at DESC, w.assessment DESC LIMIT 1), 'nothing') AS done,
				CASE WHEN EXISTS (
					SELECT 1 FROM verdicts w
					WHERE w.document = v.document AND w.locale = v.locale AND w.segment = v.segment AND w.at >= v.at
						AND w.kind = 'rule' AND w.outcome = 'asked' AND w.source_hash = v.source_hash
						AND w.target_hash = v.target_hash) THEN 1 ELSE 0 END AS asked
			FROM verdicts v WHERE `+byMachines+`) AS judged
		GROUP BY step, shadow, kind, outcome, why, found, done, asked`,
		string(f.Site), stamp(f.Since), string(f.Step))
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var counts []l10n.VerdictCount
	for rows.Next() {
		var c l10n.VerdictCount
		var shadow, found, asked int
		if err := rows.Scan(&c.Step, &shadow, &c.Kind, &c.Outcome, &c.Why, &found, &c.After, &asked, &c.Count); err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		c.Shadow, c.Found, c.Asked = shadow > 0, found > 0, asked > 0
		counts = append(counts, c)
	}
	return counts, rows.Err()
}

// CountEdits sums up how much people changed of texts on which machines' steps had a verdict.
func (s *Store) CountEdits(ctx context.Context, f l10n.ReportFilter) ([]l10n.EditCount, error) {
	rows, err := s.db.QueryContext(ctx, `
		SELECT v.step, v.shadow, v.outcome, COUNT(*), SUM(w.changed), SUM(w.length)
		FROM verdicts v JOIN verdicts w ON w.document = v.document AND w.locale = v.locale AND w.segment = v.segment AND w.at >= v.at
			AND w.kind = 'person' AND w.inherited = 0 AND w.source_hash = v.source_hash AND w.rewrites = v.target_hash
		WHERE `+byMachines+`
		GROUP BY v.step, v.shadow, v.outcome`,
		string(f.Site), stamp(f.Since), string(f.Step))
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var counts []l10n.EditCount
	for rows.Next() {
		var c l10n.EditCount
		var shadow int
		if err := rows.Scan(&c.Step, &shadow, &c.Outcome, &c.Edits, &c.Changed, &c.Of); err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		c.Shadow = shadow > 0
		counts = append(counts, c)
	}
	return counts, rows.Err()
}

// CountAnswers sums up what the answers of machines' steps cost.
func (s *Store) CountAnswers(ctx context.Context, f l10n.ReportFilter) ([]l10n.AnswerCount, error) {
	rows, err := s.db.QueryContext(ctx, `
		SELECT step, shadow, currency, COUNT(*), SUM(dropped), SUM(malformed), SUM(characters), SUM(input), SUM(output), SUM(amount)
		FROM assessments
		WHERE site = $1 AND at >= $2 AND (CAST($3 AS TEXT) = '' OR step = $3) AND kind NOT IN ('', 'person', 'rule')
		GROUP BY step, shadow, currency`,
		string(f.Site), stamp(f.Since), string(f.Step))
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var counts []l10n.AnswerCount
	for rows.Next() {
		var c l10n.AnswerCount
		var shadow int
		if err := rows.Scan(&c.Step, &shadow, &c.Cost.Currency, &c.Answers, &c.Dropped, &c.Malformed,
			&c.Cost.Characters, &c.Cost.Input, &c.Cost.Output, &c.Cost.Amount); err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		c.Shadow = shadow > 0
		counts = append(counts, c)
	}
	return counts, rows.Err()
}

// AssessedSites returns the sites on which reviewers said anything, by name.
func (s *Store) AssessedSites(ctx context.Context) ([]l10n.SiteName, error) {
	rows, err := s.db.QueryContext(ctx, `SELECT DISTINCT site FROM assessments ORDER BY site`)
	if err != nil {
		return nil, fmt.Errorf("store: %w", err)
	}
	defer func() { _ = rows.Close() }()
	var sites []l10n.SiteName
	for rows.Next() {
		var name l10n.SiteName
		if err := rows.Scan(&name); err != nil {
			return nil, fmt.Errorf("store: %w", err)
		}
		sites = append(sites, name)
	}
	return sites, rows.Err()
}
