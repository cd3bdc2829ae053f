// Package bounded reads what others send, and what unpacks, into memory, and no further than somebody has said. It is the
// only place of the program that reads a stream to its end; a test in internal/arch holds that.
package bounded

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
)

// ErrTooLarge says that a stream has more bytes than were allowed.
var ErrTooLarge = errors.New("it is larger than is read")

// Read reads a stream of at most so many bytes. Of a longer one it returns as many, and an error that wraps [ErrTooLarge].
// With another error it returns what was read before.
func Read(r io.Reader, most int64) ([]byte, error) {
	b, err := io.ReadAll(io.LimitReader(r, most+1))
	if err == nil && int64(len(b)) > most {
		return b[:most], fmt.Errorf("%w: more than %d bytes", ErrTooLarge, most)
	}
	return b, err
}

// Beginning reads the beginning of a stream, of at most so many bytes, and leaves the rest.
func Beginning(r io.Reader, most int64) ([]byte, error) { return io.ReadAll(io.LimitReader(r, most)) }

// Gunzip unpacks what gzip packed, to at most so many bytes. The error of more wraps [ErrTooLarge].
func Gunzip(packed []byte, most int64) ([]byte, error) {
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return Read(z, most)
}

// Buffer keeps what is written to it, to at most so many bytes, and refuses more with an error that wraps [ErrTooLarge].
// A program whose output it is ends then.
type Buffer struct {
	kept bytes.Buffer // not embedded: its own methods know no bound
	Most int64
}

// Write keeps b, or as much of it as there is room for.
func (w *Buffer) Write(b []byte) (int, error) {
	room := max(0, w.Most-int64(w.kept.Len()))
	if int64(len(b)) <= room {
		return w.kept.Write(b)
	}
	n, _ := w.kept.Write(b[:room])
	return n, fmt.Errorf("%w: more than %d bytes", ErrTooLarge, w.Most)
}

// Bytes returns what was kept.
func (w *Buffer) Bytes() []byte { return w.kept.Bytes() }

// String returns what was kept.
func (w *Buffer) String() string { return w.kept.String() }
