package workflows

import (
	"fmt"
	"strings"

	"go.temporal.io/sdk/workflow"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/english"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// siteState is what a run knows of its documents. It is carried over when the run continues as new, and with ten
// thousand documents that wait for people it must stay well below what a payload may hold.
type siteState struct {
	Brief    activities.RunBrief
	Next     int                          // index of the first document that is not started
	Queue    []activities.ListedDocument  `json:",omitempty"` // listed and not started
	Live     map[l10n.DocumentID]Progress // started and not done, without their IDs
	DonePub  int                          // pages published by documents that are done
	DoneEnd  int                          // pages of documents that are done that ended otherwise
	Troubles []string
	Troubled int `json:",omitempty"` // documents that had trouble, named or not
	// Superseded counts the documents that other runs have taken over; By is the last of these runs.
	Superseded int        `json:",omitempty"`
	By         l10n.RunID `json:",omitempty"`
	Mend       bool       // something was published since links were last mended
	// Left are the first of the addresses that have no page but another file, and LeftCount counts them all.
	Left      []string `json:",omitempty"`
	LeftCount int      `json:",omitempty"`
	// Added counts the superseded ones that the other run was at work on before: this run's locales were added there.
	Added int `json:",omitempty"`

	// What Live adds up to, so that a piece of news costs the same however many documents there are.
	published, ended int
	parked           int                      // documents that wait for engines
	embargoed        int                      // documents that wait for their hour or for a release
	busy             map[l10n.DocumentID]bool // that more than people are at work on
}

// count adds up what was carried over.
func (s *siteState) count() {
	s.busy = map[l10n.DocumentID]bool{}
	for _, id := range workflow.DeterministicKeys(s.Live) {
		p := s.Live[id]
		s.published, s.ended = s.published+p.Published, s.ended+p.Ended
		s.parked += one(p.Parked)
		s.embargoed += one(p.Embargo)
		if !p.People {
			s.busy[id] = true
		}
	}
}

// Published counts the pages that are published.
func (s *siteState) Published() int { return s.DonePub + s.published }

// Ended counts the pages that ended otherwise.
func (s *siteState) Ended() int { return s.DoneEnd + s.ended }

// set notes how a document stands.
func (s *siteState) set(id l10n.DocumentID, p Progress) {
	before := s.Live[id]
	s.published, s.ended = s.published+p.Published-before.Published, s.ended+p.Ended-before.Ended
	s.parked += one(p.Parked) - one(before.Parked)
	s.embargoed += one(p.Embargo) - one(before.Embargo)
	if p.People {
		delete(s.busy, id)
	} else {
		s.busy[id] = true
	}
	p.Document = ""
	s.Live[id] = p
}

// done notes a document's end.
func (s *siteState) done(id l10n.DocumentID, p Progress) {
	s.published, s.ended = s.published-s.Live[id].Published, s.ended-s.Live[id].Ended
	s.parked -= one(s.Live[id].Parked)
	s.embargoed -= one(s.Live[id].Embargo)
	delete(s.Live, id)
	delete(s.busy, id)
	s.DonePub, s.DoneEnd = s.DonePub+p.Published, s.DoneEnd+p.Ended
	if p.Superseded != "" {
		s.Superseded, s.By = s.Superseded+1, p.Superseded
		if p.Added {
			s.Added++
		}
	}
	if p.Left != "" {
		if s.LeftCount++; len(s.Left) < maxTroubles {
			s.Left = append(s.Left, p.Left)
		}
	}
	if p.Trouble == "" {
		return
	}
	if s.Troubled++; len(s.Troubles) < maxTroubles {
		s.Troubles = append(s.Troubles, fmt.Sprintf("%s: %s", id, p.Trouble))
	}
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// people counts the documents for which only people are waited for.
func (s *siteState) people() int { return max(0, len(s.Live)-len(s.busy)-s.parked-s.embargoed) }

// stage is the one stage by which operators find a run that goes on: the first of [stageOrder] that a document has.
func (s *siteState) stage() l10n.Stage {
	switch {
	case s.people() > 0:
		return l10n.StageReview
	case s.parked > 0:
		return l10n.StageParked
	case s.embargoed > 0 && len(s.busy) == 0:
		return l10n.StageEmbargo
	}
	return l10n.StageTranslate
}

// stageOf is the stage of a run that has ended.
func (s *siteState) stageOf(status l10n.RunStatus) l10n.Stage {
	switch {
	case status == l10n.RunFailed:
		return l10n.StageFailed
	case status == l10n.RunSuperseded:
		return l10n.StageSuperseded
	case status == l10n.RunCancelled, s.Published() == 0:
		return l10n.StageCancelled
	}
	return l10n.StagePublished
}

// takenOver says how many documents other runs have taken over.
func (s *siteState) takenOver() string {
	if s.Superseded == 0 {
		return ""
	}
	if s.Added == s.Superseded {
		return fmt.Sprintf("run %s is at work on %s already: the locales were added there, follow that run", s.By,
			english.Count(s.Superseded, "document"))
	}
	return fmt.Sprintf("%s taken over by run %s, because the source has changed",
		english.Count(s.Superseded, "document was", "documents were"), s.By)
}

// leftNote says which documents are no pages and were left, or nothing.
func (s *siteState) leftNote() string {
	if s.LeftCount == 0 {
		return ""
	}
	return english.Count(s.LeftCount, "document is no page and was left as it is:", "documents are no pages and were left as they are:") +
		" " + strings.Join(s.Left, "; ")
}
