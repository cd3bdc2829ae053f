package site

import (
	"errors"
	"maps"
	"slices"
	"testing"

	"github.com/dragoman-l10n/dragoman/internal/blob"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

func TestPublish(t *testing.T) {
	w := newWorld(t)
	out := w.publish("r1", "a.html", page(`<h1>Hello</h1><p>World.</p>`), "es")
	w.wants("es/a.html", "es Hello", "es World.", `lang="es"`, `href="http://public.test/es/a.html"`)
	if out.URLs["es"] != "http://public.test/es/a.html" || len(out.URLs) != 1 || out.InPart != nil {
		t.Errorf("%+v", out)
	}
	if !slices.Equal(out.Changed, []string{"http://public.test/es/a.html"}) {
		t.Errorf("changed: %q", out.Changed)
	}
	pub := w.current(docOf("a.html"))
	if pub.ID != out.Publication || pub.Site != "news" || pub.Run != "r1" || pub.Tool != "dragoman test" || pub.Versions["cldr"] != "48" ||
		pub.PublishedAt.IsZero() || pub.SourceHash == "" || pub.Source.URL != source("a.html") {
		t.Errorf("%+v", pub)
	}
	if f := pub.Files[0]; len(pub.Files) != 1 || f.Path != "es/a.html" || f.Locale != "es" || f.ContentType != "text/html; charset=utf-8" || f.Size != int64(len(w.get("es/a.html"))) {
		t.Errorf("%+v", pub.Files)
	}
	l := pub.Locales[0]
	if l.File != "es/a.html" || l.Title != "es Hello" || l.Approvals[0].By != "maria" || len(l.Segments) != 3 || l.Segments[0].TargetHash == "" || !l.Since.Equal(pub.PublishedAt) {
		t.Errorf("%+v", l)
	}
	pages, _ := w.records.PublishedPages(t.Context(), "news", pub.Document)
	if len(pages) != 1 || pages[0].URL != l.URL || pages[0].Publication != pub.ID || !pages[0].PublishedAt.Equal(pub.PublishedAt) || pages[0].Title != "es Hello" {
		t.Errorf("%+v", pages)
	}
	if tr := w.translation("a.html", "es"); tr.Stage != l10n.StagePublished || tr.PublicURL != l.URL {
		t.Errorf("%+v", tr)
	}
	if !slices.Equal(w.records.held[:1], []string{"publish " + string(docOf("a.html"))}) {
		t.Errorf("locks %q", w.records.held)
	}
}

func TestALaterLocaleJoinsTheEarlier(t *testing.T) {
	w := newWorld(t)
	first := w.publish("r1", "a.html", page(`<p>Hello.</p>`), "fr")
	since := w.current(docOf("a.html")).PublishedAt
	second := w.publish("r2", "a.html", page(`<p>Hello again.</p>`), "es")
	w.wants("es/a.html", "es Hello again.", `hreflang="fr"`)
	w.wants("fr/a.html", "fr Hello.", `hreflang="es"`)
	if first.Publication == second.Publication || !slices.Equal(second.Changed, []string{"http://public.test/es/a.html", "http://public.test/fr/a.html"}) {
		t.Errorf("%+v", second)
	}
	if got := slices.Sorted(maps.Keys(second.URLs)); !slices.Equal(got, []l10n.Locale{"es"}) {
		t.Errorf("only what is ready is told: %v", got)
	}
	w.publish("r3", "a.html", page(`<p>Hello.</p>`), "fr")
	pub := w.current(docOf("a.html"))
	if pub.Locales[0].Locale != "es" || pub.Locales[1].Locale != "fr" || !pub.Locales[1].Since.Equal(since) || pub.Locales[0].Since.Equal(since) {
		t.Errorf("%+v", pub.Locales)
	}
}

func TestARepeatPublishesNothingTwice(t *testing.T) {
	w := newWorld(t)
	in := w.ready("r1", "a.html", page(`<p>Hello.</p>`), "es")
	w.records.failSave = errors.New("the records are away")
	if _, err := w.site.Publish(t.Context(), w.plan, in); err == nil {
		t.Fatal("the records failed without an error")
	}
	at := w.current(docOf("a.html")).PublishedAt
	if tr := w.translation("a.html", "es"); tr.Stage != l10n.StageApproved {
		t.Errorf("it is published, says the record: %+v", tr)
	}
	out, err := w.site.Publish(t.Context(), w.plan, in)
	w.must(err)
	pages, _ := w.records.PublishedPages(t.Context(), "news", docOf("a.html"))
	if len(pages) != 1 || !pages[0].PublishedAt.Equal(at) || pages[0].Publication != out.Publication {
		t.Errorf("%+v, want the time of the first try, %s", pages, at)
	}
	again, err := w.site.Publish(t.Context(), w.plan, in)
	w.must(err)
	h, err := w.site.History(t.Context(), w.plan, docOf("a.html"))
	w.must(err)
	if len(h.Publications) != 1 || again.Publication != out.Publication || !slices.Equal(again.Changed, out.Changed) {
		t.Errorf("%+v, then %+v", out, again)
	}
}

func TestALaterRunsRecordIsLeftAlone(t *testing.T) {
	w := newWorld(t)
	in := w.ready("r1", "a.html", page(`<p>Hello.</p>`), "es")
	w.ready("r2", "a.html", page(`<p>Hello.</p>`), "es")
	_, err := w.site.Publish(t.Context(), w.plan, in)
	w.must(err)
	if tr := w.translation("a.html", "es"); tr.Stage != l10n.StageApproved || tr.PublicURL != "" {
		t.Errorf("%+v", tr)
	}
}

func TestWhatIsNotApprovedIsNotPublished(t *testing.T) {
	w := newWorld(t)
	in := w.ready("r1", "a.html", page(`<p>Hello.</p>`), "es")
	ts := w.records.targets[l10n.TranslationKey{Document: in.Document.ID, Locale: "es"}]
	ts[0].State = l10n.Reviewed
	var err error
	in.Locales[0].Targets, err = blob.PutJSON(t.Context(), w.blobs, ts)
	w.must(err)
	if _, err := w.site.Publish(t.Context(), w.plan, in); !errors.Is(err, l10n.ErrRefused) || w.get("es/a.html") != "" {
		t.Errorf("%v", err)
	}
}

func TestAPageGoesLiveInPart(t *testing.T) {
	w := newWorld(t)
	in := w.ready("r1", "a.html", page(`<h1>Hello</h1><p>World.</p>`), "es")
	k := l10n.TranslationKey{Document: in.Document.ID, Locale: "es"}
	for i := range w.records.targets[k] {
		if i != 1 {
			w.records.targets[k][i].State = l10n.Translated
		}
	}
	in.Locales = []ReadyLocale{{Locale: "es", InPart: true}}
	out, err := w.site.Publish(t.Context(), w.plan, in)
	w.must(err)
	if out.InPart["es"] != (InPart{Untranslated: 2, Segments: 3}) {
		t.Errorf("%+v", out.InPart)
	}
	w.wants("es/a.html", "es Hello", "World.")
	if tr := w.translation("a.html", "es"); tr.Stage != l10n.StageApproved || tr.Untranslated != 2 || tr.PublicURL == "" {
		t.Errorf("%+v", tr)
	}
	pub := w.current(in.Document.ID)
	if l := pub.Locales[0]; l.Untranslated != 2 || !l.Segments[0].Fallback || l.Segments[1].Fallback || l.Title != "es Hello" {
		t.Errorf("%+v", l)
	}
	delete(w.records.targets, k) // nothing of it was ever translated
	in = w.ready("r2", "b.html", page(`<p>World.</p>`))
	in.Locales = []ReadyLocale{{Locale: "es", InPart: true}}
	w.records.translations[l10n.TranslationKey{Document: in.Document.ID, Locale: "es"}] = l10n.Translation{Run: "r2"}
	if out, err = w.site.Publish(t.Context(), w.plan, in); err != nil || out.InPart["es"] != (InPart{Untranslated: 2, Segments: 2}) {
		t.Errorf("%+v, %v", out, err)
	}
	if l := w.current(in.Document.ID).Locales[0]; l.Title != "Title | Site" {
		t.Errorf("a page without a translated title is called %q", l.Title)
	}
}

func TestADestinationThatIsNotHere(t *testing.T) {
	w := newWorld(t)
	in := w.ready("r1", "a.html", page(`<p>Hello.</p>`), "es")
	p := w.plan
	p.Destination = "elsewhere"
	for name, act := range map[string]func() error{
		"publish":  func() error { _, err := w.site.Publish(t.Context(), p, in); return err },
		"withdraw": func() error { _, err := w.site.Withdraw(t.Context(), p, "d", l10n.Withdrawal{ID: "w"}); return err },
		"rollback": func() error {
			_, err := w.site.Rollback(t.Context(), p, l10n.Rollback{ID: "r", By: "ana", Document: "d", To: "p"})
			return err
		},
		"earlier": func() error { _, err := w.site.Earlier(t.Context(), p, "d", ""); return err },
		"history": func() error { _, err := w.site.History(t.Context(), p, "d"); return err },
		"verify":  func() error { return w.site.Verify(t.Context(), p, "d") },
	} {
		if err := act(); !errors.Is(err, l10n.ErrRefused) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestNamesAreChosenUnderTheSitesLock(t *testing.T) {
	w := newWorld(t)
	p := w.plan
	p.URLs.Slugs = l10n.TranslateSlugs
	w.usePlan(p)
	a := w.publish("r1", "a.html", page(`<h1>Hello</h1>`), "es")
	b := w.publish("r1", "b.html", page(`<h1>Hello</h1>`), "es")
	if !slices.Contains(w.records.held, "names news") {
		t.Errorf("locks %q", w.records.held)
	}
	if a.URLs["es"] != "http://public.test/es/es-hello.html" || b.URLs["es"] == a.URLs["es"] {
		t.Errorf("%s and %s", a.URLs["es"], b.URLs["es"])
	}
	// A name outlasts a new title, and a withdrawal.
	w.withdraw("w1", "a.html")
	if again := w.publish("r2", "a.html", page(`<h1>Another</h1>`), "es"); again.URLs["es"] != a.URLs["es"] {
		t.Errorf("the page has moved to %s", again.URLs["es"])
	}
	if pages, _ := w.records.PublishedPages(t.Context(), "news", docOf("a.html")); pages[0].Slug != "es-hello" {
		t.Errorf("%+v", pages)
	}
}

func TestCopiedFilesGoWithAPage(t *testing.T) {
	w := newWorld(t)
	in := w.ready("r1", "a.html", page(`<p>Hello.</p><img src="/i.png">`), "es", "fr")
	image, err := w.blobs.Put(t.Context(), []byte("image"))
	w.must(err)
	in.Assets, err = blob.PutJSON(t.Context(), w.blobs, []l10n.Asset{{Source: source("i.png"), Name: "1-i.png", Ref: image, ContentType: "image/png", Size: 5}})
	w.must(err)
	_, err = w.site.Publish(t.Context(), w.plan, in)
	w.must(err)
	at := "assets/" + string(in.Document.ID) + "/1-i.png"
	if w.get(at) != "image" || len(w.current(in.Document.ID).Files) != 3 {
		t.Errorf("%q, %+v", w.get(at), w.current(in.Document.ID).Files)
	}
	w.wants("fr/a.html", `src="/`+at+`"`)
	if pages, _ := w.records.PublishedPages(t.Context(), "news", in.Document.ID); pages[0].Assets != in.Assets || pages[1].Assets != in.Assets {
		t.Errorf("%+v", pages)
	}
}
