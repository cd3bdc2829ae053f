package memory

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// pendingQuality is how far a text is trusted that a person has confirmed and that is not approved yet: as a match it loses five
// points, so that it is never used before a person has looked at it.
const pendingQuality = 75

// Pend keeps texts that people have confirmed on pages that are not approved yet. Lookups of the same site find them, marked
// and with a penalty. Each stands in the place of what was kept before of its segment; an entry without a target withdraws
// that. A repeat changes nothing. What is approved stays beside them as it is.
func (m *Memory) Pend(ctx context.Context, es []l10n.MemoryEntry) error {
	var batch []*entry
	var withdrawn []l10n.MemoryEntry
	for _, e := range es {
		if e.Document == "" || e.Segment == "" {
			return fmt.Errorf("memory: an entry that is not approved yet needs its document and segment: %q", e.Source.Text())
		}
		if e.Target.IsEmpty() || e.Source.Text() == "" {
			withdrawn = append(withdrawn, e)
			continue
		}
		x, err := m.prepare(e, "", pendingQuality)
		if err != nil {
			return err
		}
		batch = append(batch, x)
	}
	err := m.inTx(ctx, func(tx *sql.Tx, st *memoryState) error {
		for _, e := range withdrawn {
			if err := withdraw(ctx, tx, e); err != nil {
				return err
			}
		}
		if err := m.putSources(ctx, tx, st, batch); err != nil {
			return err
		}
		for _, x := range batch {
			if err := putPending(ctx, tx, st, x); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("memory: keep what is confirmed: %w", err)
	}
	return m.index(ctx)
}

// Settle ends what was pending of a document in a locale, because it is approved now or nobody will approve it.
func (m *Memory) Settle(ctx context.Context, k l10n.TranslationKey) error {
	_, err := m.db.ExecContext(ctx, `DELETE FROM tm_target WHERE document = $1 AND locale = $2 AND pending <> ''`,
		string(k.Document), string(k.Locale))
	if err != nil {
		return fmt.Errorf("memory: settle %s in %s: %w", k.Document, k.Locale, err)
	}
	return nil
}

func withdraw(ctx context.Context, tx *sql.Tx, e l10n.MemoryEntry) error {
	_, err := tx.ExecContext(ctx, `DELETE FROM tm_target WHERE document = $1 AND locale = $2 AND pending = $3 AND pending <> ''`,
		string(e.Document), string(e.Locale), string(e.Segment))
	return err
}

// putPending writes one entry in the place of what was pending of its segment. What is the same stays.
func putPending(ctx context.Context, tx *sql.Tx, st *memoryState, x *entry) error {
	var source int64
	var body, author string
	row := tx.QueryRowContext(ctx, `SELECT source, body, author FROM tm_target WHERE document = $1 AND locale = $2 AND pending = $3
		AND pending <> ''`, string(x.Document), string(x.Locale), string(x.Segment))
	if err := row.Scan(&source, &body, &author); err == nil && source == x.source && body == x.text && author == string(x.Author) {
		return nil
	}
	if err := withdraw(ctx, tx, x.MemoryEntry); err != nil {
		return err
	}
	st.lastTarget++
	_, err := tx.ExecContext(ctx, `INSERT INTO `+insertTargets+` VALUES
		($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
		st.lastTarget, x.source, x.targetKey.name, 0, x.contextHash, string(x.Site), x.text, string(x.SourceLang), string(x.Locale), x.quality,
		x.At.UnixMilli(), x.name, string(x.Author), string(x.Run), string(x.Document), x.Prev.String(), x.Next.String(), x.Element,
		string(x.Segment))
	return err
}
