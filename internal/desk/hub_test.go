package desk

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// heard are the events that wait in a stream, as words.
func heard(s *stream) []string {
	var all []string
	for {
		select {
		case e, open := <-s.events:
			if !open {
				return append(all, "closed")
			}
			all = append(all, fmt.Sprintf("%s %v", e.kind, e.data))
		default:
			return all
		}
	}
}

func TestHub(t *testing.T) {
	var h hub
	k, ended := keyFor("es"), 0
	enter := func() func() { return func() { ended++ } }
	join := func(u l10n.UserID) *stream {
		t.Helper()
		s, err := h.join(k, u, noon, enter)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	want := func(s *stream, want ...string) {
		t.Helper()
		if got := heard(s); !slices.Equal(got, want) {
			t.Errorf("%s is told %q, want %q", s.user, got, want)
		}
	}
	ana, second := join("ana"), join("ana")
	h.at(k, presenceEvent{User: "ana", Segment: "u1.1"}, noon)
	h.at(k, presenceEvent{User: "ana", Segment: "u1.1"}, noon)
	want(ana, "presence {ana u1.1 false}")
	want(second, "presence {ana u1.1 false}")
	ben := join("ben")
	want(ben, "presence {ana u1.1 false}")
	h.saved(k, savedEvent{"u1.1", 2, "ana"})
	versions := func(v int) map[l10n.SegmentID]int { return map[l10n.SegmentID]int{"u1.1": v, "u2.1": 1} }
	by := func(l10n.SegmentID) l10n.UserID { return "karim" }
	h.look(k, versions(2), stageEvent{Run: "r1", Step: "review"}, by)
	h.saved(k, savedEvent{"u1.1", 3, "ana"})
	if h.changed(k, versions(3)) || !h.changed(k, versions(4)) {
		t.Error("what is told counts as changed, or what is not told doesn't")
	}
	h.look(k, versions(2), stageEvent{Run: "r1", Step: "review"}, by) // read before the last was saved
	h.look(k, versions(3), stageEvent{Run: "r1", Step: "review"}, by)
	want(ben, "saved {u1.1 2 ana}", "saved {u1.1 3 ana}")
	h.look(k, versions(4), stageEvent{Run: "r1", Step: "sign-off"}, by)
	want(ben, "saved {u1.1 4 karim}", "stage { sign-off 0 r1 }")
	h.look(k, map[l10n.SegmentID]int{"u1.1": 9}, stageEvent{Run: "r2"}, by)
	want(ben, "stage {  0 r2 }")
	h.leave(k, ana)
	want(ben) // she has another page open
	h.leave(k, second)
	want(ben, "presence {ana  false}")
	h.at(k, presenceEvent{User: "ben", Segment: "u2.1", Typing: true}, noon)
	h.expire(k, noon.Add(absentAfter))
	want(ben, "presence {ben u2.1 true}", "presence {ben  false}")
	for range queuedEvents + 1 {
		h.saved(k, savedEvent{"u2.1", 100, "ana"}, savedEvent{"u3.1", 100, "ana"})
	}
	h.leave(k, ben)
	if ended != 1 || len(h.rooms) != 0 || len(h.of) != 0 {
		t.Errorf("all have left: ended %d times, %d rooms, %d people", ended, len(h.rooms), len(h.of))
	}
}

// TestSlowAndManyStreams holds that a browser that doesn't read is left, and that nobody opens streams without end.
func TestSlowAndManyStreams(t *testing.T) {
	var h hub
	k, ended := keyFor("es"), 0
	enter := func() func() { return func() { ended++ } }
	slow, err := h.join(k, "ana", noon, enter)
	if err != nil {
		t.Fatal(err)
	}
	for n := range queuedEvents + 1 {
		h.at(k, presenceEvent{User: "ben", Segment: l10n.SegmentID(fmt.Sprint(n))}, noon)
	}
	if got := heard(slow); len(got) != queuedEvents+1 || got[queuedEvents] != "closed" {
		t.Errorf("%d events wait", len(got))
	}
	h.leave(k, slow)
	if ended != 1 || len(h.rooms) != 0 || len(h.of) != 0 {
		t.Errorf("a closed stream stays: ended %d times", ended)
	}
	for range mostStreams {
		if _, err := h.join(k, "ana", noon, enter); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := h.join(k, "ana", noon, enter); !errors.Is(err, errTooManyStreams) {
		t.Errorf("one more: %v", err)
	}
	if _, err := h.join(k, "ben", noon, enter); err != nil {
		t.Errorf("another person: %v", err)
	}
}
