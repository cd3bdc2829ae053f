package blob

import (
	"context"
	"errors"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

type inMemory map[l10n.Ref][]byte

func (m inMemory) Put(_ context.Context, b []byte) (l10n.Ref, error) {
	ref := l10n.NewRef(b)
	m[ref] = b
	return ref, nil
}

func (m inMemory) Get(_ context.Context, ref l10n.Ref) ([]byte, error) {
	b, ok := m[ref]
	if !ok {
		return nil, l10n.ErrNotFound
	}
	return b, nil
}

func TestJSON(t *testing.T) {
	blobs := inMemory{}
	want := l10n.TranslationKey{Document: "a", Locale: "es"}
	ref, err := PutJSON(t.Context(), blobs, want)
	if err != nil {
		t.Fatal(err)
	}
	got, err := GetJSON[l10n.TranslationKey](t.Context(), blobs, ref)
	if err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	if _, err := GetJSON[[]int](t.Context(), blobs, ref); err == nil {
		t.Error("a value of another type was read without an error")
	}
	if _, err := GetJSON[int](t.Context(), blobs, l10n.NewRef([]byte("absent"))); !errors.Is(err, l10n.ErrNotFound) {
		t.Errorf("an unknown ref: %v, want ErrNotFound", err)
	}
	if _, err := PutJSON(t.Context(), blobs, func() {}); err == nil {
		t.Error("a value that JSON can't hold was stored without an error")
	}
}
