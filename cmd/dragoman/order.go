package main

import (
	"slices"
	"strings"

	"github.com/alecthomas/kong"
)

// inOrder moves the arguments of a command behind its flags, so that they may stand before, between and after them:
// kong reads a list of arguments only where they stand together. What follows "--" stays as it is.
func inOrder(app *kong.Application, args []string) []string {
	node, at := commandOf(app, args)
	if node == nil {
		return args
	}
	head, rest := args[:at], args[at:]
	var flags, words []string
	for i := 0; i < len(rest); i++ {
		word := rest[i]
		switch {
		case word == "--":
			return slices.Concat(head, flags, words, rest[i:])
		case len(word) < 2 || word[0] != '-':
			words = append(words, word)
		default:
			flags = append(flags, word)
			if takesNext(node, word) && i+1 < len(rest) {
				i++
				flags = append(flags, rest[i])
			}
		}
	}
	return slices.Concat(head, flags, words)
}

// commandOf finds the command that the arguments name, and where its own begin; nil where they name none that takes a list.
func commandOf(app *kong.Application, args []string) (*kong.Node, int) {
	node := app.Node
	for i := 0; i < len(args); i++ {
		word := args[i]
		if strings.HasPrefix(word, "-") {
			if takesNext(node, word) {
				i++
			}
			continue
		}
		child := slices.IndexFunc(node.Children, func(n *kong.Node) bool { return n.Name == word })
		if child < 0 {
			return nil, 0
		}
		if node = node.Children[child]; len(node.Children) > 0 {
			continue
		}
		takesList := slices.ContainsFunc(node.Positional, func(p *kong.Positional) bool { return p.IsSlice() })
		if !takesList {
			return nil, 0
		}
		return node, i + 1
	}
	return nil, 0
}

// takesNext reports whether a flag has its value in the next argument. A flag that nobody knows is kong's to refuse.
func takesNext(node *kong.Node, word string) bool {
	name, isLong := strings.CutPrefix(word, "--")
	if strings.Contains(name, "=") {
		return false
	}
	for ; node != nil; node = node.Parent {
		for _, f := range node.Flags {
			if f.IsBool() || f.IsCounter() {
				continue
			}
			if (isLong && f.Name == name) || (!isLong && f.Short != 0 && word == "-"+string(f.Short)) {
				return true
			}
		}
	}
	return false
}
