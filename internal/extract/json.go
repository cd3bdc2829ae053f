package extract

import (
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/extract/dom"
)

// JSONValue is a value of a JSON text in a page, with its place there.
type JSONValue struct {
	// Members are an object's, in the source's order, and Items an array's. Text is a string's.
	Members []JSONMember
	Items   []*JSONValue
	Text    string
	IsText  bool

	start, end int
	object     bool
	added      int // members that the editor added
}

// JSONMember is a member of an object.
type JSONMember struct {
	Key   string
	Value *JSONValue
	start int // of the key, with its quote
}

// Member returns an object's member, or nil; of several with one key the last counts.
func (v *JSONValue) Member(key string) *JSONValue {
	for i := len(v.Members) - 1; i >= 0; i-- {
		if v.Members[i].Key == key {
			return v.Members[i].Value
		}
	}
	return nil
}

// IsObject reports whether the value is an object.
func (v *JSONValue) IsObject() bool { return v.object }

// maxJSON is how deep structured data may be nested; nothing that says something is.
const maxJSON = 100

var errDeep = errors.New("nested too deeply")

// JSON reads the JSON text of a script element. It is nil when the content is no JSON, which then stays as it is.
func (e *Editor) JSON(n *html.Node) *JSONValue {
	s, ok := e.span(n)
	if !ok || s.CloseStart <= s.End {
		return nil
	}
	v, err := parseJSON(e.tree.Src[s.End:s.CloseStart])
	if err != nil {
		return nil
	}
	v.shift(s.End)
	return v
}

// TranslatesJSON reports whether a value has text for translation in it.
func (e *Editor) TranslatesJSON(v *JSONValue) bool {
	if e.inScripts == nil {
		e.inScripts = e.segmentRanges(func(seg *skSegment) bool { return seg.place == inJSON })
		for _, p := range e.sk.pages {
			if p.place == inJSON {
				e.inScripts = append(e.inScripts, dom.Range{Start: p.start, End: p.end})
			}
		}
		slices.SortFunc(e.inScripts, func(a, b dom.Range) int { return a.Start - b.Start })
	}
	return e.inScripts.anyWithin(v.start, v.end)
}

// PutJSON writes a value in a value's place. No value of the two can end the script: "<", ">" and "&" are escaped.
func (e *Editor) PutJSON(v *JSONValue, value any) error {
	b, err := json.Marshal(value)
	if err == nil {
		e.list = append(e.list, splice{start: v.start, end: v.end, text: string(b), place: inJSON})
	}
	return err
}

// SetJSON sets a member of an object, or adds it after the last one in the way that the source lays its members out.
func (e *Editor) SetJSON(object *JSONValue, key string, value any) error {
	if m := object.Member(key); m != nil {
		return e.PutJSON(m, value)
	}
	k, err := json.Marshal(key)
	if err != nil {
		return err
	}
	b, err := json.Marshal(value)
	if err != nil {
		return err
	}
	at, text := object.start+1, string(k)+": "+string(b)
	if n := len(object.Members); n > 0 {
		at = object.Members[n-1].Value.end
		text = "," + e.tree.Src[object.start+1:object.Members[0].start] + text
	} else if object.added > 0 {
		text = ", " + text
	}
	object.added++
	e.list = append(e.list, splice{start: at, end: at, text: text, place: inJSON})
	return nil
}

// shift moves the places of a value by the place of its text in the page.
func (v *JSONValue) shift(by int) {
	v.start, v.end = v.start+by, v.end+by
	for i := range v.Members {
		v.Members[i].start += by
		v.Members[i].Value.shift(by)
	}
	for _, i := range v.Items {
		i.shift(by)
	}
}

// parseJSON reads one JSON text with the places of its values.
func parseJSON(src string) (*JSONValue, error) {
	dec := json.NewDecoder(strings.NewReader(src))
	dec.UseNumber()
	root := &JSONValue{} // an array that holds the text
	open := []*JSONValue{root}
	var key *JSONMember
	for {
		before := int(dec.InputOffset())
		tok, err := dec.Token()
		if errors.Is(err, io.EOF) && len(open) == 1 && len(root.Items) == 1 {
			return root.Items[0], nil
		} else if err != nil {
			return nil, err
		}
		end := int(dec.InputOffset())
		start := before + strings.IndexFunc(src[before:end],
			func(r rune) bool { return !strings.ContainsRune(" \t\r\n,:", r) })
		top := open[len(open)-1]
		if s, ok := tok.(string); ok && top.object && key == nil {
			key = &JSONMember{Key: s, start: start}
			continue
		}
		if tok == json.Delim('}') || tok == json.Delim(']') {
			top.end, open = end, open[:len(open)-1]
			continue
		}
		v := &JSONValue{start: start, end: end, object: tok == json.Delim('{')}
		v.Text, v.IsText = tok.(string)
		if top.object {
			key.Value = v
			top.Members, key = append(top.Members, *key), nil
		} else {
			top.Items = append(top.Items, v)
		}
		if _, nested := tok.(json.Delim); nested {
			if open = append(open, v); len(open) > maxJSON {
				return nil, errDeep
			}
		}
	}
}
