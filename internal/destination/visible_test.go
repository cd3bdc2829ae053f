package destination

import (
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/publish"
)

// listers are the destinations that say what visitors can get. A receiver is somebody else's program.
var listers = []string{"dir", "git", "git over HTTP", "s3", "s3, following", "wordpress"}

func visible(t *testing.T, p *publish.Publisher) []string {
	t.Helper()
	paths, ok := p.Visible(t.Context())
	if !ok {
		return nil
	}
	var all []string
	for name, err := range paths {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

// testVisible holds that a destination says at which paths visitors get something, no more and no less: not what was staged,
// what an earlier publication had, or what was withdrawn.
func testVisible(t *testing.T, f fixture) {
	var b blobs
	dest := f.open(t, nil)
	p := publish.New(dest, &b)
	if _, ok := p.Visible(t.Context()); !ok {
		if slices.ContainsFunc(listers, func(name string) bool { return t.Name() == "TestContract/"+name+"/visible" }) {
			t.Error("it does not say what visitors can get")
		}
		return
	}
	want := func(when string, paths ...string) {
		t.Helper()
		slices.Sort(paths)
		if got := visible(t, publish.New(f.open(t, nil), &b)); !slices.Equal(got, paths) {
			t.Errorf("%s: %q, want %q", when, got, paths)
		}
	}
	es, fr, other := publish.PagePath("es", "/news/a"), publish.PagePath("fr", "/news/a"), publish.PagePath("es", "/news/b")
	want("empty")
	mustPublish(t, p, b.make("a", 1, "es", "fr"))
	want("published", es, fr)
	mustPublish(t, p, b.make("b", 1, "es"))
	want("two documents", es, fr, other)
	staged := b.make("a", 2, "es", "ar")
	for _, file := range staged.Files {
		body, err := b.Get(t.Context(), file.Ref)
		if err == nil {
			err = dest.Put(t.Context(), staged, file, body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	want("staged", es, fr, other)
	mustPublish(t, p, b.make("a", 3, "es"))
	want("a locale gone", es, other)
}
