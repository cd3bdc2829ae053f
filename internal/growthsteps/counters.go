package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime/coverage"
)

// steps returns how many blocks of code were executed since the counters were last cleared, by the counters that the
// compiler puts into a program that is built with -cover -covermode=atomic.
func steps() (uint64, error) {
	var b bytes.Buffer
	if err := coverage.WriteCounters(&b); err != nil {
		return 0, fmt.Errorf("%w; run it by `make growth`", err)
	}
	return sum(b.Bytes())
}

// The layout of what WriteCounters writes, in bytes (internal/coverage/defs.go): a header, the number of functions and the
// lengths of two tables, the tables, padding to four bytes, for each function its counters as LEB128, and a footer.
const (
	fileHeader    = 32
	segmentHeader = 16
)

var errLayout = errors.New("the counters of this version of Go have another layout: see internal/coverage/defs.go")

func sum(b []byte) (uint64, error) {
	if len(b) < fileHeader+segmentHeader || string(b[:4]) != "\x00cwm" || b[24] != 2 {
		return 0, errLayout
	}
	functions := binary.LittleEndian.Uint64(b[fileHeader:])
	tables := int(binary.LittleEndian.Uint32(b[fileHeader+8:])) + int(binary.LittleEndian.Uint32(b[fileHeader+12:]))
	at := fileHeader + segmentHeader + (tables+3)&^3
	if at > len(b) {
		return 0, errLayout
	}
	b = b[at:]
	next := func() uint64 {
		v, n := binary.Uvarint(b)
		b = b[max(n, 0):]
		return v
	}
	var total uint64
	for range functions {
		counters := next()
		_, _ = next(), next() // the package and the function
		for range counters {
			total += next()
		}
	}
	return total, nil
}
