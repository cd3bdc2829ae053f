package yamledit

import (
	"fmt"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// SetText sets a plain value, as it is to be written: "true", "36h" or quoted text come from [Quote]. A key that is not there is
// added at the end of its mapping, with the mappings that lead to it.
func (f *File) SetText(p Path, written string) error {
	n := f.find(p)
	if n == nil {
		return f.add(p, []string{written}, false)
	}
	if _, ok := scalar(n); !ok {
		return fmt.Errorf("%s: %w", p, ErrShape)
	}
	lines := f.lines()
	line, from, to, ok := f.span(n, lines)
	if !ok {
		return fmt.Errorf("%s: %w", p, ErrShape)
	}
	lines[line] = lines[line][:from] + written + lines[line][to:]
	return f.again(strings.Join(lines, "\n"))
}

// Quote writes a text as a value, in quotes where it needs them.
func Quote(s string) string { return quoted(s) }

// SetList sets a list of plain values. Values that stay keep their places and comments; new ones come at the end, unless the order
// is another, when the whole list is written anew.
func (f *File) SetList(p Path, values []string) error {
	n := f.find(p)
	if n == nil {
		if len(values) == 0 {
			return nil
		}
		return f.add(p, values, true)
	}
	old, ok := f.List(p)
	if !ok {
		return fmt.Errorf("%s: %w", p, ErrShape)
	}
	if slices.Equal(old, values) {
		return nil
	}
	if len(values) == 0 {
		return f.Remove(p)
	}
	list, ok := plain(n).(*ast.SequenceNode)
	switch {
	case !ok:
		return fmt.Errorf("%s: %w", p, ErrShape)
	case list.IsFlowStyle:
		return f.setFlow(p, list, values)
	}
	return f.setBlock(p, list, old, values)
}

// setFlow writes a list between brackets anew. It has to be on one line.
func (f *File) setFlow(p Path, list *ast.SequenceNode, values []string) error {
	lines := f.lines()
	start, end := list.Start.Position, list.End.Position
	if start.Line != end.Line {
		return fmt.Errorf("%s: %w", p, ErrShape)
	}
	l := lines[start.Line-1]
	from, to := column(l, start.Column), column(l, end.Column)
	if from < 0 || to < from || l[from] != '[' || l[to] != ']' {
		return fmt.Errorf("%s: %w", p, ErrShape)
	}
	written := make([]string, len(values))
	for i, v := range values {
		written[i] = quoted(v)
	}
	lines[start.Line-1] = l[:from] + "[" + strings.Join(written, ", ") + "]" + l[to+1:]
	return f.again(strings.Join(lines, "\n"))
}

// setBlock changes a list with an item a line.
func (f *File) setBlock(p Path, list *ast.SequenceNode, old, values []string) error {
	lines := f.lines()
	at := make([]int, len(list.Values)) // the line of each item
	for i, v := range list.Values {
		at[i] = v.GetToken().Position.Line - 1
		if i > 0 && at[i] == at[i-1] || !strings.HasPrefix(strings.TrimLeft(lines[at[i]], " "), "- ") {
			return fmt.Errorf("%s: %w", p, ErrShape)
		}
	}
	indent := lines[at[0]][:strings.Index(lines[at[0]], "-")]
	kept, rest := keptOf(old, values)
	var out []string
	for i, l := range lines {
		if item := slices.Index(at, i); item >= 0 && !kept[item] {
			continue
		}
		out = append(out, l)
	}
	last := at[0] // where the new items come: after the last one that stays
	gone := 0
	for i := range at {
		if kept[i] {
			last = at[i] + 1 - gone
		} else {
			gone++
		}
	}
	var added []string
	for _, v := range rest {
		added = append(added, indent+"- "+quoted(v))
	}
	return f.again(strings.Join(slices.Insert(out, last, added...), "\n"))
}

// keptOf says which old values stay, and which new ones come after them. Of another order nothing stays.
func keptOf(old, values []string) (kept []bool, rest []string) {
	kept = make([]bool, len(old))
	next := 0
	for i, o := range old {
		if next < len(values) && values[next] == o {
			kept[i] = true
			next++
		}
	}
	return kept, values[next:]
}

// Remove takes a key with its value away. Comments before it stay.
func (f *File) Remove(p Path) error {
	key, ok := p[len(p)-1].(string)
	if !ok {
		return fmt.Errorf("%s: %w", p, ErrShape)
	}
	parent := f.find(p[:len(p)-1])
	kv := entry(parent, key)
	if kv == nil {
		return nil
	}
	if _, inMapping := before(p).(string); inMapping && len(entries(parent)) == 1 {
		return f.Remove(p[:len(p)-1]) // a mapping of nothing says nothing
	}
	lines := f.lines()
	first, last := kv.Key.GetToken().Position.Line-1, lastLine(kv.Value)-1
	if !strings.HasPrefix(strings.TrimLeft(lines[first], " "), key) {
		return fmt.Errorf("%s: %w", p, ErrShape) // it is the first of an item of a list
	}
	return f.again(strings.Join(slices.Delete(lines, first, last+1), "\n"))
}

// before is the last step but one of a path, or nil.
func before(p Path) any {
	if len(p) < 2 {
		return nil
	}
	return p[len(p)-2]
}

// add adds a key, with the mappings that lead to it, at the end of the deepest mapping that there is.
func (f *File) add(p Path, values []string, list bool) error {
	depth := len(p) - 1
	for depth > 0 && f.find(p[:depth]) == nil {
		depth--
	}
	parent := entries(f.find(p[:depth]))
	if len(parent) == 0 {
		return fmt.Errorf("%s: %w", p, ErrShape)
	}
	lines := f.lines()
	column := parent[0].Key.GetToken().Position.Column - 1
	end := 0
	for _, kv := range parent {
		end = max(end, lastLine(kv.Value), kv.Key.GetToken().Position.Line)
	}
	if kv := parent[0]; strings.Contains(lines[kv.Key.GetToken().Position.Line-1], "{") && isFlow(f.find(p[:depth])) {
		return fmt.Errorf("%s: %w", p, ErrShape)
	}
	var added []string
	indent := strings.Repeat(" ", column)
	for i, step := range p[depth:] {
		key, ok := step.(string)
		if !ok {
			return fmt.Errorf("%s: %w", p, ErrShape)
		}
		l := indent + key + ":"
		if i == len(p)-depth-1 {
			l += " " + valueLine(values, list)
		}
		added = append(added, l)
		indent += "  "
	}
	return f.again(strings.Join(slices.Insert(lines, end, added...), "\n"))
}

func valueLine(values []string, list bool) string {
	if !list {
		return values[0]
	}
	written := make([]string, len(values))
	for i, v := range values {
		written[i] = quoted(v)
	}
	return "[" + strings.Join(written, ", ") + "]"
}

func isFlow(n ast.Node) bool {
	m, ok := n.(*ast.MappingNode)
	return ok && m.IsFlowStyle
}

func (f *File) lines() []string { return strings.Split(f.text, "\n") }

// span is where a plain value stands: its line, and the bytes of it.
func (f *File) span(n ast.Node, lines []string) (line, from, to int, ok bool) {
	t := n.GetToken()
	line = t.Position.Line - 1
	if line < 0 || line >= len(lines) {
		return 0, 0, 0, false
	}
	written := strings.TrimSpace(t.Origin)
	from = column(lines[line], t.Position.Column)
	if from < 0 || written == "" || strings.Contains(written, "\n") || !strings.HasPrefix(lines[line][from:], written) {
		return 0, 0, 0, false
	}
	return line, from, from + len(written), true
}

// column is the byte of a line at a column, which counts characters from 1; -1 where there is none.
func column(line string, at int) int {
	n := 1
	for i := range line {
		if n == at {
			return i
		}
		n++
	}
	return -1
}

// lastLine is the last line that a node is on, from 1.
func lastLine(n ast.Node) int {
	v := &last{}
	ast.Walk(v, n)
	return v.line
}

type last struct{ line int }

// Visit notes the last line of a node.
func (v *last) Visit(n ast.Node) ast.Visitor {
	if _, comment := n.(*ast.CommentGroupNode); comment {
		return nil
	}
	if t := n.GetToken(); t != nil {
		v.line = max(v.line, t.Position.Line+strings.Count(strings.TrimRight(t.Value, "\n"), "\n"))
	}
	switch s := n.(type) {
	case *ast.SequenceNode:
		if s.End != nil {
			v.line = max(v.line, s.End.Position.Line)
		}
	case *ast.MappingNode:
		if s.End != nil {
			v.line = max(v.line, s.End.Position.Line)
		}
	case *ast.LiteralNode:
		if s.Value != nil {
			v.line = max(v.line, s.Start.Position.Line+strings.Count(strings.TrimRight(s.Value.GetToken().Origin, "\n "), "\n")+1)
		}
	}
	return v
}
