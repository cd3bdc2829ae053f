package growth

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"sync"

	"golang.org/x/net/html"

	"github.com/dragoman-l10n/dragoman/internal/check"
	"github.com/dragoman-l10n/dragoman/internal/extract"
	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/format"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/localize"
	"github.com/dragoman-l10n/dragoman/internal/memory"
	"github.com/dragoman-l10n/dragoman/internal/placeable"
	"github.com/dragoman-l10n/dragoman/internal/segment"
	"github.com/dragoman-l10n/dragoman/internal/termbase"
	"github.com/dragoman-l10n/dragoman/internal/translate"
	"github.com/dragoman-l10n/dragoman/internal/xliff"
	"github.com/dragoman-l10n/dragoman/locales"
)

// page is a page on its way through the stages, with all that each of them is given.
type page struct {
	source       string
	extraction   *l10n.Extraction
	changed      *l10n.Extraction // the same page, after an edit at its start
	skeleton     *extract.Skeleton
	targets      []l10n.Target
	own          map[l10n.SegmentID]l10n.Fragment // the sources
	texts        map[l10n.SegmentID]l10n.Fragment // the targets
	untranslated map[l10n.SegmentID]bool          // all
	pairs        []check.Pair
	exchange     []byte // as XLIFF
	exchange12   []byte // as XLIFF 1.2
	tmx          string // with the codes of each unit
}

func options() extract.Options {
	return extract.Options{WholePage: true, SourceLang: "en", Segmenter: segment.New(), IsValue: format.IsValue}
}

const address = "https://www.example/en/page.html"

func newPage(source string) (*page, error) {
	p := &page{source: source, own: map[l10n.SegmentID]l10n.Fragment{}, texts: map[l10n.SegmentID]l10n.Fragment{}, untranslated: map[l10n.SegmentID]bool{}}
	var err error
	if p.extraction, p.skeleton, err = extract.Extract(l10n.Document{URL: address}, []byte(source), options()); err != nil {
		return nil, err
	}
	if p.changed, _, err = extract.Extract(l10n.Document{URL: address}, []byte("<p>New text.</p>"+source), options()); err != nil {
		return nil, err
	}
	for _, at := range p.extraction.Places() {
		text := translated(at.Segment.Source)
		p.untranslated[at.Segment.ID] = true
		p.own[at.Segment.ID], p.texts[at.Segment.ID] = at.Segment.Source, text
		p.targets = append(p.targets, l10n.Target{
			Segment: at.Segment.ID, SourceHash: at.Segment.Hash(), Text: text, State: l10n.Translated, SubState: l10n.SubMT,
			Origin: l10n.Origin{Kind: l10n.SubMT, Provider: "pseudo"},
		})
		p.pairs = append(p.pairs, check.Pair{
			Unit: at.Unit, Segment: at.Segment.ID, Source: at.Segment.Source, Target: text, SourceLang: "en", Locale: "fr",
		})
	}
	var b bytes.Buffer
	if err := xliff.Write(&b, p.extraction, xliff.Options{Locale: "fr", Targets: p.targets}); err == nil {
		p.exchange = b.Bytes()
	}
	var old bytes.Buffer
	if err := xliff.Write(&old, p.extraction, xliff.Options{Format: xliff.V12, Locale: "fr", Targets: p.targets}); err == nil {
		p.exchange12 = old.Bytes()
	}
	p.tmx = memoryOf(p.pairs)
	return p, nil
}

// memoryOf writes pairs as TMX.
func memoryOf(pairs []check.Pair) string {
	var b strings.Builder
	b.WriteString(`<tmx version="1.4"><header srclang="en"/><body>`)
	for _, q := range pairs {
		b.WriteString("<tu>")
		for _, v := range []struct {
			lang string
			text l10n.Fragment
		}{{"en", q.Source}, {"fr", q.Target}} {
			b.WriteString(`<tuv xml:lang="` + v.lang + `"><seg>`)
			for _, part := range v.text {
				if part.Kind == l10n.Text {
					_ = xml.EscapeText(&b, []byte(part.Text))
				} else {
					b.WriteString("<ph>code</ph>")
				}
			}
			b.WriteString("</seg></tuv>")
		}
		b.WriteString("</tu>")
	}
	return b.String() + "</body></tmx>"
}

