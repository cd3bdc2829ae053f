package desk

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"

	"github.com/dragoman-l10n/dragoman/internal/follow"
	"github.com/dragoman-l10n/dragoman/internal/l10n"
	"github.com/dragoman-l10n/dragoman/internal/offline"
)

// lookedView shows what came back, before anything is taken.
type lookedView struct {
	Base, Back string
	Pages      []backPage
	Strays     []strayView
	Choose     bool // there is something to take
}

type backPage struct {
	N               int
	URL, Name, File string
	Kept            l10n.Ref
	Open            bool // it waits for people, so that its texts can be taken
	SourceLang      l10n.Locale
	SourceDir       l10n.Direction
	Locale          l10n.Locale
	Direction       l10n.Direction
	Counts          []string
	Texts           []backText
	Faults          []string
}

type backText struct {
	Number             int
	Edit               string // the address of the sentence
	Value              string // of its box; empty where it can't be taken
	Chosen             bool
	Conflict           bool
	Source             string
	Label, Why, By     string
	Diff               []follow.Piece // from what stands to what came back
	Now, Sent, Back    string
	Gone               bool // there was no text
	ChangedHereAndSent bool
}

type strayView struct{ Name, Why string }

// takenView says what became of what was chosen.
type takenView struct {
	Base, Back string
	Pages      []takenPage
}

type takenPage struct {
	URL, Name, Text string
	Locale          l10n.Locale
	Direction       l10n.Direction
	Left            []backText
}

func filesBase(r *http.Request) (base, back string, on l10n.TranslationKey, err error) {
	if r.PathValue("document") == "" {
		return "/files", "/", on, nil
	}
	on, err = keyOf(r)
	return translationPath(on) + "/files", translationPath(on), on, err
}

func (d *desk) lookAtFiles(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	base, back, on, err := filesBase(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	uploads, err := uploadsOf(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	looked, err := d.Offline.Look(r.Context(), uploads, on)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	v := &lookedView{Base: base, Back: back}
	for i, one := range looked.Pages {
		page := p.backPage(i, one)
		v.Choose = v.Choose || page.Open && len(page.Texts) > 0
		v.Pages = append(v.Pages, page)
	}
	for _, s := range looked.Strays {
		v.Strays = append(v.Strays, strayView{s.Name, s.Why.Error()})
	}
	if len(uploads) == 0 {
		p.addNotice("bad", p.T("reports.files.noFile"), "")
	}
	p.Title = p.T("reports.back.title")
	p.Body = v
	d.render(w, http.StatusOK, "looked", p)
}

func (p *page) backPage(n int, of offline.Page) backPage {
	v := backPage{N: n, URL: translationPath(of.TranslationKey), Name: of.Title + " · " + p.Language(of.Locale), File: of.File, Kept: of.Kept,
		Open: waits(of.Translation), SourceLang: of.SourceLang, SourceDir: of.SourceLang.Direction(), Locale: of.Locale, Direction: of.Locale.Direction()}
	counts := map[offline.Fate]int{}
	for _, t := range of.Texts {
		counts[t.Fate]++
		v.Texts = append(v.Texts, p.backText(n, of.TranslationKey, t, v.Open))
	}
	for _, c := range []struct {
		id string
		n  int
	}{{"reports.back.changes", counts[offline.Changes]}, {"reports.back.conflicts", counts[offline.Conflict]}, {"reports.back.refused", counts[offline.Refused]},
		{"reports.back.same", of.Same}, {"reports.back.empty", of.Empty}} {
		if c.n > 0 {
			v.Counts = append(v.Counts, p.N(c.id, c.n))
		}
	}
	for _, f := range of.Faults {
		v.Faults = append(v.Faults, f.Error())
	}
	return v
}

func (p *page) backText(n int, k l10n.TranslationKey, t offline.Text, open bool) backText {
	dir := k.Locale.Direction()
	v := backText{Number: t.Number, Edit: translationPath(k) + "/edit#s-" + string(t.Segment), Source: t.Source.Editable(l10n.LTR),
		Diff: follow.Words(t.Now.Text, t.Back), Gone: t.Now.Text.IsEmpty(), Now: t.Now.Text.Editable(dir), Back: t.Back.Editable(dir), By: string(t.Now.Origin.By)}
	switch t.Fate {
	case offline.Changes:
		v.Label, v.Chosen = p.T("reports.back.change"), true
	case offline.Conflict:
		v.Label, v.Conflict = p.T("reports.back.conflict"), true
		v.Sent = t.Sent.Editable(dir)
	case offline.Refused:
		v.Label, v.Why = p.T("reports.back.cannot"), t.Why.Error()
		return v
	}
	if open {
		v.Value = fmt.Sprintf("%d %s %d", n, t.Segment, t.Now.Version)
	}
	return v
}

// chosenTexts reads which texts of which page were chosen: "0 u4.1 3" is version 3 of a segment of the first page.
func chosenTexts(values []string) (map[int]map[l10n.SegmentID]int, error) {
	chosen := map[int]map[l10n.SegmentID]int{}
	for _, value := range values {
		parts := strings.Fields(value)
		if len(parts) != 3 {
			return nil, fmt.Errorf("%w: %q names no text", errBadRequest, value)
		}
		n, err := strconv.Atoi(parts[0])
		version, err2 := strconv.Atoi(parts[2])
		if err != nil || err2 != nil {
			return nil, fmt.Errorf("%w: %q names no text", errBadRequest, value)
		}
		if chosen[n] == nil {
			chosen[n] = map[l10n.SegmentID]int{}
		}
		chosen[n][l10n.SegmentID(parts[1])] = version
	}
	return chosen, nil
}

func (d *desk) takeFiles(w http.ResponseWriter, r *http.Request, u l10n.UserID) {
	base, back, _, err := filesBase(r)
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	if err := r.ParseForm(); err != nil {
		d.showError(w, r, u, fmt.Errorf("%w: %w", errBadRequest, err))
		return
	}
	chosen, err := chosenTexts(r.PostForm["take"])
	if err != nil {
		d.showError(w, r, u, err)
		return
	}
	p := d.newPage(r, u)
	v := &takenView{Base: base, Back: back}
	for n, kept := range r.PostForm["kept"] {
		if len(chosen[n]) == 0 {
			continue
		}
		taken, err := d.Offline.Take(r.Context(), l10n.Ref(kept), chosen[n], u)
		if err != nil {
			d.showRefusal(w, r, u, err)
			return
		}
		one := takenPage{URL: translationPath(taken.TranslationKey), Name: taken.Title + " · " + p.Language(taken.Locale), Text: p.N("reports.back.taken", taken.Taken),
			Locale: taken.Locale, Direction: taken.Locale.Direction()}
		for _, left := range taken.Left {
			t := p.backText(n, taken.TranslationKey, left.Text, false)
			t.Why = left.Err.Error()
			one.Left = append(one.Left, t)
		}
		v.Pages = append(v.Pages, one)
	}
	p.Title = p.T("reports.back.done")
	p.Body = v
	d.render(w, http.StatusOK, "taken", p)
}
