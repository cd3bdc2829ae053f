package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

// TestNoticeIsCurrent checks that the file has what is linked now.
func TestNoticeIsCurrent(t *testing.T) {
	root := filepath.Join("..", "..")
	want, err := notice(root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, "NOTICE"))
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("NOTICE is not what is linked: run make notice (%v)", err)
	}
}
