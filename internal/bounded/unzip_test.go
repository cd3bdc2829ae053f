package bounded

import (
	"archive/zip"
	"bytes"
	"errors"
	"strings"
	"testing"
)

func packed(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if strings.HasSuffix(name, "/") {
			continue
		}
		if _, err := w.Write([]byte(strings.Repeat("x", 100))); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestUnzip(t *testing.T) {
	all := func(string) bool { return true }
	got, err := Unzip(packed(t, "a", "folder/", "../b", "c"), 4, 300, func(name string) bool { return name != "a" })
	if err != nil || len(got) != 2 || got[0].Name != "../b" || len(got[1].Bytes) != 100 {
		t.Errorf("%+v, %v", got, err)
	}
	if _, err := Unzip(packed(t, "a", "b"), 2, 199, all); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	if _, err := Unzip(packed(t, "a", "b"), 1, 1000, all); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	if _, err := Unzip([]byte("PK\x03\x04"), 1, 1000, all); err == nil {
		t.Error("what is no archive is unpacked")
	}
}
