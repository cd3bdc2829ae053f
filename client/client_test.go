package client

import (
	"context"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
	"testing"

	enums "go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/temporal"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// TestSignaturesCanBeNamed holds that programs outside of this module can name every type that the client takes or gives,
// with the types of what they fill in: those of internal packages have an alias here.
func TestSignaturesCanBeNamed(t *testing.T) {
	types, err := os.ReadFile("types.go")
	if err != nil {
		t.Fatal(err)
	}
	seen := map[reflect.Type]bool{}
	var check func(typ reflect.Type, where string, fields bool)
	check = func(typ reflect.Type, where string, fields bool) {
		switch typ.Kind() {
		case reflect.Pointer, reflect.Slice:
			check(typ.Elem(), where, fields)
			return
		case reflect.Map:
			check(typ.Key(), where, fields)
			check(typ.Elem(), where, fields)
			return
		}
		if seen[typ] {
			return
		}
		seen[typ] = true
		if pkg := typ.PkgPath(); strings.Contains(pkg, "/internal/") && !strings.Contains(string(types), "= "+typ.String()+"\n") {
			t.Errorf("%s needs %s, which has no name outside of this module: add it to types.go", where, typ)
		}
		if fields && typ.Kind() == reflect.Struct && strings.Contains(typ.PkgPath(), "dragoman") {
			for f := range typ.Fields() {
				if f.IsExported() {
					check(f.Type, where+": "+typ.Name()+"."+f.Name, true)
				}
			}
		}
	}
	for m := range reflect.TypeFor[*Client]().Methods() {
		for i := 1; i < m.Type.NumIn(); i++ {
			check(m.Type.In(i), m.Name, m.Name != "Watch") // what a watch remembers is the looks' own
		}
		for i := range m.Type.NumOut() {
			check(m.Type.Out(i), m.Name, false)
		}
	}
	check(reflect.TypeOf(NewRunID), "NewRunID", false)
	if len(seen) < 15 {
		t.Errorf("only %d types were looked at", len(seen))
	}
}

func TestMapError(t *testing.T) {
	app := func(message, typ string) error { return temporal.NewNonRetryableApplicationError(message, typ, nil) }
	for _, c := range []struct {
		err  error
		kind error
		text string
	}{
		{nil, nil, ""},
		{app("a step waits for another", activities.TypeRefused), ErrRefused, l10n.ErrRefused.Error() + ": a step waits for another"},
		{app(l10n.ErrRefused.Error()+": four eyes", activities.TypeRefused), ErrRefused, l10n.ErrRefused.Error() + ": four eyes"},
		{app(l10n.ErrConflict.Error(), activities.TypeConflict), ErrConflict, l10n.ErrConflict.Error()},
		{app("document d: "+l10n.ErrNotFound.Error(), activities.TypeNotFound), ErrNotFound, l10n.ErrNotFound.Error() + ": document d"},
		{app("the page is gone", activities.TypeSource), nil, "run r: the page is gone"},
		{serviceerror.NewNotFound("no such workflow"), ErrNotFound, "run r is not under way: " + l10n.ErrNotFound.Error()},
		{serviceerror.NewUnavailable("down"), ErrUnavailable, ""},
		{context.DeadlineExceeded, ErrUnavailable, ""},
		{serviceerror.NewPermissionDenied("Request unauthorized.", ""), nil, ""},
		{errors.New("something else"), nil, "run r: something else"},
	} {
		err := mapError(c.err, "run r")
		if (err == nil) != (c.err == nil) || c.kind != nil && !errors.Is(err, c.kind) {
			t.Errorf("%v becomes %v", c.err, err)
		}
		if c.text != "" && fmt.Sprint(err) != c.text {
			t.Errorf("%v is said as %q, want %q", c.err, err, c.text)
		}
	}
}

func TestRunStatus(t *testing.T) {
	for status, want := range map[enums.WorkflowExecutionStatus]RunStatus{
		enums.WORKFLOW_EXECUTION_STATUS_RUNNING: RunRunning, enums.WORKFLOW_EXECUTION_STATUS_COMPLETED: RunCompleted,
		enums.WORKFLOW_EXECUTION_STATUS_CANCELED: RunCancelled, enums.WORKFLOW_EXECUTION_STATUS_FAILED: RunFailed,
		enums.WORKFLOW_EXECUTION_STATUS_TERMINATED: RunFailed, enums.WORKFLOW_EXECUTION_STATUS_TIMED_OUT: RunFailed,
	} {
		if got := runStatus(status); got != want {
			t.Errorf("%s is %s, want %s", status, got, want)
		}
	}
}
