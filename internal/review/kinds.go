package review

import (
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// Way says how a step is done.
type Way string

// The ways.
const (
	ByPeople  Way = "people"  // it waits until people have decided
	InProcess Way = "process" // an activity of this house asks an assessor about some segments at a time
	ByWorker  Way = "worker"  // an activity of somebody else's is asked
	ByFile    Way = "file"    // a file goes out, and the step waits until it comes back
)

// Kind is a kind of review steps.
type Kind struct {
	Name  l10n.StepKind
	About string // in English, for lists and errors
	Way   Way
	// Open returns who looks at the segments, for what is done InProcess. An error says what is missing.
	Open func(s *Service, step l10n.ReviewStep) (assess.Assessor, error)
	// Batch is how many segments are asked about at once; 0 is all.
	Batch int
}

// Kinds is the table of all kinds of steps.
func Kinds() []Kind {
	return []Kind{
		{Name: l10n.StepPerson, About: "people confirm segments and approve the step at the desk", Way: ByPeople},
		{Name: l10n.StepChecks, About: "passes segments without an issue of a severity", Way: InProcess, Open: openChecks},
		{Name: l10n.StepModel, About: "a language model looks for errors, and passes segments from a score on", Way: InProcess, Open: openModel, Batch: modelBatch},
		{Name: l10n.StepActivity, About: "somebody else's worker says of each segment whether it may stand", Way: ByWorker},
		{Name: l10n.StepFile, About: "puts a file of the texts at a place, and waits until it comes back", Way: ByFile},
	}
}

// KindOf returns the kind of a step. An unknown one is refused with an error that wraps [l10n.ErrRefused].
func KindOf(step l10n.ReviewStep) (Kind, error) {
	name := step.Kind
	if name == "" {
		name = l10n.StepPerson
	}
	for _, k := range Kinds() {
		if k.Name == name {
			return k, nil
		}
	}
	return Kind{}, fmt.Errorf("%w: step %q is of the kind %q, which this version does not know", l10n.ErrRefused, step.Name, name)
}

// machinesTime is how long a step of machines has that has no deadline of its own, filesTime one that is done by file, and
// shadowsTime one that decides nothing, and for which nobody should wait long.
const (
	shadowsTime  = 10 * time.Minute
	machinesTime = 24 * time.Hour
	filesTime    = 14 * 24 * time.Hour
)

// TimeOf is how long a step of machines has.
func TimeOf(step l10n.ReviewStep) time.Duration {
	switch {
	case step.Deadline > 0:
		return step.Deadline
	case step.Shadow:
		return shadowsTime
	case step.Kind == l10n.StepFile:
		return filesTime
	}
	return machinesTime
}
