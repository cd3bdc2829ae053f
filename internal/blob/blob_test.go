package blob

import (
	"errors"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/blob/blobtest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestJSON(t *testing.T) {
	blobs := blobtest.Memory{}
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
