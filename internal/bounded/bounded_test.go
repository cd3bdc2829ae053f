package bounded

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"runtime"
	"strings"
	"testing"
)

type endless struct{}

func (endless) Read(p []byte) (int, error) { clear(p); return len(p), nil }

type broken struct{}

func (broken) Read(p []byte) (int, error) { return copy(p, "abc"), errors.New("the line was cut") }

func TestRead(t *testing.T) {
	for _, c := range []struct {
		in   io.Reader
		most int64
		want int
		over bool
	}{
		{strings.NewReader(""), 0, 0, false},
		{strings.NewReader("a"), 0, 0, true},
		{strings.NewReader("abc"), 3, 3, false},
		{strings.NewReader("abcd"), 3, 3, true},
		{endless{}, 1 << 16, 1 << 16, true},
	} {
		b, err := Read(c.in, c.most)
		if len(b) != c.want || errors.Is(err, ErrTooLarge) != c.over || (err != nil) != c.over {
			t.Errorf("at most %d: %d bytes, %v", c.most, len(b), err)
		}
	}
	if b, err := Read(broken{}, 100); string(b) != "abc" || err == nil || errors.Is(err, ErrTooLarge) {
		t.Errorf("%q, %v", b, err)
	}
	if b, err := Beginning(endless{}, 5); len(b) != 5 || err != nil {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}

// TestGunzip holds that a bomb is unpacked to its bound and no further, by what is allocated.
func TestGunzip(t *testing.T) {
	pack := func(n int64) []byte {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		_, err := io.CopyN(z, endless{}, n)
		if err = errors.Join(err, z.Close()); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	small, bomb := pack(1000), pack(256<<20)
	if b, err := Gunzip(small, 1000); len(b) != 1000 || err != nil {
		t.Errorf("%d bytes, %v", len(b), err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, err := Gunzip(bomb, 1<<20); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	runtime.ReadMemStats(&after)
	if took := after.TotalAlloc - before.TotalAlloc; took > 16<<20 {
		t.Errorf("%d bytes were allocated for 1 MB of a bomb of %d bytes", took, len(bomb))
	}
	if _, err := Gunzip([]byte("no gzip"), 10); err == nil || errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
}

func TestBuffer(t *testing.T) {
	w := &Buffer{Most: 5}
	for _, c := range []struct {
		s    string
		n    int
		over bool
	}{{"abc", 3, false}, {"de", 2, false}, {"", 0, false}, {"f", 0, true}} {
		if n, err := w.Write([]byte(c.s)); n != c.n || errors.Is(err, ErrTooLarge) != c.over {
			t.Errorf("%q: %d, %v", c.s, n, err)
		}
	}
	w = &Buffer{Most: 5}
	if _, err := io.Copy(w, strings.NewReader("abcdefgh")); !errors.Is(err, ErrTooLarge) || w.String() != "abcde" {
		t.Errorf("%q, %v", w, err)
	}
}
