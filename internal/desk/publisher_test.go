package desk

import (
	"context"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

// fakePublisher is a configuration with two sites. It notes what was asked of it.
type fakePublisher struct {
	started   []l10n.Request
	cancelled []l10n.Cancellation
	handedIn  []string
	err       error
}

func (f *fakePublisher) Sites() []Site {
	return []Site{{Name: "default"}, {Name: "news", Title: "News of the harbour", SourceLang: "en", Locales: []l10n.Locale{"es", "ar", "kk"}, HasPages: true}}
}

func (f *fakePublisher) PagesAt(_ context.Context, addresses []string) ([]string, error) {
	for _, a := range addresses {
		if !strings.HasPrefix(a, "https://") {
			return nil, fmt.Errorf("%w: %q is no address", l10n.ErrRefused, a)
		}
	}
	return addresses, nil
}

func (f *fakePublisher) HandIn(_ context.Context, _ l10n.Request, page string, body []byte) (l10n.Upload, error) {
	if !strings.Contains(string(body), "<p>") {
		return l10n.Upload{}, fmt.Errorf("%w: it has no text", l10n.ErrPage)
	}
	f.handedIn = append(f.handedIn, string(body))
	return l10n.Upload{Page: page, Ref: l10n.NewRef(body)}, nil
}

func (f *fakePublisher) Estimate(_ context.Context, r l10n.Request) (Estimate, error) {
	e := Estimate{Pages: 60, Looked: 40, Left: []string{"https://x.test/gone: 404"},
		Plan: l10n.Plan{Locales: r.Locales, Review: []l10n.ReviewStep{{Name: "checks", Kind: l10n.StepChecks},
			{Name: "review", Who: []l10n.UserID{"Ana", "Luis"}, Deadline: 5400e9}, {Name: "sign-off"}}},
		Engines:   []EngineEstimate{{Engine: "deepl", Questions: 12, Kept: 3, Characters: 4800, Cost: 0.096, Budget: 1000}},
		Reviewers: map[l10n.Locale][]l10n.UserID{"es": {"Olga"}}}
	for _, l := range r.Locales {
		e.Locales = append(e.Locales, LocaleEstimate{l, []l10n.DraftCount{{Class: l10n.MatchNone, Words: 1000, Characters: 4800},
			{Class: l10n.MatchFuzzy, Score: 88, Words: 200, Characters: 900}, {Class: l10n.MatchApproved, Words: 500, Characters: 2500}}})
	}
	return e, f.err
}

func (f *fakePublisher) Start(_ context.Context, r l10n.Request) error {
	f.started = append(f.started, r)
	return f.err
}

func (f *fakePublisher) Again(_ context.Context, plan l10n.Ref, docs []l10n.DocumentID, locales []l10n.Locale) (l10n.Request, error) {
	r := l10n.Request{Site: "news", Locales: locales}
	for _, doc := range docs {
		r.Pages = append(r.Pages, "https://www.example.org/"+string(doc))
	}
	return r, nil
}

func (f *fakePublisher) Cancel(_ context.Context, c l10n.Cancellation) error {
	if c.Comment == "" {
		return fmt.Errorf("%w: say why it shall end", l10n.ErrRefused)
	}
	f.cancelled = append(f.cancelled, c)
	return nil
}

// publishing is a desk at which people start publications.
func publishing(t *testing.T, h *pipeline) (*visitor, *fakePublisher) {
	t.Helper()
	f := &fakePublisher{}
	return visit(t, publishingDesk(t, h, f)), f
}

func publishingDesk(t testing.TB, h *pipeline, f *fakePublisher) http.Handler {
	t.Helper()
	h.runs = []l10n.Run{{ID: "run-7", Site: "news", Locales: []l10n.Locale{"es", "ar", "fr", "ru"}, Status: l10n.RunRunning, Documents: 3, StartedAt: noon, RequestedBy: "Maria"}}
	o := options(t, h)
	o.Publisher, o.Embargoes, o.Publications = f, &fakeEmbargoes{}, &fakePublications{}
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestStartInThreeClicks holds that a publication is started from the queue by a form, an estimate and a button.
func TestStartInThreeClicks(t *testing.T) {
	v, f := publishing(t, fixture())
	v.get("/").want(200, `a.button[href="/publish"]`, "Start a publication")
	v.get("/publish").want(200, "#site", "News of the harbour").want(200, ".choices", "Arabic").wantNone(".estimate")
	v.press(`button[value=estimate]`, map[string]string{"pages": "https://x.test/a\nhttps://x.test/b", "locale": "es", "reason": "For Monday."})
	v.want(200, ".estimate .sum", "60 pages").want(200, ".estimate .urgent", "40 of 60").want(200, ".estimate li.detail", "404").
		want(200, ".estimate table", "85% similar or more").want(200, ".estimate tbody strong", "1,120").
		want(200, ".estimate", "deepl").want(200, ".estimate", "0.10").want(200, ".estimate .urgent", "budget of 1,000").
		want(200, ".who-works", "Ana and Luis").want(200, ".who-works", "within 90 minutes").want(200, ".who-works", "Olga will be told").want(200, "textarea", "https://x.test/b")
	v.press(`button[value=start]`, nil)
	if len(f.started) != 1 {
		t.Fatalf("started %+v", f.started)
	}
	r := f.started[0]
	if r.By != "Ana" || r.Reason != "For Monday." || !slices.Equal(r.Pages, []string{"https://x.test/a", "https://x.test/b"}) ||
		!slices.Equal(r.Locales, []l10n.Locale{"es"}) || r.Site != "default" || v.at != "/runs/"+string(r.Run) {
		t.Errorf("asked for %+v, and led to %s", r, v.at)
	}
	v.want(200, "main", "A worker is taking it up")
	if v.header.Get("Refresh") == "" {
		t.Error("the page of a run that begins does not look again")
	}
}

// TestStartKeepsWhatWasTyped holds that nothing is lost where something is wrong, and that it is said at its field.
func TestStartKeepsWhatWasTyped(t *testing.T) {
	v, f := publishing(t, fixture())
	bad := func(field, problem string, typed map[string]string) {
		t.Helper()
		v.get("/publish?site=default").press(`button[value=estimate]`, typed)
		v.want(422, "#wrong", problem).want(422, ".notice.bad", "still here").wantNone(".estimate")
		for name, value := range typed {
			if got := v.doc.Find(`[name="`+name+`"]`).First().AttrOr("value", v.area(name)); got != value && name != "locale" && name != "when" {
				t.Errorf("%s became %q", name, got)
			}
		}
	}
	bad("pages", "Say which pages", map[string]string{"locale": "es"})
	bad("locales", "at least one language", map[string]string{"pages": "https://x.test/a"})
	bad("pages", "cannot be used", map[string]string{"pages": "x.test/a", "locale": "es"})
	bad("more", "no code of a language", map[string]string{"pages": "https://x.test/a", "more": "klingon!"})
	bad("at", "no hour", map[string]string{"pages": "https://x.test/a", "more": "es", "when": "at", "at": "soon", "zone": "Mars"})
	v.get("/publish?site=news").press(`button[value=estimate]`, nil).want(200, ".estimate", "60 pages")
	f.err = fmt.Errorf("%w: the site is odd", l10n.ErrRefused)
	v.press(`button[value=start]`, nil).want(422, ".notice.bad", "the site is odd").want(422, "#site", "News")
	first := f.started[0].Run
	f.err = nil
	if v.press(`button[value=estimate]`, nil).press(`button[value=start]`, nil); f.started[len(f.started)-1].Run != first {
		t.Error("a repeat of the form is another run")
	}
	v.post("/publish", map[string][]string{"act": {"start"}}).want(400, "main", "did not understand")
}

// TestHandInAPage holds that a file is sent once, and that the run takes it.
func TestHandInAPage(t *testing.T) {
	v, f := publishing(t, fixture())
	upload := func(body string) *visitor {
		t.Helper()
		return v.get("/publish").uploadForm("/publish", map[string]string{"run": v.doc.Find("[name=run]").AttrOr("value", ""), "act": "estimate", "locale": "es",
			"site": "default", "uploadPage": "https://x.test/new"}, "file", "new.html", body)
	}
	upload("nothing").want(422, "#wrong", "it has no text").want(422, ".more[open]", "")
	upload("<p>A statement.").want(200, ".estimate", "60 pages").want(200, ".more[open] .calm", "new.html")
	v.press(`button[value=start]`, nil)
	if len(f.handedIn) != 1 || len(f.started) != 1 {
		t.Fatalf("handed in %v, started %v", f.handedIn, f.started)
	}
	want := l10n.Upload{Page: "https://x.test/new", Ref: l10n.NewRef([]byte("<p>A statement."))}
	if r := f.started[0]; !slices.Equal(r.Uploads, []l10n.Upload{want}) || !slices.Equal(r.Pages, []string{want.Page}) {
		t.Errorf("asked for %+v", r)
	}
}
