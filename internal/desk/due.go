package desk

import (
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// due is the deadline of a step that waits.
type due struct {
	ISO, Text string
	Late      bool
}

// due returns the deadline of the step that waits, or nil where there is none.
func (p *page) due(t l10n.Translation) *due {
	if t.Due.IsZero() || t.Step == "" {
		return nil
	}
	d := &due{ISO: t.Due.UTC().Format(time.RFC3339), Late: t.Late || p.now.After(t.Due)}
	id := "desk.due.by"
	if d.Late {
		id = "desk.due.late"
	}
	d.Text = p.T(id, "Time", p.exact(t.Due))
	return d
}
