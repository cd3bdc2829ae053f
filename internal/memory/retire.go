package memory

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Retire has the memory offer these targets of these sources no more, whichever site and context they are of: somebody
// found them wrong. They stay as history, and one that is approved anew is offered again. It returns how many there were.
func (m *Memory) Retire(ctx context.Context, es []l10n.MemoryEntry) (int, error) {
	gone := 0
	err := m.inTx(ctx, func(tx *sql.Tx, _ *memoryState) error {
		gone = 0
		for _, e := range es {
			x, err := m.prepare(e, "", 0)
			if err != nil {
				return err
			}
			result, err := tx.ExecContext(ctx, `UPDATE tm_target SET superseded = $1, ended_why = 'wrong' WHERE superseded = 0 AND lang = $2 AND body = $3 AND
				source IN (SELECT id FROM tm_source WHERE exact = $4 AND body = $5)`,
				time.Now().UnixMilli(), x.targetKey.name, x.text, x.exactHash, x.body)
			if err != nil {
				return err
			}
			n, err := result.RowsAffected()
			if err != nil {
				return err
			}
			gone += int(n)
		}
		return nil
	})
	if err != nil {
		return 0, fmt.Errorf("memory: retire: %w", err)
	}
	return gone, nil
}
