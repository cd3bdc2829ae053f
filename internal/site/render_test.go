package site

import (
	"testing"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
)

func TestAttributionSaysWhatIsTrue(t *testing.T) {
	at := time.Date(2026, 11, 23, 0, 0, 0, 0, time.UTC)
	by := []l10n.Decision{{At: at.Add(-time.Hour)}, {At: at}}
	for kind, ts := range map[localize.AttributionKind][]l10n.Target{
		localize.Reviewed:        {{Origin: l10n.Origin{Kind: l10n.SubHuman}}, {Origin: l10n.Origin{Kind: l10n.SubTMExact}}},
		localize.MachineReviewed: {{Origin: l10n.Origin{Kind: l10n.SubHuman}}, {Origin: l10n.Origin{Kind: l10n.SubMT}}},
	} {
		if got := attribution(ts, by); got.Kind != kind || !got.Date.Equal(at) {
			t.Errorf("%+v", got)
		}
	}
}
