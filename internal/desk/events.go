package desk

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// How often a stream shows that it lives, how often the records are looked at while somebody has a translation open, and how long
// a stream lasts: the browser then opens another one, and has to be signed in still.
const (
	heartbeat    = 15 * time.Second
	lookEvery    = 3 * time.Second
	streamLasts  = 10 * time.Minute
	slowestWrite = 10 * time.Second
)

// apiPresence notes which segment a person has open. Nothing of it is kept.
func (d *desk) apiPresence(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	var in presenceEvent
	if err := readJSON(r, &in); err != nil {
		return err
	}
	if in.User != "" || len(in.Segment) > 100 {
		return fmt.Errorf("%w: say the segment, and whether you type", errBadRequest)
	}
	k, err := keyOf(r)
	if err != nil {
		return err
	}
	in.User = u
	d.hub.at(k, in, d.Now())
	w.WriteHeader(http.StatusNoContent)
	return nil
}

// apiEvents sends what happens to a translation as server-sent events: presence, saved and stage.
func (d *desk) apiEvents(w http.ResponseWriter, r *http.Request, u l10n.UserID) error {
	k, err := keyOf(r)
	if err != nil {
		return err
	}
	if _, err := d.Records.Translation(r.Context(), k); err != nil {
		return err
	}
	s, err := d.hub.join(k, u, d.Now(), func() func() { return d.watchRecords(k) })
	if errors.Is(err, errTooManyStreams) {
		writeJSON(w, http.StatusTooManyRequests, problem{Type: "about:blank", Title: http.StatusText(http.StatusTooManyRequests),
			Status: http.StatusTooManyRequests, Detail: err.Error()})
		return nil
	}
	defer d.hub.leave(k, s)
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("X-Accel-Buffering", "no") // proxies must not hold it back
	d.send(w, r, s)
	return nil
}

// send writes the events of a stream until the browser leaves, reads too slowly, or the stream has lasted.
func (d *desk) send(w http.ResponseWriter, r *http.Request, s *stream) {
	rc := http.NewResponseController(w)
	write := func(text string) bool {
		_ = rc.SetWriteDeadline(time.Now().Add(slowestWrite)) // the server's own would end the stream
		_, err := w.Write([]byte(text))
		return err == nil && rc.Flush() == nil
	}
	beat := time.NewTicker(heartbeat)
	defer beat.Stop()
	end := time.NewTimer(streamLasts)
	defer end.Stop()
	ok := write("retry: 2000\n\n")
	for ok {
		select {
		case e, open := <-s.events:
			body, err := json.Marshal(e.data)
			ok = open && err == nil && write("event: "+e.kind+"\ndata: "+string(body)+"\n\n")
		case <-beat.C:
			_, signedIn := d.user(r)
			ok = signedIn && write(": here\n\n")
		case <-end.C:
			ok = false
		case <-d.closing:
			ok = false
		case <-r.Context().Done():
			ok = false
		}
	}
}

// watchRecords looks at a translation's records now and then, so that what other desks and the workflow write is told too. The
// returned function ends it.
func (d *desk) watchRecords(k l10n.TranslationKey) func() {
	ctx, cancel := context.WithCancel(context.Background())
	go func() {
		tick := time.NewTicker(lookEvery)
		defer tick.Stop()
		for {
			d.lookAtRecords(ctx, k)
			select {
			case <-tick.C:
			case <-ctx.Done():
				return
			}
		}
	}()
	return cancel
}

func (d *desk) lookAtRecords(ctx context.Context, k l10n.TranslationKey) {
	d.hub.expire(k, d.Now())
	t, err := d.Records.Translation(ctx, k)
	if err != nil {
		return // the next look may have more luck, and the editor's own requests say what is wrong
	}
	versions, err := d.Records.Versions(ctx, k)
	if err != nil {
		return
	}
	by := map[l10n.SegmentID]l10n.UserID{}
	if d.hub.changed(k, versions) {
		targets, err := d.Records.Targets(ctx, k)
		if err != nil {
			return
		}
		for _, g := range targets {
			by[g.Segment] = g.Origin.By
		}
	}
	stage := stageEvent{Stage: t.Stage, Step: t.Step, Round: t.Round, Run: t.Run, Assignee: t.Assignee}
	d.hub.look(k, versions, stage, func(id l10n.SegmentID) l10n.UserID { return by[id] })
}
