// Package yamledit changes single values of a YAML file and leaves all else as it stands: comments, order, blank lines and the way
// in which people wrote the rest. It knows mappings, lists of plain values, and plain values; what it can't change safely it
// refuses.
package yamledit

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// ErrShape says that a value is written in a way that the package does not change: with anchors, in braces, or of another kind.
var ErrShape = errors.New("it is written in a way that has to be edited by hand")

// Path leads to a value: keys of mappings (string) and places in lists (int).
type Path []any

// String writes a path as people do: sites[0].review.four_eyes.
func (p Path) String() string {
	var b strings.Builder
	for _, step := range p {
		switch s := step.(type) {
		case int:
			fmt.Fprintf(&b, "[%d]", s)
		case string:
			if b.Len() > 0 {
				b.WriteByte('.')
			}
			b.WriteString(s)
		}
	}
	return b.String()
}

// File is a YAML file that is being edited.
type File struct {
	text string
	body ast.Node
}

// Parse reads a file.
func Parse(b []byte) (*File, error) {
	f, err := parser.ParseBytes(b, parser.ParseComments)
	if err != nil {
		return nil, err
	}
	if len(f.Docs) != 1 || f.Docs[0].Body == nil {
		return nil, fmt.Errorf("the file has not one document: %w", ErrShape)
	}
	return &File{string(b), f.Docs[0].Body}, nil
}

// Bytes returns the file as it stands.
func (f *File) Bytes() []byte { return []byte(f.text) }

// find returns the node at a path, or nil.
func (f *File) find(p Path) ast.Node {
	n := f.body
	for _, step := range p {
		switch s := step.(type) {
		case int:
			list, ok := plain(n).(*ast.SequenceNode)
			if !ok || s < 0 || s >= len(list.Values) {
				return nil
			}
			n = list.Values[s]
		case string:
			kv := entry(n, s)
			if kv == nil {
				return nil
			}
			n = kv.Value
		}
	}
	return n
}

// plain is a node without its comments and its tag.
func plain(n ast.Node) ast.Node {
	if c, ok := n.(*ast.CommentGroupNode); ok {
		return c
	}
	return n
}

// entries are the keys of a mapping with their values.
func entries(n ast.Node) []*ast.MappingValueNode {
	switch m := plain(n).(type) {
	case *ast.MappingNode:
		return m.Values
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{m}
	}
	return nil
}

func entry(n ast.Node, key string) *ast.MappingValueNode {
	for _, kv := range entries(n) {
		if kv.Key.GetToken().Value == key {
			return kv
		}
	}
	return nil
}

// Has reports whether there is a value at a path.
func (f *File) Has(p Path) bool { return f.find(p) != nil }

// Len is how many values a list has; 0 where there is none.
func (f *File) Len(p Path) int {
	if list, ok := plain(f.find(p)).(*ast.SequenceNode); ok {
		return len(list.Values)
	}
	return 0
}

// Text returns a plain value. ok is false where there is none, or something else.
func (f *File) Text(p Path) (value string, ok bool) { return scalar(f.find(p)) }

// List returns a list of plain values. ok is false where a value is something else; an absent list is empty.
func (f *File) List(p Path) (values []string, ok bool) {
	n := f.find(p)
	if n == nil {
		return nil, true
	}
	list, isList := plain(n).(*ast.SequenceNode)
	if !isList {
		return nil, false
	}
	for _, v := range list.Values {
		s, ok := scalar(v)
		if !ok {
			return nil, false
		}
		values = append(values, s)
	}
	return values, true
}

func scalar(n ast.Node) (string, bool) {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value, true
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode:
		return v.GetToken().Value, true
	case *ast.NullNode:
		return "", true
	}
	return "", false
}

// quoted writes a plain value so that it is read back as the same text.
func quoted(s string) string {
	n, err := parser.ParseBytes([]byte("k: "+s), 0)
	if err == nil && len(n.Docs) == 1 && !strings.ContainsAny(s, "#\n\t") {
		if kv := entry(n.Docs[0].Body, "k"); kv != nil {
			if v, ok := kv.Value.(*ast.StringNode); ok && v.Value == s && !strings.HasPrefix(s, "'") && !strings.HasPrefix(s, `"`) && inFlow(s) {
				return s
			}
		}
	}
	return strconv.Quote(s)
}

// inFlow reports whether a plain value may stand between brackets too.
func inFlow(s string) bool { return !strings.ContainsAny(s, ",[]{}") }

// again reads the file anew after a change.
func (f *File) again(text string) error {
	now, err := Parse([]byte(text))
	if err != nil {
		return fmt.Errorf("after the change the file can't be read: %w", err)
	}
	*f = *now
	return nil
}
