package config

import (
	"bytes"
	"fmt"

	"github.com/goccy/go-yaml/ast"
)

// Bounds of a file. What YAML's parser does grows with the square of what is nested, and aliases of aliases double with
// each line, so these are looked at before the decoder is.
const (
	maxFile     = 2 << 20 // bytes
	maxLines    = 4000    // that are no items of a list, as addresses of pages are
	maxNested   = 64      // brackets in brackets, or lists in lists
	maxExpanded = 100_000 // values, aliases written out
)

// tooDeep returns the line where too much is nested, or where a value has no end that could be found; 0 where nothing is.
func tooDeep(b []byte) int {
	line, open := 0, 0
	for l := range bytes.Lines(b) {
		line++
		t := bytes.TrimLeft(l, " \t")
		if bytes.HasPrefix(t, []byte("#")) {
			continue
		}
		dashes := 0
		for len(t) > 1 && (t[0] == '-' || t[0] == '?') && (t[1] == ' ' || t[1] == '\t') {
			t = bytes.TrimLeft(t[1:], " \t")
			dashes++
		}
		for _, c := range t {
			switch c {
			case '[', '{':
				open++
			case ']', '}':
				open = max(open-1, 0)
			}
			if open > maxNested {
				return line
			}
		}
		if dashes > maxNested {
			return line
		}
	}
	return 0
}

// tooLong returns the line where there are too many keys, or 0.
func tooLong(b []byte) int {
	line, n := 0, 0
	for l := range bytes.Lines(b) {
		line++
		t := bytes.TrimLeft(l, " \t\r\n")
		if len(t) == 0 || t[0] == '#' || bytes.HasPrefix(t, []byte("- ")) && bytes.IndexByte(t, '{') < 0 {
			continue
		}
		if n++; n > maxLines {
			return line
		}
	}
	return 0
}

// expansion counts the values of a file, with aliases written out.
type expansion struct {
	anchors map[string]int // how many values each stands for
	left    int
}

// Visit counts a value, and what an alias stands for. It goes no further once there are too many.
func (e *expansion) Visit(n ast.Node) ast.Visitor {
	switch n := n.(type) {
	case *ast.AnchorNode:
		before := e.left
		ast.Walk(e, n.Value)
		e.anchors[n.Name.String()] = before - e.left
		return nil
	case *ast.AliasNode:
		e.left -= e.anchors[n.Value.String()]
	}
	if e.left--; e.left < 0 {
		return nil
	}
	return e
}

// expandsTooMuch reports whether a document's aliases repeat more than anybody would write.
func expandsTooMuch(n ast.Node) bool {
	e := &expansion{anchors: map[string]int{}, left: maxExpanded}
	ast.Walk(e, n)
	return e.left < 0
}

// bounded refuses a file that is too large or too deep to be read.
func bounded(name string, b []byte) error {
	if len(b) > maxFile {
		return &Error{File: name, Problems: []Problem{{Text: fmt.Sprintf("it has more than %d MB: list pages in a sitemap instead", maxFile>>20)}}}
	}
	if line := tooLong(b); line > 0 {
		return &Error{File: name, Problems: []Problem{{Line: line, Text: fmt.Sprintf("more than %d lines are no items of lists: write fewer sites in one file", maxLines)}}}
	}
	if line := tooDeep(b); line > 0 {
		return &Error{File: name, Problems: []Problem{{Line: line, Text: fmt.Sprintf("more than %d brackets or lists are open within each other: close them", maxNested)}}}
	}
	return nil
}
