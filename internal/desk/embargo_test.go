package desk

import (
	"context"
	"slices"
	"testing"
	"time"
	_ "time/tzdata" // so that zones are known on every machine

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// fakeEmbargoes notes what people said.
type fakeEmbargoes struct{ acts []l10n.EmbargoAct }

func (f *fakeEmbargoes) Embargo(_ context.Context, a l10n.EmbargoAct) error {
	f.acts = append(f.acts, a)
	return nil
}

func TestEmbargoAtTheDesk(t *testing.T) {
	pipe, said := fixture(), &fakeEmbargoes{}
	o := options(t, pipe)
	o.Embargoes = said
	h, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	v := visit(t, h)
	v.get(esPage).wantNone(".embargo")
	es := pipe.translations[keyFor("es")]
	es.Embargo = &l10n.Embargo{At: noon.Add(time.Hour), Zone: "Europe/Paris", Offset: 3600, NotReady: l10n.NotReadyOmit}
	v.get(esPage).want(200, ".embargo", "2026-03-09 14:00 Europe/Paris (2026-03-09 13:00 UTC)").
		want(200, ".embargo", "published when they are").want(200, `.embargo input[value="Europe/Paris"]`, "")
	v.press(`.embargo button[value="release"]`, nil).want(200, ".notice.good", "Released")
	v.get(esPage).press(`.embargo button[value="release-all"]`, nil)
	v.get(esPage).press(`.embargo button[value="hold"]`, nil).want(200, ".notice.good", "Noted")
	v.get(esPage).press(`.embargo button[value="reschedule"]`, map[string]string{"at": "2026-04-01T09:00", "zone": "Africa/Nairobi"})
	if len(said.acts) != 4 {
		t.Fatalf("%+v", said.acts)
	}
	one, all, hold, move := said.acts[0], said.acts[1], said.acts[2], said.acts[3]
	if one.Kind != l10n.Release || !slices.Equal(one.Locales, []l10n.Locale{"es"}) || one.ID == "" || one.ID == all.ID || one.By == "" || one.Run != es.Run {
		t.Errorf("%+v", one)
	}
	if all.Kind != l10n.Release || all.Locales != nil || !hold.Embargo.Hold || move.Kind != l10n.Reschedule ||
		move.Embargo.At.Format(time.RFC3339) != "2026-04-01T06:00:00Z" {
		t.Errorf("%+v %+v %+v", all, hold, move)
	}
	v.get(esPage).press(`.embargo button[value="reschedule"]`, map[string]string{"at": "2026-03-29T02:30", "zone": "Europe/Paris"}).
		want(422, ".notice.bad", "clocks go forward")
	es.Embargo = &l10n.Embargo{At: noon.Add(-time.Hour), Zone: "UTC"}
	v.get(esPage).want(200, ".embargo", "The hour has passed")
	es.Embargo = &l10n.Embargo{Hold: true}
	v.get(esPage).want(200, ".embargo", "when somebody releases it")
	es.Embargo.Lifted = true
	v.get(esPage).wantNone(".embargo")
}
