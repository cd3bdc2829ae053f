package review

import (
	"fmt"

	"github.com/dragoman-l10n/dragoman/internal/assess"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// modelBatch is how many segments one activity asks a model about: few enough that it takes some minutes at most, and many
// enough that a review of thousands has a short history.
const modelBatch = 60

// openModel has the engine judge that the step uses.
func openModel(s *Service, step l10n.ReviewStep) (assess.Assessor, error) {
	if s.Judge == nil {
		return nil, fmt.Errorf("%w: step %q uses the engine %q, and this process has none", l10n.ErrRefused, step.Name, step.Use)
	}
	return s.Judge(step)
}
