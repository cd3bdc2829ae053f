package desk

import (
	"fmt"
	"time"

	"github.com/dragoman-l10n/dragoman/internal/l10n"
)

const statement = l10n.DocumentID("news-statement-0a1b2c3d")

func keyFor(l l10n.Locale) l10n.TranslationKey {
	return l10n.TranslationKey{Document: statement, Locale: l}
}

// line is a unit of the fixture: its element and attribute, its source, and its targets in Arabic and Spanish.
type line struct{ element, attribute, en, ar, es string }

var lines = []line{
	{"title", "", "Harbour Commission opens the northern lock", "هيئة الميناء تفتتح الهويس الشمالي",
		"La Comisión del Puerto abre la esclusa norte"},
	{"meta", "content", "Ships of up to 190 metres can pass from Monday.",
		"يمكن للسفن التي يصل طولها إلى 190 مترًا العبور ابتداءً من يوم الاثنين.",
		"Los buques de hasta 190 metros podrán pasar desde el lunes."},
	{"h1", "", "Harbour Commission opens the northern lock", "هيئة الميناء تفتتح الهويس الشمالي",
		"La Comisión del Puerto abre la esclusa norte"},
	{"p", "", "The <1>Harbour Commission</1> opened the lock on <2/>.", "افتتحت <1>هيئة الميناء</1> الهويس في <2/>.",
		"La <1>Comisión del Puerto</1> abrió la esclusa el <2/>."},
	{"p", "", "It cost 37 million crowns & took six years.", "بلغت كلفته 37 مليون كرونة واستغرق ست سنوات.",
		"Costó 37 millones de coronas y llevó seis años."},
	{"h2", "", "What changes for ships", "ما الذي يتغيّر للسفن", "Qué cambia para los buques"},
	{"li", "", "Pilots board at the <1>outer mole</1>, not at the bridge.",
		"يصعد المرشدون عند <1>الحاجز الخارجي</1> وليس عند الجسر.",
		"Los prácticos embarcan en el <1>muelle exterior</1>, no en el puente."},
	{"li", "", "Tolls stay as they are until the end of the year.", "", "Los peajes no cambian hasta fin de año."},
	{"img", "alt", "Two tugs in front of the open gates of the lock.", "قاطرتان أمام بوابتي الهويس المفتوحتين.",
		"Dos remolcadores ante las puertas abiertas de la esclusa."},
	{"figcaption", "", "The first ship through was the <1>Marigold</1>.", "كانت أول سفينة عبرت هي <1>ماريغولد</1>.",
		"El primer barco en pasar fue el <1>Marigold</1>."},
}

func fixture() *pipeline {
	h := &pipeline{
		extraction:   &l10n.Extraction{Lang: "en", Title: lines[0].en, Charset: "utf-8"},
		translations: map[l10n.TranslationKey]*l10n.Translation{}, targets: map[l10n.TranslationKey][]l10n.Target{},
		decisions: map[l10n.TranslationKey][]l10n.Decision{}, seen: map[string]bool{},
		page: `<!doctype html><html lang="ar" dir="rtl"><title>x</title><script>document.title="ran"</script>` +
			`<h1>هيئة الميناء تفتتح الهويس الشمالي</h1><p>نص الصفحة.</p></html>`,
	}
	for i, l := range lines {
		u := l10n.Unit{ID: l10n.UnitID(fmt.Sprintf("u%d", i+1)), Element: l.element, Attribute: l.attribute,
			Codes: []l10n.Code{{ID: 1, Name: "a", Paired: true, Open: `<a href="/commission">`, Close: "</a>"},
				{ID: 2, Name: "time", Equiv: "9 March 2026", Date: "2026-03-09"}}}
		u.Segments = []l10n.Segment{{ID: l10n.NewSegmentID(u.ID, 1), Source: l10n.ParseFragment(l.en)}}
		h.extraction.Units = append(h.extraction.Units, u)
		h.add("ar", u.Segments[0], l.ar, i)
		h.add("es", u.Segments[0], l.es, i)
	}
	h.translate("ar", l10n.Translation{Stage: l10n.StageReview, Step: "review",
		Steps: []l10n.StepName{"translate", "review", "sign-off"}, Assignee: "Samira",
		WaitsSince: noon.Add(-3 * time.Hour), Progress: l10n.Progress{Segments: 10, Approved: 2, Memory: 2, Fuzzy: 1,
			Machine: 3, Human: 1, Empty: 1, Issues: 3, Blocking: 2}})
	h.translate("es", l10n.Translation{Stage: l10n.StageReview, Step: "review", Steps: []l10n.StepName{"review"},
		WaitsSince: noon.Add(-26 * time.Hour),
		Progress:   l10n.Progress{Segments: 10, Memory: 8, Machine: 2}})
	h.translate("fr", l10n.Translation{Stage: l10n.StagePublished, Steps: []l10n.StepName{"review"},
		PublicURL: "https://www.example.org/fr/statement.html",
		UpdatedAt: noon.Add(-90 * time.Minute), Progress: l10n.Progress{Segments: 10, Memory: 10}})
	h.translate("ru", l10n.Translation{Stage: l10n.StageFailed, Comment: "The site refused the page: 403.",
		UpdatedAt: noon.Add(-50 * time.Hour)})
	h.translate("kk", l10n.Translation{Stage: l10n.StageTranslate, UpdatedAt: noon.Add(-10 * time.Second)})
	h.decisions[keyFor("ar")] = []l10n.Decision{{ID: "d1", Kind: l10n.Approve, Step: "translate", By: "Karim",
		Comment: "Names follow the glossary.", At: noon.Add(-4 * time.Hour)}}
	return h
}

// add adds the target of a segment. The origins of targets take turns.
func (h *pipeline) add(locale l10n.Locale, s l10n.Segment, text string, i int) {
	g := l10n.Target{Segment: s.ID, SourceHash: s.Hash(), Text: l10n.ParseFragment(text), State: l10n.Translated,
		Version: 1, EditedAt: noon.Add(-5 * time.Hour)}
	g.Origin = []l10n.Origin{{Kind: l10n.SubTMExact, Provider: "memory", Score: 100},
		{Kind: l10n.SubMT, Provider: "apertium"},
		{Kind: l10n.SubApproved}, {Kind: l10n.SubTMFuzzy, Provider: "memory", Score: 83,
			Detail: "The Harbour Commission opened the bridge."}}[i%4]
	if text == "" {
		g.State, g.Origin = l10n.Initial, l10n.Origin{Kind: l10n.SubNoEngine}
	}
	if locale == "ar" && i == 4 {
		g.Issues = []l10n.Issue{{Type: l10n.IssueNumbers, Severity: 60, Check: "numbers",
			Comment: "The number 37 is written as in the source; the locale may want other digits."}}
	}
	g.SubState = g.Origin.Kind
	h.targets[keyFor(locale)] = append(h.targets[keyFor(locale)], g)
}

func (h *pipeline) translate(l l10n.Locale, t l10n.Translation) {
	t.TranslationKey, t.Run, t.Site, t.Round = keyFor(l), "run-7", "news", 1
	t.Title, t.URL, t.SourceLang, t.Extraction = lines[0].en, "https://www.example.org/statement.html", "en",
		l10n.NewRef([]byte("x"))
	h.translations[t.TranslationKey] = &t
}
