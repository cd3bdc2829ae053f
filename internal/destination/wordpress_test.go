package destination

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/publish"
)

type keep struct{ blobs }

func (k *keep) Put(_ context.Context, b []byte) (l10n.Ref, error) { return k.put(string(b)), nil }

// wpFixture is a simulated WordPress and the store of files.
type wpFixture struct {
	*httptest.Server
	sim  *wpSim
	keep *keep
}

func newWordPress(t *testing.T) fixture {
	t.Helper()
	sim := &wpSim{meta: []string{"language"}, terms: map[string]int{"es": 7, "pt-br": 8}}
	f := wpFixture{httptest.NewServer(sim), sim, &keep{}}
	t.Cleanup(f.Close)
	return f
}

func (f wpFixture) options() Options {
	return Options{Endpoint: f.URL + "/wp-json", User: wpUser, Secret: wpPassword, Keep: f.keep}
}

func (f wpFixture) open(t *testing.T, fault func(string) error) publish.Destination {
	t.Helper()
	o := f.options()
	o.Transport = faultyTransport{http.DefaultTransport, fault}
	dest, err := Open("wordpress", o)
	if err != nil {
		t.Fatal(err)
	}
	return dest
}

func (wpFixture) faults() []error { return []error{errCrash, errCut, errLost} }
func (wpFixture) atomic() bool    { return false }

const wpPage = `<!doctype html><html lang="pt-BR"><head><title>R&amp;D | Site</title></head><body><nav>Menu</nav><main><h1>R&amp;D &lt;now&gt;</h1>
<p>Olá <a href="/x">mundo</a>.</p><script>alert(1)</script></main></body></html>`

// TestWordPressPost checks the content, the title, the language and the slug of a post.
func TestWordPressPost(t *testing.T) {
	f := newWordPress(t).(wpFixture)
	o := f.options()
	o.Status, o.LanguageMeta, o.LanguageTaxonomy = "draft", "language", "languages"
	dest, err := Open("wordpress", o)
	if err != nil {
		t.Fatal(err)
	}
	var b blobs
	pub := b.make("a", 1)
	pub.Files = []l10n.File{{Path: "pt-BR/news/a.html", Ref: b.put(wpPage), Locale: "pt-BR",
		ContentType: "text/html; charset=utf-8"}}
	pub = publish.Compose(nil, pub)
	p := publish.New(dest, &b)
	for range 2 {
		mustPublish(t, p, pub)
	}
	if n := len(f.sim.posts); n != 2 {
		t.Fatalf("%d posts, want the page and the books", n)
	}
	var got *simPost
	for _, q := range f.sim.posts {
		if q.Slug == "pt-br-news-a-"+string(l10n.NewHash("pt-BR/news/a.html"))[:8] {
			got = q
		}
	}
	if got == nil || got.Status != "draft" || got.Title != "R&amp;D &lt;now&gt;" || got.Meta["language"] != "pt-BR" ||
		len(got.Languages) != 1 || got.Languages[0] != 8 {
		t.Fatalf("%+v", got)
	}
	if !strings.HasSuffix(got.Content,
		"-->\n<div lang=\"pt-BR\" dir=\"ltr\">\n<p>Olá <a href=\"/x\">mundo</a>.</p>\n</div>") {
		t.Errorf("%s", got.Content)
	}
	got.Content += "by hand"
	if err := p.Verify(t.Context(), pub); !errors.Is(err, publish.ErrDiffers) {
		t.Errorf("Verify of a post that was changed by hand: %v", err)
	}
}

func TestWordPressErrors(t *testing.T) {
	f := newWordPress(t).(wpFixture)
	var b blobs
	pub := b.make("a", 1, "es")
	for name, change := range map[string]func(*Options){
		"password": func(o *Options) { o.Secret = "other" }, "taxonomy": func(o *Options) { o.LanguageTaxonomy = "tongues" },
	} {
		o := f.options()
		change(&o)
		dest, err := Open("wordpress", o)
		if err != nil {
			t.Fatal(err)
		}
		if err := publish.New(dest, &b).Publish(t.Context(), pub); err == nil || strings.Contains(err.Error(), wpPassword) {
			t.Errorf("%s: %v", name, err)
		}
	}
	asset := b.make("a", 1, "es")
	asset.Files[0].ContentType = "image/png"
	if err := publish.New(f.open(t, nil), &b).Publish(t.Context(), asset); !errors.Is(err, l10n.ErrRefused) {
		t.Errorf("an asset: %v", err)
	}
	f.sim.posts = append(f.sim.posts,
		&simPost{ID: 99, Kind: "posts", Slug: "es-news-a", Status: "publish", Content: "by hand"})
	if err := publish.New(f.open(t, nil), &b).Publish(t.Context(), pub); !errors.Is(err, l10n.ErrConflict) {
		t.Errorf("publishing over a post that is not ours: %v", err)
	}
}

func TestSlugOf(t *testing.T) {
	for name, want := range map[string]string{"es/news/a.html": "es-news-a", "es/index.html": "es",
		"es/2024/07/x-y.html": "es-2024-07-x-y"} {
		if got := slugOf(name); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
	seen := map[string]string{}
	for _, name := range []string{"es/año.html", "es/ano.html", "es/a--b.html", "es/a-b.html", "es/A-b.html",
		"ru/новости.html", "es/" + strings.Repeat("x", 300) + ".html"} {
		slug := slugOf(name)
		if notInSlug.MatchString(slug) || len(slug) > 200 || seen[slug] != "" {
			t.Errorf("%s: %s, as %s", name, slug, seen[slug])
		}
		seen[slug] = name
	}
}
