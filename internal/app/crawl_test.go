package app

import (
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/dragoman-l10n/dragoman/activities"
	"github.com/dragoman-l10n/dragoman/examples"
	"github.com/dragoman-l10n/dragoman/internal/config"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/site"
)

// crawledSite is the example site, published without a server by the activities alone, with the locale before each
// sentence for a translation.
type crawledSite struct {
	t      *testing.T
	app    *App
	plan   l10n.Plan
	client *http.Client
	run    l10n.RunID
	word   string // before each sentence, behind the locale
}

// TestCrawl publishes the example site by every scheme of addresses and reads it as a search engine.
func TestCrawl(t *testing.T) {
	for name, tt := range map[string]struct {
		lines  string
		begin  string
		assets bool
	}{
		"path":   {"", "http://public.test/es/", false},
		"suffix": {"    urls: {scheme: suffix, slugs: translate}\n    assets: {policy: copy}\n", "http://public.test/index.es.html", true},
		"host":   {"    urls: {scheme: host, host: 'http://{locale}.public.test', slugs: translate-ascii}\n    assets: {policy: copy}\n", "http://zh-hant.public.test/", true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newCrawledSite(t, tt.lines)
			s.publish()
			c := &crawler{client: s.client, own: func(u *url.URL) bool { return strings.HasSuffix(u.Hostname(), "public.test") }}
			c.crawl(tt.begin)
			for _, f := range c.faults {
				t.Error(f)
			}
			if want := 5 * len(s.plan.Locales); len(c.pages) != want {
				t.Errorf("%d pages were found, want %d", len(c.pages), want)
			}
			assets := 0
			for address := range c.status {
				if strings.Contains(address, "public.test") && strings.Contains(address, "/assets/") {
					assets++
				}
			}
			if (assets > 0) != tt.assets {
				t.Errorf("%d copied files", assets)
			}
			t.Logf("%d pages, %d addresses, %d copied files", len(c.pages), len(c.status), assets)
		})
	}
}

// TestCrawlerSeesFaults holds that a crawler that finds nothing would have found something.
func TestCrawlerSeesFaults(t *testing.T) {
	good := `<html lang="es"><head><link rel="canonical" href="http://public.test/es"><link rel="alternate" hreflang="es" href="http://public.test/es">
		<link rel="alternate" hreflang="fr" href="http://public.test/fr"><link rel="alternate" hreflang="x-default" href="http://public.test/fr"></head></html>`
	for _, tt := range []struct{ old, new, want string }{
		{"", "", ""},
		{`hreflang="x-default"`, `hreflang="de"`, "names no default"},
		{`<link rel="canonical" href="http://public.test/es">`, "", "0 canonical"},
		{`rel="canonical" href="http://public.test/es"`, `rel="canonical" href="http://public.test/fr"`, "says that its address"},
		{`hreflang="fr"`, `hreflang="fr_FR"`, "no language tag"},
		{`hreflang="es" href="http://public.test/es"`, `hreflang="es" href="http://public.test/gone"`, "answers 404"},
		{`hreflang="fr"`, `hreflang="es"`, "two alternates"},
		{`lang="es"><head>`, `lang="pt"><head>`, `is in "pt"`},
		{`http://public.test/fr`, `/fr`, "no absolute address"},
		{`<link rel="alternate" hreflang="fr" href="http://public.test/fr">`, ``, "different alternates"},
	} {
		es := good
		if tt.old != "" {
			es = strings.Replace(good, tt.old, tt.new, 1)
		}
		fr := strings.NewReplacer(`lang="es"><head>`, `lang="fr"><head>`, `canonical" href="http://public.test/es"`, `canonical" href="http://public.test/fr"`).Replace(good)
		client := &http.Client{Transport: answers{"/es": es, "/fr": fr}}
		c := &crawler{client: client, own: func(*url.URL) bool { return true }}
		c.crawl("http://public.test/es")
		if all := strings.Join(c.faults, "\n"); (tt.want == "") != (all == "") || !strings.Contains(all, tt.want) {
			t.Errorf("%q: %s, want %q", tt.new, all, tt.want)
		}
	}
}

// answers are the pages of a site by their paths.
type answers map[string]string

func (a answers) RoundTrip(r *http.Request) (*http.Response, error) {
	w := httptest.NewRecorder()
	if page, ok := a[r.URL.Path]; ok {
		w.Header().Set("Content-Type", "text/html")
		_, _ = w.WriteString(page)
	} else {
		w.WriteHeader(http.StatusNotFound)
	}
	return w.Result(), nil
}

// noEnv is an environment without variables.
func noEnv(string) string { return "" }

