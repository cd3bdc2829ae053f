package desk

import (
	"errors"
	"sync"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// The bounds of what one desk sends to browsers.
const (
	mostStreams  = 12  // of one person
	queuedEvents = 256 // of one browser, which is left when it reads no faster
	absentAfter  = 45 * time.Second
)

// event is what happens to a translation while people have it open.
type event struct {
	kind string // presence, saved or stage
	data any
}

// presenceEvent says where somebody is. An empty segment says that they have left.
type presenceEvent struct {
	User    l10n.UserID    `json:"user"`
	Segment l10n.SegmentID `json:"segment"`
	Typing  bool           `json:"typing"`
}

// savedEvent says that a target has changed.
type savedEvent struct {
	Segment l10n.SegmentID `json:"segment"`
	Version int            `json:"version"`
	By      l10n.UserID    `json:"by,omitempty"`
}

// stageEvent says where the translation is on its way.
type stageEvent struct {
	Stage    l10n.Stage    `json:"stage"`
	Step     l10n.StepName `json:"step,omitempty"`
	Round    int           `json:"round"`
	Run      l10n.RunID    `json:"run,omitempty"`
	Assignee l10n.UserID   `json:"assignee,omitempty"`
}

// stream is the events on their way to one browser.
type stream struct {
	user   l10n.UserID
	events chan event // closed when it reads too slowly
}

// room is a translation that people have open.
type room struct {
	streams  map[*stream]bool
	present  map[l10n.UserID]presence
	versions map[l10n.SegmentID]int // of the targets, as the streams were told
	stage    stageEvent
	looked   bool   // versions and stage are known
	left     func() // ends the room's look at the records
}

type presence struct {
	presenceEvent
	at time.Time
}

// hub passes events among the browsers of one desk. It is safe for concurrent use.
type hub struct {
	mu    sync.Mutex
	rooms map[l10n.TranslationKey]*room
	of    map[l10n.UserID]int // streams of each person
}

var errTooManyStreams = errors.New("too many pages of the editor are open")

// join opens a stream on a translation. enter is called for the first one; it returns how what it has begun is ended.
func (h *hub) join(k l10n.TranslationKey, u l10n.UserID, now time.Time, enter func() (leave func())) (*stream, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.of[u] >= mostStreams {
		return nil, errTooManyStreams
	}
	if h.rooms == nil {
		h.rooms, h.of = map[l10n.TranslationKey]*room{}, map[l10n.UserID]int{}
	}
	r := h.rooms[k]
	if r == nil {
		r = &room{streams: map[*stream]bool{}, present: map[l10n.UserID]presence{}}
		h.rooms[k] = r
		r.left = enter()
	}
	s := &stream{user: u, events: make(chan event, queuedEvents)}
	r.streams[s] = true
	h.of[u]++
	for _, p := range r.present { // who came before
		if !p.User.Same(u) && now.Sub(p.at) < absentAfter {
			s.events <- event{"presence", p.presenceEvent}
		}
	}
	return s, nil
}

// leave closes a stream. A person without another one on the translation is gone.
func (h *hub) leave(k l10n.TranslationKey, s *stream) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[k]
	if r == nil {
		return
	}
	if r.streams[s] { // else it was closed because it read too slowly
		h.drop(r, s)
	}
	if _, was := r.present[s.user]; was && !r.has(s.user) {
		delete(r.present, s.user)
		h.tell(r, event{"presence", presenceEvent{User: s.user}})
	}
	if len(r.streams) == 0 {
		r.left()
		delete(h.rooms, k)
	}
}

// has reports whether a person has a stream in a room.
func (r *room) has(u l10n.UserID) bool {
	for s := range r.streams {
		if s.user.Same(u) {
			return true
		}
	}
	return false
}

// drop takes a stream out of a room.
func (h *hub) drop(r *room, s *stream) {
	delete(r.streams, s)
	close(s.events)
	if h.of[s.user]--; h.of[s.user] == 0 {
		delete(h.of, s.user)
	}
}

// tell sends an event to all streams of a room. One that is full is closed: its browser asks for everything anew.
func (h *hub) tell(r *room, e event) {
	for s := range r.streams {
		select {
		case s.events <- e:
		default:
			h.drop(r, s)
		}
	}
}

// at notes where somebody is, and tells the others.
func (h *hub) at(k l10n.TranslationKey, p presenceEvent, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[k]
	if r == nil {
		return
	}
	before, was := r.present[p.User]
	if p.Segment == "" {
		delete(r.present, p.User)
	} else {
		r.present[p.User] = presence{p, now}
	}
	if !was || before.presenceEvent != p || now.Sub(before.at) > absentAfter {
		h.tell(r, event{"presence", p})
	}
}

// expire tells that those are gone of whom nothing was heard for long.
func (h *hub) expire(k l10n.TranslationKey, now time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[k]
	if r == nil {
		return
	}
	for u, p := range r.present {
		if now.Sub(p.at) >= absentAfter {
			delete(r.present, u)
			h.tell(r, event{"presence", presenceEvent{User: u}})
		}
	}
}

// look tells what has changed in the records since the last look: the targets' versions and the stage. by says who changed
// a target. The first look tells nothing.
func (h *hub) look(k l10n.TranslationKey, versions map[l10n.SegmentID]int, stage stageEvent, by func(l10n.SegmentID) l10n.UserID) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[k]
	if r == nil {
		return
	}
	if r.looked {
		for id, v := range versions {
			if r.versions[id] < v && r.stage.Run == stage.Run { // a new run has other texts: the stage says so
				h.tell(r, event{"saved", savedEvent{id, v, by(id)}})
			}
		}
		if r.stage != stage {
			h.tell(r, event{"stage", stage})
		}
	}
	if r.looked && r.stage.Run == stage.Run { // what was saved here since the records were read is told already
		for id, v := range r.versions {
			if _, still := versions[id]; still {
				versions[id] = max(v, versions[id])
			}
		}
	}
	r.versions, r.stage, r.looked = versions, stage, true
}

// changed are the targets whose versions differ from those that the streams were told.
func (h *hub) changed(k l10n.TranslationKey, versions map[l10n.SegmentID]int) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[k]
	if r == nil || !r.looked {
		return false
	}
	for id, v := range versions {
		if r.versions[id] < v {
			return true
		}
	}
	return false
}

// saved tells at once what was saved at this desk.
func (h *hub) saved(k l10n.TranslationKey, all ...savedEvent) {
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.rooms[k]
	if r == nil {
		return
	}
	for _, s := range all {
		if r.looked && r.versions[s.Segment] >= s.Version {
			continue
		}
		if r.looked {
			r.versions[s.Segment] = s.Version
		}
		h.tell(r, event{"saved", s})
	}
}
