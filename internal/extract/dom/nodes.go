package dom

import (
	"cmp"
	"reflect"
	"slices"

	"golang.org/x/net/html"
)

// node is a node of the tree and where it stands.
type node struct {
	html.Node
	span    span
	onStack bool // the element is on the stack of open elements
}

// nodes holds the nodes of a tree in few pieces of memory, which never move. A node is found by its address: that
// needs no index, and so several goroutines may look for nodes at once.
type nodes struct {
	free   []node  // what is left of the newest piece
	pieces []piece // by their addresses
	count  int
}

// piece is some nodes in one piece of memory.
type piece struct {
	address uintptr
	nodes   []node
}

const (
	maxPiece = 4096 // nodes
)

var nodeSize = reflect.TypeFor[node]().Size()

func address(n *html.Node) uintptr { return reflect.ValueOf(n).Pointer() }

// add makes a node.
func (s *nodes) add() *node {
	if len(s.free) == 0 {
		s.grow(s.count/4 + 16)
	}
	n := &s.free[0]
	s.free = s.free[1:]
	s.count++
	return n
}

// grow makes room for more nodes.
func (s *nodes) grow(more int) {
	s.free = make([]node, min(more, maxPiece))
	p := piece{address(&s.free[0].Node), s.free}
	i, _ := slices.BinarySearchFunc(s.pieces, p.address, comparePiece)
	s.pieces = slices.Insert(s.pieces, i, p)
}

func comparePiece(p piece, address uintptr) int { return cmp.Compare(p.address, address) }

// find returns the tree's node that n is, or nil if n is of another tree.
func (s *nodes) find(n *html.Node) *node {
	at := address(n)
	i, exact := slices.BinarySearchFunc(s.pieces, at, comparePiece)
	if !exact {
		i--
	}
	if i < 0 {
		return nil
	}
	p := s.pieces[i]
	k := (at - p.address) / nodeSize
	if k >= uintptr(len(p.nodes)) {
		return nil
	}
	return &p.nodes[k]
}
