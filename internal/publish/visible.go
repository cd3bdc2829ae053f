package publish

import (
	"context"
	"iter"
)

// lister is a destination that can say at which paths there is something for visitors.
type lister interface {
	// Visible returns the paths that visitors can get something at: the files of current publications, and what somebody else
	// has put beside them where the destination takes it for its own place. The driver's own files are none of them.
	Visible(ctx context.Context) iter.Seq2[string, error]
}

// Visible returns the paths of a destination that visitors can get something at, and whether the destination can say.
func (p *Publisher) Visible(ctx context.Context) (paths iter.Seq2[string, error], ok bool) {
	l, ok := p.dest.(lister)
	if !ok {
		return nil, false
	}
	return l.Visible(ctx), true
}
