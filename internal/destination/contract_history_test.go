package destination

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
	"github.com/dragoman-l10n/dragoman/internal/signing"
)

// testWithdrawn checks that a publication without files removes all pages, and that a rollback brings them back.
func testWithdrawn(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	one := b.make("a", 1, "es", "fr")
	mustPublish(t, p, one)
	mustPublish(t, p, b.make("b", 1, "es"))
	none := b.make("a", 2)
	if err := p.Publish(t.Context(), none); err == nil {
		t.Error("a publication without files was taken for a withdrawal")
	}
	none.Withdrawn = &l10n.Withdrawal{ID: "act", By: "ana"}
	none = publish.Compose(nil, none)
	for range 2 {
		mustPublish(t, p, none)
	}
	wantVisible(t, dest, "a", 0)
	wantVisible(t, dest, "b", 1, "es")
	paths := []string{one.Files[0].Path, one.Files[1].Path}
	if err := p.VerifyGone(t.Context(), paths); err != nil {
		t.Error(err)
	}
	if history, err := p.History(t.Context(), "a"); err != nil || len(history) != 2 || history[0].Withdrawn.By != "ana" {
		t.Errorf("History: %+v, %v", history, err)
	}
	if _, err := rollBack(t, p, "a", ""); err != nil {
		t.Error(err)
	}
	wantVisible(t, dest, "a", 1, "es", "fr")
	if err := p.VerifyGone(t.Context(), paths); !errors.Is(err, publish.ErrDiffers) {
		t.Errorf("VerifyGone of what is there: %v", err)
	}
}

func writeFile(t *testing.T, name, body string) {
	t.Helper()
	if err := errors.Join(os.MkdirAll(filepath.Dir(name), 0o755), os.WriteFile(name, []byte(body), 0o644)); err != nil {
		t.Fatal(err)
	}
}

// testSealed checks that a seal is valid for the manifest that the destination returns, after a rollback too.
func testSealed(t *testing.T, f fixture) {
	private, public, err := signing.NewKey()
	if err != nil {
		t.Fatal(err)
	}
	key, err := signing.ParsePrivateKey(string(private))
	if err != nil {
		t.Fatal(err)
	}
	pk, err := signing.ParsePublicKey(string(public))
	if err != nil {
		t.Fatal(err)
	}
	var b blobs
	p := publish.New(f.open(t, nil), &b).Sealed(key)
	one := b.make("a", 1, "es")
	one.Tool = "<&> Ω\u2028"
	mustPublish(t, p, one)
	mustPublish(t, p, one)
	mustPublish(t, p, b.make("a", 2, "es"))
	if _, err := rollBack(t, p, "a", ""); err != nil {
		t.Fatal(err)
	}
	pubs, err := publish.New(f.open(t, nil), &b).History(t.Context(), "a")
	if err != nil || len(pubs) != 2 {
		t.Fatalf("History: %d, %v", len(pubs), err)
	}
	for _, pub := range pubs {
		manifest, err := json.Marshal(pub)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := publish.CheckSeal(manifest, pk); err != nil {
			t.Errorf("%s: %v", pub.ID, err)
		}
	}
}

// testPruned checks that pruning removes old publications, but not the current one. A destination without Forget keeps
// all.
func testPruned(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	for n := 1; n <= 5; n++ {
		mustPublish(t, p, b.make("a", n, "es"))
	}
	if _, err := rollBack(t, p, "a", b.make("a", 2, "es").ID); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := p.Prune(t.Context(), "a", 2); err != nil {
			t.Fatal(err)
		}
	}
	wantVisible(t, dest, "a", 2, "es")
	history, err := dest.History(t.Context(), "a")
	want := 5
	if _, can := dest.(interface {
		Forget(context.Context, l10n.DocumentID, l10n.PublicationID) error
	}); can {
		want = 3
	}
	if err != nil || len(history) != want {
		t.Errorf("History: %v, %v; want %d", history, err, want)
	}
	mustPublish(t, p, b.make("a", 6, "es"))
}

// testNames checks paths in any script, and paths with characters that are patterns or escapes elsewhere.
func testNames(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	pub := b.make("a", 1)
	for i, name := range []string{"ru/новости/año.html", "es/a b(1)~x.html", "es/a*[x]?.html", "es/a%20b+c&d#e.html",
		"zh/" + strings.Repeat("页", 60) + ".html", "es/:top.html", "es/--x.html"} {
		body := text(name, i, "es")
		pub.Files = append(pub.Files,
			l10n.File{Path: name, Ref: b.put(body), Size: int64(len(body)), ContentType: "text/html"})
	}
	pub = publish.Compose(nil, pub)
	mustPublish(t, publish.New(dest, &b), pub)
	gone := b.make("a", 2, "fr")
	mustPublish(t, publish.New(dest, &b), gone)
	for _, file := range pub.Files {
		if body, err := dest.Get(t.Context(), file.Path); !errors.Is(err, l10n.ErrNotFound) {
			t.Errorf("%s is still there: %.20q, %v", file.Path, body, err)
		}
	}
}
