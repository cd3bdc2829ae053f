package workflows_test

import (
	"path/filepath"
	"strings"
	"testing"

	"go.temporal.io/sdk/worker"

	"github.com/dragoman-l10n/dragoman/workflows"
)

// TestReplay runs today's workflows over the histories of yesterday's: a change that would break a run under way
// fails here. `make histories` records them anew after a change that is meant to.
func TestReplay(t *testing.T) {
	files, err := filepath.Glob("testdata/histories/*.json")
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]int{}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".json")
		t.Run(name, func(t *testing.T) {
			r := worker.NewWorkflowReplayer()
			workflows.Register(r)
			if err := r.ReplayWorkflowHistoryFromJSONFile(nil, file); err != nil {
				t.Error(err)
			}
		})
		for _, w := range []string{"publish-site", "publish-document", "localize-document", "review-translation", "watch-site"} {
			if strings.HasPrefix(name, w) {
				of[w]++
			}
		}
	}
	if len(of) != 5 {
		t.Errorf("there must be a history of each of the five workflows: %v", of)
	}
}
