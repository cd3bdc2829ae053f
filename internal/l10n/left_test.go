package l10n

import (
	"slices"
	"strings"
	"testing"
)

func TestLeftNotes(t *testing.T) {
	notes := LeftNotes([]Left{{Part: "nav", Words: 3}, {Part: "footer#end", Words: 4}, {Lang: "fr", Words: 1}, {Lang: "de", Words: 2}, {Words: 5}, {Button: `Say "hi"`, Words: 2}, {Button: "Go", Words: 1}})
	want := []string{
		"7 words stay in the source's language: nav, footer#end", `and left: "Say \"hi\"", "Go". To translate such labels, set ` + "`named_buttons`", "fr (1 word), de (2 words)", "no known language, and left: 5 words",
	}
	if len(notes) != 4 || !slices.EqualFunc(notes, want, strings.Contains) {
		t.Errorf("%q", notes)
	}
	if notes := LeftNotes(nil); notes != nil {
		t.Errorf("nothing stays: %q", notes)
	}
}
