package activities

import (
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"

	"go.temporal.io/sdk/activity"
)

// registry notes what is registered.
type registry struct {
	t     *testing.T
	names []string
}

func (r *registry) RegisterActivityWithOptions(a any, o activity.RegisterOptions) {
	r.names = append(r.names, o.Name)
	// A workflow names an activity by its method, so the two must be the same.
	if f := runtime.FuncForPC(reflect.ValueOf(a).Pointer()).Name(); !strings.HasSuffix(f, "."+o.Name+"-fm") {
		r.t.Errorf("%s is registered as %s", f, o.Name)
	}
}

// TestActivitiesAreRegisteredByName holds the names that histories have, and that nothing else is registered.
func TestActivitiesAreRegisteredByName(t *testing.T) {
	r := &registry{t: t}
	(&Activities{}).Register(r)
	want := []string{
		"AnswerFinding", "AssessStep", "AwaitFile", "CheckTranslation", "DeclareSameMeaning", "DeliverAnswer", "DeliverAnswers",
		"EndStep", "EndTranslation", "EndWatch", "EscalateStep", "ExtractDocument", "FetchDocument", "GatherAssets",
		"LeverageTranslation", "ListDocuments", "LookAtSource", "MendLinks", "NoteLook", "NoteRun", "OpenRun", "OpenStep",
		"ParkTranslation", "PlanRun", "PlanWatch", "PublishDocument", "PurgeCaches", "RecordAbsence", "RecordDecision",
		"RecordEmbargo", "Remind", "RollbackDocument", "SendDigest", "SendFile", "SetWatch", "TakeOver", "TakePublished",
		"TakeTask", "TakeTexts", "TellPeople", "TranslateBatch", "UnpublishDocument", "VerifyPublication",
	}
	if slices.Sort(r.names); !slices.Equal(r.names, want) {
		t.Errorf("registered are %v", r.names)
	}
	var methods []string
	for m := range reflect.TypeFor[*Activities]().Methods() {
		if m.Name != "Register" {
			methods = append(methods, m.Name)
		}
	}
	if slices.Sort(methods); !slices.Equal(methods, want) {
		t.Errorf("an exported method is an activity: %v", methods)
	}
}
