package review

import (
	"errors"
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestEmbargoedPagesDoNotGoToVisitors holds that the records keep a page, whatever a workflow believes.
func TestEmbargoedPagesDoNotGoToVisitors(t *testing.T) {
	now := time.Date(2026, 11, 28, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		e    *l10n.Embargo
		want error
	}{
		{nil, nil},
		{&l10n.Embargo{At: now}, nil},
		{&l10n.Embargo{Lifted: true, At: now.Add(time.Hour)}, nil},
		{&l10n.Embargo{Hold: true}, l10n.ErrRefused},
		{&l10n.Embargo{At: now.Add(time.Hour)}, l10n.ErrRefused},
		{&l10n.Embargo{At: now.Add(time.Second)}, l10n.ErrUnavailable}, // this machine's clock is behind: try again
	} {
		err := embargoed(l10n.Translation{Embargo: c.e}, now)
		if c.want == nil && err != nil || c.want != nil && !errors.Is(err, c.want) {
			t.Errorf("%v: %v, want %v", c.e, err, c.want)
		}
	}
}
