package desk

import (
	"net/http/httptest"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/dragoman-l10n/dragoman/internal/browsertest"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/remark"
)

// talk fills a pipeline with what people say: an open comment, an answered question and an open one, an overruled issue,
// marked errors, and a proposal.
func talk(t *testing.T, h *pipeline, service *remark.Service) {
	t.Helper()
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	about := func(l l10n.Locale, n int) remark.About {
		g := h.targets[keyFor(l)][n]
		return remark.About{TranslationKey: keyFor(l), Segment: g.Segment, SourceHash: g.SourceHash, TargetHash: g.Text.Hash()}
	}
	say := func(in remark.Saying) *l10n.SourceQuestion {
		q, err := service.Say(t.Context(), in)
		must(err)
		return q
	}
	q := say(remark.Saying{About: about("es", 4), ID: "1", By: "Luis", Text: "¿Qué coronas: danesas o noruegas?", Raise: true})
	say(remark.Saying{About: about("ar", 4), ID: "2", By: "Samira", Text: "أي كرونة؟", AboutSource: true})
	_, err := service.Answer(t.Context(), q.ID, "3", "Norwegian crowns. The page will say so from Monday.", "Eva")
	must(err)
	say(remark.Saying{About: about("ar", 4), ID: "4", By: "Karim", Text: "Then I write كرونة نرويجية.\nIs that all right, Samira?"})
	say(remark.Saying{About: about("ar", 6), ID: "5", By: "Karim", Text: "Which of the two moles is the outer one?", Raise: true})
	say(remark.Saying{About: about("es", 6), ID: "6", By: "Ana", Text: "¿Cuál de los dos muelles?"})
	h.targets[keyFor("ar")][4].Issues = append(h.targets[keyFor("ar")][4].Issues,
		l10n.Issue{Type: l10n.IssueTerminology, Severity: 95, Check: "terms", Comment: "“crowns” should be translated as “كرون”."},
		l10n.Issue{Type: l10n.IssueMarkup, Severity: 95, Check: "codes", Comment: "The code <1> is missing."})
	_, err = service.Dismiss(t.Context(), remark.Overruling{About: about("ar", 4), ID: "7", By: "Samira", Scope: l10n.DismissCheck,
		Issue: h.targets[keyFor("ar")][4].Issues[0].Hash(), Reason: l10n.ReasonStyle, Words: "This site writes Western digits."})
	must(err)
	for id, r := range map[string]l10n.Remark{
		"8": {Category: l10n.CategoryAccuracy, Severity: l10n.Major, SourceSpan: "37 million", TargetSpan: "37 مليون", Message: "The figure is of 2025.", Suggestion: "38 مليون"},
		"9": {Category: l10n.CategoryStyle, Severity: l10n.Minor, Message: "Too long for a caption."},
	} {
		must(service.Annotate(t.Context(), remark.Marking{About: about("ar", 4), ID: id, By: "Ana", Remark: r}))
	}
}

func openSaid(t *testing.T) tab {
	ctx := browsertest.Start(t)
	h := fixture()
	o := options(t, h)
	talk(t, h, said(t, h, &o))
	d, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	srv := httptest.NewServer(d)
	t.Cleanup(srv.Close)
	return tab{T: t, ctx: ctx, base: srv.URL}
}

var saidPages = map[string]string{"said": arPage + cost, "questions": "/questions", "findings": "/findings", "rows": arPage}

// TestBrowserShowsWhatIsSaid opens the pages about what is said in both directions, at the widths of a phone and of a screen:
// none scrolls sideways. With -shots it leaves pictures.
func TestBrowserShowsWhatIsSaid(t *testing.T) {
	b := openSaid(t)
	for _, dark := range []string{"light", "dark"} {
		if _, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: dark}}}); err != nil {
			t.Fatal(err)
		}
		for width, size := range map[int64]string{1280: "wide", 320: "narrow"} {
			b.run(chromedp.EmulateViewport(width, 900))
			for _, lang := range []l10n.Locale{"en", "ar", "ru"} {
				for name, path := range saidPages {
					b.open(lang, path)
					over, err := chromedp.Run(b.ctx,
						chromedp.Evaluate[int]("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
					if err != nil || over > 0 {
						t.Errorf("%s in %s at %d px is %d px too wide (%v)", path, lang, width, over, err)
					}
					b.shoot(name + "-" + string(lang) + "-" + size + "-" + dark)
				}
			}
		}
		if *pictureDir == "" {
			break
		}
	}
}