func newCrawledSite(t *testing.T, lines string) *crawledSite {
	t.Helper()
	var source *httptest.Server
	source = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { examples.SiteHandler(source.URL).ServeHTTP(w, r) }))
	t.Cleanup(source.Close)
	dir := t.TempDir()
	file := filepath.Join(dir, config.File)
	text := fmt.Sprintf("sites:\n  - name: example\n    locales: [es, ar, pt-BR, zh-Hant]\n    sitemap: %s/sitemap.xml\n    root: whole-page\n%s"+
		"data: %s\nfetch: {allow_private: true}\ndestinations:\n  - {name: public, kind: dir, path: %s, url: http://public.test}\n",
		source.URL, lines, dir, filepath.Join(dir, "public"))
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Load(file, Known(), noEnv)
	if err != nil {
		t.Fatal(err)
	}
	s := &crawledSite{t: t, run: "r1", plan: cfg.Plan(cfg.Sites[0], nil)}
	if s.app, err = Open(t.Context(), Options{Config: cfg, Env: noEnv, Logger: slog.New(slog.DiscardHandler)}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.app.Close() })
	public := httptest.NewServer(s.app.publishedHandler("public"))
	t.Cleanup(public.Close)
	// Every host but the source's is the published site's.
	s.client = &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		if !strings.Contains(source.URL, address) {
			address = public.Listener.Addr().String()
		}
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}}}
	return s
}

// publish publishes every page in every locale, as the workflows would.
func (s *crawledSite) publish() {
	s.t.Helper()
	ctx, a := s.t.Context(), s.app.Activities
	plan := s.put(s.plan)
	s.must(a.Authority.Entrust(ctx, s.run, plan))
	brief, err := a.OpenRun(ctx, activities.OpenRunInput{Run: s.run, Plan: plan})
	s.must(err)
	docs, err := a.ListDocuments(ctx, activities.ListDocumentsInput{List: brief.List, Limit: 100})
	s.must(err)
	for _, doc := range docs {
		d, err := a.FetchDocument(ctx, activities.FetchInput{Document: doc.ID, URL: doc.URL})
		s.must(err)
		x, err := a.ExtractDocument(ctx, activities.ExtractInput{Plan: plan, Document: d})
		s.must(err)
		in := site.Ready{Run: s.run, Document: d, Extraction: x.Extraction, Skeleton: x.Skeleton}
		if s.plan.Assets.Any() {
			g, err := a.GatherAssets(ctx, activities.AssetsInput{Plan: plan, Document: d, Skeleton: x.Skeleton})
			s.must(err)
			if in.Assets = g.Assets; g.Linked > 0 {
				s.t.Errorf("%s: %v", doc.ID, g.Reasons)
			}
		}
		e, err := s.app.Work.Extraction(ctx, x.Extraction)
		s.must(err)
		for _, l := range s.plan.Locales {
			k := l10n.TranslationKey{Document: doc.ID, Locale: l}
			_, err := s.app.Store.OpenTranslation(ctx, k, func(tr *l10n.Translation) error {
				tr.Run, tr.Site = s.run, s.plan.Site
				return nil
			})
			s.must(err)
			in.Locales = append(in.Locales, site.ReadyLocale{Locale: l, Targets: s.put(s.translated(e, l))})
		}
		out, err := s.app.Site.Publish(ctx, s.plan, in)
		s.must(err)
		s.must(a.VerifyPublication(ctx, activities.VerifyInput{Plan: plan, Document: doc.ID, Publication: out.Publication}))
	}
	_, err = a.MendLinks(ctx, activities.MendInput{Run: s.run, Plan: plan})
	s.must(err)
}

// translated has the locale before each sentence.
func (s *crawledSite) translated(e *l10n.Extraction, l l10n.Locale) []l10n.Target {
	var ts []l10n.Target
	for _, at := range e.Places() {
		text := append(l10n.TextFragment(string(l)+" "+s.word), at.Segment.Source...)
		ts = append(ts, l10n.Target{Segment: at.Segment.ID, SourceHash: at.Segment.Hash(), State: l10n.Final, Text: text})
	}
	return ts
}

func (s *crawledSite) put(v any) l10n.Ref {
	s.t.Helper()
	b, err := json.Marshal(v)
	s.must(err)
	ref, err := s.app.Store.PutOwn(s.t.Context(), b)
	s.must(err)
	return ref
}

func (s *crawledSite) must(err error) {
	s.t.Helper()
	if err != nil {
		s.t.Fatal(err)
	}
}

// TestNamesOutlastAWithdrawal holds that a page which is published again after a withdrawal has its old address, though
// its title is another.
func TestNamesOutlastAWithdrawal(t *testing.T) {
	s := newCrawledSite(t, "    urls: {slugs: translate}\n")
	s.publish()
	pages := func() map[string]string {
		all, err := s.app.Store.PublishedSite(t.Context(), s.plan.Site)
		s.must(err)
		of := map[string]string{}
		for _, p := range all {
			of[string(p.Document)+" "+string(p.Locale)] = p.URL
		}
		return of
	}
	before := pages()
	for _, p := range before {
		if strings.Contains(p, "/news/") && !strings.Contains(p, "-") {
			t.Errorf("%s is not named by its title", p)
		}
	}
	docs := map[l10n.DocumentID]bool{}
	for key := range before {
		doc, _, _ := strings.Cut(key, " ")
		docs[l10n.DocumentID(doc)] = true
	}
	for doc := range docs {
		_, err := s.app.Site.Withdraw(t.Context(), s.plan, doc, l10n.Withdrawal{ID: "w-" + string(doc), By: "maria", At: time.Now()})
		s.must(err)
	}
	s.run, s.word = "r2", "another title "
	s.publish()
	if diff := cmp.Diff(before, pages()); diff != "" {
		t.Errorf("pages have moved: %s", diff)
	}
}
