package dom

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// tokenFile is a file of html5lib's tokenizer tests, which html5lib-tests/tokenizer/README.md describes.
type tokenFile struct{ Tests []json.RawMessage }

type tokenCase struct {
	Description   string
	Input         string
	Output        [][]any
	InitialStates []string
	LastStartTag  string
	DoubleEscaped bool
}

// rawStates are the states that a case may begin in.
var rawStates = map[string]rawKind{
	"Data state": markup, "PLAINTEXT state": plaintext, "RCDATA state": rcdata, "RAWTEXT state": rawtext,
	"Script data state": script, "CDATA section state": markup,
}

// TestHTML5LibTokens holds the tokenizer to the expected tokens of html5lib.
func TestHTML5LibTokens(t *testing.T) {
	ran := 0
	for name, content := range caseFiles(t, "html5lib-tests/tokenizer/*.test") {
		var f tokenFile
		if err := json.Unmarshal([]byte(content), &f); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, raw := range f.Tests {
			var c tokenCase
			err := json.Unmarshal(raw, &c)
			if err == nil && c.DoubleEscaped {
				err = json.Unmarshal(bytes.ReplaceAll(raw, []byte(`\\u`), []byte(`\u`)), &c)
			}
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if len(c.InitialStates) == 0 {
				c.InitialStates = []string{"Data state"}
			}
			want := wantTokens(c.Output)
			for _, state := range c.InitialStates {
				ran++
				if got := tokens(c.Input, state, c.LastStartTag); got != want {
					t.Errorf("%s: %s (%s): %q\ngot  %s\nwant %s", name, c.Description, state, c.Input, got, want)
				}
			}
		}
	}
	if ran < 7000 {
		t.Errorf("only %d cases ran: golang.org/x/net had 7,032 in version 0.62", ran)
	}
}

// tokens writes the tokens of a source one a line.
func tokens(src, state, last string) string {
	inCDATA := func() bool { return state == "CDATA section state" }
	if inCDATA() {
		src = "<![CDATA[" + src
	}
	z := tokenizer{src: src, mode: rawStates[state], last: cmp.Or(last, "none"), foreign: inCDATA}
	var b, chars strings.Builder
	for t := (token{}); ; {
		mode := z.mode
		z.next(&t)
		if t.kind == text {
			s := Newlines(src[t.start:t.end])
			if !t.raw {
				s = Unescape(s, false)
			}
			if mode != markup {
				s = noNull(s)
			}
			chars.WriteString(s)
			continue
		}
		if chars.Len() > 0 {
			fmt.Fprintf(&b, "Character %q\n", chars.String())
			chars.Reset()
		}
		switch t.kind {
		case endOfFile:
			return b.String()
		case startTag:
			fmt.Fprintf(&b, "StartTag %q", t.name)
			attrs := map[string]any{}
			for _, a := range attributes(src[:t.end], t.attrs) {
				attrs[a.Key] = a.Val
			}
			b.WriteString(sortedAttrs(attrs))
			if t.selfClose {
				b.WriteString(" /")
			}
			b.WriteString("\n")
		case endTag:
			fmt.Fprintf(&b, "EndTag %q\n", t.name)
		case comment:
			fmt.Fprintf(&b, "Comment %q\n", noNull(t.data))
		case doctype:
			d := readDoctype(t.data, src[t.end-1] == '>')
			fmt.Fprintf(&b, "DOCTYPE %q %s %s %v\n", d.name, orNone(d.public), orNone(d.system), !d.forceQuirks)
		}
	}
}

// wantTokens writes a case's tokens as the function tokens does.
func wantTokens(output [][]any) string {
	var b strings.Builder
	for i, o := range output {
		switch kind := o[0].(string); kind {
		case "StartTag":
			fmt.Fprintf(&b, "StartTag %q%s", o[1], sortedAttrs(o[2].(map[string]any)))
			if len(o) > 3 {
				b.WriteString(" /")
			}
			b.WriteString("\n")
		case "DOCTYPE":
			ids := [2]*string{}
			for i := range ids {
				if s, ok := o[2+i].(string); ok {
					ids[i] = &s
				}
			}
			name, _ := o[1].(string)
			fmt.Fprintf(&b, "DOCTYPE %q %s %s %v\n", name, orNone(ids[0]), orNone(ids[1]), o[4])
		default:
			if i > 0 && kind == "Character" && output[i-1][0] == "Character" {
				panic("characters are in pieces")
			}
			fmt.Fprintf(&b, "%s %q\n", kind, o[1])
		}
	}
	return b.String()
}

func sortedAttrs(attrs map[string]any) string {
	var list []string
	for k, v := range attrs {
		list = append(list, fmt.Sprintf(" %q=%q", k, v))
	}
	slices.Sort(list)
	return strings.Join(list, "")
}

func orNone(s *string) string {
	if s == nil {
		return "none"
	}
	return fmt.Sprintf("%q", *s)
}
