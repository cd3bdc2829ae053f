package extract

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestTextsOfForms(t *testing.T) {
	for _, tt := range []struct {
		page  string
		want  []string
		named []string // with the labels of named buttons
	}{
		{page: `<input type=submit value=Go>`, want: []string{"value: Go"}},
		{page: `<input type=submit name=a value=Save><input type="SUBMIT " name='b' value="Send it"><input type=submit name value=Go>`,
			want: []string{"value: Go"}, named: []string{"value: Save", "value: Send it", "value: Go"}},
		{page: `<input type=button name=a value=More><input type=reset name=b value=Clear>`, want: []string{"value: More", "value: Clear"}},
		{page: `<input type=image alt=Search value=x><input type=text alt=no value=no><input type=hidden name=a value=no><input value=no>`,
			want: []string{"alt: Search"}},
		{page: `<input type=checkbox value=Green><input type=radio value=Red><input type=range value=5>`},
		{page: `<button name=a value=save>Save it</button><button>Go</button>`, want: []string{"body: Save it", "body: Go"}},
		{page: `<select><optgroup label=Cool><option>Green<option value=r>Red<option label=B>Blue</select>`,
			want: []string{"label: Cool", "option: Green", "option: Red", "label: B", "option: Blue"}},
		{page: `<input list=c placeholder="A colour" pattern="[a-z]+" title="Small letters"><datalist id=c><option value=green label=Green><option>Red</datalist>`,
			want: []string{"placeholder: A colour", "title: Small letters", "label: Green", "option: Red"}},
		{page: `<textarea placeholder=Yours>Dear all</textarea><textarea hidden>{"a": 1, "b": "c d"}</textarea><textarea style="display: none">data</textarea>`,
			want: []string{"placeholder: Yours", "textarea: Dear all"}},
		{page: `<p><output>None yet</output></p><meter title="Half full">half</meter><p><label>Name <input></label></p>`,
			want: []string{"p: None yet", "title: Half full", "meter: half", "p: Name"}},
		{page: `<video><track label="English captions" kind=captions src=c.vtt></video>`, want: []string{"label: English captions"}},
	} {
		if tt.named == nil {
			tt.named = tt.want
		}
		for named, want := range map[bool][]string{false: tt.want, true: tt.named} {
			if diff := cmp.Diff(want, textsOf(t, tt.page, Options{NamedButtons: named})); diff != "" {
				t.Errorf("%s, named %v (-want +got):\n%s", tt.page, named, diff)
			}
		}
	}
}
