package memory

import (
	"context"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Stats counts what the memory holds.
type Stats struct {
	Sources    int         `json:"sources"`    // different source texts
	Targets    int         `json:"targets"`    // current ones
	Superseded int         `json:"superseded"` // replaced by later ones and kept as history
	Pairs      []PairStats `json:"pairs"`
}

// PairStats counts one language pair's targets.
type PairStats struct {
	SourceLang l10n.Locale   `json:"sourceLang"`
	Locale     l10n.Locale   `json:"locale"`
	Site       l10n.SiteName `json:"site,omitempty"`
	Targets    int           `json:"targets"`
	Superseded int           `json:"superseded"`
}

// Stats counts sources, and targets by language pair and site.
func (m *Memory) Stats(ctx context.Context) (Stats, error) {
	var st Stats
	if err := m.db.QueryRowContext(ctx, `SELECT count(*) FROM tm_source`).Scan(&st.Sources); err != nil {
		return st, fmt.Errorf("memory: statistics: %w", err)
	}
	rows, err := m.db.QueryContext(ctx, `SELECT source_locale, locale, site,
			sum(CASE WHEN superseded = 0 THEN 1 ELSE 0 END), sum(CASE WHEN superseded = 0 THEN 0 ELSE 1 END)
		FROM tm_target WHERE pending = '' GROUP BY source_locale, locale, site ORDER BY source_locale, locale, site`)
	if err != nil {
		return st, fmt.Errorf("memory: statistics: %w", err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var p PairStats
		if err := rows.Scan(&p.SourceLang, &p.Locale, &p.Site, &p.Targets, &p.Superseded); err != nil {
			return st, fmt.Errorf("memory: statistics: %w", err)
		}
		st.Pairs = append(st.Pairs, p)
		st.Targets += p.Targets
		st.Superseded += p.Superseded
	}
	return st, rows.Err()
}