// glossary has a few terms that the patterns hold.
var glossary = termbase.New(
	termbase.Concept{Terms: map[l10n.Locale]termbase.Words{"en": {Allowed: []string{"word"}}, "fr": {Allowed: []string{"mot"}}}},
	termbase.Concept{Terms: map[l10n.Locale]termbase.Words{"en": {Allowed: []string{"w w w"}}, "fr": {Forbidden: []string{"w"}}}},
)

// translated is a target: other words, and the same codes.
func translated(source l10n.Fragment) l10n.Fragment {
	return append(l10n.TextFragment("Voici "), source...)
}

// pageStages is what is done with a page. A new one is a line.
var pageStages = []stage[*page]{
	{"parse", func(p *page) error { _, err := html.Parse(strings.NewReader(p.source)); return err }},
	{"extract", func(p *page) error {
		_, _, err := extract.Extract(l10n.Document{URL: address}, []byte(p.source), options())
		return err
	}},
	{"content hash", func(p *page) error { p.extraction.ContentHash(); return nil }},
	{"inspect", func(p *page) error { return extract.InspectTree(io.Discard, []byte(p.source), options()) }},
	{"JSON lines", func(p *page) error { return extract.WriteJSONL(io.Discard, p.extraction) }},
	{"store the skeleton", func(p *page) error {
		b, err := p.skeleton.MarshalBinary()
		if err != nil {
			return err
		}
		return new(extract.Skeleton).UnmarshalBinary(b)
	}},
	{"segment", eachText(func(text string) { segment.New().Breaks("en", text) })},
	{"placeables", eachText(func(text string) { placeable.Scan(nil, text) })},
	{"find values", eachText(func(text string) { format.Find("en", text) })},
	{"find French values", eachText(func(text string) { format.Find("fr", text) })},
	{"fragments", func(p *page) error {
		var errs []error
		for _, q := range p.pairs {
			f := l10n.ParseFragment(q.Target.String())
			f.Hash()
			errs = append(errs, f.CheckCodes(q.Source, q.Unit.Deletable))
		}
		return errors.Join(errs...)
	}},
	{"plain text", func(p *page) error {
		for i := range p.extraction.Units {
			u := &p.extraction.Units[i]
			u.PlainText(u.Source())
		}
		return nil
	}},
	{"check", func(p *page) error { check.New(check.Options{}).Document(p.pairs); return nil }},
	{"check hostile targets", func(p *page) error {
		for _, q := range p.pairs {
			q.Source, q.Target = l10n.TextFragment("A short text."), q.Source
			check.New(check.Options{}).Segment(q)
		}
		return nil
	}},
	{"check other words", func(p *page) error {
		for _, q := range p.pairs {
			text := strings.Map(func(r rune) rune {
				if r >= 'a' && r < 'z' {
					return r + 1
				}
				return r
			}, q.Source.Text())
			q.Target, q.Locale = l10n.TextFragment(text), "ru"
			check.New(check.Options{}).Segment(q)
		}
		return nil
	}},
	{"check lost texts", func(p *page) error {
		for _, q := range p.pairs {
			q.Target = l10n.TextFragment("Rien.")
			check.New(check.Options{}).Segment(q)
		}
		return nil
	}},
	{"terms", eachText(func(text string) { glossary.Find("en", "fr", text) })},
	{"read TMX", func(p *page) error {
		_, err := memory.ReadTMX(strings.NewReader(p.tmx), memory.ImportOptions{}, func(memory.Unit) error { return nil })
		return err
	}},
	{"write XLIFF", func(p *page) error {
		if len(p.extraction.Units) == 0 {
			return nil
		}
		return xliff.Write(io.Discard, p.extraction, xliff.Options{Locale: "fr", Targets: p.targets})
	}},
	{"write XLIFF 1.2", func(p *page) error {
		if len(p.extraction.Units) == 0 {
			return nil
		}
		return xliff.Write(io.Discard, p.extraction, xliff.Options{Format: xliff.V12, Locale: "fr", Targets: p.targets})
	}},
	{"read XLIFF 1.2", func(p *page) error {
		if p.exchange12 == nil {
			return nil
		}
		_, err := xliff.Read(bytes.NewReader(p.exchange12), p.extraction)
		return err
	}},
	{"read XLIFF", func(p *page) error {
		if p.exchange == nil {
			return nil
		}
		_, err := xliff.Read(bytes.NewReader(p.exchange), p.extraction)
		return err
	}},
	{"leverage", func(p *page) error {
		t := translate.Translator{}
		key := l10n.TranslationKey{Document: "d", Locale: "fr"}
		draft := translate.Draft{TranslationKey: key, SourceLang: "en", Chain: []l10n.ProviderName{translate.Source}}
		known := translate.Known{Approved: translate.Earlier{Targets: p.targets}}
		_, err := t.Leverage(context.Background(), draft, p.changed, known)
		return err
	}},
	{"mask", func(p *page) error {
		var errs []error
		for _, q := range p.pairs {
			for _, m := range []translate.Markup{translate.Placeholders, translate.HTML, translate.Notation} {
				_, err := translate.Unmask(translate.Mask(q.Source, m), m, q.Source, q.Unit.Deletable)
				errs = append(errs, err)
			}
		}
		return errors.Join(errs...)
	}},
	{"follow", func(p *page) error { follow.Compare(p.extraction, p.changed); return nil }},
	{"changed words", func(p *page) error {
		for _, q := range p.pairs {
			follow.Words(q.Source, q.Target)
		}
		return nil
	}},
	{"merge sources", func(p *page) error { _, err := p.skeleton.Merge(p.own, nil); return err }},
	{"merge targets", func(p *page) error { _, err := p.skeleton.Merge(p.texts, nil); return err }},
	{"render", render("fr")},
	{"render right to left", render("ar")},
	{"render sources", func(p *page) error { return renderAs(p, "fr", p.own, p.untranslated) }},
	{"render with marks", func(p *page) error {
		m, err := localize.RenderMarked(context.Background(), localize.Page{Skeleton: p.skeleton, Targets: p.texts, Locale: "ar", SourceLang: "en",
			URL: "https://www.example/x/page.html", SourceURL: address})
		if err == nil {
			m.Write("mark0123456789abcdef", "")
		}
		return err
	}},
	{"files", func(p *page) error { _, err := localize.Assets(p.skeleton, address); return err }},
	{"style sheet", func(p *page) error {
		localize.StyleURLs(p.source, func(address string, _ bool) string { return address })
		return nil
	}},
}

// eachText has something done with the text of each unit.
func eachText(do func(text string)) func(*page) error {
	return func(p *page) error {
		for i := range p.extraction.Units {
			do(p.extraction.Units[i].Source().Text())
		}
		return nil
	}
}

// bundle reads the words of the interface once.
var bundle = sync.OnceValues(locales.Bundle)

func render(locale l10n.Locale) func(*page) error {
	return func(p *page) error { return renderAs(p, locale, p.texts, nil) }
}

func renderAs(p *page, locale l10n.Locale, texts map[l10n.SegmentID]l10n.Fragment, untranslated map[l10n.SegmentID]bool) error {
	words, err := bundle()
	if err != nil {
		return err
	}
	_, err = localize.Render(localize.Page{
		Skeleton: p.skeleton, Targets: texts, Untranslated: untranslated, Locale: locale, SourceLang: "en", Bundle: words, Switcher: true,
		URL: "https://www.example/x/page.html", SourceURL: address, Attribution: localize.Attribution{Kind: localize.Machine},
		Siblings: []localize.Sibling{{Locale: "fr", URL: "https://www.example/fr/page.html"}, {Locale: "ar", URL: "https://www.example/ar/page.html"}},
	})
	return err
}
